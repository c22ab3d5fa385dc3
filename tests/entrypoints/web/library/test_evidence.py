"""Beside the values stands the document: each value leads to where it stands, and back."""

from __future__ import annotations

import re
from collections import Counter

import pytest

from tatalaksana.apps.library.models import Version
from tatalaksana.apps.shared import files
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens import docx, pdf, xlsx
from tests.entrypoints.web.library.forms import form_of
from tests.entrypoints.web.library.pages import DOCUMENT, KEEPER, STRANGER, body, upload
from tests.files.round_trip import bundled

PENS = {"pdf": pdf, "docx": docx, "xlsx": xlsx}
NAME = "001-03"  #: an identity block and eight steps, four of which decide


def drawn(kind: str) -> bytes:
    return PENS[kind].draw(arrange(bundled()[NAME]))[0][1]


@pytest.fixture
def imported(lumajang, sign_in):
    """`imported("pdf")`: the draft of a document of that kind, and the keeper's browser."""

    def bring(kind: str):
        client = sign_in(KEEPER)
        data = drawn(kind) if kind in PENS else DOCUMENT
        answer = upload(client, data, lumajang.library_unit, f"sop.{kind}")
        assert answer.status_code == 302
        with acting_for(lumajang.agency):
            found = Version.objects.filter(agency=lumajang.agency).select_related("source")
            return client, found.latest("pk")

    return bring


def review(client, version) -> str:
    return body(client.get(f"/sop/versi/{version.pk}/tinjau/"))


def ids(page: str) -> Counter[str]:
    return Counter(re.findall(r'\bid="([^"]+)"', page))


def links(page: str) -> set[str]:
    return set(re.findall(r'href="#([^"]+)"', page))


@pytest.mark.parametrize("kind", [*PENS, "txt"])
def test_every_link_leads_to_something_there_once(imported, kind):
    page = review(*imported(kind))
    found = ids(page)
    assert links(page) <= set(found)
    assert max(found.values()) == 1


@pytest.mark.parametrize("kind", PENS)
def test_every_value_of_a_step_leads_to_its_box_and_the_box_back(imported, kind):
    client, version = imported(kind)
    page = review(client, version)
    for step in version.content["steps"]:
        row = step["row"]
        for name in ("activities", "performer", "inputs", "outputs", "value", "no"):
            field = f"step-{row}-{name}"
            assert f'<a id="asal-{field}" href="#{field}"' in page
            assert f'href="#asal-{field}"' in page
        if step["decision"]:  # the diamond is the performer's symbol too
            part = page[page.index(f'id="step-{row}-decides"') :]
            assert part[: part.index('class="decision-parts"')].count("asal-step-")
    assert '<a id="asal-title" href="#title"' in page
    assert '<a id="asal-column-1" href="#column-1"' in page


def test_the_values_of_a_text_lead_to_its_lines_and_back(imported):
    client, version = imported("txt")
    page = review(client, version)
    place = re.search(r'<label for="step-2-inputs">.*?<a href="#(b\d+-\d+)">baris (\d+)</a>', page)
    assert place
    cell = re.search(rf'<td id="{place[1]}">([^<]*)</td>', page)
    assert cell
    assert cell[1] == "Permohonan"
    assert f'<a href="#step-2">{place[2]}</a>' in page


def test_a_doubt_leads_to_its_field_and_to_its_place(imported):
    client, version = imported("pdf")
    page = review(client, version)
    doubts = re.search(r'<ul class="doubts">.*?</ul>', page, re.S)
    assert doubts
    assert version.doubts
    assert doubts[0].count("lihat di dokumen, hal. ") == len(version.doubts)
    doubted = re.findall(r'<a id="([^"]+)" href="[^"]+" class="doubted"', page)
    assert doubted
    assert all(f'href="#{one}"' in doubts[0] for one in doubted)


@pytest.mark.parametrize(
    ("kind", "content"),
    [("pdf", "image/png"), ("docx", "image/svg+xml"), ("xlsx", "image/svg+xml")],
)
def test_the_picture_of_a_page_is_shown_and_never_run(imported, kind, content):
    client, version = imported(kind)
    there = f"/sop/versi/{version.pk}/halaman/1/"
    assert there in review(client, version)
    for address, what in ((there, content), (f"{there}tanda/", "image/svg+xml")):
        answer = client.get(address)
        assert answer.status_code == 200
        assert answer["Content-Type"] == what
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "sandbox" in answer["Content-Security-Policy"]
        assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_a_page_is_drawn_once(imported):
    client, version = imported("pdf")
    page = review(client, version)
    files.path_of(version.source.sha256).unlink()  # drawing it again would fail
    assert client.get(f"/sop/versi/{version.pk}/halaman/1/").status_code == 200
    assert review(client, version).count("<figure") == page.count("<figure") == 2


def test_a_stranger_sees_no_page_and_nobody_a_page_that_is_not_there(imported, sign_in):
    client, version = imported("pdf")
    for number in (0, 3, 999):
        assert client.get(f"/sop/versi/{version.pk}/halaman/{number}/").status_code == 404
    stranger = sign_in(STRANGER)
    assert stranger.get(f"/sop/versi/{version.pk}/halaman/1/").status_code == 404
    assert stranger.get(f"/sop/versi/{version.pk}/halaman/1/tanda/").status_code == 404
    stranger.logout()
    assert stranger.get(f"/sop/versi/{version.pk}/halaman/1/").status_code == 302


def test_where_the_pages_cannot_be_drawn_the_form_is_there_and_says_so(imported):
    client, version = imported("pdf")
    for one in files.made_path(version.source.sha256, "").parent.iterdir():
        one.unlink()
    files.path_of(version.source.sha256).write_bytes(b"%PDF-1.7 rusak")
    answer = client.get(f"/sop/versi/{version.pk}/tinjau/")
    assert answer.status_code == 200
    assert "Berkas PDF ini rusak atau terpotong." in body(answer)
    assert 'id="step-1-activities"' in body(answer)
    assert client.get(f"/sop/versi/{version.pk}/halaman/1/").status_code == 404


def test_a_step_that_was_moved_still_leads_to_its_own_row(imported):
    client, version = imported("pdf")
    fields = form_of(client.get(f"/sop/versi/{version.pk}/tinjau/"))
    before = {o["row"]: o["places"] for o in version.origins if o["field"] == "activities"}
    moved = client.post(
        f"/sop/versi/{version.pk}/tinjau/simpan/", fields | {"deed": "up:2"}, follow=True
    )
    client.post(f"/sop/versi/{version.pk}/tinjau/simpan/", form_of(moved) | {"deed": "save"})
    with acting_for(version.agency_id):
        now = Version.objects.get(pk=version.pk)
    after = {o["row"]: o["places"] for o in now.origins if o["field"] == "activities"}
    assert (after[1], after[2]) == (before[2], before[1])


@pytest.mark.parametrize("kind", PENS)
def test_the_page_stays_light(imported, kind):
    assert len(review(*imported(kind)).encode()) < 150_000
