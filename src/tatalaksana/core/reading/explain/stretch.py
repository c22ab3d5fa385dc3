"""A page whose cells are drawn anew, made as wide and as high as their texts need.

HTML and plain text have no lengths, Word and Excel some that only they know how to keep. So
every column and row of the page grows until its texts fit; nothing changes its order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from math import sqrt

from tatalaksana.core.reading.explain.svg import BROAD, wrapped
from tatalaksana.core.reading.page import Area, GridCell, Page, Point

SIZE = 8.0  #: points of the letters
LEADING = 9.6  #: from one base line to the next
EDGE = 3.0  #: from the border of a cell to its text
SHAPE = 2.4  #: how much wider than high a longer text is set
WIDEST_WORD = 24  #: letters; a longer word is broken
LEAST = 2.0  #: points; edges nearer than that are one


@dataclass(frozen=True, slots=True)
class Scale:
    """Where the edges `old` of a page stand in the drawing."""

    old: tuple[float, ...]
    new: tuple[float, ...]

    def at(self, value: float) -> float:
        """The place of a coordinate, between or beyond the edges."""
        if len(self.old) < 2:
            return value
        k = min(max(bisect_right(self.old, value) - 1, 0), len(self.old) - 2)
        share = (value - self.old[k]) / (self.old[k + 1] - self.old[k])
        if not 0 <= share <= 1:  # beside the outermost edges nothing is stretched
            k = 0 if share < 0 else -1
            return self.new[k] + value - self.old[k]
        return self.new[k] + share * (self.new[k + 1] - self.new[k])


@dataclass(frozen=True, slots=True)
class Stretch:
    """From the lengths of a page to those of its drawing."""

    xs: Scale
    ys: Scale

    def point(self, point: Point) -> Point:
        """A point in the drawing."""
        return self.xs.at(point[0]), self.ys.at(point[1])

    def area(self, area: Area) -> Area:
        """An area in the drawing."""
        return Area(*self.point((area.left, area.top)), *self.point((area.right, area.bottom)))


PLAIN = Stretch(Scale((), ()), Scale((), ()))  #: of a page that is shown as it is


def stretched(page: Page) -> Stretch:
    """How a page grows so that the texts of its cells and lines fit."""
    cells = [cell for grid in page.grids for cell in grid.cells]
    xs = grown(
        edges((one.area.left, one.area.right) for one in cells),
        [(one.area.left, one.area.right, wanted_width(one)) for one in cells],
    )
    across = Stretch(xs, Scale((), ()))
    high = [(one.area.top, one.area.bottom, height_of(one.text, across.area(one.area).width))
            for one in cells]  # fmt: skip
    width = xs.at(page.width)
    high += [(one.area.top, one.area.bottom, height_of(one.text, width - xs.at(one.area.left)))
             for one in page.lines]  # fmt: skip
    return Stretch(xs, grown(edges((top, bottom) for top, bottom, _ in high), high))


def wanted_width(cell: GridCell) -> float:
    """How wide a cell should be: its longest word fits, and it is not much higher than wide."""
    word = max(map(len, cell.text.split()), default=0)
    letters = max(min(word, WIDEST_WORD), SHAPE * sqrt(len(cell.text)))
    return letters * SIZE * BROAD + 2 * EDGE


def height_of(text: str, width: float) -> float:
    """How high a text is in a cell of that width."""
    return len(wrapped(text, width - 2 * EDGE, SIZE)) * LEADING + 2 * EDGE if text else 0.0


def edges(pairs: Iterable[tuple[float, float]]) -> tuple[float, ...]:
    """All edges in their order, those close to each other once."""
    found: list[float] = []
    for one in sorted({edge for pair in pairs for edge in pair}):
        if not found or one - found[-1] >= LEAST:
            found.append(one)
    return tuple(found)


def grown(old: Sequence[float], wanted: Sequence[tuple[float, float, float]]) -> Scale:
    """The edges moved apart so that (from, to, length) fit, those over few edges first."""
    sizes = [b - a for a, b in pairwise(old)]
    spans = []
    for start, end, length in wanted:
        first, last = nearest(old, start), nearest(old, end)
        if first < last:
            spans.append((last - first, first, last, length))
    for _, first, last, length in sorted(spans):
        have = sum(sizes[first:last])
        if have < length:
            sizes[first:last] = [size * length / have for size in sizes[first:last]]
    start = old[0] if old else 0.0
    return Scale(tuple(old), tuple(accumulate(sizes, initial=start)) if old else ())


def nearest(old: Sequence[float], value: float) -> int:
    """The index of the edge at `value`."""
    k = bisect_right(old, value)
    return min((i for i in (k - 1, k) if 0 <= i < len(old)), key=lambda i: abs(old[i] - value))
