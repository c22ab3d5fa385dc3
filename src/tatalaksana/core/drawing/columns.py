"""The columns of the flow-chart table.

Source: PermenPANRB 35/2012: No | Kegiatan | Pelaksana | Mutu Baku (Kelengkapan, Waktu, Output)
| Keterangan.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tatalaksana.core.drawing.cells import PAD_X
from tatalaksana.core.drawing.drawing import Rule
from tatalaksana.core.drawing.legibility import legibility
from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.wording import ACTIVITY, INPUTS, NO, TIME, Wording

BASE_SIZE = 9.0  #: points for which the bounds of the text columns are given
LIST_MARK = 2.0  #: width of a dash before an item
GROWTH = 2.0  #: millimetres given out at a time
RAGGED = 4.0  #: millimetres a line stays shorter on average, because words are not parted
LAST_LINE = 0.5  #: the last line of a paragraph is half empty on average


Want = tuple[float, float]  #: of a cell: the length of its texts on one line, their last lines


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


def columns_of(left: float, texts: Sequence[float], each: float, performers: int) -> Columns:
    """Columns from `left` with text columns of these widths and performers of `each`."""
    edges = [left]
    for width in (*texts[:INPUTS], *[each] * performers, *texts[INPUTS:]):
        edges.append(edges[-1] + width)
    return Columns(tuple(edges), performers)


def word_widths(wording: Wording, size: float) -> list[float]:
    """The width of each text column that parts no word, within reason."""
    most = legibility().longest_word
    longest = [0.0] * len(most)
    for row in wording.rows:
        for column, texts in enumerate(row):
            mark = LIST_MARK if column not in {NO, TIME} and len(texts) > 1 else 0.0
            for word in {word for text in texts for word in clean(text).split()}:
                longest[column] = max(longest[column], length(word, size) + mark)
    return [min(long + 2 * PAD_X, bound) for long, bound in zip(longest, most, strict=True)]


@dataclass(frozen=True, slots=True)
class Sharing:
    """How room is shared out among the text columns: `least`, then 2 mm to each of `order`."""

    least: tuple[float, ...]
    order: tuple[int, ...]

    def widths(self, room: float) -> list[float]:
        """The widths that fill `room`."""
        widths, left = list(self.least), room - sum(self.least)
        for column in self.order:
            if left <= GROWTH:
                break
            widths[column] += GROWTH
            left -= GROWTH
        widths[ACTIVITY] += left
        return widths


def sharing(wording: Wording, least: Sequence[float], room: float, size: float) -> Sharing:
    """Shares out up to `room` where it shortens the table most, from `least` on.

    A row is as tall as its tallest cell, so only the column that is tallest there gains.
    """
    wants = [
        [(sum(length(clean(text), size) for text in texts), len(texts) * LAST_LINE)
         for texts in row]
        for row in wording.rows
    ]  # fmt: skip
    most = [width * max(size / BASE_SIZE, 1.0) for width in legibility().most]
    widths, left, order = list(least), room - sum(least), []
    tallest: dict[int, list[list[Want]]] = {column: [] for column in range(len(widths))}
    inners = [inner(width) for width in widths]
    for row in wants:
        tallest[tallest_of(row, inners)].append(row)
    while left > GROWTH:
        open_ones = [c for c in tallest if widths[c] + GROWTH <= most[c] and c != NO]
        if not open_ones:
            break
        gains = {column: gain(tallest[column], column, widths[column]) for column in open_ones}
        best = max(open_ones, key=lambda c: (gains[c], c == ACTIVITY))
        widths[best] += GROWTH
        left -= GROWTH
        order.append(best)
        inners[best] = inner(widths[best])
        moved, tallest[best] = tallest[best], []
        for row in moved:
            tallest[tallest_of(row, inners)].append(row)
    return Sharing(tuple(least), tuple(order))


def tallest_of(row: Sequence[Want], inners: Sequence[float]) -> int:
    """The column in which a row has most lines."""
    heights = [long / wide + ends for (long, ends), wide in zip(row, inners, strict=True)]
    return heights.index(max(heights))


def gain(rows: Sequence[Sequence[Want]], column: int, width: float) -> float:
    """The lines that these rows lose if their column grows."""
    saved = 1 / inner(width) - 1 / inner(width + GROWTH)
    return sum(row[column][0] for row in rows) * saved


def inner(width: float) -> float:
    """What of a column's width its lines fill on average."""
    return max(width - 2 * PAD_X - RAGGED, 1.0)


def row_rules(columns: Columns, top: float, bottom: float, row: int | None) -> list[Rule]:
    """The rules left and right of the cells of one row, and below it.

    A strip of pentagons (`row` None) has none between its text cells: it is no step left empty.
    """
    edges = columns.edges
    performers = edges[2 : 3 + columns.performers]
    plumb = edges if row is not None else (edges[0], *performers, edges[-1])
    rules = [Rule(x, top, x, bottom, 0.2, row) for x in plumb]
    return [*rules, Rule(edges[0], bottom, edges[-1], bottom, 0.2, row)]
