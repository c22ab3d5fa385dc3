"""The connectors of one page, led through free channels.

Channels run on the axis and at the sides of every performer column, and in the free zones above
and below the symbols of every row. Short links to pentagons come first, then the way forward
row by row, then the returns from the shortest to the longest, each in a channel of its own.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from tatalaksana.core.drawing.channels import channels_x, channels_y
from tatalaksana.core.drawing.drawing import Connector, Kind, Point, Symbol, Way
from tatalaksana.core.drawing.flow import END, Arrow
from tatalaksana.core.drawing.grid import EAST, NORTH, SAME, SOUTH, WEST, Gate, Grid
from tatalaksana.core.drawing.rows import Band
from tatalaksana.core.drawing.symbols import FINISH, QUARTER, START, Scene

FACING = {"L": "R", "R": "L", "B": "T"}  #: the side of a pentagon that faces a side
OUT = {"T": NORTH, "B": SOUTH, "L": WEST, "R": EAST}
#: what it costs, in millimetres of line, to enter at a side: the way forward comes from above
ENTER = {
    Way.FORWARD: {"T": 0.0, "L": 6.0, "R": 6.0, "B": 14.0},
    Way.RETURN: {"T": 5.0, "L": 3.0, "R": 3.0, "B": 0.0},
}
LEAVE = {"T": 30.0, "L": 0.0, "R": 0.0, "B": 0.0}
#: of entering or leaving by a performer who is not the responsible one: only where no other way
#: is left, for the flow shows who of several answers for a step
ANOTHER = 500.0
OFF_CENTRE = 2.0  #: of entering beside the middle of a side
MERGE = 8.0  #: of ending on a line that already leads there
HEAD_ROOM = 2.0  #: millimetres an arrow head needs


@dataclass(slots=True)
class Router:
    """The state of leading the connectors of one page."""

    scene: Scene
    grid: Grid
    exits: dict[tuple[int, str], tuple[int, str]]  #: row, answer -> port
    taken: set[Point] = field(default_factory=set)
    done: list[Connector] = field(default_factory=list)
    failed: set[Arrow] = field(default_factory=set)
    arrived: set[int] = field(default_factory=set)  #: rows whose pentagon in has its line
    stuck: set[int] = field(default_factory=set)  #: rows whose pentagon in found no way

    def lead(
        self,
        arrow: Arrow,
        starts: Iterable[Gate],
        ends: Iterable[Gate],
        labelled: bool = True,
    ) -> bool:
        """Lead one connector; a failure is remembered."""
        points = self.grid.way(
            [gate for gate in starts if gate.point not in self.taken],
            [gate for gate in ends if gate.joins or gate.point not in self.taken],
        )
        if points is None:
            self.failed.add(arrow)
            return False
        self.add(arrow, points, labelled)
        return True

    def link(self, arrow: Arrow, start: Gate, end: Gate, labelled: bool = True) -> None:
        """A straight connector between two symbols that face each other."""
        self.grid.occupy(start.point, end.point)
        self.add(arrow, [start.point, end.point], labelled)

    def add(self, arrow: Arrow, points: list[Point], labelled: bool) -> None:
        """Remember a finished connector."""
        self.taken |= {points[0], points[-1]}
        to_row = arrow.to_row if arrow.to_row != END else arrow.from_row
        label = self.scene.labels.get(arrow) if labelled else None
        self.done.append(
            Connector(points=tuple(points), way=arrow.way, from_row=arrow.from_row, to_row=to_row,
                      label=label)
        )  # fmt: skip

    def starts(self, arrow: Arrow) -> list[Gate]:
        """Where an arrow may leave its step."""
        port = self.exits.get((arrow.from_row, arrow.answer))
        symbols = self.scene.steps[arrow.from_row]
        if port is not None:
            role, side = port
            return [gate(symbols[role], side)]
        main = self.scene.flow.stops[arrow.from_row].roles[0]
        return [
            gate(symbols[role], side, LEAVE[side] + (ANOTHER if role != main else 0.0))
            for role, side in sides(symbols)
            if side != "T"
        ]

    def ends(self, arrow: Arrow) -> list[Gate]:
        """Where an arrow may enter its step: free sides, or a line that leads there."""
        symbols = self.scene.steps[arrow.to_row]
        reserved = {port for (row, _), port in self.exits.items() if row == arrow.to_row}
        main = self.scene.flow.stops[arrow.to_row].roles[0]
        found: list[Gate] = []
        for role, side in sides(symbols):
            if (role, side) in reserved:
                continue
            cost = ENTER[arrow.way][side] + (ANOTHER if role != main else 0.0)
            found.append(gate(symbols[role], side, cost))
            if side in "LR" and symbols[role].kind is Kind.BOX:
                shift = QUARTER * symbols[role].box.height
                found += [
                    gate(symbols[role], side, cost + OFF_CENTRE, by) for by in (shift, -shift)
                ]
        return found + self.merges(arrow)

    def merges(self, arrow: Arrow) -> list[Gate]:
        """Points on lines that already come to the same symbol from above."""
        found = []
        for other in self.done:
            (x, y), (_, bottom) = other.points[-2:]
            if other.to_row != arrow.to_row or other.way is Way.JOIN:
                continue
            if abs(x - other.points[-1][0]) > 0.01 or y >= bottom:
                continue
            for track in self.grid.ys:
                if y + 0.5 < track < bottom - HEAD_ROOM:
                    found += [Gate((x, track), way, MERGE, joins=True) for way in (EAST, WEST)]
        return found


def gate(symbol: Symbol, side: str, cost: float = 0.0, shift: float = 0.0) -> Gate:
    """The middle of one side of a symbol, `shift` millimetres further down."""
    box = symbol.box
    x, y = box.middle
    point = {
        "T": (x, box.y),
        "B": (x, box.bottom),
        "L": (box.x, y + shift),
        "R": (box.right, y + shift),
    }[side]
    return Gate(point, OUT[side], cost)


def sides(symbols: dict[int, Symbol]) -> list[tuple[int, str]]:
    """The sides of a row's symbols that are not turned to another one of them."""
    found = []
    for role in symbols:
        found += [(role, "T"), (role, "B")]
        if role == min(symbols):
            found.append((role, "L"))
        if role == max(symbols):
            found.append((role, "R"))
    return found


def route(
    scene: Scene,
    bands: list[Band],
    lettered: frozenset[Arrow],
    crossing: tuple[list[Arrow], list[Arrow]],
) -> tuple[list[Connector], set[Arrow]]:
    """All connectors of a page, and the arrows that found no way.

    `crossing`: the arrows that come in from the strip at the head, and that leave by the foot.
    Where a pentagon found no way to its symbol the page is led anew with that line before all
    others: they can still become lettered and share the pentagon, it has no other way.
    """
    early: set[int] = set()
    while True:
        router = Router(scene, ground(scene, bands), exits_of(bands))
        join(router)
        lead_stubs(router, lettered)
        lead_pentagons(router, lettered, early)
        lead_steps(router, lettered, crossing)
        if router.stuck <= early:
            return router.done, router.failed
        early |= router.stuck


def ground(scene: Scene, bands: list[Band]) -> Grid:
    """The channels of a page, symbols and labels kept free."""
    grid = Grid(channels_x(scene), channels_y(scene, bands))
    for symbol in scene.symbols():
        grid.block(symbol.box)
    for label in scene.labels.values():
        grid.block(label.box)
    return grid


def exits_of(bands: list[Band]) -> dict[tuple[int, str], tuple[int, str]]:
    """The fixed ports of a page: row, answer -> port."""
    return {
        (band.row, answer): port
        for band in bands
        if band.sites
        for answer, port in band.sites.exits.items()
    }


def join(router: Router) -> None:
    """Join the symbols of the steps that have several performers."""
    for row, symbols in router.scene.steps.items():
        for a, b in pairwise(sorted(symbols)):
            arrow = Arrow(row, row, Way.JOIN)
            router.link(arrow, gate(symbols[a], "R"), gate(symbols[b], "L"))


def lead_stubs(router: Router, lettered: frozenset[Arrow]) -> None:
    """The straight links: extra capsules, pentagons beside and below a symbol."""
    scene = router.scene
    for (row, name), capsule in scene.extra.items():
        symbol = scene.steps[row][scene.flow.stops[row].roles[0]]
        if name == START:
            router.link(Arrow(row, row, Way.FORWARD), gate(capsule, "B"), gate(symbol, "T"))
    for arrow in here(scene):
        if arrow.to_row == END:
            capsule = scene.extra[arrow.from_row, FINISH]
            router.link(arrow, router.starts(arrow)[0], gate(capsule, "T"))
        elif arrow in lettered:
            role, side = router.exits[arrow.from_row, arrow.answer]
            symbol = scene.steps[arrow.from_row][role]
            router.link(arrow, gate(symbol, side), gate(scene.out[arrow], FACING[side]))
    for (row, strip), pentagon in scene.into.items():
        facing = None if strip else side_towards(pentagon, scene.steps[row])
        if facing is not None:
            symbols = scene.steps[row]
            symbol = symbols[min(symbols) if facing == "L" else max(symbols)]
            starts, ends = gate(pentagon, FACING[facing]), gate(symbol, facing)
            router.link(first_to(row, lettered), starts, ends, labelled=False)
            router.arrived.add(row)


def here(scene: Scene) -> Iterator[Arrow]:
    """The arrows that leave the steps of a page."""
    for row in scene.steps:
        yield from scene.flow.leaving.get(row, ())


def side_towards(pentagon: Symbol, symbols: dict[int, Symbol]) -> str | None:
    """The side of a row's symbols a pentagon stands beside; None when it stands above."""
    x, y = pentagon.box.middle
    boxes = [symbol.box for symbol in symbols.values()]
    if abs(y - boxes[0].middle[1]) > SAME:
        return None
    return "L" if x < min(box.x for box in boxes) else "R"


def first_to(row: int, lettered: frozenset[Arrow]) -> Arrow:
    """The arrow that stands for all that come to a row through its pentagon."""
    return min((a for a in lettered if a.to_row == row), key=lambda a: (a.from_row, a.way))


def lead_pentagons(router: Router, lettered: frozenset[Arrow], rows: Collection[int]) -> None:
    """Lines from the pentagons that stand above the symbols of `rows`."""
    for (row, strip), pentagon in router.scene.into.items():
        if strip or row not in rows or row in router.arrived:
            continue
        starts = [gate(pentagon, "B", 2.0), gate(pentagon, "L"), gate(pentagon, "R")]
        arrow = first_to(row, lettered)
        found = router.lead(arrow, starts, router.ends(arrow), labelled=False)
        (router.arrived if found else router.stuck).add(row)


def lead_steps(
    router: Router,
    lettered: frozenset[Arrow],
    crossing: tuple[list[Arrow], list[Arrow]],
) -> None:
    """The way in from the page before, forward, into pentagons' targets, back, and out."""
    scene, steps = router.scene, router.scene.steps
    come, go = crossing
    for arrow in come[:1]:
        pentagon = scene.into[arrow.to_row, True]
        router.lead(arrow, [gate(pentagon, "B")], router.ends(arrow), labelled=False)
    local = [
        arrow
        for arrow in here(scene)
        if arrow.to_row in steps and arrow not in lettered
        and arrow not in come and arrow not in go
    ]  # fmt: skip
    for arrow in sorted(
        (a for a in local if a.way is Way.FORWARD),
        key=lambda a: (abs(a.to_row - a.from_row) > 1, a.from_row),
    ):
        router.lead(arrow, router.starts(arrow), router.ends(arrow))
    for arrow in go:
        router.lead(arrow, router.starts(arrow), [gate(scene.out[arrow], "T")])
    lead_pentagons(router, lettered, scene.steps)
    for arrow in sorted(
        (a for a in local if a.way is Way.RETURN),
        key=lambda a: (abs(a.from_row - a.to_row), a.from_row),
    ):
        router.lead(arrow, router.starts(arrow), router.ends(arrow))
