"""What stands below the tables of a page: the title, and the number of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tatalaksana.core.drawing.cells import PAD_X, lines_of, placed
from tatalaksana.core.drawing.drawing import Box, Foot, Page
from tatalaksana.core.drawing.metrics import length
from tatalaksana.core.drawing.paper import PageFormat

#: points by which it is smaller than the table, and its bounds
FOOT_SMALLER, SMALLEST_FOOT, LARGEST_FOOT = 2.0, 5.5, 9.0


def foot_size(page: PageFormat) -> float:
    """Points of the letters below the tables."""
    return min(max(page.size - FOOT_SMALLER, SMALLEST_FOOT), LARGEST_FOOT)


def footers(pages: Sequence[Page], titles: Sequence[str], page: PageFormat) -> tuple[Page, ...]:
    """The pages, each with its title and "Halaman 2 dari 3" below."""
    if page.height is None:
        return tuple(pages)
    size, y = foot_size(page), page.height - page.margin - 4.0
    left, right = page.margin, page.width - page.margin
    found = []
    for number, one in enumerate(pages, 1):
        told = Foot("", number, len(pages)).told
        wide = length(told, size) + 2 * PAD_X
        title = lines_of((titles[number - 1],), right - left - wide - 10.0, size)[:1]
        texts = placed(title, Box(left, y, right - left - wide - 10.0, 5.0), size)
        texts += placed(lines_of((told,), wide + 1.0, size), Box(right - wide, y, wide, 5.0), size)
        foot = Foot(title[0].text if title else "", number, len(pages), size)
        found.append(replace(one, elements=(*one.elements, *texts), foot=foot))
    return tuple(found)
