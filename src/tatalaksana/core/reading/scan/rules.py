"""Which lines of a picture are rules of a table: they begin and end at other rules.

A rule that runs under a symbol or a label is seen in pieces; lines of one level are therefore
looked at together. What begins or ends at a symbol is no rule.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.scan.ink import Line
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["rules"]


Both = tuple[tuple[Line, ...], tuple[Line, ...]]  #: horizontal lines, vertical lines


@dataclass(frozen=True, slots=True)
class Chain:
    """Lines of one level that follow one another, as one."""

    lines: tuple[Line, ...]

    @property
    def at(self) -> float:
        """The level of its longest piece."""
        return max(self.lines, key=lambda one: one.length).at

    @property
    def start(self) -> float:
        """Where it begins."""
        return self.lines[0].start

    @property
    def end(self) -> float:
        """Where it ends."""
        return max(one.end for one in self.lines)

    @property
    def seen(self) -> float:
        """The part of it that is seen."""
        return sum(one.length for one in self.lines) / max(1.0, self.end - self.start)


@dataclass(frozen=True, slots=True)
class Parted:
    """Lines told apart."""

    rules: Both  #: whole, as if nothing hid a part of them
    others: Both


def parted(flat: Sequence[Line], tall: Sequence[Line], symbols: Sequence[Area]) -> Parted:
    """The rules of all tables, and the other lines."""
    chains = (chained(flat, symbols, across=True), chained(tall, symbols, across=False))
    ruled: tuple[list[Chain], list[Chain]] = ([], [])
    sides: tuple[list[Chain], list[Chain]] = ([], [])  # a table whose edge the picture cuts off
    for frame in frames(flat, tall):
        for end in (frame.top, frame.bottom):
            sides[0].append(Chain((Line(end, frame.left, frame.right, 0.0),)))
        for end in (frame.left, frame.right):
            sides[1].append(Chain((Line(end, frame.top, frame.bottom, 0.0),)))
        for k, (low, high) in enumerate(((frame.left, frame.right), (frame.top, frame.bottom))):
            ruled[k].extend(
                one for one in chains[k]
                if one not in ruled[k] and runs_through(one, low, high)
                and (frame.top, frame.left)[k] - 9 <= one.at <= (frame.bottom, frame.right)[k] + 9
            )  # fmt: skip
    held = (Held(symbols, across=True), Held(symbols, across=False))
    growing = True
    while growing:
        growing = False
        for k in (0, 1):
            for chain in chains[k]:
                if chain in ruled[k] or held[k].has(chain):
                    continue
                if between(chain, [*ruled[1 - k], *sides[1 - k]]):
                    ruled[k].append(chain)
                    growing = True
    rules = tuple(tuple(Line(c.at, c.start, c.end, c.lines[0].thick) for c in r) for r in ruled)
    others = tuple(
        tuple(line for chain in chains[k] if chain not in ruled[k] for line in chain.lines)
        for k in (0, 1)
    )
    return Parted((rules[0], rules[1]), (others[0], others[1]))


def chained(lines: Sequence[Line], symbols: Sequence[Area], *, across: bool) -> list[Chain]:
    """Lines of one level that only a symbol or a label parts, together."""
    found: list[list[Line]] = []
    for line in sorted(lines, key=lambda one: (one.start, one.at)):
        best = None
        for chain in found:
            last = chain[-1]
            if abs(last.at - line.at) > KNOWN["level"] or line.start < last.end - KNOWN["level"]:
                continue
            hidden = line.start - last.end <= KNOWN["covered"]
            if hidden or under(last, line, symbols, across=across):
                best = chain
        if best is None:
            found.append([line])
        else:
            best.append(line)
    return [Chain(tuple(chain)) for chain in found]


def under(last: Line, line: Line, symbols: Iterable[Area], *, across: bool) -> bool:
    """Whether one symbol hides what lies between two pieces of a line."""
    near = KNOWN["at_symbol"]
    for area in symbols:
        low, high = (area.left, area.right) if across else (area.top, area.bottom)
        side = (area.top, area.bottom) if across else (area.left, area.right)
        beside = side[0] <= line.at <= side[1]
        if beside and abs(last.end - low) <= near and abs(line.start - high) <= near:
            return True
    return False


def frames(flat: Sequence[Line], tall: Sequence[Line]) -> Iterator[Area]:
    """Around the lines that hang together."""
    lines = [(one, True) for one in flat if one.length >= KNOWN["long"]]
    lines += [(one, False) for one in tall if one.length >= KNOWN["long"]]
    group = list(range(len(lines)))

    def root(i: int) -> int:
        while group[i] != i:
            group[i] = group[group[i]]
            i = group[i]
        return i

    for i, (one, across) in enumerate(lines):
        for k in range(i):
            other, otherwise = lines[k]
            if across != otherwise and crosses(one, other):
                group[root(i)] = root(k)
    parts: dict[int, list[Area]] = {}
    for i, (one, across) in enumerate(lines):
        area = (
            Area(one.start, one.at, one.end, one.at)
            if across
            else Area(one.at, one.start, one.at, one.end)
        )
        parts.setdefault(root(i), []).append(area)
    for areas in parts.values():
        if len(areas) > 3:
            yield Area(
                min(a.left for a in areas), min(a.top for a in areas),
                max(a.right for a in areas), max(a.bottom for a in areas),
            )  # fmt: skip


def crosses(one: Line, other: Line) -> bool:
    """Whether two lines, one across and one upright, meet or cross."""
    near = float(table("scan")["lines"]["edge"])
    return (
        one.start - near <= other.at <= one.end + near
        and other.start - near <= one.at <= other.end + near
    )


def runs_through(chain: Chain, low: float, high: float) -> bool:
    """Whether a chain runs from one side of a table to the other."""
    known = table("scan")["lines"]
    near = known["edge"]
    through = chain.start <= low + near and chain.end >= high - near
    long = chain.end - chain.start >= known["full"] * (high - low)
    return bool(through and long and chain.seen >= KNOWN["seen"])


def between(chain: Chain, others: Sequence[Chain]) -> bool:
    """Whether a chain begins and ends at rules that run across it."""
    near = table("scan")["lines"]["edge"]
    if chain.seen < KNOWN["seen"]:
        return False
    return all(
        any(
            abs(one.at - end) <= near and one.start - near <= chain.at <= one.end + near
            for one in others
        )
        for end in (chain.start, chain.end)
    )


@dataclass(frozen=True, slots=True)
class Held:
    """What a line may end at that is no rule."""

    symbols: Sequence[Area]
    across: bool

    def has(self, chain: Chain) -> bool:
        """Whether a chain begins or ends at a symbol."""
        for along in (chain.start, chain.end):
            end = (along, chain.at) if self.across else (chain.at, along)
            if any(area.holds(end, KNOWN["at_symbol"]) for area in self.symbols):
                return True
        return False
