"""Branches that the arrows of a drawing show: where a diamond leads, and by which label."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.understand.labels import fold
from tatalaksana.core.reading.understand.rows import NO, YES, Line


@dataclass(frozen=True, slots=True)
class Way:
    """One arrow that leaves a step."""

    row: int  #: from 1: where it leads
    label: str  #: "yes", "no" or ""
    diamond: bool
    sure: bool


@dataclass(frozen=True, slots=True)
class Fork:
    """Where a step branches to, by its arrows."""

    approve_row: int | None
    return_row: int | None
    sure: bool  #: labels and heads say so, not only the order


def ways(lines: Sequence[Line]) -> dict[int, list[Way]]:
    """The arrows of every step, by index."""
    rows = {number: i for i, line in enumerate(lines) for number in line.rows}
    found: dict[int, list[Way]] = {}
    for i, line in enumerate(lines):
        for arrow in line.arrows:
            to = rows.get(arrow.to)
            way = Way((to or 0) + 1, label_of(arrow.label), arrow.diamond, arrow.sure)
            if to is not None:
                found.setdefault(i, []).append(way)
    return found


def label_of(text: str) -> str:
    """What a label says: "yes", "no", or "" where it says something else."""
    words = fold(text)
    if words in NO or set(words.split()) & {"tidak", "belum", "tdk"}:
        return "no"
    return "yes" if words in YES or words.split()[:1] in (["ya"], ["sudah"], ["lolos"]) else ""


def fork(i: int, found: Sequence[Way], count: int) -> Fork | None:
    """The branch of step `i` that its arrows show; None where they show none."""
    away = [way for way in found if way.row != i + 1]
    if len({way.row for way in away}) > 1:
        found = away  # what leads to another symbol of the same step is no way out of it
    out = sorted(found, key=lambda way: not way.diamond)
    ends = any(way.diamond and way.row == i + 1 and way.label == "yes" for way in out)
    out = [way for way in out if way.row != i + 1 or way.label != "yes"]
    refused = next((way for way in out if way.label == "no"), None)
    approved = next((way for way in out if way.label == "yes" and way is not refused), None)
    diamond = any(way.diamond for way in out)
    following = i + 2 if i + 1 < count else None
    if not diamond and not refused:
        return Fork(following, None, sure=True) if ends else None
    rest = [way for way in out if way is not refused and way is not approved]
    if refused is None:
        back = [way for way in rest if way.row <= i + 1]
        if back:
            refused = back[0]
            rest.remove(refused)
        elif approved and rest:
            refused = rest.pop(0)
    onward = [way for way in rest if way.row != i + 1]  # not to another symbol of the same step
    if approved is None and onward:
        approved = min(onward, key=lambda way: (way.row <= i, way.row))
        others = [way for way in onward if way.row != approved.row]
        if refused is None and others:
            refused = others[0]  # two ways on, and neither says which it is
    if refused is None and approved is None:
        return None
    sure = all(way.sure for way in (refused, approved) if way)
    approve_row = approved.row if approved else following
    return Fork(approve_row, refused.row if refused else None, sure)


def by_lines(lines: Sequence[Line]) -> Mapping[int, Fork]:
    """The branches of a whole table."""
    return {i: one for i, found in ways(lines).items() if (one := fork(i, found, len(lines)))}
