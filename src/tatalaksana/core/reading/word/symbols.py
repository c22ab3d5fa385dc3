"""The figures of a page sorted out: symbols, connectors with their ends, answers, other texts."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from tatalaksana.core.reading.layout.answers import distance, is_answer, with_answers
from tatalaksana.core.reading.layout.pictures import (
    among_steps,
    cell_at,
    with_cell,
    with_pictures,
)
from tatalaksana.core.reading.page import (
    Area,
    Connector,
    Grid,
    Kind,
    Page,
    Point,
    Shape,
    TextLine,
)
from tatalaksana.core.reading.word.figures import Figure

BESIDE = 30.0  #: points a symbol may stand beside its table
NEAR = 14.0  #: points between a symbol and the end of a line drawn by hand
TOUCHES = 1.0
EXACT = 0.5
MEETS = 3.0  #: points between the end of a line and another line on which it ends
MOST_LOOSE = 300
BAND = 64.0
LARGEST = (300.0, 200.0)  #: points; a larger shape is a frame around something
ANSWERED = frozenset({Kind.BOX, Kind.CAPSULE, Kind.OTHER, None})


def with_figures(page: Page, figures: Sequence[Figure]) -> Page:
    """The page with what is drawn on it."""
    symbols, lines, answers, texts = [], [], [], []
    for one in figures:
        if one.points:
            lines.append(one)
            if one.text:
                texts.append(one)
        elif one.text and is_answer(one.text) and one.kind in ANSWERED:
            answers.append((one.area, one.text))
        elif one.framed and one.kind is not None and is_symbol(one, page.grids):
            symbols.append(one)
        elif one.text:
            texts.append(one)
    shapes = tuple(Shape(one.kind or Kind.OTHER, one.area, one.text) for one in symbols)
    ends = Ends(symbols)
    connectors = joined([ends.connector(one) for one in lines], ends)
    page = with_texts(page, texts)
    page = with_pictures(page, [one.area for one in symbols if one.picture])
    return replace(page, shapes=shapes, connectors=with_answers(connectors, shapes, answers))


def is_symbol(one: Figure, grids: Iterable[Grid]) -> bool:
    """Whether a shape is a symbol of a flow chart: beside or on a table, and no frame."""
    if one.area.width > LARGEST[0] and one.area.height > LARGEST[1]:
        return False
    if one.picture:
        return among_steps(one.area, grids)
    return any(grid.area.holds(one.area.middle, BESIDE) for grid in grids)


class Ends:
    """Finds the symbols at the ends of lines: by their glue, else by their places."""

    def __init__(self, symbols: Sequence[Figure]) -> None:
        self.symbols = symbols
        self.named: dict[str, list[int]] = defaultdict(list)
        self.bands: dict[int, list[int]] = defaultdict(list)
        for k, one in enumerate(symbols):
            if one.name:
                self.named[one.name].append(k)
            first, last = (one.area.top - NEAR) // BAND, (one.area.bottom + NEAR) // BAND
            for band in range(int(first), min(int(last), int(first) + 20) + 1):
                self.bands[band].append(k)

    def at(self, name: str, point: Point, slack: float) -> int | None:
        """The symbol at one end."""
        among = self.named.get(name) if name else None
        if among is None:
            near = self.bands.get(int(point[1] // BAND), [])
            among = [k for k in near if self.symbols[k].area.holds(point, slack)]
        return min(among, key=lambda k: self.far(k, point), default=None)

    def far(self, k: int, point: Point) -> tuple[float, float]:
        """How far a point is from a symbol, then from its middle."""
        area = self.symbols[k].area
        (x, y), (a, b) = area.middle, point
        return area.distance(point), abs(x - a) + abs(y - b)

    def connector(self, line: Figure) -> Connector:
        """A line as a connector, from its start to its head."""
        start = self.at(line.ends[0], line.points[0], TOUCHES)
        end = self.at(line.ends[1], line.points[-1], TOUCHES)
        points, heads = line.points, line.heads
        if heads[0] and not heads[1]:
            points, start, end = points[::-1], end, start
        return Connector(points, start, end, directed=any(heads))


def joined(lines: Sequence[Connector], ends: Ends) -> list[Connector]:
    """The lines with all their ends.

    A line that ends on another one leads to where that one goes, or comes from where it comes
    from; else the nearest symbol is meant, where someone drew a line not quite to it.
    """
    found = list(lines)
    loose = [k for k, one in enumerate(lines) if one.start is None or one.end is None]
    for k in loose[:MOST_LOOSE]:
        one = lines[k]
        first, last = one.points[0], one.points[-1]
        if one.end is None:
            met = met_at(last, [x for x in lines if x is not one and x.end is not None], 0)
            one = replace(one, end=met.end if met else ends.at("", last, NEAR))
        if one.start is None:
            met = met_at(first, [x for x in lines if x is not one and x.start is not None], -1)
            one = replace(one, start=met.start if met else ends.at("", first, NEAR))
        found[k] = one
    return found


def met_at(point: Point, lines: Sequence[Connector], away: int) -> Connector | None:
    """The line that passes through a point, but not just beside its end number `away`."""
    spot = Area(*point, *point)
    nearest = min(lines, key=lambda one: distance(spot, one.points), default=None)
    if nearest is None or (off := distance(spot, nearest.points)) > MEETS:
        return None
    least = MEETS if off < EXACT else NEAR  # by hand it would rather be the symbol that is meant
    return nearest if spot.distance(nearest.points[away]) > least else None


def with_texts(page: Page, texts: Iterable[Figure]) -> Page:
    """The page with the texts of boxes: in the cell they lie on, else as lines."""
    for one in texts:
        at = next(
            (k for k, grid in enumerate(page.grids) if grid.area.holds(one.area.middle)), None
        )
        cell = None if at is None else cell_at(page.grids[at], one.area.middle)
        if at is None or cell is None:
            page = replace(page, lines=(*page.lines, TextLine(one.area, one.text)))
        else:
            page = with_cell(page, at, cell, f"{cell.text}\n{one.text}".strip())
    return page
