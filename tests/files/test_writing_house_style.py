"""What an office chooses, and what is added to a document when it is asked for."""

import zlib
from dataclasses import replace
from datetime import date
from struct import pack

import pytest

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Code, Drawing, Part, Picture, Shade, Text
from tatalaksana.core.drawing.images import image_of
from tatalaksana.core.drawing.judge import Faults, judge
from tatalaksana.core.drawing.metrics import SERIF, length, typeset
from tatalaksana.core.drawing.paper import Parts, paper
from tatalaksana.core.drawing.pens.docx import PEN as DOCX
from tatalaksana.core.drawing.pens.pdf import PEN as PDF
from tatalaksana.core.drawing.pens.svg import PEN as SVG
from tatalaksana.core.drawing.pens.xlsx import PEN as XLSX
from tatalaksana.core.drawing.style import Additions, Form, HouseStyle, Remark, Revision, Signing
from tests.core.drawing.drawn_procedures import GOLD, drawn

SOP = GOLD["001-01"]
LOGO = (
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 100"><path d="M0 0H50V100Z"/></svg>'
)
ADDRESS = "https://sop.example.go.id/verifikasi/8f2c1a"
HISTORY = (
    Revision(number="00", day=date(2018, 1, 2), change="Terbit pertama kali."),
    Revision(number="01", day=None, change="Langkah 3 dan 4 dipisah. " * 8),
)
FINDING = Remark(id="FL013", place="Langkah 4", what="Keluaran tidak diambil. " * 9,
                 rule="PermenPANRB 35/2012", mend="Tulis di Kelengkapan langkah 5.")  # fmt: skip


def png(width: int, height: int) -> bytes:
    """A white PNG."""

    def part(name: bytes, data: bytes) -> bytes:
        return pack(">I", len(data)) + name + data + pack(">I", zlib.crc32(name + data))

    pixels = zlib.compress((b"\0" + b"\xff" * width) * height)
    head = part(b"IHDR", pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + part(b"IDAT", pixels) + part(b"IEND", b"")


def words(drawing: Drawing, page: int) -> list[str]:
    return [e.text for e in drawing.pages[page].elements if isinstance(e, Text)]


def parts(drawing: Drawing) -> list[list[Part]]:
    return [[table.part for table in page.tables] for page in drawing.pages]


def test_nothing_is_added_that_was_not_asked_for() -> None:
    drawing = drawn("001-01")
    assert parts(drawing) == [[Part.FIELDS, Part.LISTS], [Part.STEPS]]
    assert not [word for page in (0, 1) for word in words(drawing, page) if "elektronik" in word]
    assert not [
        e for page in drawing.pages for e in page.elements if isinstance(e, (Code, Picture))
    ]


def test_the_ground_of_headers_is_a_choice() -> None:
    def grounds(fill: str) -> set[str]:
        drawing = arrange(SOP, style=HouseStyle(header_fill=fill))
        shown = {c.fill for p in drawing.pages for t in p.tables for c in t.cells if c.shaded}
        shades = {e.fill for p in drawing.pages for e in p.elements if isinstance(e, Shade)}
        assert shown == shades
        return shades

    assert grounds("") == set()
    assert grounds("#dbe5f1") == {"#dbe5f1"}
    with pytest.raises(DrawingError, match="warna"):
        HouseStyle(header_fill='red"')


def test_columns_are_numbered_under_the_header_when_the_office_does_so() -> None:
    drawing = arrange(SOP, style=HouseStyle(numbering_row=True))
    (table,) = drawing.pages[1].tables
    assert table.heads == 3
    numbers = [c.paragraphs[0].text for c in table.cells if c.row == 2]
    assert numbers == [str(n) for n in range(1, len(SOP.performers) + 7)]
    assert judge(drawing).faults == Faults()


def test_a_logo_keeps_its_proportions_and_every_pen_takes_it() -> None:
    drawing = arrange(SOP, style=HouseStyle(logo=image_of(LOGO)))
    (logo,) = [e for e in drawing.pages[0].elements if isinstance(e, Picture)]
    assert logo.box.height == pytest.approx(2 * logo.box.width)
    assert b"data:image/svg+xml;base64," in SVG.draw(drawing)[0][1]
    for image in (png(40, 20), LOGO):
        one = arrange(SOP, style=HouseStyle(logo=image_of(image)))
        assert len(PDF.draw(one)[0][1]) > 1000
        assert DOCX.draw(one)[0][1]
        assert XLSX.draw(one)[0][1]


def test_images_are_told_by_their_bytes_and_bounded() -> None:
    assert (image_of(png(40, 20)).kind, image_of(png(40, 20)).width) == ("png", 40)
    jpeg = b"\xff\xd8\xff\xe0\0\4JF\xff\xc0\0\x11\x08\0\x14\0\x28" + b"\0" * 20
    assert (image_of(jpeg).width, image_of(jpeg).height) == (40, 20)
    for wrong in (
        b"GIF89a", b"", png(40, 20)[:30], LOGO[:60], b"x" * 1_000_001, png(5000, 1),
        LOGO.replace(b"<path", b"<script/><path"),
        LOGO.replace(b"<path", b'<image href="file:///etc/passwd"/><path'),
        b'<!DOCTYPE svg [<!ENTITY a "b">]>' + LOGO,
        LOGO.replace(b'viewBox="0 0 50 100"', b""),
    ):  # fmt: skip
        with pytest.raises(DrawingError):
            image_of(wrong)


def test_serif_letters_are_measured_and_embedded() -> None:
    drawing = arrange(SOP, style=HouseStyle(family=SERIF))
    assert judge(drawing).faults == Faults()
    assert b"LiberationSerif" in PDF.draw(drawing)[0][1]
    assert b"Times New Roman" in SVG.draw(drawing)[0][1]
    with typeset(SERIF):  # Times: H 722, e 444 thousandths of an em
        assert length("He", 10.0) == pytest.approx(1.166 * 10 * 25.4 / 72, abs=0.01)
    with pytest.raises(DrawingError, match="Liberation Sans"):
        HouseStyle(family="Comic Sans")


def test_a_region_sets_its_unit_beside_the_name_and_a_ministry_in_one_block() -> None:
    """As the bundled documents of Kalimantan Barat do, and the annex of PermenPANRB 35/2012."""

    def unit_apart(drawing: Drawing) -> bool:
        cells = drawing.pages[0].tables[0].cells
        return any([p.text for p in c.paragraphs] == ["BAGIAN KETATALAKSANAAN"] for c in cells)

    assert unit_apart(arrange(SOP))
    assert not unit_apart(arrange(SOP, style=HouseStyle(form=Form.MINISTRY)))
    ministry = replace(SOP, agency=("KEMENTERIAN PERTANIAN", "BADAN X", "BAGIAN KETATALAKSANAAN"))
    assert not unit_apart(arrange(ministry))
    assert unit_apart(arrange(ministry, style=HouseStyle(form=Form.REGION)))


@pytest.mark.parametrize("page", [paper("A4"), paper("A4").portrait()], ids=lambda p: p.told)
def test_an_electronic_signature_is_noted_on_the_page_of_the_approval(page) -> None:
    added = Additions(signing=Signing(rank="Pembina Utama Muda", address=ADDRESS))
    drawing = arrange(SOP, page, additions=added)
    assert judge(drawing).faults == Faults()
    assert Part.SIGNATURE in parts(drawing)[0]
    (code,) = [e for p in drawing.pages for e in p.elements if isinstance(e, Code)]
    assert code.told == ADDRESS
    # a finder pattern: 7 dark modules and 1 light one begin the first row (ISO/IEC 18004)
    assert code.rows[0].startswith("11111110")
    assert len(code.rows) == len(code.rows[0]) >= 21
    assert code.box.width >= 20
    shown = words(drawing, 0)
    assert ADDRESS in shown
    assert shown.index("Drs. BACHTIAR, M.Si") < shown.index("Pembina Utama Muda")
    assert b'class="code"' in SVG.draw(drawing)[0][1]
    assert PDF.draw(drawing)


def test_a_wet_signature_has_room_between_position_and_name_then_rank_and_nip() -> None:
    drawing = arrange(SOP, additions=Additions(signing=Signing(rank="Pembina Utama Muda")))
    lines = {e.text: e.baseline for e in drawing.pages[0].elements if isinstance(e, Text)}
    nip = next(lines[text] for text in lines if text.startswith("NIP."))
    name, rank = lines["Drs. BACHTIAR, M.Si"], lines["Pembina Utama Muda"]
    assert name - lines["Kepala Biro Organisasi"] > 15
    assert name < rank < nip


def test_an_address_too_long_to_scan_is_refused() -> None:
    with pytest.raises(DrawingError, match="panjang"):
        Signing(address="x" * 501)


def test_the_history_of_revisions_stands_behind_the_lists() -> None:
    drawing = arrange(SOP, additions=Additions(revisions=HISTORY))
    assert judge(drawing).faults == Faults()
    (table,) = [t for p in drawing.pages for t in p.tables if t.part is Part.REVISIONS]
    shown = [p.text for c in table.cells for p in c.paragraphs]
    assert {"Riwayat Revisi", "00", "2 Januari 2018", "Terbit pertama kali.", "01"} <= set(shown)
    assert all(sum(len(t.cells) > 0 for t in p.tables) for p in drawing.pages)


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_annex_lists_every_finding_after_the_chart(count: int) -> None:
    drawing = arrange(SOP, additions=Additions(findings=(FINDING,) * count))
    assert judge(drawing).faults == Faults()
    tables = [t for p in drawing.pages for t in p.tables if t.part is Part.FINDINGS]
    assert parts(drawing)[2] == [Part.FINDINGS]
    shown = [p.text for t in tables for c in t.cells for p in c.paragraphs]
    assert shown.count("FL013") == count
    assert ("Tidak ada temuan." in shown) == (count == 0)
    assert all(table.heads == 2 for table in tables)


def test_a_finding_longer_than_a_page_goes_on_without_loss() -> None:
    text = " ".join(f"kata{i}" for i in range(2500))
    long = replace(FINDING, what=text)
    drawing = arrange(SOP, additions=Additions(findings=(FINDING, long, FINDING)))
    assert judge(drawing).faults == Faults()
    found = [word for page in drawing.pages for e in page.elements if isinstance(e, Text)
             for word in e.text.split() if word.startswith("kata")]  # fmt: skip
    assert found == text.split()


def test_what_is_added_reaches_word_and_excel_as_tables() -> None:
    added = Additions(revisions=HISTORY, findings=(FINDING,), signing=Signing(address=ADDRESS))
    drawing = arrange(SOP, additions=added)
    for pen in (DOCX, XLSX):
        assert len(pen.draw(drawing)[0][1]) > len(pen.draw(drawn("001-01"))[0][1])


def test_the_chart_alone_has_none_of_it() -> None:
    page = paper("A4").with_parts(Parts.TABLE)
    added = Additions(revisions=HISTORY, findings=(FINDING,))
    assert parts(arrange(SOP, page, additions=added)) == [[Part.STEPS]]
