"""The header of the flow-chart table: two rows, drawn anew on every page."""

from __future__ import annotations

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
from tatalaksana.core.drawing.columns import Columns
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
from tatalaksana.core.drawing.legibility import legibility
from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.names import SMALLER, names_for, parted, whole_from
from tatalaksana.core.drawing.style import PLAIN, HouseStyle
from tatalaksana.core.drawing.tables import paragraph
from tatalaksana.core.drawing.wording import INPUTS, OUTPUTS, TIME, TITLES
from tatalaksana.core.drawing.wrapping import SLACK, clipped

#: millimetres; a taller header only where a name would be cut
TALLEST = (44.0, 60.0, 76.0, 100.0)
TITLE_GAP = 0.6  #: millimetres of a cell its title leaves free
SHORT = {"Keterangan": "Ket."}  #: as documents abbreviate it
GROUP_HEIGHT = 6.0
HEADS = 2  #: rows: the groups, and what is in them
NUMBERS_SMALLER = 1.5  #: points by which the numbers of the columns are smaller


@dataclass(frozen=True, slots=True)
class Header:
    """The header of the table, drawn anew on every page; `remarks` tell what was cut."""

    height: float
    names: tuple[tuple[str, ...], ...]  #: the lines of each performer's name
    size: float  #: of the names, in points
    upright: bool  #: whether the names are
    parted: int  #: how often a word of a name is
    roles: tuple[str, ...]  #: the whole names
    headings: tuple[str, ...]  #: the titles of the text columns
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
    columns: Columns,
    roles: Sequence[str],
    size: float,
    style: HouseStyle = PLAIN,
    titles: Sequence[str] = TITLES,
) -> Header:
    """The header: the performers' names wrapped, or upright in narrow columns, all in one size."""
    left, right = columns.role(0)
    width = right - left
    upright = width + SLACK < min(whole_from(roles, size), legibility().level_from)
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
    need = max(need, *(len(title.split()) * pitch(size) for title in titles))
    numbers = pitch(size - NUMBERS_SMALLER) + PAD_Y if style.numbering_row else 0.0
    height = GROUP_HEIGHT + need + 2 * PAD_Y + numbers
    return Header(
        height, tuple(cut), at, upright, sum(map(parted, roles, names)), tuple(roles),
        shortened(columns, titles, size), remarks, numbers, style.header_fill,
    )  # fmt: skip


def shortened(columns: Columns, titles: Sequence[str], size: float) -> tuple[str, ...]:
    """The titles; those much too long for their column as they are abbreviated."""
    widths = (right - left for left, right in map(columns.text, range(len(titles))))
    return tuple(
        title if length(title.split()[0], size - SMALLER, True) <= width - TITLE_GAP
        else SHORT.get(title, title)
        for title, width in zip(titles, widths, strict=True)
    )  # fmt: skip


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
    for title, cell in headings(columns, header, top):
        found += heading(title, cell, size)
    for number, cell in numbered(columns, header, top):
        if number == 1:
            found.append(Rule(edges[0], cell.y, edges[-1], cell.y))
        found += number_texts(number, cell, size)
    for lines, cell in zip(header.names, name_boxes(columns, top, header.titles), strict=True):
        found += name_texts(lines, header.size, header.upright, cell)
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


def headings(columns: Columns, header: Header, top: float) -> Iterator[tuple[str, Box]]:
    """The titles of the header and their cells."""
    bottom, middle = top + header.titles, top + GROUP_HEIGHT
    for column, title in enumerate(header.headings):
        a, b = columns.text(column)
        y = middle if column in {INPUTS, TIME, OUTPUTS} else top
        yield title, Box(a, y, b - a, bottom - y)
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
    lines = heading_lines(text, cell, size)
    return placed(lines, cell, size, Align.CENTRE, centred=True)


def heading_lines(text: str, cell: Box, size: float) -> tuple[Line, ...]:
    """The lines of a title; its words are never parted."""
    return lines_of((text,), cell.width + 2 * PAD_X, size, bold=True)


def heading_size(text: str, cell: Box, size: float) -> float:
    """The font size at which a title stays within its cell."""
    words = text.split() if cell.height >= 2 * pitch(size) else [text]
    while max(length(word, size, True) for word in words) > cell.width - TITLE_GAP and size > 1.0:
        size -= 0.5
    return size


def header_cells(columns: Columns, header: Header, top: float, size: float) -> list[Cell]:
    """The header as cells."""
    titled = [
        (title, heading_size(title, box, size), box)
        for title, box in headings(columns, header, top)
    ]
    boxes = name_boxes(columns, top, header.titles)
    shaded = bool(header.fill)
    found = [
        Cell(box=box, paragraphs=(paragraph(heading_lines(title, box, at)),), size=at,
             align=Align.CENTRE, centred=True, shaded=shaded, fill=header.fill)
        for title, at, box in titled
    ] + [
        Cell(box=box, paragraphs=(name_paragraph(clean(role), lines),), size=header.size,
             align=Align.CENTRE, centred=True, upright=header.upright, shaded=shaded,
             fill=header.fill)
        for role, lines, box in zip(header.roles, header.names, boxes, strict=True)
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
