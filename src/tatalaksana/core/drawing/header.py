"""The header of the flow-chart table: two rows, drawn anew on every page."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tatalaksana.core.drawing.cells import (
    PAD_X,
    PAD_Y,
    Line,
    lines_of,
    matched,
    pitch,
    placed,
)
from tatalaksana.core.drawing.columns import INPUTS, OUTPUTS, TIME, Columns
from tatalaksana.core.drawing.drawing import (
    ABOVE,
    BELOW,
    GREY,
    POINT,
    Align,
    Box,
    Cell,
    Element,
    Paragraph,
    Rule,
    Shade,
    Text,
)
from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.style import PLAIN, HouseStyle
from tatalaksana.core.drawing.tables import paragraph
from tatalaksana.core.drawing.wrapping import clipped, wrap

UPRIGHT_BELOW = 13.0  #: narrower headers are set upright
TALLEST = (44.0, 60.0, 76.0)  #: millimetres; a taller header only where a name would be cut
GROUP_HEIGHT = 6.0
HEADS = 2  #: rows: the groups, and what is in them
NUMBERS_SMALLER = 1.5  #: points by which the numbers of the columns are smaller
TITLES = ("No", "Kegiatan", "Kelengkapan", "Waktu", "Output", "Keterangan")


@dataclass(frozen=True, slots=True)
class Header:
    """The header of the table, drawn anew on every page; `remarks` tell what was cut."""

    height: float
    names: tuple[tuple[tuple[str, ...], float, bool], ...]  #: lines, size, upright: each role
    roles: tuple[str, ...]  #: the whole names
    remarks: tuple[str, ...]
    numbers: float = 0.0  #: height of the row of column numbers; 0: there is none
    fill: str = GREY  #: of the ground; empty: none

    @property
    def heads(self) -> int:
        """Rows: the groups, what is in them, the numbers."""
        return HEADS + bool(self.numbers)

    @property
    def titles(self) -> float:
        """The height without the row of numbers."""
        return self.height - self.numbers


def header_for(
    columns: Columns, roles: Sequence[str], size: float, style: HouseStyle = PLAIN
) -> Header:
    """The header: the performers' names wrapped, or upright in narrow columns, all in one size."""
    left, right = columns.role(0)
    width, upright = right - left, right - left < UPRIGHT_BELOW
    for tallest in TALLEST:
        room = tallest - GROUP_HEIGHT - 2 * PAD_Y
        at, most, names = names_for(roles, width, size, room, upright=upright)
        if all(len(lines) <= most for lines in names):
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
    numbers = pitch(size - NUMBERS_SMALLER) + PAD_Y if style.numbering_row else 0.0
    height = GROUP_HEIGHT + max(need, pitch(size)) + 2 * PAD_Y + numbers
    names_cut = tuple((lines, at, upright) for lines in cut)
    return Header(height, names_cut, tuple(roles), remarks, numbers, style.header_fill)


def names_for(
    roles: Sequence[str], width: float, size: float, room: float, *, upright: bool
) -> tuple[float, int, list[tuple[str, ...]]]:
    """The names at the largest size at which they fit: the size, the most lines, the lines."""
    for at in [size - 1 - step / 2 for step in range(5)]:
        most = int((width - 0.8 if upright else room) // pitch(at))
        names = [
            upright_lines(role, at, most, room) if upright else wrap(role, width - 1.6, at, True)
            for role in roles
        ]
        broken = not upright and any(line.endswith("-") for lines in names for line in lines)
        fits = all(len(lines) <= most for lines in names)
        if fits and (not broken or at <= size - 1.5):
            break
    return at, most, names


def upright_lines(name: str, size: float, most: int, room: float) -> tuple[str, ...]:
    """The lines of one upright name, as short as `most` lines allow."""
    tallest = math.floor(room)
    for tall in range(14, tallest, 2):
        lines = wrap(name, float(tall), size, True)
        if len(lines) <= most and not any(line.endswith("-") for line in lines):
            return lines
    return wrap(name, float(tallest), size, True)


def header_elements(columns: Columns, header: Header, top: float, size: float) -> list[Element]:
    """The header with its upper edge at `top`."""
    edges, bottom, middle = columns.edges, top + header.height, top + GROUP_HEIGHT
    ground = Box(edges[0], top, edges[-1] - edges[0], header.height)
    found: list[Element] = [Shade(ground, header.fill)] if header.fill else []
    left, right = columns.area
    mutu = columns.text(INPUTS)[0], columns.text(OUTPUTS)[1]
    for a, b in ((left, right), mutu):
        found.append(Rule(a, middle, b, middle))
    inner = {*edges[3 : 2 + columns.performers], columns.text(TIME)[0], columns.text(TIME)[1]}
    found += [Rule(x, middle if x in inner else top, x, bottom) for x in edges]
    found += [Rule(edges[0], y, edges[-1], y, 0.3) for y in (top, bottom)]
    for title, cell in headings(columns, top, header.titles):
        found += heading(title, cell, size)
    for number, cell in numbered(columns, header, top):
        if number == 1:
            found.append(Rule(edges[0], cell.y, edges[-1], cell.y))
        found += number_texts(number, cell, size)
    for (lines, at, upright), cell in zip(
        header.names, name_boxes(columns, top, header.titles), strict=True
    ):
        found += name_texts(lines, at, upright, cell)
    return found


def numbered(columns: Columns, header: Header, top: float) -> Iterator[tuple[int, Box]]:
    """The cells of the row of numbers, if there is one."""
    if header.numbers:
        y = top + header.titles
        for number, (a, b) in enumerate(pairwise(columns.edges), 1):
            yield number, Box(a, y, b - a, header.numbers)


def number_texts(number: int, cell: Box, size: float) -> list[Text]:
    """The number of a column."""
    at = heading_size(str(number), cell, size - NUMBERS_SMALLER)
    return placed((Line(str(number)),), cell, at, Align.CENTRE, centred=True)


def headings(columns: Columns, top: float, height: float) -> Iterator[tuple[str, Box]]:
    """The titles of the header and their cells."""
    bottom, middle = top + height, top + GROUP_HEIGHT
    for column in range(6):
        a, b = columns.text(column)
        y = middle if column in {INPUTS, TIME, OUTPUTS} else top
        yield TITLES[column], Box(a, y, b - a, bottom - y)
    a, b = columns.area
    yield "Pelaksana", Box(a, top, b - a, GROUP_HEIGHT)
    a, b = columns.text(INPUTS)[0], columns.text(OUTPUTS)[1]
    yield "Mutu Baku", Box(a, top, b - a, GROUP_HEIGHT)


def name_boxes(columns: Columns, top: float, height: float) -> Iterator[Box]:
    """The cells of the performers' names."""
    for role in range(columns.performers):
        a, b = columns.role(role)
        yield Box(a, top + GROUP_HEIGHT, b - a, height - GROUP_HEIGHT)


def heading(text: str, cell: Box, size: float) -> list[Text]:
    """A title of a column, bold in the middle; smaller where the cell is narrow."""
    size = heading_size(text, cell, size)
    lines = lines_of((text,), cell.width + 2 * PAD_X, size, bold=True)
    return placed(lines, cell, size, Align.CENTRE, centred=True)


def heading_size(text: str, cell: Box, size: float) -> float:
    """The font size at which a title stays within its cell."""
    while length(text, size, True) > cell.width - 0.6 and size > 1.0:
        size -= 0.5
    return size


def header_cells(columns: Columns, header: Header, top: float, size: float) -> list[Cell]:
    """The header as cells."""
    titled = [
        (title, (title,), box, heading_size(title, box, size), False)
        for title, box in headings(columns, top, header.titles)
    ]
    boxes = name_boxes(columns, top, header.titles)
    named = [
        (clean(role), lines, box, at, upright)
        for role, box, (lines, at, upright) in zip(header.roles, boxes, header.names, strict=True)
    ]
    shaded = bool(header.fill)
    found = [
        Cell(box=box, paragraphs=(name_paragraph(text, lines),), size=at, align=Align.CENTRE,
             centred=True, upright=upright, shaded=shaded, fill=header.fill)
        for text, lines, box, at, upright in (*titled, *named)
    ]  # fmt: skip
    for number, box in numbered(columns, header, top):
        at = heading_size(str(number), box, size - NUMBERS_SMALLER)
        found.append(
            Cell(box=box, paragraphs=(Paragraph(text=str(number)),), size=at, align=Align.CENTRE,
                 centred=True, shaded=shaded, fill=header.fill)
        )  # fmt: skip
    return found


def name_paragraph(text: str, lines: Sequence[str]) -> Paragraph:
    """A title of the header, whole even where the picture had to cut it."""
    found = paragraph(
        [Line(line, bold=True, source=source) for line, source in matched(text, lines)]
        or [Line("")]
    )
    return found if found.text == text else Paragraph(text=text, bold=True, lines=len(lines))


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
