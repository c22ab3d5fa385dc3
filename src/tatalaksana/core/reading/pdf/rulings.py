"""The rules of tables among the lines of a page, and the cells they make."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.page import Area, GridCell, Kind
from tatalaksana.core.reading.pdf.outlines import LARGEST, Figure, Piece

GAP = 3.0  #: points by which two rules may miss each other; double lines are one
SHARED = 0.6  #: of an edge that another line covers, to make it the edge of a cell
LEAST_OPEN = 4  #: rules that end together at an edge which is not drawn
LEAST_SIDE = 4.0  #: points of a cell
MOST_LINES = 2000  #: rules of one page
MOST_CELLS = 60_000  #: places between the rules of one table


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight rule: at `at`, from `start` to `end`, horizontal or vertical."""

    at: float
    start: float
    end: float


def symbols_and_frames(
    figures: Sequence[Figure], pieces: Iterable[Piece]
) -> tuple[list[Figure], list[Figure]]:
    """The figures that are symbols, and the boxes that are cells or frames of a table.

    The edges of a cell go on in those of its neighbours; a symbol stands alone.
    """
    boxes = [one for one in figures if one.kind is Kind.BOX]
    across, down = rules_of(pieces)
    edges = [edges_of(box.area) for box in boxes]
    flat = sorted(across + [e for top in edges for e in top[0]], key=lambda one: one.at)
    tall = sorted(down + [e for side in edges for e in side[1]], key=lambda one: one.at)
    frames = []
    for box, (tops, sides) in zip(boxes, edges, strict=True):
        large = box.area.width > LARGEST[0] or box.area.height > LARGEST[1]
        shared = sum(covered(e, flat) for e in tops) + sum(covered(e, tall) for e in sides)
        if large or shared >= 2:
            frames.append(box)
    cells = {id(one) for one in frames}
    return [one for one in figures if id(one) not in cells], frames


def edges_of(area: Area) -> tuple[list[Rule], list[Rule]]:
    """The two horizontal and the two vertical edges of a box."""
    return (
        [Rule(y, area.left, area.right) for y in (area.top, area.bottom)],
        [Rule(x, area.top, area.bottom) for x in (area.left, area.right)],
    )


def covered(edge: Rule, lines: Sequence[Rule]) -> bool:
    """Whether other lines run along most of `edge`. `lines` are in order of their place."""
    first = bisect_left(lines, edge.at - GAP / 2, key=lambda one: one.at)
    along = []
    for k in range(first, len(lines)):
        line = lines[k]
        if line.at > edge.at + GAP / 2:
            break
        if line is not edge and line.start < edge.end and edge.start < line.end:
            along.append((max(line.start, edge.start), min(line.end, edge.end)))
    reached, length = edge.start, 0.0
    for start, end in sorted(along):
        length += max(0.0, end - max(start, reached))
        reached = max(reached, end)
    return length >= SHARED * max(edge.end - edge.start, 0.1)


def rules_of(pieces: Iterable[Piece]) -> tuple[list[Rule], list[Rule]]:
    """The horizontal and the vertical pieces as rules."""
    across, down = [], []
    for piece in pieces:
        (x0, y0), (x1, y1) = piece.start, piece.end
        if piece.across:
            across.append(Rule((y0 + y1) / 2, min(x0, x1), max(x0, x1)))
        elif piece.upright:
            down.append(Rule((x0 + x1) / 2, min(y0, y1), max(y0, y1)))
    return across, down


def merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules of one line joined to one."""
    found: list[Rule] = []
    open_: list[Rule] = []
    for rule in sorted(rules, key=lambda one: (one.at, one.start)):
        open_ = [one for one in open_ if rule.at - one.at <= GAP]
        for i, one in enumerate(open_):
            if rule.start <= one.end + GAP and one.start <= rule.end + GAP:
                open_[i] = Rule(one.at, min(one.start, rule.start), max(one.end, rule.end))
                found[found.index(one)] = open_[i]
                break
        else:
            open_.append(rule)
            found.append(rule)
    return found


def tables(across: Iterable[Rule], down: Iterable[Rule]) -> Iterator[tuple[Area, list[GridCell]]]:
    """The tables that the rules make, each with its cells; texts are still empty."""
    flat, tall = stable(merged(merged(across))), stable(merged(merged(down)))
    if len(flat) + len(tall) > MOST_LINES:
        return
    flat = stable([*flat, *closing(tall, flat)])
    tall = stable([*tall, *closing(flat, tall)])
    flat, tall = trimmed(flat, tall)
    for lines, columns in together(flat, tall):
        if len(lines) > 1 and len(columns) > 1:
            cells = cells_of(lines, columns)
            if cells:
                yield around(cells), cells


def stable(rules: Sequence[Rule]) -> list[Rule]:
    """Rules longer than a dot, in order."""
    return sorted((one for one in rules if one.end - one.start > GAP), key=lambda one: one.at)


def closing(rules: Sequence[Rule], others: Sequence[Rule]) -> Iterator[Rule]:
    """The edge that a table lacks: where several rules end together, and nothing crosses them."""
    ends: dict[tuple[int, bool], list[Rule]] = {}
    for rule in rules:
        ends.setdefault((round(rule.end / GAP), True), []).append(rule)
        ends.setdefault((round(rule.start / GAP), False), []).append(rule)
    for (_, last), together_ in ends.items():
        if len(together_) < LEAST_OPEN:
            continue
        at = max(one.end for one in together_) if last else min(one.start for one in together_)
        start = min(one.at for one in together_)
        end = max(one.at for one in together_)
        if not any(
            abs(one.at - at) <= 2 * GAP and one.start < end and start < one.end for one in others
        ):
            yield Rule(at, start, end)


def trimmed(flat: Sequence[Rule], tall: Sequence[Rule]) -> tuple[list[Rule], list[Rule]]:
    """The rules that cross or meet another one, cut back where they reach beyond a table."""

    def crossings(rule: Rule, others: Sequence[Rule]) -> list[float]:
        return [
            one.at
            for one in others
            if rule.start - GAP <= one.at <= rule.end + GAP
            and one.start - GAP <= rule.at <= one.end + GAP
        ]

    met_flat = [(one, crossings(one, tall)) for one in flat]
    kept_flat = [one for one, met in met_flat if met]
    met_tall = [(one, crossings(one, kept_flat)) for one in tall]
    return kept_flat, [one for one, met in met_tall if len(met) > 1]


def together(flat: Sequence[Rule], tall: Sequence[Rule]) -> Iterator[tuple[list[Rule], list[Rule]]]:
    """The rules that hang together."""
    group = list(range(len(flat) + len(tall)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for j, column in enumerate(tall):
        for i, line in enumerate(flat):
            meet = column.start - GAP <= line.at <= column.end + GAP
            if meet and line.start - GAP <= column.at <= line.end + GAP:
                group[root(len(flat) + j)] = root(i)
    found: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for i, line in enumerate(flat):
        found.setdefault(root(i), ([], []))[0].append(line)
    for j, column in enumerate(tall):
        found.setdefault(root(len(flat) + j), ([], []))[1].append(column)
    yield from found.values()


def places(values: Iterable[float]) -> list[float]:
    """The places of rules, those of double lines as one."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > LEAST_SIDE:
            found.append(value)
    return found


def cells_of(flat: Sequence[Rule], tall: Sequence[Rule]) -> list[GridCell]:
    """The cells between the rules; where no rule parts two places, they are one cell."""
    xs = places(one.at for one in tall)
    ys = places(one.at for one in flat)
    wide, high = len(xs) - 1, len(ys) - 1
    if wide < 1 or high < 1 or wide * high > MOST_CELLS:
        return []
    right = [[False] * wide for _ in range(high)]  # a rule at the right edge of the place
    below = [[False] * wide for _ in range(high)]
    for rule in tall:
        i = nearest(xs, rule.at) - 1
        if 0 <= i < wide:
            for j in range(high):
                right[j][i] |= runs_along(rule, ys[j], ys[j + 1])
    for rule in flat:
        j = nearest(ys, rule.at) - 1
        if 0 <= j < high:
            for i in range(wide):
                below[j][i] |= runs_along(rule, xs[i], xs[i + 1])
    return regions(xs, ys, right, below)


def runs_along(rule: Rule, start: float, end: float) -> bool:
    """Whether a rule parts the places from `start` to `end`."""
    return min(rule.end, end) - max(rule.start, start) >= SHARED * (end - start)


def nearest(values: Sequence[float], value: float) -> int:
    """The index of the nearest of the ordered `values`."""
    i = bisect_left(values, value)
    return min(
        (k for k in (i - 1, i) if 0 <= k < len(values)), key=lambda k: abs(values[k] - value)
    )


def regions(
    xs: Sequence[float], ys: Sequence[float], right: list[list[bool]], below: list[list[bool]]
) -> list[GridCell]:
    """Every cell as a rectangle of places, from above, from the left."""
    wide, high = len(xs) - 1, len(ys) - 1
    taken = [[False] * wide for _ in range(high)]
    found = []
    for j in range(high):
        for i in range(wide):
            if taken[j][i]:
                continue
            columns = 1
            while (
                i + columns < wide and not right[j][i + columns - 1] and not taken[j][i + columns]
            ):
                columns += 1
            rows = 1
            span = range(i, i + columns)
            while (
                j + rows < high
                and not any(below[j + rows - 1][k] or taken[j + rows][k] for k in span)
                and not any(right[j + rows][k] for k in span[:-1])
            ):
                rows += 1
            for row in range(j, j + rows):
                for k in span:
                    taken[row][k] = True
            area = Area(xs[i], ys[j], xs[i + columns], ys[j + rows])
            found.append(GridCell(area, j, i, rows, columns))
    return found


def around(cells: Sequence[GridCell]) -> Area:
    """The area of all cells."""
    return Area(
        min(one.area.left for one in cells),
        min(one.area.top for one in cells),
        max(one.area.right for one in cells),
        max(one.area.bottom for one in cells),
    )
