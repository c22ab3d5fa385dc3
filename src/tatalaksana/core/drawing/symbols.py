"""The symbols, pentagons and labels of one page, each with its place."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations, product

from tatalaksana.core.drawing.columns import Columns
from tatalaksana.core.drawing.drawing import ABOVE, BELOW, POINT, Box, Kind, Point, Symbol, Text
from tatalaksana.core.drawing.flow import END, NO, YES, Arrow, Flow, Stop
from tatalaksana.core.drawing.grid import CLEARANCE
from tatalaksana.core.drawing.metrics import length
from tatalaksana.core.drawing.rows import Band
from tatalaksana.core.drawing.sites import (
    BORDER,
    FLAT,
    HANGING,
    LABEL_GAP,
    LABEL_LIFTS,
    LABEL_SIZE,
    ZONE,
    Port,
    Sizes,
    axis,
    label_place,
    slope,
)

START, FINISH = "start", "finish"  #: the extra capsules before and after a decision
QUARTER = 0.27  #: where the side entrances beside the middle lie, in heights of the symbol


@dataclass(slots=True)
class Scene:
    """What stands on one page. The keys tell what a connector may look for."""

    columns: Columns
    sizes: Sizes
    flow: Flow
    letters: dict[tuple[int, bool], str]  #: row, through a strip -> letter
    steps: dict[int, dict[int, Symbol]] = field(default_factory=dict)  #: row -> role -> symbol
    extra: dict[tuple[int, str], Symbol] = field(default_factory=dict)  #: START, FINISH
    out: dict[Arrow, Symbol] = field(default_factory=dict)  #: pentagons arrows leave by
    into: dict[tuple[int, bool], Symbol] = field(default_factory=dict)  #: row, in a strip
    labels: dict[Arrow, Text] = field(default_factory=dict)

    def symbols(self) -> list[Symbol]:
        """Every symbol of the page."""
        found = [symbol for roles in self.steps.values() for symbol in roles.values()]
        return [*found, *self.extra.values(), *self.out.values(), *self.into.values()]


def middle_of(band: Band, sizes: Sizes) -> float:
    """The height at which the symbol of a row stands: its slack is shared evenly."""
    if band.sites is None:
        return (band.top + band.bottom) / 2
    above, below = band.sites.above, band.sites.below
    slack = band.bottom - band.top - above - sizes.height - below
    return band.top + above + slack / 2 + sizes.height / 2


def add_row(scene: Scene, band: Band) -> None:
    """Put the symbols of one row into the scene."""
    if band.sites is None:
        return
    stop, sizes = scene.flow.stops[band.row], scene.sizes
    y = middle_of(band, sizes)
    scene.steps[band.row] = {
        role: Symbol(
            kind=stop.kind if role == stop.roles[0] or stop.kind is Kind.CAPSULE else Kind.BOX,
            box=around(axis(scene.columns, role), y, sizes.symbol, height_of(stop.kind, sizes)),
            row=band.row,
            role=role,
        )
        for role in stop.roles
    }
    add_extra(scene, stop, y)
    add_pentagons(scene, band, stop)
    add_labels(scene, band, stop)


def height_of(kind: Kind, sizes: Sizes) -> float:
    """The height of a symbol; a capsule in a narrow column stays longer than high."""
    return min(sizes.height, sizes.symbol * FLAT) if kind is Kind.CAPSULE else sizes.height


def add_extra(scene: Scene, stop: Stop, y: float) -> None:
    """The capsule before a first or after a last step that is a decision."""
    sizes, role = scene.sizes, stop.roles[0]
    away = sizes.height / 2 + HANGING + sizes.capsule_height / 2
    for wanted, name, place in (
        (stop.start_above, START, y - away),
        (stop.end_below, FINISH, y + away),
    ):
        if wanted:
            scene.extra[stop.row, name] = Symbol(
                kind=Kind.CAPSULE,
                box=around(axis(scene.columns, role), place, min(sizes.symbol, 9.0),
                           sizes.capsule_height),
                row=stop.row,
                role=role,
            )  # fmt: skip


def add_pentagons(scene: Scene, band: Band, stop: Stop) -> None:
    """The pentagons that stand in the row itself."""
    sites, sizes = band.sites, scene.sizes
    if sites is None:
        return
    y = middle_of(band, sizes)
    away = sizes.height / 2 + HANGING + sizes.pentagon_height / 2
    shift = {"beside": 0.0, "above": -away, "below": away}
    for answer, site in sites.out.items():
        arrow = next(a for a in scene.flow.leaving[stop.row] if a.answer == answer)
        letter = scene.letters[arrow.to_row, False]
        scene.out[arrow] = pentagon(site.x, y + shift[site.where], sizes, stop, letter)
    if sites.into is not None:
        place = y + shift[sites.into.where]
        letter = scene.letters[stop.row, False]
        scene.into[stop.row, False] = pentagon(sites.into.x, place, sizes, stop, letter)


def add_strips(
    scene: Scene,
    strips: tuple[Band | None, Band | None],
    arrows: tuple[list[Arrow], list[Arrow]],
    exits: dict[str, Port],
) -> None:
    """The pentagons at the head (arrows in) and the foot (arrows out) of the page.

    A labelled line from the side of a diamond (`exits`) runs down to the next performer's axis.
    """
    sizes = scene.sizes
    head, foot = strips
    if head is not None:
        stop = scene.flow.stops[arrows[0][0].to_row]
        y = head.top + BORDER + sizes.pentagon_height / 2
        x = axis(scene.columns, stop.roles[0])
        scene.into[stop.row, True] = pentagon(x, y, sizes, stop, scene.letters[stop.row, True])
    if foot is not None:
        arrow = arrows[1][0]
        stop = scene.flow.stops[arrow.from_row]
        y = foot.top + ZONE + sizes.pentagon_height / 2
        _, side = exits.get(arrow.answer, (0, "B"))
        toward = scene.flow.stops[arrow.to_row] if side in "LR" else stop
        x = axis(scene.columns, toward.roles[0])
        scene.out[arrow] = pentagon(x, y, sizes, stop, scene.letters[arrow.to_row, True])


def pentagon(x: float, y: float, sizes: Sizes, stop: Stop, letter: str) -> Symbol:
    """A lettered pentagon about (x, y)."""
    size = 7.0
    while length(letter, size, True) > sizes.pentagon - 0.8:
        size -= 0.5
    box = around(x, y, sizes.pentagon, sizes.pentagon_height)
    return Symbol(
        kind=Kind.PENTAGON, box=box, row=stop.row, role=stop.roles[0], label=letter, size=size
    )


def around(x: float, y: float, width: float, height: float) -> Box:
    """The box of this size about (x, y)."""
    return Box(x - width / 2, y - height / 2, width, height)


def add_labels(scene: Scene, band: Band, stop: Stop) -> None:
    """ "Ya" and "Tidak" where their lines leave the diamond."""
    if band.sites is None or stop.kind is not Kind.DIAMOND:
        return
    left, right = scene.columns.area
    cell = Box(left, band.top, right - left, band.bottom - band.top)
    exits = band.sites.exits
    hands = hands_below(scene, {a: role for a, (role, side) in exits.items() if side == "B"})
    for arrow in scene.flow.leaving.get(stop.row, ()):
        if arrow.answer not in (YES, NO):
            continue
        if arrow.answer not in exits and arrow.to_row != END:
            continue
        role, side = exits[arrow.answer]
        side = hands.get(arrow.answer, side)
        place = label_below if arrow.answer in hands else label_beside
        x, baseline = place(scene, role, side, arrow.answer, middle_of(band, scene.sizes))
        scene.labels[arrow] = Text(
            x=x, baseline=baseline, text=arrow.answer, size=LABEL_SIZE,
            width=length(arrow.answer, LABEL_SIZE), cell=cell, row=stop.row,
        )  # fmt: skip


def hands_below(scene: Scene, below: dict[str, int]) -> dict[str, str]:
    """On which hand of its line, L or R, each label below a row stands: answer -> hand.

    The right one, unless it would leave the performers' area or come upon the other answer's
    line or label. `below`: answer -> performer column of the lines that leave downwards.
    """
    left, right = scene.columns.area
    axes = {answer: axis(scene.columns, role) for answer, role in below.items()}

    def troubles(hands: tuple[str, ...]) -> tuple[int, int]:
        spans = {}
        for (answer, x), hand in zip(axes.items(), hands, strict=True):
            near, far = LABEL_GAP, 3 * LABEL_GAP + length(answer, LABEL_SIZE)
            spans[answer] = (x + near, x + far) if hand == "R" else (x - far, x - near)
        outside = sum(a < left or b > right for a, b in spans.values())
        run_through = sum(
            a < x < b for one, (a, b) in spans.items() for two, x in axes.items() if one != two
        )
        upon = sum(a < d and c < b for (a, b), (c, d) in combinations(spans.values(), 2))
        return outside + upon, run_through  # near a line is still read, outside it is not

    best = min(product("RL", repeat=len(below)), key=troubles)
    return dict(zip(below, best, strict=True))


def label_below(scene: Scene, role: int, hand: str, answer: str, middle: float) -> Point:
    """Where the label of a line that leaves downwards begins: x, baseline."""
    x, wide = axis(scene.columns, role), length(answer, LABEL_SIZE)
    start = x + 2 * LABEL_GAP if hand == "R" else x - 2 * LABEL_GAP - wide
    return start, middle + scene.sizes.height / 2 + LABEL_GAP + ABOVE * LABEL_SIZE * POINT


def label_edges(columns: Columns, role: int, side: str) -> tuple[float, float, float]:
    """How far a label beside a column may reach, the best first: to the edge of the column, to the
    line on the axis of the next one, to the edge of all.
    """
    own, whole = columns.role(role)[side == "R"], columns.area[side == "R"]
    sign = 1 if side == "R" else -1
    if not 0 <= role + sign < columns.performers:
        return own, whole, whole
    return own, axis(columns, role + sign) - sign * CLEARANCE, whole


def label_beside(scene: Scene, role: int, side: str, answer: str, middle: float) -> Point:
    """Where the label of a line that leaves at the side L or R begins: x, baseline."""
    x, sizes, em = axis(scene.columns, role), scene.sizes, LABEL_SIZE * POINT
    wide = length(answer, LABEL_SIZE)
    edges = label_edges(scene.columns, role, side)
    lifts = (label_place(side, x, sizes, answer, edge) for edge in edges)
    lift = next((lift for lift in lifts if lift is not None), LABEL_LIFTS[0])
    start = slope(sizes, lift) + LABEL_GAP
    return (x + start if side == "R" else x - start - wide), middle - lift - BELOW * em
