"""The quality of a drawing, counted from its elements alone.

The judge knows nothing of how the drawing was made: it measures the finished pages. Everything
in `Faults` must be 0; crossings and bends are to be few.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import astuple, dataclass
from functools import lru_cache
from itertools import combinations, pairwise

from tatalaksana.core.drawing.drawing import (
    Box,
    Connector,
    Drawing,
    Kind,
    Page,
    Part,
    Point,
    Symbol,
    Table,
    Text,
    Way,
)
from tatalaksana.core.drawing.metrics import length, typeset

TOUCH = 0.05  #: millimetres that count as touching
NEAR = 0.35  #: connectors side by side closer than this look like one line
Stretch = tuple[Point, Point]


@dataclass(frozen=True, slots=True)
class Faults:
    """What must never happen, each counted over all pages."""

    symbols_overlapped: int = 0
    connectors_through_symbols: int = 0
    connectors_through_text: int = 0
    connectors_on_each_other: int = 0
    labels_covered: int = 0
    text_overflowing: int = 0
    loose_ends: int = 0
    letters_without_partner: int = 0
    off_page: int = 0

    @property
    def total(self) -> int:
        """All faults."""
        return sum(astuple(self))


@dataclass(frozen=True, slots=True)
class Verdict:
    """The faults, and what should be few."""

    faults: Faults
    connectors: int
    crossings: int
    bends: int
    table: float  #: the area of the flow chart on all its pages, in square millimetres
    white: float  #: what of it bears neither letters nor symbols


def judge(drawing: Drawing) -> Verdict:
    """Measure every page of `drawing`."""
    with typeset(drawing.family):
        return judged(drawing)


def judged(drawing: Drawing) -> Verdict:
    """What `judge` finds, in the family of the drawing."""
    count: Counter[str] = Counter()
    for page in drawing.pages:
        symbols = [e for e in page.elements if isinstance(e, Symbol)]
        connectors = [e for e in page.elements if isinstance(e, Connector)]
        texts = [e for e in page.elements if isinstance(e, Text)]
        count["symbols_overlapped"] += sum(
            a.box.meets(b.box, -TOUCH) for a, b in combinations(symbols, 2)
        )
        count["connectors_through_symbols"] += sum(
            crosses(line, symbol.box) for line in connectors for symbol in symbols
        )
        count_texts(count, connectors, symbols, texts)
        count_lines(count, connectors, symbols)
        count["off_page"] += sum(outside(page, box) for box in extents(page))
    count["letters_without_partner"] = unpaired(drawing)
    measures = {name: count.pop(name, 0) for name in ("connectors", "crossings", "bends")}
    table = sum(area(table.box) for page in drawing.pages for table in charts(page))
    inked = sum(area(box) for page in drawing.pages for box in inks(page))
    return Verdict(Faults(**count), **measures, table=table, white=table - inked)


def charts(page: Page) -> list[Table]:
    """The tables of a page that are flow charts."""
    return [table for table in page.tables if table.part is Part.STEPS]


def inks(page: Page) -> Iterator[Box]:
    """The letters and symbols in the flow charts of a page."""
    frames = [table.box for table in charts(page)]
    for element in page.elements:
        if isinstance(element, (Text, Symbol)) and any(map(element.box.meets, frames)):
            yield element.box


def area(box: Box) -> float:
    """Square millimetres."""
    return box.width * box.height


def count_texts(
    count: Counter[str], connectors: list[Connector], symbols: list[Symbol], texts: list[Text]
) -> None:
    """Texts that are run through, covered, or too long for their cell."""
    labels = [line.label for line in connectors if line.label]
    for text in texts:
        through = sum(crosses(line, text.box) for line in connectors)
        covered = sum(under_symbol(text.box, symbol) for symbol in symbols)
        if any(text is label for label in labels):
            covered += sum(text is not t and text.box.meets(t.box) for t in texts)
            count["labels_covered"] += through + covered
        else:
            count["connectors_through_text"] += through
            count["symbols_overlapped"] += covered
        count["text_overflowing"] += overflows(text)
    for symbol in symbols:
        wide = length(symbol.label, symbol.size, True)
        count["text_overflowing"] += wide > symbol.box.width


def count_lines(count: Counter[str], connectors: list[Connector], symbols: list[Symbol]) -> None:
    """Connectors without both ends, on top of each other, crossing; their bends."""
    for line in connectors:
        count["connectors"] += 1
        count["bends"] += len(line.points) - 2
        joined = [other for other in connectors if other is not line]
        begins = any(on_edge(line.points[0], symbol.box) for symbol in symbols)
        ends = any(on_edge(line.points[-1], symbol.box) for symbol in symbols) or any(
            other.to_row == line.to_row and on_line(line.points[-1], other) for other in joined
        )
        slanted = any(abs(a - c) > TOUCH and abs(b - d) > TOUCH
                      for (a, b), (c, d) in pairwise(line.points))  # fmt: skip
        count["loose_ends"] += (not begins) + (not ends) + slanted
    for one, two in combinations(connectors, 2):
        if not bounds(one).meets(bounds(two), NEAR):
            continue
        for a in pairwise(one.points):
            for b in pairwise(two.points):
                count["connectors_on_each_other"] += alongside(a, b)
                count["crossings"] += crossing(a, b)


def box_of(stretch: Stretch) -> Box:
    """The box of a stretch."""
    (a, b), (c, d) = stretch
    return Box(min(a, c), min(b, d), abs(a - c), abs(b - d))


@lru_cache(maxsize=4_096)
def bounds(line: Connector) -> Box:
    """The box around a whole connector."""
    xs, ys = [x for x, _ in line.points], [y for _, y in line.points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))


def crosses(line: Connector, box: Box) -> bool:
    """Whether a connector runs through the inside of `box`."""
    return bounds(line).meets(box, TOUCH) and any(
        box_of(stretch).meets(box, -TOUCH) for stretch in pairwise(line.points)
    )


def under_symbol(box: Box, symbol: Symbol) -> bool:
    """Whether a text lies in a symbol; a diamond leaves the corners of its box free."""
    if not box.meets(symbol.box):
        return False
    if symbol.kind is not Kind.DIAMOND:
        return True
    x, y = symbol.box.middle
    across = max(box.x - x, x - box.right, 0.0) / (symbol.box.width / 2)
    along = max(box.y - y, y - box.bottom, 0.0) / (symbol.box.height / 2)
    return across + along < 1.0


def overflows(text: Text) -> bool:
    """Whether a text leaves its cell, or is longer than it says."""
    box, cell = text.box, text.cell
    return (
        box.x < cell.x - TOUCH
        or box.right > cell.right + TOUCH
        or box.y < cell.y - TOUCH
        or box.bottom > cell.bottom + TOUCH
        or abs(length(text.text, text.size, text.bold) - text.width) > TOUCH
    )


def on_edge(point: Point, box: Box) -> bool:
    """Whether a point lies on the border of `box`."""
    x, y = point
    level = abs(y - box.y) <= TOUCH or abs(y - box.bottom) <= TOUCH
    plumb = abs(x - box.x) <= TOUCH or abs(x - box.right) <= TOUCH
    inside = box.x - TOUCH <= x <= box.right + TOUCH and box.y - TOUCH <= y <= box.bottom + TOUCH
    return inside and (level or plumb)


def on_line(point: Point, line: Connector) -> bool:
    """Whether a point lies on a connector."""
    here = Box(*point, 0.0, 0.0)
    return any(here.meets(box_of(stretch), TOUCH) for stretch in pairwise(line.points))


def is_level(stretch: Stretch) -> bool:
    """Whether a stretch runs from side to side."""
    return abs(stretch[0][1] - stretch[1][1]) <= TOUCH


def alongside(one: Stretch, two: Stretch) -> bool:
    """Whether two stretches run on top of each other."""
    if is_level(one) != is_level(two):
        return False
    a, b = box_of(one), box_of(two)
    if is_level(one):
        return abs(a.y - b.y) < NEAR and min(a.right, b.right) - max(a.x, b.x) > TOUCH
    return abs(a.x - b.x) < NEAR and min(a.bottom, b.bottom) - max(a.y, b.y) > TOUCH


def crossing(one: Stretch, two: Stretch) -> bool:
    """Whether two stretches cross, a touching end not counted."""
    if is_level(one) == is_level(two):
        return False
    level, plumb = (one, two) if is_level(one) else (two, one)
    a, b = box_of(level), box_of(plumb)
    return a.x + TOUCH < b.x < a.right - TOUCH and b.y + TOUCH < a.y < b.bottom - TOUCH


def extents(page: Page) -> Iterator[Box]:
    """What every element of a page takes up."""
    for element in page.elements:
        if isinstance(element, Connector):
            yield from map(box_of, pairwise(element.points))
        elif hasattr(element, "box"):
            yield element.box
        else:
            yield box_of(((element.x1, element.y1), (element.x2, element.y2)))


def outside(page: Page, box: Box) -> bool:
    """Whether something leaves the page."""
    return (
        box.x < -TOUCH
        or box.y < -TOUCH
        or box.right > page.width + TOUCH
        or box.bottom > page.height + TOUCH
    )


def unpaired(drawing: Drawing) -> int:
    """Letters that are only left by, or only arrived at."""
    out: set[str] = set()
    into: set[str] = set()
    for page in drawing.pages:
        pentagons = [e for e in page.elements if isinstance(e, Symbol) and e.kind is Kind.PENTAGON]
        for line in page.elements:
            if isinstance(line, Connector) and line.way is not Way.JOIN:
                for symbol in pentagons:
                    if on_edge(line.points[-1], symbol.box):
                        out.add(symbol.label)
                    if on_edge(line.points[0], symbol.box):
                        into.add(symbol.label)
    return len(out ^ into)
