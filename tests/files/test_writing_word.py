"""The Word document: whole texts in editable cells, native shapes anchored where they lie."""

import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date
from functools import cache
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.enum.section import WD_ORIENT
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tatalaksana.core.drawing.arrange import arrange, bound
from tatalaksana.core.drawing.drawing import Connector, Drawing, Kind, Page, Symbol, Table
from tatalaksana.core.drawing.images import image_of
from tatalaksana.core.drawing.metrics import SERIF, clean
from tatalaksana.core.drawing.paper import SCREEN, paper
from tatalaksana.core.drawing.pens.docx import PEN
from tatalaksana.core.drawing.style import Additions, HouseStyle, Signing
from tatalaksana.core.drawing.words import steps_as_text
from tatalaksana.core.drawing.wordtables import tables_of
from tatalaksana.core.procedure.model import Procedure, Step
from tests.core.drawing.drawn_procedures import GOLD, any_procedure, drawn

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
WPS = "{http://schemas.microsoft.com/office/word/2010/wordprocessingShape}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
NATIVE = {
    "flowChartTerminator": Kind.CAPSULE,
    "flowChartProcess": Kind.BOX,
    "flowChartDecision": Kind.DIAMOND,
    "flowChartOffpageConnector": Kind.PENTAGON,
}
TWIPS = 1440 / 25.4
EMU = 36_000
SAMPLES = ["001-01", "001-07", "002-01", "004-15"]
Slot = tuple[int, int]


def parts(drawing: Drawing) -> dict[str, bytes]:
    ((ending, data),) = PEN.draw(drawing)
    assert ending == ".docx"
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def body(drawing: Drawing) -> etree._Element:
    return etree.fromstring(parts(drawing)["word/document.xml"])


def opened(drawing: Drawing) -> Document:
    return docx.Document(io.BytesIO(PEN.draw(drawing)[0][1]))


def slots(table: etree._Element) -> dict[Slot, etree._Element]:
    """Every w:tc by its row and its first column."""
    found = {}
    for row, tr in enumerate(table.findall(f"{W}tr")):
        column = 0
        for tc in tr.findall(f"{W}tc"):
            found[row, column] = tc
            span = tc.find(f"{W}tcPr/{W}gridSpan")
            column += int(span.get(f"{W}val")) if span is not None else 1
    return found


def text_of(paragraph: etree._Element) -> str:
    """The text of a paragraph without its optional breaks and the shapes anchored in it."""
    own = "".join(t.text or "" for run in paragraph.findall(f"{W}r") for t in run.findall(f"{W}t"))
    return own.replace("\u200b", "")


@cache
def pages(name: str) -> list[tuple[Page, Table, etree._Element]]:
    """Every page of a gold procedure, its tables as one, and that table in Word."""
    drawing = drawn(name)
    tables = body(drawing).findall(f"{W}body/{W}tbl")
    assert len(tables) == len(drawing.pages)
    return [(p, *tables_of(p), t) for p, t in zip(drawing.pages, tables, strict=True)]


def preset(anchor: etree._Element) -> str:
    found = anchor.find(f".//{WPS}spPr/{A}prstGeom")
    return "" if found is None else found.get("prst", "")


@pytest.mark.parametrize("name", SAMPLES)
def test_every_text_stands_whole_in_its_own_cell(name: str) -> None:
    for _, table, xml in pages(name):
        cells = slots(xml)
        for cell in table.cells:
            found = [text_of(p) for p in cells[cell.row, cell.column].findall(f"{W}p")]
            assert found == ([p.text for p in cell.paragraphs] or [""])


@pytest.mark.parametrize("name", SAMPLES)
def test_every_symbol_is_a_native_shape_in_the_cell_it_lies_in(name: str) -> None:
    for page, table, xml in pages(name):
        wanted = Counter()
        for symbol in (e for e in page.elements if isinstance(e, Symbol)):
            x, y = symbol.box.middle
            (cell,) = [c for c in table.cells
                       if c.box.x < x < c.box.right and c.box.y < y < c.box.bottom]  # fmt: skip
            wanted[cell.row, cell.column, symbol.kind, symbol.label] += 1
        found = Counter()
        for (row, column), tc in slots(xml).items():
            for anchor in tc.iter(f"{WP}anchor"):
                if preset(anchor) in NATIVE:
                    label = "".join(t.text for t in anchor.iter(f"{W}t"))
                    found[row, column, NATIVE[preset(anchor)], label] += 1
        assert found == wanted


@pytest.mark.parametrize("name", SAMPLES)
def test_shapes_are_placed_from_their_cell_and_lie_where_they_were_drawn(name: str) -> None:
    for page, table, xml in pages(name):
        xs, ys = table.xs, table.ys
        boxes = [e.box for e in page.elements if isinstance(e, Symbol)]
        for (row, column), tc in slots(xml).items():
            for anchor in (a for a in tc.iter(f"{WP}anchor") if preset(a) in NATIVE):
                across, down = (anchor.find(f"{WP}position{way}") for way in "HV")
                assert (across.get("relativeFrom"), down.get("relativeFrom")) == (
                    "column", "paragraph",
                )  # fmt: skip
                x = xs[column] + int(across[0].text) / EMU
                y = ys[row] + int(down[0].text) / EMU
                assert any(abs(b.x - x) < 0.1 and 0 <= b.y - y < 1.2 for b in boxes)
                assert anchor.get("behindDoc") == "0"
                assert anchor.get("layoutInCell") == "1"


@pytest.mark.parametrize("name", SAMPLES)
def test_connectors_are_native_and_glued_to_symbols_of_their_page(name: str) -> None:
    for page, _, xml in pages(name):
        symbols = {a.find(f"{WP}docPr").get("id") for a in xml.iter(f"{WP}anchor")
                   if preset(a) in NATIVE}  # fmt: skip
        lines = list(xml.iter(f"{WPS}cNvCnPr"))
        assert len(lines) == sum(isinstance(e, Connector) for e in page.elements)
        ends = [end for line in lines for end in line]
        assert {end.get("id") for end in ends} <= symbols
        assert {end.get("idx") for end in ends} <= {"0", "1", "2", "3"}
        assert all(line[0].tag == f"{A}stCxn" for line in lines)
        heads = [*xml.iter(f"{A}tailEnd"), *xml.iterfind(f".//{A}path[@stroke='0']")]
        joins = [e for e in page.elements if isinstance(e, Connector) and e.way == "join"]
        assert len(heads) == len(lines) - len(joins)


def test_answers_stand_beside_their_decisions() -> None:
    labels = Counter(
        "".join(t.text for t in shape.iter(f"{W}t"))
        for shape in body(drawn("001-01")).iter(f"{WPS}wsp")
        if shape.find(f"{WPS}cNvSpPr[@txBox]") is not None
    )
    decisions = sum(step.decision is not None for step in GOLD["001-01"].steps)
    assert labels == {"Ya": decisions, "Tidak": decisions}


@pytest.mark.parametrize("name", SAMPLES)
def test_every_shape_says_what_it_is_to_those_who_do_not_see_it(name: str) -> None:
    drawing = bound((drawn(name), drawn("001-01")), "Dua")
    shapes = list(body(drawing).iter(f"{WP}docPr"))
    assert all((shape.get("descr") or "").strip() for shape in shapes)
    assert len({shape.get("id") for shape in shapes}) == len(shapes)
    told = [shape.get("descr") for shape in shapes]
    for procedure in drawing.procedures:  # rows of both begin at 1
        assert set(steps_as_text(procedure)) <= set(told)


def test_a_pages_break_is_ours_and_the_header_is_told_as_one() -> None:
    drawing = drawn("001-01")
    inner = list(body(drawing)[0])
    kinds = [one.tag.removeprefix(W) for one in inner]
    assert kinds == ["p", "tbl"] * len(drawing.pages) + ["p", "sectPr"]
    turns = [one.find(f"{W}pPr/{W}pageBreakBefore") is not None for one in inner[::2]]
    assert turns[: len(drawing.pages)] == [False] + [True] * (len(drawing.pages) - 1)
    for page, table in zip(drawing.pages, inner[1::2], strict=False):
        heads = [row.find(f"{W}trPr/{W}tblHeader") is not None for row in table.findall(f"{W}tr")]
        expected = page.tables[0].heads
        assert heads == [True] * expected + [False] * (len(heads) - expected)


def test_rows_keep_the_height_of_the_picture_and_grow_with_their_text() -> None:
    for _, table, xml in pages("001-01"):
        rows = xml.findall(f"{W}tr/{W}trPr/{W}trHeight")
        for (top, bottom), row in zip(pairwise(table.ys), rows, strict=True):
            assert int(row.get(f"{W}val")) == pytest.approx((bottom - top) * TWIPS, abs=1.1)
        rules = [row.get(f"{W}hRule") for row in rows[table.heads :]]
        assert set(rules) == {"atLeast"}


@pytest.mark.parametrize("name", ["A4", "F4", "Letter", "Legal", "A3"])
def test_the_paper_is_the_one_asked_for_and_the_columns_fill_it(name: str) -> None:
    chosen = paper(name)
    document = opened(arrange(GOLD["001-01"], chosen))
    (section,) = document.sections
    assert section.orientation is WD_ORIENT.LANDSCAPE
    assert section.page_width.mm == pytest.approx(chosen.width, abs=0.1)
    assert section.page_height.mm == pytest.approx(chosen.height, abs=0.1)
    assert section.left_margin.mm == pytest.approx(chosen.margin, abs=0.1)
    for table in document.tables:
        width = sum(column.width.mm for column in table.columns)
        assert width == pytest.approx(chosen.width - 2 * chosen.margin, abs=0.1)


def test_upright_paper_is_upright() -> None:
    (section,) = opened(arrange(GOLD["004-15"], paper("A4").portrait())).sections
    assert section.orientation is WD_ORIENT.PORTRAIT


def test_bound_procedures_are_sections_that_count_their_own_pages() -> None:
    one, two = drawn("004-23"), drawn("001-01")
    both = bound((one, two), "semua")
    document = opened(both)
    assert len(document.sections) == 2
    for section, drawing in zip(document.sections, (one, two), strict=True):
        words = section.footer.paragraphs[0]
        assert drawing.procedures[0].title in words.text
        assert section._sectPr.find(f"{W}pgNumType").get(f"{W}start") == "1"
        fields = [f.get(f"{W}instr").strip() for f in words._p.iter(f"{W}fldSimple")]
        assert fields == ["PAGE", "SECTIONPAGES"]


def test_the_document_says_its_title_language_agency_and_day() -> None:
    drawing = replace(drawn("002-01"), day=date(2020, 1, 13))
    told = opened(drawing).core_properties
    assert told.title == f"SOP {drawing.title}"
    assert told.author == drawing.agency
    assert told.language == "id-ID"
    assert told.created.date() == date(2020, 1, 13)
    assert b'w:lang w:val="id-ID"' in parts(drawing)["word/styles.xml"]


def test_the_bytes_know_no_clock() -> None:
    data = PEN.draw(drawn("002-01"))[0][1]
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"


def test_lists_are_lists_of_word_and_each_begins_anew() -> None:
    told = etree.fromstring(parts(drawn("001-01"))["word/numbering.xml"])
    starts = {num.get(f"{W}numId"): num.find(f".//{W}startOverride")
              for num in told.findall(f"{W}num")}  # fmt: skip
    for _, table, xml in pages("001-01"):
        cells = slots(xml)
        for cell in table.cells:
            marked = [p.mark for p in cell.paragraphs]
            numbers = [
                found.get(f"{W}val") if found is not None else None
                for p in cells[cell.row, cell.column].findall(f"{W}p")
                for found in [p.find(f"{W}pPr/{W}numPr/{W}numId")]
            ]
            for mark, number in zip(marked, numbers, strict=False):
                assert (mark == "") == (number is None)
            if marked[:1] == ["1."]:
                assert len(set(numbers)) == 1
                assert starts[numbers[0]].get(f"{W}val") == "1"


def test_a_list_that_goes_on_over_the_page_goes_on_counting() -> None:
    many = tuple(f"Peraturan {n}" for n in range(1, 90))
    drawing = arrange(Procedure(title="Surat", legal_basis=many))
    told = etree.fromstring(parts(drawing)["word/numbering.xml"])
    starts = [int(e.get(f"{W}val")) for e in told.iter(f"{W}startOverride")]
    lists = [c.paragraphs[0].mark for p in drawing.pages for t in tables_of(p) for c in t.cells
             if c.paragraphs and c.paragraphs[0].mark]  # fmt: skip
    assert len(lists) > 1
    assert [f"{start}." for start in starts] == lists


def test_a_word_wider_than_its_column_may_be_parted_where_the_picture_does() -> None:
    steps = (Step(row=1, no="1", activities=("a",), performers=("Ketatalaksanaan" * 2,)),)
    drawing = arrange(Procedure(title="Surat", steps=steps))
    cells = [c for c in drawing.pages[1].tables[0].cells if c.row == 1]
    parted = sum(len(p.parted) for c in cells for p in c.paragraphs)
    assert len(list(body(drawing).iter(f"{W}softHyphen"))) == parted


def test_hostile_text_and_control_characters_are_only_text() -> None:
    nasty = "</w:t><w:evil/>&amp; \x00\x08\x1b\ud800\ufffe ]]> {=1+1} \u202e"
    steps = (Step(row=1, no=nasty, activities=(nasty,), performers=(nasty,), note=nasty),)
    procedure = Procedure(title=nasty, agency=(nasty,), legal_basis=(nasty,), steps=steps,
                          performers=(nasty,))  # fmt: skip
    drawing = arrange(procedure)
    root = body(drawing)
    assert not [e for e in root.iter() if "evil" in str(e.tag)]
    assert clean(nasty) in {text_of(p) for p in root.iter(f"{W}p")}
    assert "</w:t><w:evil/>" in opened(drawing).core_properties.title


@settings(max_examples=6, deadline=None)
@given(st.integers(0, 10_000))
def test_any_procedure_opens_with_one_table_for_each_page(seed: int) -> None:
    drawing = arrange(any_procedure(seed, 15, 8))
    document = opened(drawing)
    assert len(document.tables) == len(drawing.pages)
    symbols = sum(isinstance(e, Symbol) for page in drawing.pages for e in page.elements)
    assert sum(preset(a) in NATIVE for a in document.element.iter(f"{WP}anchor")) == symbols


def test_a_procedure_without_steps_and_the_screen_open_too() -> None:
    assert len(opened(arrange(Procedure(title="Kosong"))).tables) == 2
    assert len(opened(arrange(GOLD["001-01"], SCREEN)).tables) == 1


#: the order in which Word wants the children it is strict about (ECMA-376, part 1, wml.xsd)
ORDER = {
    f"{W}tblPr": "tblW tblInd tblBorders tblLayout tblCellMar tblLook tblCaption tblDescription",
    f"{W}tcPr": "tcW gridSpan vMerge shd tcMar textDirection vAlign",
    f"{W}tcMar": "top left bottom right",
    f"{W}pPr": "pageBreakBefore numPr tabs spacing ind jc rPr sectPr",
    f"{W}rPr": "rFonts b bCs sz szCs lang",
    f"{W}sectPr": "footerReference type pgSz pgMar pgNumType",
    f"{WP}anchor": "simplePos positionH positionV extent effectExtent wrapNone docPr "
    "cNvGraphicFramePr graphic",
    f"{WPS}wsp": "cNvSpPr cNvCnPr spPr txbx bodyPr",
    f"{WPS}spPr": "xfrm custGeom prstGeom noFill solidFill ln",
    f"{A}ln": "noFill solidFill miter tailEnd",
}


@pytest.mark.parametrize("name", SAMPLES)
def test_children_stand_in_the_order_of_the_schema(name: str) -> None:
    for part, data in parts(drawn(name)).items():
        for one in etree.fromstring(data).iter() if part.startswith("word/") else ():
            if one.tag in ORDER:
                wanted = ORDER[one.tag].split()
                places = [wanted.index(etree.QName(child).localname) for child in one]
                assert places == sorted(set(places))
            if one.tag == f"{W}tc":
                assert one[-1].tag == f"{W}p"


def test_every_table_says_what_it_is() -> None:
    drawing = arrange(replace(GOLD["001-01"], title="panjang " * 80))
    for table in body(drawing).iter(f"{W}tbl"):
        told = [table.find(f"{W}tblPr/{W}tbl{name}") for name in ("Caption", "Description")]
        assert all(one is not None and one.get(f"{W}val") for one in told)
        assert len(told[0].get(f"{W}val")) <= 250


def test_tables_that_do_not_touch_stay_apart_as_far_as_they_were_drawn() -> None:
    drawing = drawn("002-01")
    first = drawing.pages[0]
    fields, lists = first.tables
    down = replace(
        lists,
        ys=tuple(y + 10 for y in lists.ys),
        cells=tuple(replace(c, box=replace(c.box, y=c.box.y + 10)) for c in lists.cells),
    )
    apart = replace(drawing, pages=(replace(first, tables=(fields, down)), *drawing.pages[1:]))
    inner = list(body(apart)[0])
    assert [one.tag.removeprefix(W) for one in inner[:4]] == ["p", "tbl", "p", "tbl"]
    gap = inner[2].find(f"{W}pPr/{W}spacing")
    assert int(gap.get(f"{W}line")) == pytest.approx(10 * TWIPS, abs=2)
    assert len(inner[1].findall(f"{W}tr")) == len(fields.ys) - 1


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 50 100"><path d="M0 0H50V100Z"/></svg>'
ADDRESS = "https://sop.example.go.id/verifikasi/8f2c1a"


def test_the_look_of_the_office_is_kept() -> None:
    style = HouseStyle(logo=image_of(SVG), family=SERIF, header_fill="#dbe5f1")
    drawing = arrange(GOLD["001-01"], style=style)
    found = parts(drawing)
    assert found["word/media/image1.png"].startswith(b"\x89PNG")
    assert b'w:ascii="Times New Roman"' in found["word/styles.xml"]
    root = etree.fromstring(found["word/document.xml"])
    assert {shade.get(f"{W}fill") for shade in root.iter(f"{W}shd")} == {"DBE5F1"}
    assert [shape.get("descr") for shape in root.iter(f"{WP}docPr")].count("Logo.") == 1
    document = opened(drawing)
    (blip,) = root.iter(f"{A}blip")
    (relation,) = blip.attrib.values()
    assert document.part.related_parts[relation].content_type == "image/png"


def test_an_electronic_signature_has_its_code_as_a_shape() -> None:
    drawing = arrange(GOLD["001-01"], additions=Additions(signing=Signing(address=ADDRESS)))
    root = body(drawing)
    (code,) = [s for s in root.iter(f"{WP}docPr") if s.get("name", "").startswith("Kode QR")]
    assert ADDRESS in code.get("descr", "")
    assert ADDRESS in {text_of(p) for p in root.iter(f"{W}p")}
