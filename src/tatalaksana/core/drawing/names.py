"""The names of the performers in the header: level or upright, all in one size."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from tatalaksana.core.drawing.cells import matched, pitch
from tatalaksana.core.drawing.legibility import legibility
from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.wrapping import wrap

SMALLER = 1.0  #: points by which the largest names are smaller than the texts
BREAKS = ("/", "-", "–", ",", ";", ":", "@", "_", ".")  #: signs behind which a word may go on
NAME_GAP = 0.8  #: millimetres between a name and the rules beside it


def names_for(
    roles: Sequence[str], width: float, size: float, room: float, *, upright: bool
) -> tuple[float, int, list[tuple[str, ...]]]:
    """The names at the largest size at which they fit: the size, the most lines, the lines."""
    bounds = legibility()
    least = min(bounds.smallest_name, size - SMALLER)
    whole = min(bounds.level_name, size - SMALLER)  # smaller only for lack of room
    for at in sizes_down(size - SMALLER, least):
        most = int((width - NAME_GAP if upright else room) // pitch(at))
        names = [
            upright_lines(role, at, most, room)
            if upright
            else wrap(role, width - 2 * NAME_GAP, at, True)
            for role in roles
        ]
        broken = not upright and any(map(parted, roles, names))
        fits = all(len(lines) <= most for lines in names)
        if fits and (not broken or at <= whole):
            break
    return at, most, names


def upright_lines(name: str, size: float, most: int, room: float) -> tuple[str, ...]:
    """The lines of one upright name, as short as `most` lines allow."""
    tallest = math.floor(room)
    for tall in range(14, tallest, 2):
        lines = wrap(name, float(tall), size, True)
        if len(lines) <= most and not any(line.endswith("-") for line in lines):
            return lines
    return wrap(name, float(tallest), size, True)


def whole_from(roles: Sequence[str], size: float) -> float:
    """The narrowest performer column in which these names stand level and no word is parted."""
    at = min(legibility().level_name, size - SMALLER)
    words = {word for role in roles for word in clean(role).split()}
    return max((length(word, at, True) for word in words), default=0.0) + 2 * NAME_GAP


def parted(name: str, lines: Sequence[str]) -> int:
    """How often a word of a name goes on in the next line, not counting its own hyphens."""
    return sum(
        not shown.endswith((" ", *BREAKS)) for _, shown in list(matched(clean(name), lines))[:-1]
    )


def sizes_down(size: float, least: float) -> Iterator[float]:
    """From `size` down to `least` points in steps of half a point."""
    while size > least:
        yield size
        size -= 0.5
    yield least
