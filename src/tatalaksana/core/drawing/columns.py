"""The columns of the flow-chart table.

Source: PermenPANRB 35/2012: No | Kegiatan | Pelaksana | Mutu Baku (Kelengkapan, Waktu, Output)
| Keterangan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.cells import PAD_X
from tatalaksana.core.drawing.drawing import Rule
from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.paper import PageFormat
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
LEAST_AREA = 38.0  #: of all performer columns: a pentagon beside a diamond, behind its label
GROWTH = 2.0  #: millimetres given out at a time
RAGGED = 4.0  #: millimetres a line stays shorter on average, because words are not parted
LAST_LINE = 0.5  #: the last line of a paragraph is half empty on average
UNITS = {
    Unit.MINUTE: "Menit", Unit.HOUR: "Jam", Unit.DAY: "Hari", Unit.WEEK: "Minggu",
    Unit.MONTH: "Bulan",
}  # fmt: skip


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


def columns_for(
    procedure: Procedure, roles: int, page: PageFormat, each: float | None = None
) -> Columns:
    """Performers of width `each`, or as wide as is balanced; the rest where it saves most lines.

    Errors: DrawingError TL400 when the performers do not fit on the paper.
    """
    usable = page.width - 2 * page.margin
    scale = page.size / BASE_SIZE
    least = [width * min(scale, 1.0) for width in LEAST]
    whole = [max(one, two) for one, two in zip(least, word_widths(procedure, page), strict=True)]
    each = wished(roles, page, each)
    if usable - each * roles < sum(least):
        raise DrawingError(
            f"{roles} pelaksana tidak muat di kertas {page.told}.",
            hint=wider(page),
        )
    if usable - each * roles >= sum(whole):
        least = whole
    widths = shared_out(procedure, usable - each * roles, least, page.size)
    sizes = [*widths[:INPUTS], *[each] * roles, *widths[INPUTS:]]
    edges = [page.margin]
    for size in sizes:
        edges.append(edges[-1] + size)
    return Columns(tuple(edges), roles)


def wished(roles: int, page: PageFormat, each: float | None) -> float:
    """The width of a performer column: `each`, or the balanced one, but never too narrow."""
    if each is None:
        texts = TEXTS_WISH * page.size / BASE_SIZE
        each = min((page.width - 2 * page.margin - texts) / roles, WIDE.get(roles, WIDEST))
    return max(each, NARROW, LEAST_AREA / roles)


def wider(page: PageFormat) -> str:
    """What holds more performers than `page`."""
    if page.told != page.name:
        return "Pilih kertas mendatar, atau kertas yang lebih lebar, misalnya A3."
    return "Pilih kertas yang lebih lebar, misalnya A3."


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


def row_rules(columns: Columns, top: float, bottom: float, row: int | None) -> list[Rule]:
    """The rules left and right of the cells of one row, and below it.

    A strip of pentagons (`row` None) has none between its text cells: it is no step left empty.
    """
    edges = columns.edges
    performers = edges[2 : 3 + columns.performers]
    plumb = edges if row is not None else (edges[0], *performers, edges[-1])
    rules = [Rule(x, top, x, bottom, 0.2, row) for x in plumb]
    return [*rules, Rule(edges[0], bottom, edges[-1], bottom, 0.2, row)]
