"""The list of the library and the page of a procedure."""

import re

import pytest

from tatalaksana.apps.library.models import Procedure
from tests.entrypoints.web.library.pages import CLERK, KEEPER, STRANGER, body


def test_the_list_shows_every_procedure_with_status_in_words(lumajang, sign_in):
    count = Procedure.objects.filter(agency=lumajang.agency).count()
    page = body(sign_in(CLERK).get("/sop/"))
    assert page.count('class="row-title"') == count
    assert page.count("</svg> berlaku") == count
    assert "/sop/impor/" not in page


def test_search_and_status_live_in_the_address(draft, sign_in):
    client = sign_in(KEEPER)
    found = body(client.get("/sop/?cari=karya+satyalancana"))
    assert found.count('class="row-title"') == 1
    assert 'value="karya satyalancana"' in found
    drafts = body(client.get("/sop/?status=draf"))
    assert drafts.count('class="row-title"') == 1
    assert "draf versi 2 menunggu" in drafts
    assert "Tidak ada SOP yang cocok" in body(client.get("/sop/?cari=zzz"))


@pytest.mark.parametrize("query", ["unit=x", "unit=-1", "status=x", "cari=" + "x" * 500, "unit=²"])
def test_a_filter_that_makes_no_sense_is_passed_over(query, sign_in):
    assert sign_in(CLERK).get(f"/sop/?{query}").status_code == 200


def test_a_procedure_shows_its_steps_holders_findings_and_chart(in_force, sign_in):
    page = body(sign_in(CLERK).get(f"/sop/{in_force.procedure_id}/"))
    assert page.count('id="baris-') == len(in_force.content["steps"])
    assert "Slamet Riyadi" in page, "who holds the position today"
    assert "tidak disebut dalam dokumen" in page
    assert f'src="/sop/versi/{in_force.pk}/bagan.svg"' in page
    assert f'href="/berkas/mulai/{in_force.pk}/"' in page
    for deed in ("versi-baru", "cabut", "tinjau", "jabatan/"):
        assert f"/sop/versi/{in_force.pk}/{deed}" not in page, "a clerk only reads"


def test_the_findings_are_said_in_english_and_quote_the_document(in_force, sign_in):
    client = sign_in(CLERK)
    before = body(client.get(f"/sop/versi/{in_force.pk}/"))
    client.post("/bahasa/", {"language": "en", "next": "/"})
    after = body(client.get(f"/sop/versi/{in_force.pk}/"))
    there, here = (
        page[page.index('id="temuan"') :].split("</section>")[0] for page in (before, after)
    )
    assert there.count("<li>") == here.count("<li>") > 5
    assert "identitas, " in there
    assert "identity, " in here
    for word in ("identitas, ", "baris ", "Kelengkapan ", "Tulis ", "Tambahkan ", "tidak diisi"):
        assert word not in re.sub(r"&quot;.*?&quot;", "", here), word


def test_every_procedure_page_is_light(lumajang, sign_in):
    client = sign_in(KEEPER)
    for pk in list(Procedure.objects.filter(agency=lumajang.agency).values_list("pk", flat=True)):
        assert len(client.get(f"/sop/{pk}/").content) < 150_000


@pytest.mark.parametrize(
    "path", ["/sop/{p}/", "/sop/versi/{v}/", "/sop/versi/{v}/bagan.svg", "/sop/{p}/banding/"]
)
def test_another_agency_does_not_find_it(path, in_force, sign_in):
    there = path.format(p=in_force.procedure_id, v=in_force.pk)
    assert sign_in(STRANGER).get(there).status_code == 404


def test_two_versions_stand_side_by_side(in_force, draft, sign_in):
    draft.content = draft.content | {"number": "065/1/2026"}
    draft.save()
    client = sign_in(CLERK)
    page = body(client.get(f"/sop/{in_force.procedure_id}/banding/?lama=1&baru=2"))
    assert "1 nilai berbeda" in page
    assert "<ins>065/1/2026</ins>" in page
    assert "Pilih dua versi" in body(client.get(f"/sop/{in_force.procedure_id}/banding/?lama=x"))
