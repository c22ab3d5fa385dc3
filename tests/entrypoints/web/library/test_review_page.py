"""Reviewing a draft: by its keeper, by two keepers at once, by people who may not."""

from dataclasses import replace

import pytest

from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import content_of
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.procedure.exchange import plain
from tests.entrypoints.web.library.forms import form_of

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"


@pytest.fixture
def draft(office, person, now):
    """A draft of "Surat Keluar" with one heavy doubt about the performers of row 2."""
    there = office("LUMAJANG")
    in_force = Version.objects.get(
        agency=there.agency, status="berlaku", procedure__title__iexact="SURAT KELUAR"
    )
    made = revise(person(KEEPER), version=in_force.pk, now=now)
    made.doubts = [
        {"code": "RD010", "row": 2, "field": "performers", "what": "Dua pelaksana sama kuat.",
         "hint": "Pilih satu.", "weight": 3},
        {"code": "RD020", "row": None, "field": "number", "what": "Nomor tidak terbaca.",
         "hint": "Salin dari dokumen.", "weight": 1},
    ]  # fmt: skip
    made.evidence = [
        {"row": 2, "field": "performers", "source": "text", "sure": 0.6, "why": "Menyebut Kasubag."}
    ]
    made.save()
    return made


@pytest.fixture
def page(sign_in, draft):
    return sign_in(KEEPER).get(f"/sop/versi/{draft.pk}/tinjau/")


def test_doubts_and_reasons_are_said_in_english_too(draft, sign_in):
    draft.doubts[0] |= {
        "what": "Pelaksana “Kasubag” disimpulkan; pilihan lain hampir sama kuat.",
        "hint": "Pastikan siapa yang melaksanakan langkah ini.",
    }
    draft.evidence[0]["why"] = "Baris ini menyebut “Kasubag”."
    draft.save()
    client = sign_in(KEEPER)
    client.post("/bahasa/", {"language": "en", "next": "/"})
    page = client.get(f"/sop/versi/{draft.pk}/tinjau/").content.decode()
    assert "The performer “Kasubag” was inferred; another choice is nearly as strong." in page
    assert "Make sure who performs this step." in page
    assert "This row says “Kasubag”." in page
    assert "Nomor tidak terbaca." in page, "what follows no known pattern stays"


def save(client, draft, form, **changes):
    data = form | {key: [value] for key, value in changes.items()}
    return client.post(f"/sop/versi/{draft.pk}/tinjau/simpan/", data)


def now_stored(draft):
    """The draft as it is in the database; the pages leave nobody's wall behind."""
    with acting_for(draft.agency_id):
        return Version.objects.get(pk=draft.pk)


def test_the_heaviest_doubt_comes_first_and_leads_to_its_field(page):
    body = page.content.decode()
    assert body.index("Dua pelaksana sama kuat.") < body.index("Nomor tidak terbaca.")
    assert 'href="#step-2-performer"' in body
    assert 'id="step-2-performer"' in body
    assert "yakin 60%" in body


def test_the_document_stands_beside_what_was_read(page):
    assert "Dokumen asli" in page.content.decode()
    assert 'class="source"' in page.content.decode()


def test_the_page_sent_back_unchanged_changes_nothing(client, page, draft):
    before = plain(content_of(draft))
    assert save(client, draft, form_of(page)).status_code == 302
    stored = now_stored(draft)
    assert stored.content == before
    assert len(stored.doubts) == 2
    assert len(stored.evidence) == 1


@pytest.mark.parametrize("code", ["LUMAJANG", "KALBAR", "RANUYOSO", "TANGERANG", "CINAGARA"])
def test_every_procedure_of_the_cast_survives_its_own_page(code, office, person, sign_in, now):
    there = office(code)
    keeper = {
        "LUMAJANG": KEEPER, "KALBAR": "analis.kalbar", "RANUYOSO": "kasubag.ranuyoso",
        "TANGERANG": STRANGER, "CINAGARA": "kasubbag.cinagara",
    }[code]  # fmt: skip
    client = sign_in(keeper)
    for version in list(Version.objects.filter(agency=there.agency, status="berlaku")):
        with acting_for(there.agency):
            made = revise(person(keeper), version=version.pk, now=now)
        shown = client.get(f"/sop/versi/{made.pk}/tinjau/")
        assert len(shown.content) < 150_000
        assert save(client, made, form_of(shown)).status_code == 302
        assert now_stored(made).content == version.content


def test_a_corrected_value_loses_its_doubt_and_its_evidence(client, page, draft):
    form = form_of(page)
    form["step-2-performer"] = [content_of(draft).performers[-1], ""]
    save(client, draft, form)
    stored = now_stored(draft)
    assert [doubt["code"] for doubt in stored.doubts] == ["RD020"]
    assert stored.evidence == []


def test_a_ticked_doubt_is_settled(client, page, draft):
    save(client, draft, form_of(page), settled="1")
    assert [doubt["code"] for doubt in now_stored(draft).doubts] == ["RD010"]


def test_a_doubt_follows_its_step_when_another_is_put_before_it(client, page, draft):
    again = save(client, draft, form_of(page), deed="add:1")
    assert again.status_code == 200
    assert now_stored(draft).content == draft.content, "a row button saves nothing"
    assert 'href="#step-3-performer"' in again.content.decode()
    form = form_of(again)
    form["step-2-activities"] = ["Mencatat di buku agenda"]
    assert save(client, draft, form).status_code == 302
    stored = now_stored(draft)
    assert stored.content["steps"][1]["activities"] == ["Mencatat di buku agenda"]
    assert stored.doubts[0]["row"] == 3
    assert stored.evidence[0]["row"] == 3


def test_nothing_typed_is_lost_when_one_field_is_wrong(client, page, draft):
    answer = save(
        client, draft, form_of(page), created="kemarin", title="Surat Keluar Baru", settled="0"
    )
    body = answer.content.decode()
    assert answer.status_code == 422
    assert 'value="kemarin"' in body
    assert 'value="Surat Keluar Baru"' in body
    assert 'id="created-error"' in body
    assert 'aria-describedby="created-error"' in body
    assert 'value="0" checked' in body
    assert now_stored(draft).content == draft.content


def test_what_a_colleague_saved_meanwhile_is_not_overwritten(client, page, draft):
    mine = form_of(page)
    save(client, draft, mine, note_of_colleague="", title="Surat Keluar (rekan)")
    answer = save(client, draft, mine, title="Surat Keluar (saya)")
    body = answer.content.decode()
    assert answer.status_code == 422
    assert "Anda sendiri, di jendela lain, sudah menyimpan perubahan" in body
    assert "Surat Keluar (rekan)" in body
    assert 'value="Surat Keluar (saya)"' in body
    assert now_stored(draft).content["title"] == "Surat Keluar (rekan)"
    over = save(client, draft, form_of(answer), deed="save-over")
    assert over.status_code == 302
    assert now_stored(draft).content["title"] == "Surat Keluar (saya)"


def test_the_colleague_who_saved_is_named(office, person, sign_in, now):
    there, colleague = office("KALBAR"), person("analis.kalbar")
    version = Version.objects.filter(agency=there.agency, status="berlaku").first()
    made = revise(colleague, version=version.pk, now=now)
    client = sign_in("kasubbag.kalbar")
    mine = form_of(client.get(f"/sop/versi/{made.pk}/tinjau/"))
    with acting_for(there.agency):
        theirs = replace(content_of(made), number="065/7")
        correct(colleague, version=made.pk, content=theirs, now=now)
    page = save(client, made, mine).content.decode()
    assert "Yusuf Maulana sudah menyimpan perubahan" in page
    assert "065/7" in page


def test_what_is_in_force_cannot_be_reviewed(client, sign_in, office):
    there = office("LUMAJANG")
    version = Version.objects.filter(agency=there.agency, status="berlaku").first()
    client = sign_in(KEEPER)
    assert client.get(f"/sop/versi/{version.pk}/tinjau/").status_code == 302
    form = {"title": ["x"], "seen": ["x"]}
    assert save(client, version, form | {"steps": ["0"]}).status_code == 422


@pytest.mark.parametrize(("who", "answer"), [(CLERK, 403), (STRANGER, 404)])
@pytest.mark.parametrize("path", ["tinjau/", "jabatan/"])
def test_others_may_not_review(who, answer, path, sign_in, draft):
    assert sign_in(who).get(f"/sop/versi/{draft.pk}/{path}").status_code == answer


@pytest.mark.parametrize(("who", "answer"), [(CLERK, 403), (STRANGER, 404)])
@pytest.mark.parametrize(
    "path", ["tinjau/simpan/", "jabatan/", "berlakukan/", "versi-baru/", "cabut/"]
)
def test_others_may_not_change(who, answer, path, sign_in, draft):
    assert sign_in(who).post(f"/sop/versi/{draft.pk}/{path}", {}).status_code == answer
    assert now_stored(draft) is not None


def test_without_sign_in_everything_leads_to_the_door(client, draft):
    for path in ("/sop/", "/sop/impor/", f"/sop/versi/{draft.pk}/tinjau/", "/kantor/"):
        answer = client.get(path)
        assert answer.status_code == 302
        assert answer.url.startswith("/masuk/")
