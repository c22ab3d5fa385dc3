"""Sheets as SpreadsheetML: cells, page setup, and the workbook around them.

Source: ECMA-376, part 1, 18.3 (worksheets); limits: "Excel specifications and limits".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from tatalaksana.core.drawing.drawing import POINT, Foot, Page
from tatalaksana.core.drawing.package import Node, node, root, written
from tatalaksana.core.drawing.sheetlooks import Look, Looks, font
from tatalaksana.core.drawing.sheets import PIXEL, Field, Sheet

DIGIT = 7  #: pixels of the widest digit of the base font; column widths are counted in it
INCH = 25.4  #: millimetres
#: paper sizes by number, in millimetres as portrait; Folio is what printers sell as F4
PAPERS = {9: (210, 297), 8: (297, 420), 1: (215.9, 279.4), 5: (215.9, 355.6), 14: (215.9, 330.2)}
ALIKE = 2.0  #: millimetres between two papers that are one
#: millimetres the page is let be wider and higher than the table: printers round column widths,
#: and programs keep some of the height for the footer
SPARE_RIGHT, SPARE_BOTTOM, SPARE_FOOT = 3.0, 3.0, 1.0
FOOT_ROOM = 5.0  #: millimetres between the table and the margin, for the page number
LONGEST_FOOT = 255  #: letters of a footer, its codes included
FORMULA = tuple("=+-@\t\r'")  #: what a spreadsheet may take for a formula, or for a hidden mark
ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  #: a workbook reads _x0041_ as a letter


def sheet_part(sheet: Sheet, looks: Looks) -> bytes:
    """A sheet; its shapes are in the drawing that is its rId1."""
    top = root("s:worksheet", "r", default="s")
    if paper_number(sheet.paper) is None:
        node(node(top, "s:sheetPr"), "s:pageSetUpPr", fitToPage=1)
    node(top, "s:dimension", ref=f"A1:{name_of(len(sheet.xs) - 2, len(sheet.ys) - 2)}")
    view = node(node(top, "s:sheetViews"), "s:sheetView", showGridLines=0, workbookViewId=0)
    if sheet.heads:
        below = name_of(0, sheet.heads)
        node(view, "s:pane", ySplit=sheet.heads, topLeftCell=below, activePane="bottomLeft",
             state="frozen")  # fmt: skip
        node(view, "s:selection", pane="bottomLeft", activeCell=below, sqref=below)
    node(top, "s:sheetFormatPr", defaultRowHeight="12.75")
    add_columns(top, sheet)
    add_rows(node(top, "s:sheetData"), sheet, looks)
    merged = [span for one in sheet.fields if (span := span_of(one))]
    if merged:
        parent = node(top, "s:mergeCells", count=len(merged))
        for span in merged:
            node(parent, "s:mergeCell", ref=span)
    add_page(top, sheet, looks.family)
    if sheet.drawn:
        node(top, "s:drawing", r_id="rId1")
    return written(top)


def name_of(column: int, row: int) -> str:
    """The name of a cell: 0, 0 is A1."""
    return f"{letters(column)}{row + 1}"


def letters(column: int) -> str:
    """The name of a column: A, B … Z, AA, AB …"""
    name = chr(ord("A") + column % 26)
    return name if column < 26 else letters(column // 26 - 1) + name


def span_of(one: Field) -> str | None:
    """The range a merged cell covers; None for a single one."""
    if one.row == one.last_row and one.column == one.last_column:
        return None
    return f"{name_of(one.column, one.row)}:{name_of(one.last_column, one.last_row)}"


def add_columns(top: Node, sheet: Sheet) -> None:
    """The widths of the columns, in digits of the base font."""
    parent = node(top, "s:cols")
    for number, (left, right) in enumerate(zip(sheet.xs, sheet.xs[1:], strict=False), 1):
        wide = round((right - left) / PIXEL) / DIGIT
        node(parent, "s:col", min=number, max=number, width=f"{wide:.4f}", customWidth=1)


def add_rows(parent: Node, sheet: Sheet, looks: Looks) -> None:
    """The rows with their heights in points, and every cell of them."""
    slots = {slot: one for one in sheet.fields for slot in slots_of(one)}
    for row, (above, below) in enumerate(zip(sheet.ys, sheet.ys[1:], strict=False)):
        high = (below - above) / POINT
        line = node(parent, "s:row", r=row + 1, ht=f"{high:.2f}", customHeight=1)
        for column in range(len(sheet.xs) - 1):
            one = slots.get((row, column))
            if one is not None:
                add_cell(line, one, row, column, looks)


def slots_of(one: Field) -> Iterator[tuple[int, int]]:
    """The rows and columns a field covers."""
    for row in range(one.row, one.last_row + 1):
        for column in range(one.column, one.last_column + 1):
            yield row, column


def add_cell(line: Node, one: Field, row: int, column: int, looks: Looks) -> None:
    """One cell: the first of a field has its text, the others only their share of the rules."""
    first = row == one.row and column == one.column
    text = "\n".join(run.text for run in one.runs) if first else ""
    cell = node(
        line,
        "s:c",
        r=name_of(column, row),
        s=looks.number(look_of(one, row, column, text, looks.family)),
    )
    if text:
        cell.set("t", "inlineStr")
        add_text(node(cell, "s:is"), one, looks.family)


def look_of(one: Field, row: int, column: int, text: str, family: str) -> Look:
    """How one cell of a field looks."""
    return Look(
        size=one.size,
        bold=bool(one.runs) and all(run.bold for run in one.runs),
        fill=one.cell.fill if one.cell.shaded else "",
        family=family,
        sides=(
            column == one.column,
            column == one.last_column,
            one.top and row == one.row,
            one.bottom and row == one.last_row,
        ),
        align=one.cell.align,
        centred=one.cell.centred,
        upright=one.cell.upright,
        as_text=text.startswith(FORMULA),
    )


def add_text(parent: Node, one: Field, family: str) -> None:
    """The text of a cell, in runs where only some of it is bold."""
    weights = {run.bold for run in one.runs}
    if len(weights) == 1:
        text_node(parent, "\n".join(run.text for run in one.runs))
        return
    for number, run in enumerate(one.runs):
        piece = node(parent, "s:r")
        font(node(piece, "s:rPr"), one.size, run.bold, family, "s:rFont")
        text_node(piece, ("\n" if number else "") + run.text)


def text_node(parent: Node, text: str) -> None:
    """Text as text, spaces and all."""
    found = node(parent, "s:t", ESCAPED.sub("_x005F_", text))
    found.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


def add_page(top: Node, sheet: Sheet, family: str) -> None:
    """Margins, paper, footer and page breaks.

    Fitted to the width of the page only where the paper is not known: a spreadsheet then ignores
    the breaks. The columns are as wide as the drawing, and `SPARE_RIGHT` keeps the last one on it.
    """
    page = sheet.paper
    table = page.tables[0]
    left, above = table.xs[0], table.ys[0]
    foot = FOOT_ROOM if page.foot else 0.0
    lengths = {
        "left": left,
        "right": max(left - SPARE_RIGHT, 0.0),
        "top": above,
        "bottom": max(above + foot - SPARE_BOTTOM, 0.0),
        "header": above / 2,
        "footer": above - SPARE_FOOT if page.foot else 0.0,
    }
    node(top, "s:pageMargins", **{key: f"{mm / INCH:.4f}" for key, mm in lengths.items()})
    number = page.foot.number if page.foot else None
    node(
        top, "s:pageSetup", paperSize=paper_number(page), firstPageNumber=number,
        fitToHeight=0 if paper_number(page) is None else None,
        orientation="landscape" if page.width > page.height else "portrait",
        useFirstPageNumber=1 if number else None,
    )  # fmt: skip
    if page.foot:
        node(node(top, "s:headerFooter"), "s:oddFooter", footer(page.foot, family))
    if sheet.breaks:
        parent = node(top, "s:rowBreaks", count=len(sheet.breaks),
                      manualBreakCount=len(sheet.breaks))  # fmt: skip
        for row in sheet.breaks:
            node(parent, "s:brk", id=row, max=16_383, man=1)


def paper_number(page: Page) -> int | None:
    """The number of the paper; None for one that has none."""
    short, long = sorted((page.width, page.height))
    for number, (a, b) in PAPERS.items():
        if abs(a - short) < ALIKE and abs(b - long) < ALIKE:
            return number
    return None


def footer(foot: Foot, family: str) -> str:
    """The footer in the codes of a workbook, which counts the pages itself."""
    looks = f'&"{family},Regular"&{round(foot.size)} '  # the blank keeps digits of the title apart
    right = f"&R{looks}Halaman &P dari {foot.count}"
    title = foot.title
    while len(told := f"&L{looks}{title.replace('&', '&&')}{right}") > LONGEST_FOOT:
        title = title[:-1]
    return told


def workbook_part(names: Sequence[str], sheets: Sequence[Sheet]) -> bytes:
    """The workbook: its sheets, what of them is printed, and what is repeated on every page."""
    top = root("s:workbook", "r", default="s")
    node(node(top, "s:bookViews"), "s:workbookView")
    parent = node(top, "s:sheets")
    for number, name in enumerate(names, 1):
        node(parent, "s:sheet", name=name, sheetId=number, r_id=f"rId{number}")
    parent = node(top, "s:definedNames")
    for number, (name, sheet) in enumerate(zip(names, sheets, strict=True)):
        quoted = "'" + name.replace("'", "''") + "'"
        last = f"${letters(len(sheet.xs) - 2)}${len(sheet.ys) - 1}"
        node(parent, "s:definedName", f"{quoted}!$A$1:{last}", name="_xlnm.Print_Area",
             localSheetId=number)  # fmt: skip
        if sheet.heads:
            node(parent, "s:definedName", f"{quoted}!$1:${sheet.heads}",
                 name="_xlnm.Print_Titles", localSheetId=number)  # fmt: skip
    return written(top)
