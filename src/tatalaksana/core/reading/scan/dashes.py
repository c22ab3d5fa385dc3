"""Dashed lines on a picture: short strokes of one level, a white gap of their own size apart.

What lies over or under them parts them no more than a gap does: a rule, a solid line, a symbol.
"""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from statistics import median

from tatalaksana.core.reading.page import Point
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.ink import Line, dots, per_point
from tatalaksana.core.reading.scan.rules import Both
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["dashes"]


@dataclass(frozen=True, slots=True)
class Leg:
    """A straight part of a connector, in points.

    `tip` is where its arrow head points; `slack` is by how much it may end before it is seen to:
    a dash and a gap.
    """

    line: Line
    across: bool
    slack: float = 0.0
    tip: Point | None = None

    @property
    def ends(self) -> tuple[Point, Point]:
        """Where it begins and where it ends."""
        return self.point(self.line.start), self.point(self.line.end)

    def point(self, along: float) -> Point:
        """A point of it."""
        return (along, self.line.at) if self.across else (self.line.at, along)


@dataclass(frozen=True, slots=True)
class Dash:
    """One upright stroke, in dots of the working picture."""

    x: int
    top: int
    bottom: int
    thick: int

    @property
    def long(self) -> int:
        """From end to end."""
        return self.bottom - self.top


def dashed_in(ink: Dots, rules: Both, *, across: bool) -> list[Leg]:
    """The dashed lines of one direction. One that may be several is left out."""
    over = rules[1 if across else 0]
    ink, k = (ink.T.copy() if across else ink), per_point()
    found = []
    for whole in chains(ink):
        parts = [one for one in parted(whole, heads_of(ink, whole, over)) if regular(ink, one)]
        if len(parts) != 1:
            continue
        chain = parts[0]
        first, last = chain[0].top, chain[-1].bottom
        tips = heads_of(ink, chain, over)
        if len(tips) > 1:
            continue
        level = (median(one.x for one in chain) + 0.5) / k
        line = Line(level, first / k, last / k, median(one.thick for one in chain) / k)
        leg = Leg(line, across, slack=(1 + KNOWN["gap"]) * median(one.long for one in chain) / k)
        found.append(replace(leg, tip=leg.point(tips.pop() / k)) if tips else leg)
    return found


def dashes_in(ink: Dots) -> list[Dash]:
    """What may be a dash of an upright line, from above; none of a page full of strokes."""
    import cv2  # noqa: PLC0415 - see needs

    beam = cv2.getStructuringElement(cv2.MORPH_RECT, (dots(table("scan")["lines"]["least"]), 1))
    thin = cv2.subtract(ink, cv2.morphologyEx(ink, cv2.MORPH_OPEN, beam))
    count, _, stats, _ = cv2.connectedComponentsWithStats(thin, connectivity=8)
    if count > table("scan")["bounds"]["lines"]:
        return []
    low, high = (dots(one) for one in KNOWN["long"])
    found = []
    for left, top, width, height, _ in stats[1:].tolist():
        if low <= height <= high and width <= dots(KNOWN["thickest"]) and height > width:
            found.append(Dash(left + width // 2, top, top + height, width))
    return sorted(found, key=lambda one: one.top)


def chains(ink: Dots) -> Iterator[list[Dash]]:
    """Dashes of one level between which nowhere more than a gap is white."""
    level = dots(KNOWN["level"])
    open_: dict[int, list[list[Dash]]] = {}
    for one in dashes_in(ink):
        near = [
            chain
            for x in range(one.x - level, one.x + level + 1)
            for chain in open_.get(x, ())
            if follows(ink, chain[-1], one)
        ]
        if near:
            max(near, key=lambda chain: chain[-1].bottom).append(one)
        else:
            open_.setdefault(one.x, []).append([one])
    for some in open_.values():
        yield from (chain for chain in some if len(chain) >= KNOWN["least"])


def follows(ink: Dots, last: Dash, one: Dash) -> bool:
    """Whether a dash goes on after another, over its gap or over what lies on the line."""
    if one.top <= last.bottom:
        return False
    most = KNOWN["gap"] * max(last.long, one.long)
    white = 0
    for dark in ink[last.bottom : one.top, one.x - 1 : one.x + 2].any(axis=1).tolist():
        white = 0 if dark else white + 1
        if white > most:
            return False
    return True


def parted(chain: Sequence[Dash], tips: Iterable[int]) -> list[list[Dash]]:
    """The dashes between the tips of heads: beyond a head, what goes on is another line."""
    cuts = sorted(tips)
    parts: list[list[Dash]] = [[] for _ in range(len(cuts) + 1)]
    for one in chain:
        parts[bisect(cuts, one.top)].append(one)
    return [one for one in parts if len(one) >= KNOWN["least"]]


def regular(ink: Dots, chain: Sequence[Dash]) -> bool:
    """Whether enough dashes in a row are as long as one another, with only white between them."""
    usual = median(one.long for one in chain)
    alike = KNOWN["alike"]
    run = best = 0
    last: Dash | None = None
    for one in chain:
        same = abs(one.long - usual) <= alike * usual
        gap = None if last is None else ink[last.bottom : one.top, one.x]
        apart = gap is not None and KNOWN["least_gap"] * usual <= len(gap) and not gap.any()
        run = (run + 1 if apart and run else 1) if same else 0
        best, last = max(best, run), one
    return bool(best >= KNOWN["least"])


def heads_of(ink: Dots, chain: Sequence[Dash], over: Sequence[Line]) -> set[int]:
    """Where the tips of the arrow heads are to which dashes lead, upwards or downwards."""
    found = set()
    for one in chain:
        found.add(head_at(ink, one, -1, over))
        found.add(head_at(ink, one, 1, over))
    return {tip for tip in found if tip is not None}


def head_at(ink: Dots, dash: Dash, way: int, over: Sequence[Line]) -> int | None:
    """Where the tip of the head is to which a dash leads; None where there is none.

    A head is widest where its line comes in, and narrows evenly on both sides of it. What is wider
    than any head, as the side of a symbol, ends the way to it; only the rules `over` it do not.
    """
    y = start = dash.top - 1 if way < 0 else dash.bottom
    sides: list[tuple[int, int]] = []
    while 0 <= y < len(ink) and abs(y - start) <= dots(KNOWN["to_head"]) + len(sides):
        left, right = about(ink[y], dash.x)
        wide = left + right
        if wide > dots(table("scan")["heads"]["largest"]):
            if sides or not ruled(dash.x, y, over):
                break
            y += way
            continue
        if sides and wide <= dash.thick:
            break
        if sides or wide >= KNOWN["head"] * dash.thick:
            sides.append((left, right))
        y += way
    return y - way if is_head(sides) else None


def ruled(x: int, y: int, over: Sequence[Line]) -> bool:
    """Whether a rule that runs across lies at a dot."""
    k, near = per_point(), KNOWN["at_rule"]
    return any(abs(one.at - y / k) <= near and one.start <= x / k <= one.end for one in over)


def about(row: Dots, x: int) -> tuple[int, int]:
    """How many dots are ink without a gap, to the left of a place and from there to the right."""
    far = dots(table("scan")["heads"]["largest"]) + 1
    left, right = row[max(0, x - far) : x][::-1], row[x : x + far]
    if not right.size or not right[0]:
        return 0, 0
    ends = [int((one == 0).argmax()) if (one == 0).any() else len(one) for one in (left, right)]
    return ends[0], ends[1]


def is_head(sides: Sequence[tuple[int, int]]) -> bool:
    """Whether ink on both sides of a line, row by row from the line on, has the form of a head."""
    if len(sides) < dots(KNOWN["shortest_head"]):
        return False
    wide = [left + right for left, right in sides]
    at = wide.index(max(wide))
    left, right = sides[at]
    even = abs(left - right) <= KNOWN["uneven"] * wide[at]
    narrows = wide[-1] <= KNOWN["narrows"] * wide[at]
    return bool(even and narrows and at <= KNOWN["base"] * len(wide))
