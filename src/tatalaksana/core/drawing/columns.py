"""The columns of the flow-chart table and their header.

Source: PermenPANRB 35/2012: No | Kegiatan | Pelaksana | Mutu Baku (Kelengkapan, Waktu, Output)
| Keterangan.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.cells import PAD_X, PAD_Y, Align, lines_of, pitch, placed
from tatalaksana.core.drawing.drawing import (
    ABOVE,
    BELOW,
    POINT,
    Box,
    Element,
    Rule,
    Shade,
    Text,
)
from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.paper import PageFormat
from tatalaksana.core.drawing.wrapping import clipped, wrap
from tatalaksana.core.procedure.model import Procedure, Step, Unit

#: least and greatest width of each text column in millimetres at 9 points
NO, ACTIVITY, INPUTS, TIME, OUTPUTS, NOTE = range(6)
LEAST = (8.0, 36.0, 20.0, 16.8, 20.0, 20.0)
MOST = (8.0, 110.0, 60.0, 20.0, 55.0, 45.0)
BASE_SIZE = 9.0
LONGEST_WORD = (8.0, 38.0, 29.0, 20.0, 29.0, 27.0)  #: longer words may be parted
LIST_MARK = 2.0  #: width of a dash before an item
TEXTS_WISH = 154.0  #: what the text columns should have before the performers grow
NARROW, WIDE = 6.5, {1: 44.0, 2: 32.0, 3: 27.0}  #: bounds of a performer column
WIDEST = 23.0
GROWTH = 2.0  #: millimetres given out at a time
RAGGED = 4.0  #: millimetres a line stays shorter on average, because words are not parted
LAST_LINE = 0.5  #: the last line of a paragraph is half empty on average
UPRIGHT_BELOW = 13.0  #: narrower headers are set upright
HEADER_TALLEST = 44.0
GROUP_HEIGHT = 6.0
UNITS = {
    Unit.MINUTE: "Menit", Unit.HOUR: "Jam", Unit.DAY: "Hari", Unit.WEEK: "Minggu",
    Unit.MONTH: "Bulan",
}  # fmt: skip
TITLES = ("No", "Kegiatan", "Kelengkapan", "Waktu", "Output", "Keterangan")


@dataclass(frozen=True, slots=True)
class Columns:
    """The edges of all columns: No, Kegiatan, each performer, the three of Mutu Baku, note."""

    edges: tuple[float, ...]
    performers: int

    def text(self, column: int) -> tuple[float, float]:
        """Left and right edge of a text column (NO … NOTE)."""
        at = column if column <= ACTIVITY else column + self.performers
        return self.edges[at], self.edges[at + 1]

    def role(self, role: int) -> tuple[float, float]:
        """Left and right edge of a performer column."""
        return self.edges[2 + role], self.edges[3 + role]

    @property
    def area(self) -> tuple[float, float]:
        """Left and right edge of all performer columns."""
        return self.edges[2], self.edges[2 + self.performers]


def cell_texts(step: Step) -> tuple[tuple[str, ...], ...]:
    """What stands in each text column of a step."""
    time = step.duration_text
    if not time and step.duration is not None:
        value = f"{step.duration.value.normalize():f}".replace(".", ",")
        time = f"{value} {UNITS[step.duration.unit]}"
    number = (f"{step.no}.",) if step.no else ()
    return number, step.activities, step.inputs, (time,), step.outputs, (step.note,)


def columns_for(procedure: Procedure, roles: int, page: PageFormat) -> Columns:
    """Balanced widths: performers as wide as they may, the rest where it saves most lines.

    Errors: DrawingError TL400 when the performers do not fit on the paper.
    """
    usable = page.width - 2 * page.margin
    scale = page.size / BASE_SIZE
    least = [width * min(scale, 1.0) for width in LEAST]
    whole = [max(one, two) for one, two in zip(least, word_widths(procedure, page), strict=True)]
    each = min((usable - TEXTS_WISH * scale) / roles, WIDE.get(roles, WIDEST))
    each = max(each, NARROW)
    if usable - each * roles < sum(least):
        raise DrawingError(
            f"{roles} pelaksana tidak muat di kertas {page.name}.",
            hint="Pilih kertas yang lebih lebar, misalnya A3.",
        )
    if usable - each * roles >= sum(whole):
        least = whole
    widths = shared_out(procedure, usable - each * roles, least, page.size)
    sizes = [*widths[:INPUTS], *[each] * roles, *widths[INPUTS:]]
    edges = [page.margin]
    for size in sizes:
        edges.append(edges[-1] + size)
    return Columns(tuple(edges), roles)


def word_widths(procedure: Procedure, page: PageFormat) -> list[float]:
    """The width of each text column that parts no word, within reason."""
    longest = [0.0] * len(LEAST)
    for step in procedure.steps:
        for column, texts in enumerate(cell_texts(step)):
            mark = LIST_MARK if column not in {NO, TIME} and len(texts) > 1 else 0.0
            for word in (word for text in texts for word in clean(text).split()):
                longest[column] = max(longest[column], length(word, page.size) + mark)
    return [min(long + 2 * PAD_X, most) for long, most in zip(longest, LONGEST_WORD, strict=True)]


def shared_out(procedure: Procedure, room: float, least: list[float], size: float) -> list[float]:
    """Widths of the text columns, given out where they shorten the table most."""
    widths = list(least)
    wants = [
        [
            (sum(length(clean(text), size) for text in texts), len(texts) * LAST_LINE)
            for texts in cell_texts(step)
        ]
        for step in procedure.steps
    ]

    def lines(row: Sequence[tuple[float, float]], column: int, width: float) -> float:
        long, ends = row[column]
        return long / (width - 2 * PAD_X - RAGGED) + ends

    most = [width * max(size / BASE_SIZE, 1.0) for width in MOST]
    left = room - sum(widths)
    while left > GROWTH:
        gains = [0.0] * len(widths)
        for row in wants:
            tall = [lines(row, column, widths[column]) for column in range(len(widths))]
            worst = max(range(len(widths)), key=tall.__getitem__)
            gains[worst] += tall[worst] - lines(row, worst, widths[worst] + GROWTH)
        open_ones = [c for c in range(len(widths)) if widths[c] + GROWTH <= most[c] and c != NO]
        if not open_ones:
            break
        best = max(open_ones, key=lambda c: (gains[c], c == ACTIVITY))
        widths[best] += GROWTH
        left -= GROWTH
    widths[ACTIVITY] += left
    return widths


@dataclass(frozen=True, slots=True)
class Header:
    """The header of the table, drawn anew on every page; `remarks` tell what was cut."""

    height: float
    names: tuple[tuple[tuple[str, ...], float, bool], ...]  #: lines, size, upright: each role
    remarks: tuple[str, ...]


def header_for(columns: Columns, roles: Sequence[str], size: float) -> Header:
    """The header: the performers' names wrapped, or upright in narrow columns, all in one size."""
    left, right = columns.role(0)
    width, upright = right - left, right - left < UPRIGHT_BELOW
    tallest = HEADER_TALLEST - GROUP_HEIGHT - 2 * PAD_Y
    for at in [size - 1 - step / 2 for step in range(5)]:
        most = int((width - 0.8 if upright else tallest) // pitch(at))
        names = [name_lines(role, width, upright, at, most) for role in roles]
        broken = not upright and any(line.endswith("-") for lines in names for line in lines)
        fits = all(len(lines) <= most for lines in names)
        if fits and (not broken or at <= size - 1.5):
            break
    cut = [clipped(lines, max(most, 1)) for lines in names]
    remarks = tuple(
        f"Judul kolom pelaksana dipotong: {role}"
        for role, lines, kept in zip(roles, names, cut, strict=True)
        if lines != kept
    )
    need = max(
        max((length(line, at, True) for line in lines), default=0.0)
        if upright
        else len(lines) * pitch(at)
        for lines in cut
    )
    height = GROUP_HEIGHT + max(need, pitch(size)) + 2 * PAD_Y
    return Header(height, tuple((lines, at, upright) for lines in cut), remarks)


def name_lines(name: str, width: float, upright: bool, size: float, most: int) -> tuple[str, ...]:
    """The lines of one performer's name; upright ones as short as `most` lines allow."""
    if not upright:
        return wrap(name, width - 1.6, size, True)
    tallest = math.floor(HEADER_TALLEST - GROUP_HEIGHT - 2 * PAD_Y)
    for tall in range(14, tallest, 2):
        lines = wrap(name, float(tall), size, True)
        if len(lines) <= most and not any(line.endswith("-") for line in lines):
            return lines
    return wrap(name, float(tallest), size, True)


def header_elements(columns: Columns, header: Header, top: float, size: float) -> list[Element]:
    """The header with its upper edge at `top`."""
    edges, bottom, middle = columns.edges, top + header.height, top + GROUP_HEIGHT
    found: list[Element] = [Shade(Box(edges[0], top, edges[-1] - edges[0], header.height))]
    left, right = columns.area
    mutu = columns.text(INPUTS)[0], columns.text(OUTPUTS)[1]
    for a, b in ((left, right), mutu):
        found.append(Rule(a, middle, b, middle))
    inner = {*edges[3 : 2 + columns.performers], columns.text(TIME)[0], columns.text(TIME)[1]}
    found += [Rule(x, middle if x in inner else top, x, bottom) for x in edges]
    found += [Rule(edges[0], y, edges[-1], y, 0.3) for y in (top, bottom)]
    for column in range(6):
        a, b = columns.text(column)
        y = middle if column in {INPUTS, TIME, OUTPUTS} else top
        found += heading(TITLES[column], Box(a, y, b - a, bottom - y), size)
    found += heading("Pelaksana", Box(left, top, right - left, GROUP_HEIGHT), size)
    found += heading("Mutu Baku", Box(mutu[0], top, mutu[1] - mutu[0], GROUP_HEIGHT), size)
    for role, (lines, at, upright) in enumerate(header.names):
        a, b = columns.role(role)
        found += name_texts(lines, at, upright, Box(a, middle, b - a, bottom - middle))
    return found


def heading(text: str, cell: Box, size: float) -> list[Text]:
    """A title of a column, bold in the middle; smaller where the cell is narrow."""
    while length(text, size, True) > cell.width - 0.6 and size > 1.0:
        size -= 0.5
    lines = lines_of((text,), cell.width + 2 * PAD_X, size, bold=True)
    return placed(lines, cell, size, Align.CENTRE, centred=True)


def name_texts(lines: Sequence[str], size: float, upright: bool, cell: Box) -> list[Text]:
    """A performer's name in its header cell."""
    em, step = size * POINT, pitch(size)
    extent = cell.width if upright else cell.height
    first = (extent - len(lines) * step) / 2 + (step - (ABOVE + BELOW) * em) / 2 + ABOVE * em
    texts = []
    for i, line in enumerate(lines):
        wide = length(line, size, True)
        across, along = first + i * step, wide / 2
        x, y = (
            (cell.x + across, cell.y + cell.height / 2 + along)
            if upright
            else (cell.x + cell.width / 2 - along, cell.y + across)
        )
        texts.append(
            Text(x=x, baseline=y, text=line, size=size, width=wide, cell=cell, bold=True,
                 upright=upright)
        )  # fmt: skip
    return texts


def row_rules(columns: Columns, top: float, bottom: float, row: int | None) -> list[Rule]:
    """The rules left and right of the cells of one row, and below it.

    A strip of pentagons (`row` None) has none between its text cells: it is no step left empty.
    """
    edges = columns.edges
    performers = edges[2 : 3 + columns.performers]
    plumb = edges if row is not None else (edges[0], *performers, edges[-1])
    rules = [Rule(x, top, x, bottom, 0.2, row) for x in plumb]
    return [*rules, Rule(edges[0], bottom, edges[-1], bottom, 0.2, row)]
