"""The identity block: the first page of the document.

Source: PermenPANRB 35/2012, Lampiran: logo and agency, number, dates, approval, name; legal
basis, qualification, related procedures, equipment, warning, records. What the document does
not say stays an empty field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tatalaksana.core.drawing.cells import (
    PAD_X,
    PAD_Y,
    Line,
    height_of,
    lines_of,
    pitch,
    placed,
)
from tatalaksana.core.drawing.drawing import (
    Align,
    Box,
    Cell,
    Element,
    Foot,
    Page,
    Part,
    Rule,
    Shade,
    Table,
)
from tatalaksana.core.drawing.metrics import length
from tatalaksana.core.drawing.paper import SMALLEST_FONT, PageFormat
from tatalaksana.core.drawing.tables import paragraphs_of, table_of
from tatalaksana.core.procedure.model import Procedure

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
LARGER = 1.0  #: points by which the identity block is larger than the table
LEFT_SHARE = 0.5  #: of the width, for logo and agency, and for the left lists
LABEL_SHARE = 0.3  #: of the right half, for the names of the fields
LARGEST_LABEL_SHARE = 0.45  #: of the right half, on narrow paper
LOGO = 22.0  #: side of the square kept free for the logo, millimetres
UNDER_LOGO = 2.0  #: between it and the agency
SIGNATURE_LINES = 5  #: kept free for signature and stamp
LEAST_FIELD = 7.0  #: height of a field
LEAST_LIST = 20.0  #: height of a list
FOOT = 5.0  #: kept free below for the page number
#: points by which it is smaller than the table, and its bounds
FOOT_SMALLER, SMALLEST_FOOT, LARGEST_FOOT = 2.0, 5.5, 9.0
#: how much smaller the letters, and how high a list at least, to keep the block on one page
TIGHTER = ((0.0, LEAST_LIST), (0.0, 12.0), (0.5, 11.0), (1.0, 10.0), (1.5, 10.0), (2.0, 9.0))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lists side by side, each under its title."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    heading: bool  #: the first line of both is a title


def long_date(day: date | None) -> str:
    """A day as it is written in a document: 13 Januari 2020; nothing for an unknown day."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""


def identity_pages(procedure: Procedure, page: PageFormat) -> tuple[Page, ...]:
    """The identity block on one page, set tighter where it must be; else over several."""
    for smaller, least in TIGHTER:
        size = page.size + LARGER - smaller
        if size >= SMALLEST_FONT:
            pages = laid(procedure, page, size, least)
            if len(pages) == 1:
                return pages
    return laid(procedure, page, page.size + LARGER, LEAST_LIST)


def laid(procedure: Procedure, page: PageFormat, size: float, least: float) -> tuple[Page, ...]:
    """The identity block at one font size, its lists at least `least` millimetres high."""
    height = page.height
    bottom = None if height is None else height - page.margin - FOOT
    elements, fields_table = head(procedure, page, size, bottom)
    tables, cells = [fields_table], list[Cell]()
    y = fields_table.box.bottom
    pages: list[Page] = []

    def turn() -> None:
        found = (*tables, table_of(Part.LISTS, cells)) if cells else tuple(tables)
        pages.append(Page(page.width, height or y + page.margin, tuple(elements), found))

    for pair in pairs_of(procedure, page, size):
        for part in parts(pair, size, None if bottom is None else bottom - page.margin):
            tall = pair_height(part, size, least)
            if bottom is not None and y + tall > bottom:
                turn()
                elements, y = [], page.margin
                tables, cells = [], []
                elements.append(Rule(page.margin, y, page.width - page.margin, y, 0.3))
            elements += drawn(part, page, y, tall, size)
            cells += pair_cells(part, page, y, tall, size)
            y += tall
    turn()
    return tuple(pages)


def fields(procedure: Procedure) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The fields at the right, with the lines of each."""
    approver = procedure.approved_by
    signed = ("",) * SIGNATURE_LINES
    approval = (
        (approver.position, *signed, approver.name, f"NIP. {approver.nip}" if approver.nip else "")
        if approver
        else ("", *signed)
    )
    return (
        ("Nomor SOP", (procedure.number or "",)),
        ("Tanggal Pembuatan", (long_date(procedure.created),)),
        ("Tanggal Revisi", (long_date(procedure.revised),)),
        ("Tanggal Efektif", (long_date(procedure.effective),)),
        ("Disahkan oleh", approval),
        ("Nama SOP", (procedure.title,)),
    )


def head(
    procedure: Procedure, page: PageFormat, size: float, bottom: float | None
) -> tuple[list[Element], Table]:
    """The upper block, set smaller until it leaves the page half free."""
    while True:
        elements, table = head_once(procedure, page, size)
        if bottom is None or table.box.bottom <= bottom or size <= 2.0:
            return elements, table
        size -= 0.5


def head_once(procedure: Procedure, page: PageFormat, size: float) -> tuple[list[Element], Table]:
    """The upper block at one font size."""
    left, right, top = page.margin, page.width - page.margin, page.margin
    middle = left + (right - left) * LEFT_SHARE
    value_x = middle + label_width(right - middle, size)
    agency = lines_of(procedure.agency, middle - left, size + 1, bold=True)
    cells: list[tuple[str, tuple[Line, ...], float]] = []
    for name, texts in fields(procedure):
        lines = tuple(field_lines(name, texts, right - value_x, size))
        names = lines_of((name,), value_x - middle, size)
        tall = max(height_of(lines, size), height_of(names, size))
        cells.append((name, lines, max(LEAST_FIELD, tall)))
    need = LOGO + 3 * PAD_Y + 6.0 + height_of(agency, size + 1)
    spare = max(0.0, need - sum(tall for _, _, tall in cells))
    cells = [(n, ls, tall + (spare if n == "Disahkan oleh" else 0.0)) for n, ls, tall in cells]
    elements: list[Element] = [Rule(left, top, right, top, 0.3)]
    grid: list[Cell] = []
    y = top
    for name, lines, tall in cells:
        label = Box(middle, y, value_x - middle, tall)
        value = Box(value_x, y, right - value_x, tall)
        one = len(lines) < 2
        names = lines_of((name,), label.width, size)
        elements += placed(names, label, size, centred=one)
        align = Align.CENTRE if name == "Disahkan oleh" else Align.LEFT
        elements += placed(lines, value, size, align, centred=one)
        elements.append(Rule(middle, y + tall, right, y + tall))
        grid.append(Cell(box=label, paragraphs=paragraphs_of(names), size=size, centred=one))
        grid.append(Cell(box=value, paragraphs=paragraphs_of(lines), size=size, align=align,
                         centred=one))  # fmt: skip
        y += tall
    block = Box(left, top, middle - left, y - top)
    logo_y = top + (block.height - need) / 2 + 3.0
    picture = Box(left + (block.width - LOGO) / 2, logo_y, LOGO, LOGO)
    elements += logo(picture)
    under = Box(left, logo_y + LOGO + UNDER_LOGO, block.width, height_of(agency, size + 1))
    elements += placed(agency, under, size + 1, Align.CENTRE)
    elements += [Rule(x, top, x, y) for x in (left, middle, value_x, right)]
    grid.append(Cell(box=block, paragraphs=paragraphs_of(agency), size=size + 1,
                     align=Align.CENTRE, picture=picture))  # fmt: skip
    return [*elements, Rule(left, y, right, y, 0.3)], table_of(Part.FIELDS, grid)


def label_width(half: float, size: float) -> float:
    """The width of the names of the fields: the longest on one line where the page allows it."""
    longest = max(length(name, size) for name, _ in fields(Procedure(title="")))
    return min(max(half * LABEL_SHARE, longest + 2 * PAD_X), half * LARGEST_LABEL_SHARE)


def field_lines(name: str, texts: Sequence[str], width: float, size: float) -> Iterator[Line]:
    """The lines of a field; empty lines are kept free, the name of the signatory is bold."""
    at_name = len(texts) - 2 if name == "Disahkan oleh" and len(texts) > SIGNATURE_LINES + 1 else -1
    for i, text in enumerate(texts):
        lines = lines_of((text,), width, size, bold=i == at_name or name == "Nama SOP")
        yield from lines or ((Line(""),) if len(texts) > 1 else ())


def logo(box: Box) -> list[Element]:
    """The place kept free for the logo: four light corners."""
    arm, found = 3.0, list[Element]()
    for x, y, dx, dy in (
        (box.x, box.y, arm, arm),
        (box.right, box.y, -arm, arm),
        (box.x, box.bottom, arm, -arm),
        (box.right, box.bottom, -arm, -arm),
    ):
        found += [Rule(x, y, x + dx, y, 0.1), Rule(x, y, x, y + dy, 0.1)]
    return found


def pairs_of(procedure: Procedure, page: PageFormat, size: float) -> list[Pair]:
    """The six lists, two by two."""
    width = (page.width - 2 * page.margin) / 2

    def block(title: str, items: tuple[str, ...]) -> tuple[Line, ...]:
        marks = "1" if len(items) > 1 else ""
        return (Line(title, bold=True), *lines_of(items, width, size, marks))

    p = procedure
    return [
        Pair(block("Dasar Hukum", p.legal_basis),
             block("Kualifikasi Pelaksana", p.qualifications), True),
        Pair(block("Keterkaitan", p.related), block("Peralatan/Perlengkapan", p.equipment), True),
        Pair(block("Peringatan", p.warning), block("Pencatatan dan Pendataan", p.records), True),
    ]  # fmt: skip


def title_height(size: float) -> float:
    """The height of the grey band with the title of a list."""
    return pitch(size) + 1.4 * PAD_Y


def pair_height(pair: Pair, size: float, least: float = LEAST_LIST) -> float:
    """The height of two lists side by side."""
    skip = int(pair.heading)
    lines = max(len(pair.left), len(pair.right)) - skip
    body = lines * pitch(size) + 2 * PAD_Y
    return max(body, least) + title_height(size) if pair.heading else body


def parts(pair: Pair, size: float, room: float | None) -> Iterator[Pair]:
    """The pair in pieces that each fit on a page."""
    most = max(len(pair.left), len(pair.right))
    if room is None or pair_height(pair, size) <= room:
        yield pair
        return
    each = int((room - title_height(size) - 2 * PAD_Y) // pitch(size))
    for at in range(0, most, each):
        yield replace(
            pair,
            left=pair.left[at : at + each],
            right=pair.right[at : at + each],
            heading=at == 0,
        )


def drawn(pair: Pair, page: PageFormat, y: float, tall: float, size: float) -> list[Element]:
    """Two lists side by side with their rules."""
    left, right = page.margin, page.width - page.margin
    found: list[Element] = []
    if pair.heading:
        band = title_height(size)
        found.append(Shade(Box(left, y, right - left, band)))
        found.append(Rule(left, y + band, right, y + band))
    boxes = list(pair_boxes(pair, page, y, tall, size))
    for box, lines, title in boxes:
        found += placed(lines, box, size, centred=title)
    found += [Rule(x, y, x, y + tall) for x in (left, boxes[0][0].right, right)]
    return [*found, Rule(left, y + tall, right, y + tall)]


def pair_cells(pair: Pair, page: PageFormat, y: float, tall: float, size: float) -> list[Cell]:
    """Two lists side by side as cells."""
    return [
        Cell(box=box, paragraphs=paragraphs_of(lines), size=size, centred=title, shaded=title)
        for box, lines, title in pair_boxes(pair, page, y, tall, size)
    ]


def pair_boxes(
    pair: Pair, page: PageFormat, y: float, tall: float, size: float
) -> Iterator[tuple[Box, tuple[Line, ...], bool]]:
    """Where the titles (True) and the lists of a pair stand, with their lines."""
    left, right = page.margin, page.width - page.margin
    middle = left + (right - left) * LEFT_SHARE
    band = title_height(size) if pair.heading else 0.0
    for x, end, lines in ((left, middle, pair.left), (middle, right, pair.right)):
        if pair.heading:
            yield Box(x, y, end - x, band), lines[:1], True
        yield Box(x, y + band, end - x, tall - band), lines[int(pair.heading) :], False


def foot_size(page: PageFormat) -> float:
    """Points of the letters below the tables."""
    return min(max(page.size - FOOT_SMALLER, SMALLEST_FOOT), LARGEST_FOOT)


def footers(pages: Sequence[Page], procedure: Procedure, page: PageFormat) -> tuple[Page, ...]:
    """The pages with the title and "Halaman 2 dari 3" below."""
    if page.height is None:
        return tuple(pages)
    size, y = foot_size(page), page.height - page.margin - 4.0
    left, right = page.margin, page.width - page.margin
    found = []
    for number, one in enumerate(pages, 1):
        told = Foot("", number, len(pages)).told
        wide = length(told, size) + 2 * PAD_X
        title = lines_of((f"SOP {procedure.title}",), right - left - wide - 10.0, size)[:1]
        texts = placed(title, Box(left, y, right - left - wide - 10.0, 5.0), size)
        texts += placed(lines_of((told,), wide + 1.0, size), Box(right - wide, y, wide, 5.0), size)
        foot = Foot(title[0].text if title else "", number, len(pages), size)
        found.append(replace(one, elements=(*one.elements, *texts), foot=foot))
    return tuple(found)
