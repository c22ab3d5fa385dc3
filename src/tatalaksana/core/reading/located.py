"""Where a piece of text stands among the lines of its cell."""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.reading.page import Area, TextLine


def squeezed(text: str) -> str:
    """The letters and figures of a text alone, in lower case: what is compared."""
    return "".join(sign for sign in text.lower() if sign.isalnum())


def located(text: str, lines: Sequence[TextLine]) -> Area | None:
    """The area of the lines that `text` runs over; None where they do not have it."""
    wanted = squeezed(text)
    found = lines_with(wanted, lines) if wanted else range(0)
    areas = [lines[k].area for k in found]
    return hull(areas) if areas else None


def lines_with(wanted: str, lines: Sequence[TextLine]) -> range:
    """The lines over which the squeezed text `wanted` runs."""
    ends: list[int] = []
    whole = ""
    for line in lines:
        whole += squeezed(line.text)
        ends.append(len(whole))
    start = whole.find(wanted)
    if start < 0:
        return range(0)
    first = next(k for k, end in enumerate(ends) if start < end)
    last = next(k for k, end in enumerate(ends) if start + len(wanted) <= end)
    return range(first, last + 1)


def hull(areas: Sequence[Area]) -> Area:
    """The smallest area that holds all of them."""
    return Area(
        min(one.left for one in areas),
        min(one.top for one in areas),
        max(one.right for one in areas),
        max(one.bottom for one in areas),
    )
