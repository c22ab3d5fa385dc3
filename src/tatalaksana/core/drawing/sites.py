"""Where the lines of a row leave its symbol, and where its pentagons stand.

Decided per row, before pages are known, so that the row gets the height it needs. Sides are
L, R (beside the symbol, on its middle) and B (below it, on its axis).
"""

from __future__ import annotations

from dataclasses import dataclass

from tatalaksana.core.drawing.columns import Columns
from tatalaksana.core.drawing.drawing import ABOVE, BELOW, POINT, Kind
from tatalaksana.core.drawing.flow import END, NO, YES, Arrow, Flow, Stop
from tatalaksana.core.drawing.metrics import length

LABEL_SIZE = 6.5  #: points, of "Ya" and "Tidak"
LABEL_GAP = 0.4  #: millimetres around a label
LABEL_LIFTS = (0.5, 1.0, 1.5, 2.0, 2.4)  #: millimetres a label may stand above its line
ARROW_ROOM = 3.2  #: millimetres of line beside a pentagon that leads in
ZONE = 3.3  #: free height above and below a symbol: one channel and an arrow head
HANGING = 3.6  #: between a symbol and what hangs below or stands above it on its axis
BORDER = 1.4  #: between such a thing and the border of the row
BESIDE = 1.9  #: between a symbol and the channels beside it: the length of an arrow head
LEAST_SIDE, MOST_SIDE = 1.5, 3.5  #: free beside a symbol in its column
SQUEEZED, LEAST_SQUEEZED = 3.4, 0.85  #: a symbol's width that is kept, with less beside it
HEADED = 2.6  #: free beside it where a channel and an arrow head stand there
HEAD = 1.3  #: of an arrow that is a little cut, in such a column
FLAT = 0.62  #: height of a capsule in widths, at most
USUAL = 8.0  #: width of a symbol from which on it is 7 high
LEAST_SYMBOL = 5.5  #: width that is not given up for an arrow head
Port = tuple[int, str]  #: performer column, side


@dataclass(frozen=True, slots=True)
class Sizes:
    """The sizes of symbols and channels for one width of performer column, in millimetres."""

    symbol: float  #: width
    height: float
    pentagon: float  #: width
    pentagon_height: float
    capsule_height: float  #: of the extra capsule at a decision that begins or ends
    tracks: tuple[float, ...]  #: distances of the channels beside symbols from the column edge

    @property
    def small(self) -> bool:
        """Whether the symbols are smaller than usual."""
        return self.symbol < USUAL


@dataclass(frozen=True, slots=True)
class Site:
    """The centre of a pentagon: `x`, and whether it stands "beside", "above" or "below"."""

    x: float
    where: str


@dataclass(frozen=True, slots=True)
class RowSites:
    """Exits and pentagons of one row."""

    exits: dict[str, Port]  #: answer -> port; a step that is no decision has none fixed
    out: dict[str, Site]  #: answer -> pentagon of an arrow that goes on elsewhere
    into: Site | None  #: pentagon of the arrows that come from elsewhere
    above: float  #: height needed above the symbol
    below: float


NO_SITES = RowSites({}, {}, None, ZONE, ZONE)  #: of a step without answers and pentagons


def sizes_for(columns: Columns, roomy: bool) -> Sizes:
    """Sizes for these columns; `roomy` symbols leave place for a word inside (screen)."""
    left, right = columns.role(0)
    width = right - left
    side = max(LEAST_SIDE, min(MOST_SIDE, max(width / 5, min(HEADED, (width - LEAST_SYMBOL) / 2))))
    side = min(side, max(LEAST_SQUEEZED, (width - SQUEEZED) / 2))
    symbol = min(17.0 if roomy else 14.0, width - 2 * side)
    height = 7.0 if symbol >= USUAL else 5.4
    gap = (width - symbol) / 2
    first, step = (max(min(gap / 2, 0.6), min(0.75, gap - HEAD)), 1.3) if gap < 2.9 else (1.0, 1.4)
    tracks = [first]
    while tracks[-1] + step <= gap - BESIDE and len(tracks) < 4:
        tracks.append(tracks[-1] + step)
    return Sizes(
        symbol, height + 3.4 if roomy else height, 5.0 if symbol >= USUAL else 4.3, 5.0,
        min(4.6, symbol * FLAT),
        tuple(tracks),
    )  # fmt: skip


def label_place(side: str, x: float, sizes: Sizes, answer: str, edge: float) -> float | None:
    """How far the label beside a diamond is lifted; None where it would pass `edge`.

    `x` is the axis of the diamond, `edge` the border it must not pass. Its middle stays out of the
    diamond's box, so that nobody takes it for what the diamond says.
    """
    wide = length(answer, LABEL_SIZE)
    for lift in LABEL_LIFTS:
        start = slope(sizes, lift) + LABEL_GAP
        end = start + wide + LABEL_GAP
        above = lift + (ABOVE + BELOW) * LABEL_SIZE * POINT / 2 > sizes.height / 2
        apart = above or start + wide / 2 > sizes.symbol / 2
        if apart and ((x + end <= edge) if side == "R" else (x - end >= edge)):
            return lift
    return None


def slope(sizes: Sizes, lift: float) -> float:
    """Half the width of a diamond `lift` above its middle."""
    return (1 - lift / (sizes.height / 2)) * sizes.symbol / 2


def axis(columns: Columns, role: int) -> float:
    """The middle of a performer column."""
    left, right = columns.role(role)
    return (left + right) / 2


@dataclass(frozen=True, slots=True)
class Setting:
    """One symbol and all that bears on where its lines may leave and arrive."""

    stop: Stop
    leaving: dict[str, Arrow]  #: answer -> arrow
    flow: Flow
    lettered: frozenset[Arrow]
    columns: Columns
    sizes: Sizes

    @property
    def main(self) -> int:
        """The column of the responsible performer."""
        return self.stop.roles[0]

    def room(self, role: int, side: str) -> float:
        """The distance from the axis of a column to the edge of the performers' area."""
        return abs(self.columns.area[side == "R"] - axis(self.columns, role))


def sites_for(
    stop: Stop, flow: Flow, lettered: frozenset[Arrow], columns: Columns, sizes: Sizes
) -> RowSites:
    """Exits and pentagons of `stop`; arrows in `lettered` go through pentagons."""
    if not lettered and stop.kind is not Kind.DIAMOND:
        return NO_SITES
    leaving = {arrow.answer: arrow for arrow in flow.leaving.get(stop.row, ())}
    here = Setting(stop, leaving, flow, lettered, columns, sizes)
    exits = exits_for(here)
    above = below = ZONE
    out: dict[str, Site] = {}
    for answer, arrow in leaving.items():
        if exits.get(answer, (0, ""))[1] == "B" and answer:
            below = max(below, HANGING + BORDER)
        if arrow in lettered:
            out[answer] = way_out(here, answer, exits.get(answer, (here.main, "B")))
            if out[answer].where == "below":
                below = HANGING + sizes.pentagon_height + BORDER
    if stop.end_below:
        below = max(below, HANGING + sizes.capsule_height + BORDER)
    if stop.start_above:
        above = HANGING + sizes.capsule_height + BORDER
    into = None
    if lettered and not lettered.isdisjoint(flow.arriving.get(stop.row, ())):
        into = way_in(here, exits)
        if into.where == "above":
            above = HANGING + sizes.pentagon_height + BORDER
    return RowSites(exits, out, into, above, below)


def exits_for(here: Setting) -> dict[str, Port]:
    """The ports of "Ya" and "Tidak"; for other steps only that of a lettered arrow."""
    stop, leaving, main = here.stop, here.leaving, here.main
    if stop.kind is not Kind.DIAMOND:
        return {"": (main, "B")} if not here.lettered.isdisjoint(leaving.values()) else {}
    free = [side for side in "LR" if side_is_free(here, side)]
    if len(stop.roles) > 1:
        # far from the other line, or neither answer has room beside its own
        far = max(stop.roles, key=lambda role: (abs(role - main), role))
        return {YES: (main, "B"), NO: (main, free[0]) if free else (far, "B")}
    yes_side = wish(here, leaving.get(YES))
    if yes_side not in free:
        yes_side = "B"
    no_side = wish(here, leaving.get(NO))
    if no_side == yes_side and no_side in free:
        yes_side = "B"
    if no_side not in free or no_side == yes_side:
        no_side = next((side for side in (*free, "B") if side != yes_side), "B")
    exits = {YES: (main, yes_side), NO: (main, no_side)}
    return {answer: port for answer, port in exits.items() if answer in leaving}


def wish(here: Setting, arrow: Arrow | None) -> str:
    """The side an arrow would like to leave from."""
    if arrow is None or arrow.to_row == END or (arrow in here.lettered and arrow.answer == YES):
        return "B"
    there = here.flow.stops[arrow.to_row].roles[0]
    if there == here.main:
        return "R" if arrow.answer == NO else "B"
    return "R" if there > here.main else "L"


def side_is_free(here: Setting, side: str) -> bool:
    """Whether a labelled line may leave the diamond at `side`."""
    stop, sizes, main = here.stop, here.sizes, here.main
    if main != (min(stop.roles) if side == "L" else max(stop.roles)):
        return False
    x, edge = axis(here.columns, main), here.columns.area[side == "R"]
    if label_place(side, x, sizes, NO, edge) is None:
        return False
    if here.leaving.get(NO) not in here.lettered:
        return True
    return here.room(main, side) > least_way_out(sizes, NO) + sizes.pentagon / 2 + LABEL_GAP


def least_way_out(sizes: Sizes, answer: str) -> float:
    """How far from the axis a pentagon beside a diamond stands at least: behind the label."""
    start = slope(sizes, LABEL_LIFTS[0]) + 2 * LABEL_GAP + length(answer, LABEL_SIZE)
    return max(start, sizes.symbol / 2 + ARROW_ROOM) + LABEL_GAP + sizes.pentagon / 2


def way_out(here: Setting, answer: str, port: Port) -> Site:
    """The pentagon an arrow leaves by: on the axis of the next column where that is far enough."""
    role, side = port
    x = axis(here.columns, role)
    if side == "B":
        return Site(x, "below")
    return Site(beside(here, role, side, least_way_out(here.sizes, answer)), "beside")


def beside(here: Setting, role: int, side: str, least: float) -> float:
    """A place at least `least` away from an axis: the axis of the next column if it may be."""
    sign = 1 if side == "R" else -1
    x = axis(here.columns, role)
    if 0 <= role + sign < here.columns.performers:
        there = axis(here.columns, role + sign)
        if abs(there - x) >= least:
            return there
    return x + sign * least


def way_in(here: Setting, exits: dict[str, Port]) -> Site:
    """The pentagon that leads into the symbol: beside it where a side is free, else above it."""
    stop, sizes = here.stop, here.sizes
    taken = {side for _, side in exits.values()}
    if stop.kind is not Kind.DIAMOND:
        taken |= {wish(here, arrow) for arrow in here.leaving.values()}
    reach = sizes.symbol / 2 + ARROW_ROOM + sizes.pentagon / 2
    for side, end in (("L", min(stop.roles)), ("R", max(stop.roles))):
        if side not in taken and here.room(end, side) >= reach + sizes.pentagon / 2 + LABEL_GAP:
            return Site(beside(here, end, side, reach), "beside")
    shift = max(sizes.symbol, sizes.pentagon) / 2 + sizes.pentagon / 2 + BORDER
    side = "R" if here.room(here.main, "R") >= here.room(here.main, "L") else "L"
    return Site(beside(here, here.main, side, shift), "above")
