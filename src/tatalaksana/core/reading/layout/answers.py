"""The answers beside arrows ("Ya", "Tidak"), where a document writes them as boxes of text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, pairwise

from tatalaksana.core.reading.page import Area, Connector, Kind, Point, Shape

ANSWER = re.compile(
    r"(?:(?:ya|tidak|tdk|belum|sudah|perlu)\W*)?"
    r"(?:ya|tidak|tdk|yes|no|y|t|a|b|setuju|sesuai|lengkap|perlu|butuh|belum|sudah|ada|ok|revisi|"
    r"benar|valid|disetujui|ditolak|layak|lulus|memenuhi|perbaikan|diperbaiki)"
    r"(?:\s+(?:syarat|perbaikan))?\W*",
    re.I,
)
#: how a longer answer begins: "Tidak lolos verifikasi", "Ya, butuh perbaikan"
BEGINS = re.compile(r"(?:ya|tidak|tdk|belum|sudah|jika|bila|apabila|lolos|perlu|butuh)\b", re.I)
FAR = 40.0  #: points from an answer to its arrow
BESIDE = 16.0  #: the same for a longer answer
LONGEST = 40  #: letters of a longer answer
OTHER_SIDE = 6.0  #: points that an answer counts as farther from an arrow that turns away from it
SAME = 4.0  #: points between two corners that are one
MOST_EXCHANGED = 300  #: pairs of a page that are compared with each other
FROM_DIAMOND = 0.15  #: weight of the distance to the diamond, against that to the line


def is_answer(text: str) -> bool:
    """Whether a text is what stands at an arrow of a decision."""
    return len(text) < 20 and ANSWER.fullmatch(text.strip()) is not None


def is_long_answer(text: str) -> bool:
    """Whether a text may be an answer that says what it is about; it stands close to its arrow."""
    return len(text) <= LONGEST and BEGINS.match(text.strip()) is not None


def with_answers(
    lines: Sequence[Connector], shapes: Sequence[Shape], texts: Iterable[tuple[Area, str]]
) -> tuple[Connector, ...]:
    """The connectors with the answers beside them; the nearest pairs first."""
    every, found = list(texts), list(lines)
    for i, k in pairs_of(lines, shapes, [area for area, _ in every]):
        found[i] = replace(found[i], label=every[k][1].strip(" .,:"))
    return tuple(found)


def pairs_of(
    lines: Sequence[Connector], shapes: Sequence[Shape], texts: Sequence[Area]
) -> list[tuple[int, int]]:
    """(connector, text) for every text that stands at an arrow of a diamond."""
    pairs = []
    ties = ties_of(lines, shapes)
    deciding = joined_with_diamonds([lines[i] for i in ties], shapes)
    for i, line in enumerate(lines):
        ends = [one for one in (line.start, None if line.directed else line.end)
                if one in deciding]  # fmt: skip
        near = [(k, distance(area, line.points)) for k, area in enumerate(texts)
                if ends and i not in ties]  # fmt: skip
        near = [(k, away) for k, away in near if away < FAR]
        own = own_way(line, lines) if near else ()
        for k, away in near:
            there = min(
                shapes[one].area.distance(texts[k].middle) for one in ends if one is not None
            )
            further = FROM_DIAMOND * there + OTHER_SIDE * beyond(texts[k].middle, own)
            pairs.append((away + further, i, k))
    found: list[tuple[int, int]] = []
    taken, used = {i for i, line in enumerate(lines) if line.label}, set[int]()
    for _, i, k in sorted(pairs):
        if i not in taken and k not in used:
            found.append((i, k))
            taken.add(i)
            used.add(k)
    return exchanged(found, {(i, k): away for away, i, k in pairs})


def ties_of(lines: Sequence[Connector], shapes: Sequence[Shape]) -> set[int]:
    """The lines that only say that several do a step: headless among arrows, and level."""
    if not any(line.directed for line in lines):
        return set()
    return {
        i for i, line in enumerate(lines)
        if not line.directed and line.start is not None and line.end is not None
        and line.start != line.end
        and level(shapes[line.start].area, shapes[line.end].area)
    }  # fmt: skip


def level(one: Area, other: Area) -> bool:
    """Whether two symbols stand side by side."""
    return abs(one.middle[1] - other.middle[1]) < min(one.height, other.height) / 2


def joined_with_diamonds(ties: Sequence[Connector], shapes: Sequence[Shape]) -> set[int | None]:
    """The diamonds, and the symbols of those who decide with them."""
    found: set[int | None] = {k for k, one in enumerate(shapes) if one.kind is Kind.DIAMOND}
    waiting, count = list(ties), -1
    while count != len(found):
        count = len(found)
        for line in waiting:
            if line.start in found or line.end in found:
                found |= {line.start, line.end}
        waiting = [line for line in waiting if line.start not in found]
    return found


def exchanged(
    found: list[tuple[int, int]], far: Mapping[tuple[int, int], float]
) -> list[tuple[int, int]]:
    """The pairs, two of them exchanged where both together then stand nearer to their arrows.

    The arrow of one answer may pass closest to another answer of its diamond.
    """
    best = list(found[:MOST_EXCHANGED])
    for a, b in combinations(range(len(best)), 2):
        (i, k), (j, m) = best[a], best[b]
        if (i, m) in far and (j, k) in far and far[i, m] + far[j, k] < far[i, k] + far[j, m]:
            best[a], best[b] = (i, m), (j, k)
    return best + found[MOST_EXCHANGED:]


def own_way(line: Connector, lines: Sequence[Connector]) -> Sequence[Point]:
    """The part of a connector that it does not share with others from the same symbol.

    Where one line parts into two arrows, "Tidak" stands on the side of the arrow it belongs to.
    """
    shared = 0
    for other in lines:
        if other is not line and other.start is not None and other.start == line.start:
            same = 0
            for one, its in zip(line.points, other.points, strict=False):
                if abs(one[0] - its[0]) + abs(one[1] - its[1]) > SAME:
                    break
                same += 1
            shared = max(shared, same)
    return line.points[shared - 1 :] if 0 < shared < len(line.points) else ()


def beyond(point: Point, own: Sequence[Point]) -> bool:
    """Whether `point` lies on the other side of where an arrow parts from others than it goes."""
    if len(own) < 2:
        return False
    (x0, y0), (x1, y1) = own[0], own[-1]
    across = abs(x1 - x0) > abs(y1 - y0)
    return (point[0] - x0) * (x1 - x0) < 0 if across else (point[1] - y0) * (y1 - y0) < 0


def distance(area: Area, points: Sequence[Point]) -> float:
    """How far a text stands from a line, from its nearest edge."""
    x, y = area.middle
    best = float("inf")
    for (a, b), (c, d) in pairwise(points):
        size = (c - a) ** 2 + (d - b) ** 2 or 1.0
        along = min(1.0, max(0.0, ((x - a) * (c - a) + (y - b) * (d - b)) / size))
        best = min(best, area.distance((a + along * (c - a), b + along * (d - b))))
    return best
