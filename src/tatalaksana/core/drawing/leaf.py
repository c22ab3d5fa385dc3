"""A page while it is being filled from above to below."""

from __future__ import annotations

from dataclasses import dataclass, field

from tatalaksana.core.drawing.drawing import Element, Page, Table
from tatalaksana.core.drawing.paper import PageFormat

FOOT = 5.0  #: millimetres kept free below the tables for the page number


@dataclass(slots=True)
class Leaf:
    """What stands on a page so far; the next table begins at `y`."""

    y: float
    elements: list[Element] = field(default_factory=list)
    tables: list[Table] = field(default_factory=list)

    def page(self, page: PageFormat) -> Page:
        """The finished page, without its foot."""
        height = page.height or self.y + page.margin
        return Page(page.width, height, tuple(self.elements), tuple(self.tables))


def floor(page: PageFormat) -> float | None:
    """Where tables end at the latest; None on an endless page."""
    return None if page.height is None else page.height - page.margin - FOOT
