"""What the office has chosen stands in every drawing: each format, the book, every chart."""

import io
import zipfile
from dataclasses import replace
from uuid import uuid4

import pdfplumber
import pytest

from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.actions.revise import revise
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import content_of
from tatalaksana.apps.office.actions.choose_look import choose_look
from tatalaksana.apps.office.look import kept_look, look_of, signer_key, stamp_of
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.apps.shared.files import path_of
from tests.bitmaps import bitmap
from tests.entrypoints.web.library.forms import form_of
from tests.entrypoints.web.library.pages import body

FILL, ADDRESS, RANK = "#dbe5f1", "https://tte.tangerangkota.go.id/periksa", "Pembina Tingkat I"
NOTE = "Ditandatangani secara elektronik oleh:"
KEEPER = CLERK = "kasubag.tangerang"


@pytest.fixture
def agency(office):
    """An office whose SOPs name who approved them."""
    return office("TANGERANG").agency


@pytest.fixture
def in_force(agency):
    return Version.objects.get(agency=agency, status="berlaku", content__approved_by__isnull=False)


@pytest.fixture
def draft(in_force, person, now):
    made = revise(person(KEEPER), version=in_force.pk, now=now)
    content = replace(content_of(made), number="065/12/2026")
    return correct(person(KEEPER), version=made.pk, content=content, now=now)


@pytest.fixture
def choose(agency, person, now):
    def deed(logo=None, **values):
        with acting_for(agency):
            seen = stamp_of(kept_look(agency))
            chosen = replace(look_of(agency), **values)
            return choose_look(person(KEEPER), chosen=chosen, logo=logo, seen=seen, now=now)

    return deed


@pytest.fixture
def chosen(choose, in_force):
    """A look that differs from the default in everything."""
    approver = content_of(in_force).approved_by
    return choose(
        header_fill=FILL, numbering_row=True, family="Liberation Serif", size=8.5, margin=17,
        paper="F4", form="pemda", verify=ADDRESS, logo=bitmap(50, 50),
        ranks=((signer_key(approver.name, approver.nip), RANK),),
    )  # fmt: skip


@pytest.fixture
def draw(in_force, sign_in):
    """`draw("pdf", ttd="tte")`: what a reader downloads."""
    client = sign_in(CLERK)
    return lambda ending, **asked: client.get(f"/sop/versi/{in_force.pk}/bagan.{ending}", asked)


def pages_of(answer):
    assert answer.status_code == 200, answer.headers
    return pdfplumber.open(io.BytesIO(answer.content))


def words_of(answer):
    with pages_of(answer) as document:
        return " ".join(" ".join((page.extract_text() or "").split()) for page in document.pages)


def part_of(answer, beginning):
    with zipfile.ZipFile(io.BytesIO(answer.content)) as package:
        return b"".join(
            package.read(name) for name in package.namelist() if name.startswith(beginning)
        )


def test_the_pdf_has_the_paper_letters_ground_logo_and_rank_of_the_office(chosen, draw):
    answer = draw("pdf")
    with pages_of(answer) as document:
        first, last = document.pages[0], document.pages[-1]
        assert round(float(first.width) / 72 * 25.4) == 330
        assert min(line["x0"] for line in last.lines) / 72 * 25.4 == pytest.approx(17, abs=0.3)
        assert all("Serif" in letter["fontname"] for letter in first.chars)
        assert first.images
        grounds = {one["non_stroking_color"] for page in (first, last) for one in page.rects}
        assert any(ground == pytest.approx((219 / 255, 229 / 255, 241 / 255), abs=0.01)
                   for ground in grounds if ground and len(ground) == 3)  # fmt: skip
        assert {"1", "2", "3", "4", "5", "6"} <= set((last.extract_text() or "").split())
    assert RANK in words_of(answer)
    assert NOTE not in words_of(answer)


def test_a_reader_still_chooses_another_paper(chosen, draw):
    with pages_of(draw("pdf", kertas="Legal", arah="tegak")) as document:
        assert round(float(document.pages[0].width) / 72 * 25.4) == 216


@pytest.mark.parametrize(
    ("ending", "text", "media"),
    [("docx", "word/document.xml", "word/media/"), ("xlsx", "xl/", "xl/media/")],
)
def test_word_and_excel_have_it_too(ending, text, media, chosen, draw):
    answer = draw(ending)
    whole = part_of(answer, text)
    assert FILL[1:].upper().encode() in whole.upper()
    assert RANK.encode() in whole
    assert b"\x89PNG" in part_of(answer, media)
    assert b"Liberation Serif" in part_of(answer, "") or b"Times New Roman" in part_of(answer, "")


def test_the_note_of_an_electronic_signature_stands_where_it_is_asked_for(chosen, draw, choose):
    assert NOTE in words_of(draw("pdf", ttd="tte"))
    assert ADDRESS in words_of(draw("pdf", ttd="tte"))
    choose(signing="tte")
    assert NOTE in words_of(draw("pdf")), "the office signs electronically as a rule"
    assert NOTE not in words_of(draw("pdf", ttd="basah"))
    assert draw("pdf", ttd="cap").status_code == 404
    assert draw("json").status_code == 200


def test_the_choice_of_signing_is_offered_once_there_is_an_address(in_force, sign_in, choose):
    client, there = sign_in(CLERK), f"/sop/versi/{in_force.pk}/"
    assert 'name="ttd"' not in body(client.get(there))
    choose(verify=ADDRESS, paper="F4", upright=True)
    page = body(client.get(there))
    assert '<option value="basah">' in page
    assert "<option selected>F4</option>" in page
    assert '<option value="tegak" selected>' in page


def test_a_note_without_an_address_for_this_sop_is_refused_in_words(in_force, sign_in, choose):
    client, there = sign_in(KEEPER), f"/sop/versi/{in_force.pk}/bagan.pdf?ttd=tte"
    assert "belum diisi" in body(client.get(there, follow=True))


def test_a_margin_too_wide_for_a_paper_is_told_on_the_page(in_force, sign_in, choose):
    choose(margin=30)
    answer = sign_in(CLERK).get(f"/sop/versi/{in_force.pk}/bagan.pdf?arah=tegak", follow=True)
    assert "terlalu sempit" in body(answer)


def test_a_logo_gone_from_the_disk_is_told_and_the_charts_still_show(chosen, in_force, sign_in):
    path_of(chosen.logo).unlink()
    unit = in_force.procedure.unit_id
    client, there = sign_in(CLERK), f"/sop/versi/{in_force.pk}/"
    answer = client.get(f"{there}bagan.pdf", follow=True)
    assert answer.redirect_chain
    assert "tidak ditemukan di penyimpanan" in body(answer)
    assert client.get(f"{there}bagan.svg").status_code == 200
    book = client.get(f"/sop/buku/{unit}.pdf", follow=True)
    assert "tidak ditemukan di penyimpanan" in body(book)


def test_a_browser_asks_again_once_the_look_has_changed(draw, choose):
    before = [draw(ending)["ETag"] for ending in ("pdf", "svg")]
    choose(header_fill=FILL)
    assert all(
        draw(ending)["ETag"] != mark for ending, mark in zip(("pdf", "svg"), before, strict=True)
    )


def test_the_book_of_a_unit_looks_so_and_never_says_that_it_was_signed(
    chosen, choose, in_force, sign_in
):
    choose(signing="tte", verify=ADDRESS)
    answer = sign_in(CLERK).get(f"/sop/buku/{in_force.procedure.unit_id}.pdf")
    with pages_of(answer) as document:
        assert round(float(document.pages[0].width) / 72 * 25.4) == 330
        assert document.pages[0].images
    assert RANK in words_of(answer)
    assert NOTE not in words_of(answer)


@pytest.fixture
def case(in_force, person, now):
    """A file that runs by the version in force."""
    holder = person(KEEPER)
    return start_case(holder, version=in_force.pk, title="Undangan", key=uuid4(), now=now)


@pytest.mark.usefixtures("chosen")
def test_every_chart_on_a_page_has_the_ground_of_the_office(case, in_force, draft, sign_in):
    client = sign_in(KEEPER)
    for address in (
        f"/sop/versi/{in_force.pk}/bagan.svg",
        f"/berkas/{case.year}/{case.number}/",
        f"/sop/{in_force.procedure_id}/banding/?lama={in_force.number}&baru={draft.number}",
        f"/sop/versi/{draft.pk}/tinjau/",
    ):
        assert FILL in body(client.get(address)), address


@pytest.mark.usefixtures("chosen")
def test_the_chart_of_the_editor_has_it_while_somebody_types(draft, sign_in):
    client, there = sign_in(KEEPER), f"/sop/versi/{draft.pk}/tinjau/"
    typed = form_of(client.get(there)) | {"step-1-activities": ["Menerima tamu"]}
    answer = client.post(f"{there}bagan/", typed)
    assert answer.status_code == 200
    assert FILL in body(answer)
