"""What a picture draws: rules, symbols, connectors and their heads, in points."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.page import Area, GridCell, Kind, Point
from tatalaksana.core.reading.pdf.outlines import Head
from tatalaksana.core.reading.pdf.rulings import Rule, tables
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.heads import heads_in
from tatalaksana.core.reading.scan.ink import Line, lines_in, only
from tatalaksana.core.reading.scan.rules import Both, parted
from tatalaksana.core.reading.scan.symbols import Outline, symbols_in, without
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["drawn"]


@dataclass(frozen=True, slots=True)
class Drawn:
    """The lines are horizontal first, then vertical."""

    grids: tuple[tuple[Area, tuple[GridCell, ...]], ...]  #: without texts
    symbols: tuple[Outline, ...]
    arrows: Both
    heads: tuple[Head, ...]
    rules: Both
    strokes: Both  #: all these lines as far as they are seen
    flow: tuple[Area, ...]  #: the parts of tables in which symbols stand


def drawn_in(ink: Dots) -> Drawn:
    """Everything drawn on a picture whose lines are level."""
    known = table("scan")
    outlines = symbols_in(ink)
    bare = without(ink, outlines, known["symbols"]["stroke"] / 2, 0)
    flat, tall = (lines_in(bare, across=k, least=known["lines"]["least"]) for k in (True, False))
    lines = parted(flat, tall, [one.area for one in outlines])
    grids = tuple(
        (area, tuple(cells))
        for area, cells in tables(*(rules_from(one) for one in lines.rules))
        if len(cells) > 1
    )
    flow = tuple(one for _, cells in grids for one in flow_of(cells, outlines))
    symbols = [o for o in outlines if any(one.holds(o.area.middle) for one in flow)]
    inner = only(bare, flow)
    near = (
        tuple(lines_in(inner, across=True, least=KNOWN["short"])),
        tuple(lines_in(inner, across=False, least=KNOWN["short"])),
    )
    areas = [one.area for one in symbols]
    heads = heads_in(inner, *near, areas)
    ends = [end for one in heads for end in (one.tip, one.base)]
    others = tuple(tuple(within(part, flow, k)) for k, part in enumerate(lines.others))
    arrows = [
        (*others[k], *short(near, (lines.rules[k], others), k, (symbols, ends))) for k in (0, 1)
    ]
    return Drawn(
        grids=grids,
        symbols=tuple(symbols),
        arrows=(arrows[0], arrows[1]),
        heads=tuple(heads),
        rules=lines.rules,
        strokes=(
            (*seen(flat, lines.rules[0]), *arrows[0]),
            (*seen(tall, lines.rules[1]), *arrows[1]),
        ),
        flow=flow,
    )


def rules_from(lines: Iterable[Line]) -> list[Rule]:
    """Lines as rules of a table."""
    return [Rule(one.at, one.start, one.end) for one in lines]


def seen(lines: Iterable[Line], rules: Sequence[Line]) -> list[Line]:
    """The lines that are parts of rules."""
    return [line for line in lines if any(along(line, one) for one in rules)]


def flow_of(cells: Sequence[GridCell], symbols: Sequence[Outline]) -> Iterator[Area]:
    """The cells of one table with symbols in them, together; those between them too."""
    held = [cell.area for cell in cells if any(cell.area.holds(one.area.middle) for one in symbols)]
    if held:
        yield Area(
            min(one.left for one in held), min(one.top for one in held),
            max(one.right for one in held), max(one.bottom for one in held),
        )  # fmt: skip


def within(lines: Iterable[Line], flow: Sequence[Area], k: int) -> Iterator[Line]:
    """The lines whose middle lies where symbols stand."""
    for one in lines:
        middle = (one.start + one.end) / 2
        if any(area.holds((middle, one.at) if k == 0 else (one.at, middle)) for area in flow):
            yield one


def short(
    near: Both,
    known: tuple[Sequence[Line], Sequence[Sequence[Line]]],
    k: int,
    marks: tuple[Sequence[Outline], Sequence[Point]],
) -> Iterator[Line]:
    """The short lines that lead from a symbol to something, or from one line to another."""
    (rules, others), (symbols, ends) = known, marks
    for line in near[k]:
        if any(along(line, one) for one in (*rules, *others[k])):
            continue
        tips = [(at, line.at) if k == 0 else (line.at, at) for at in (line.start, line.end)]
        held = [any(reached(one, tip) for one in symbols) for tip in tips]
        met = [
            meets(tip, others[1 - k], k)
            or any(max(abs(x - tip[0]), abs(y - tip[1])) <= KNOWN["touches"] for x, y in ends)
            for tip in tips
        ]
        if (held[0] and (held[1] or met[1])) or (held[1] and met[0]) or all(met):
            yield line


def reached(symbol: Outline, tip: Point) -> bool:
    """Whether a line that ends at `tip` ends at a symbol: at a diamond, at one of its corners."""
    if symbol.kind is not Kind.DIAMOND:
        return symbol.area.holds(tip, KNOWN["touches"])
    (x, y), area = symbol.area.middle, symbol.area
    ends = ((x, area.top), (area.right, y), (x, area.bottom), (area.left, y))
    return any(max(abs(tip[0] - a), abs(tip[1] - b)) <= KNOWN["touches"] for a, b in ends)


def along(line: Line, other: Line) -> bool:
    """Whether a line is a part of another."""
    near = float(KNOWN["touches"]) / 2
    level = abs(line.at - other.at) <= near
    return level and other.start - near <= line.start and line.end <= other.end + near


def meets(tip: Point, lines: Sequence[Line], k: int) -> bool:
    """Whether a point lies on one of the lines that run across it."""
    at, level = tip if k == 0 else tip[::-1]
    near = KNOWN["touches"]
    return any(
        abs(one.at - at) <= near and one.start - near <= level <= one.end + near for one in lines
    )
