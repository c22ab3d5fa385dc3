"""The workbook, read back by an independent reader and from its own parts."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import openpyxl
import pytest
from lxml import etree
from openpyxl.worksheet.worksheet import Worksheet

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import (
    Connector,
    Kind,
    Paragraph,
    Part,
    Symbol,
    Way,
)
from tatalaksana.core.drawing.drawingml import PRESETS
from tatalaksana.core.drawing.paper import SMALLEST_FONT, papers
from tatalaksana.core.procedure.model import Procedure, Step
from tests.core.drawing.drawn_procedures import GOLD, drawn
from tests.core.drawing.workbooks import (
    book,
    chart_part,
    found,
    opened,
    pages_of,
    part_of,
    texts,
)

POINT = 25.4 / 72


def written(paragraph: Paragraph) -> str:
    return f"{paragraph.mark} {paragraph.text}" if paragraph.mark else paragraph.text


def corner(anchor: etree._Element, name: str) -> tuple[int, int]:
    column, row = (int(found(anchor, f"xdr:{name}/xdr:{what}")[0].text) for what in ("col", "row"))
    return column, row


@pytest.mark.parametrize("name", GOLD)
def test_a_workbook_has_the_identity_and_the_flow_chart(name: str) -> None:
    assert book(name).sheetnames == ["Identitas", "Bagan Alir"]


@pytest.mark.parametrize("name", GOLD)
def test_every_text_stands_whole_in_a_cell(name: str) -> None:
    shown = Counter(text for sheet in book(name) for text in texts(sheet))
    heads = set[str]()
    for page in drawn(name).pages:
        for table in page.tables:
            for cell in table.cells:
                text = "\n".join(map(written, cell.paragraphs))
                if text.strip() and not (cell.row < table.heads and text in heads):
                    assert shown[text] > 0, text
                    shown[text] -= 1
                if cell.row < table.heads:
                    heads.add(text)


@pytest.mark.parametrize("name", GOLD)
def test_the_chart_is_one_table_with_the_breaks_of_the_drawing(name: str) -> None:
    sheet, pages = book(name)["Bagan Alir"], pages_of(drawn(name), Part.STEPS)
    heads = pages[0].tables[0].heads
    assert sheet.print_title_rows == f"$1:${heads}"
    # rows of each page, by the number of its table's rows without the header
    rows = [len(page.tables[0].ys) - 1 - heads for page in pages]
    ends = [heads + sum(rows[: number + 1]) for number in range(len(rows) - 1)]
    assert [one.id for one in sheet.row_breaks.brk] == ends


@pytest.mark.parametrize("page", papers(), ids=lambda page: page.name)
def test_what_is_printed_fits_on_the_paper(page) -> None:
    drawing = arrange(GOLD["000-01"], page)
    for sheet in opened(drawing):
        setup, margins = sheet.page_setup, sheet.page_margins
        assert setup.orientation == "landscape"
        assert not sheet.sheet_properties.pageSetUpPr.fitToPage  # it would switch breaks off
        wide = sum(one.width for one in sheet.column_dimensions.values()) * 7 / 96
        assert wide + margins.left + margins.right <= page.width / 25.4
        edges = [0, *(one.id for one in sheet.row_breaks.brk), sheet.max_row]
        heads = sum(sheet.row_dimensions[row + 1].height for row in range(sheet_heads(sheet)))
        for first, last in pairwise(edges):
            high = sum(sheet.row_dimensions[row + 1].height for row in range(first, last))
            repeated = heads if first else 0.0
            assert (high + repeated) / 72 + margins.top + margins.bottom <= page.height / 25.4


def sheet_heads(sheet: Worksheet) -> int:
    return int(sheet.print_title_rows.split("$")[-1]) if sheet.print_title_rows else 0


@pytest.mark.parametrize("name", ["001-01", "004-15"])
def test_columns_and_rows_are_as_large_as_they_were_drawn(name: str) -> None:
    sheet, page = book(name)["Bagan Alir"], pages_of(drawn(name), Part.STEPS)[0]
    table = page.tables[0]
    x = y = 0.0
    for number, edge in enumerate(table.xs[1:], 1):
        x += sheet.column_dimensions[openpyxl.utils.get_column_letter(number)].width * 7 * 25.4 / 96
        assert x == pytest.approx(edge - table.xs[0], abs=0.15)
    for number, edge in enumerate(table.ys[1:], 1):
        y += sheet.row_dimensions[number].height * POINT
        assert y == pytest.approx(edge - table.ys[0], abs=0.15)


@pytest.mark.parametrize("name", GOLD)
def test_the_print_area_is_the_table(name: str) -> None:
    for sheet in book(name):
        last = sheet.dimensions.split(":")[1].rstrip("0123456789")
        assert sheet.print_area == f"'{sheet.title}'!$A$1:${last}${sheet.max_row}"


def test_header_cells_are_merged_shaded_and_framed() -> None:
    sheet = book("001-01")["Bagan Alir"]
    spans = {str(one) for one in sheet.merged_cells.ranges}
    assert "A1:A2" in spans  # No
    head = sheet["C1"]
    assert head.value == "Pelaksana"
    assert head.fill.fgColor.rgb == "FFECECEC"
    assert head.border.top.style == head.border.left.style == "thin"
    assert head.font.bold
    assert sheet.freeze_panes == "A3"


@pytest.mark.parametrize("name", GOLD)
def test_the_names_of_performers_are_of_one_size_and_legible(name: str) -> None:
    sheet, table = book(name)["Bagan Alir"], pages_of(drawn(name), Part.STEPS)[0].tables[0]
    names = [cell for cell in table.cells if cell.row == 1 and 2 <= cell.column < len(table.xs) - 5]
    sizes = {sheet.cell(2, cell.column + 1).font.sz for cell in names}
    assert len(sizes) == 1
    assert min(sizes) >= min(SMALLEST_FONT, names[0].size - 0.5)


@pytest.mark.parametrize("name", GOLD)
def test_every_symbol_is_a_native_shape_in_the_cell_of_its_row_and_performer(name: str) -> None:
    drawing, top = drawn(name), chart_part(drawn(name))
    wanted, before = Counter[tuple[str, int, int]](), 0
    for number, page in enumerate(pages_of(drawing, Part.STEPS)):
        table = page.tables[0]
        skipped = table.heads if number else 0
        for symbol in (e for e in page.elements if isinstance(e, Symbol)):
            row = max(at for at, y in enumerate(table.ys) if y <= symbol.box.y)
            wanted[PRESETS[symbol.kind], 2 + symbol.role, row - skipped + before] += 1
        before += len(table.ys) - 1 - skipped
    there = Counter[tuple[str, int, int]]()
    for anchor in found(top, "xdr:twoCellAnchor[xdr:sp]"):
        assert anchor.get("editAs") == "twoCell"  # it moves and grows with its cell
        preset = found(anchor, "string(.//a:prstGeom/@prst)")
        if preset.startswith("flowChart"):
            assert corner(anchor, "from") == corner(anchor, "to")
            there[preset, *corner(anchor, "from")] += 1
    assert sum(there.values()) == sum(wanted.values())
    # a pentagon may stand beside the column of its performer
    for kind in (Kind.BOX, Kind.CAPSULE, Kind.DIAMOND):
        assert only(there, PRESETS[kind]) == only(wanted, PRESETS[kind])


def only(counted: Counter[tuple[str, int, int]], preset: str) -> Counter[tuple[str, int, int]]:
    return Counter({key: many for key, many in counted.items() if key[0] == preset})


@pytest.mark.parametrize("name", GOLD)
def test_every_connector_is_glued_at_both_ends(name: str) -> None:
    drawing, top = drawn(name), chart_part(drawn(name))
    lines = [e for page in drawing.pages for e in page.elements if isinstance(e, Connector)]
    shapes = {one.get("id"): one for one in found(top, "//xdr:sp//xdr:cNvPr")}
    glued = found(top, "//xdr:cxnSp")
    assert len(glued) == len(lines)
    for one in glued:
        for end in ("st", "end"):
            tie = found(one, f".//a:{end}Cxn")[0]
            other = shapes[tie.get("id")].getparent().getparent()
            assert found(other, "string(.//a:prstGeom/@prst)") in PRESETS.values()
            assert tie.get("idx") in set("0123")


@pytest.mark.parametrize("name", GOLD)
def test_connectors_end_where_the_site_lies_they_are_glued_to(name: str) -> None:
    # Excel keeps to the drawn way until a symbol is moved; it must begin where the glue is
    top = chart_part(drawn(name))
    boxes = {found(one, "string(.//xdr:cNvPr/@id)"): box_of(one) for one in found(top, "//xdr:sp")}
    for one in found(top, "//xdr:cxnSp"):
        start = found(one, ".//a:stCxn")[0]
        x, y, wide, high = boxes[start.get("id")]
        site = (
            (x + wide / 2, y),
            (x, y + high / 2),
            (x + wide / 2, y + high),
            (x + wide, y + high / 2),
        )
        a, b, w, h = box_of(one)
        if found(one, "string(.//a:xfrm/@rot)"):
            a, b, w, h = a + w / 2 - h / 2, b + h / 2 - w / 2, h, w
        at_x, at_y = site[int(start.get("idx"))]
        assert min(abs(at_x - a), abs(at_x - a - w)) < 9525
        assert min(abs(at_y - b), abs(at_y - b - h)) < 9525


def box_of(shape: etree._Element) -> tuple[int, int, int, int]:
    numbers = [
        found(shape, f"number(.//a:xfrm/a:{what})")
        for what in ("off/@x", "off/@y", "ext/@cx", "ext/@cy")
    ]
    return tuple(map(int, numbers))


def test_arrows_have_heads_and_joins_have_none() -> None:
    drawing = arrange(
        Procedure(
            title="Surat",
            performers=("Kabag", "Sekda"),
            steps=(
                Step(row=1, no="1", activities=("a",), performers=("Kabag",)),
                Step(row=2, no="2", activities=("a",), performers=("Kabag", "Sekda")),
                Step(row=3, no="3", activities=("a",), performers=("Sekda",)),
            ),
        )
    )
    ways = Counter(
        line.way is Way.JOIN
        for page in drawing.pages for line in page.elements if isinstance(line, Connector)
    )  # fmt: skip
    heads = Counter(
        not found(one, ".//a:tailEnd") for one in found(chart_part(drawing), "//xdr:cxnSp")
    )
    assert heads == ways


def test_yes_and_no_are_texts_beside_their_lines() -> None:
    drawing = drawn("001-01")
    wanted = Counter(
        e.label.text for page in drawing.pages for e in page.elements
        if isinstance(e, Connector) and e.label
    )  # fmt: skip
    there = Counter(
        one.text for one in found(chart_part(drawing), "//xdr:sp//a:t") if one.text in wanted
    )
    assert there == wanted


@pytest.mark.parametrize("name", ["001-01", "000-01"])
def test_shapes_have_numbers_of_their_own_and_words_for_who_does_not_see_them(name: str) -> None:
    for part in ("xl/drawings/drawing1.xml", "xl/drawings/drawing2.xml"):
        # what is told twice, for two kinds of programs, has one number
        shapes = found(part_of(drawn(name), part), "//xdr:cNvPr[not(ancestor::mc:Fallback)]")
        numbers = [one.get("id") for one in shapes]
        assert len(numbers) == len(set(numbers))
        assert all(one.get("descr") for one in shapes)
    told = {one.get("descr") for one in shapes}
    assert set(drawn(name).told) <= told
