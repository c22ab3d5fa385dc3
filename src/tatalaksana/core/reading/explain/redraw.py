"""A page drawn anew from what was taken out of it: its cells, words, symbols and lines."""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.reading.explain.outlines import outline
from tatalaksana.core.reading.explain.process import modelled
from tatalaksana.core.reading.explain.stretch import EDGE, LEADING, PLAIN, SIZE, Stretch, stretched
from tatalaksana.core.reading.explain.svg import box, document, group, path, text, wrapped
from tatalaksana.core.reading.page import Area, Page

INK, RULE, PALE = "#1a1a1a", "#8a8f98", "#ffffff"


def redrawn(page: Page, how: Stretch) -> str:
    """The page as one group of SVG."""
    parts = [*cells(page, how), *lines(page, how), *flow(page, how)]
    return group(parts, fill=INK)


def size_of(page: Page, how: Stretch) -> tuple[float, float]:
    """How wide and high the drawing of a page is."""
    right, bottom = how.point((page.width, page.height))
    return max(right, 40.0), max(bottom, 40.0)


def shown_anew(page: Page) -> tuple[str, Stretch]:
    """The page as one group of SVG, and how it grew: the picture of a model stays as it is."""
    if page.model:
        return modelled(page), PLAIN
    how = stretched(page)
    return redrawn(page, how), how


def picture(page: Page) -> tuple[str, Stretch]:
    """The page drawn anew as a picture of its own, and how it grew."""
    inside, how = shown_anew(page)
    size = size_of(page, how)
    ground = box(Area(0.0, 0.0, *size), fill=PALE)
    told = {"title": f"Halaman {page.number}", "desc": "Digambar ulang dari isi dokumen."}
    return document([ground, inside], size, told), how


def cells(page: Page, how: Stretch) -> Iterator[str]:
    """The cells with their texts."""
    for grid in page.grids:
        for cell in grid.cells:
            area = how.area(cell.area)
            yield box(area, fill="none", stroke=RULE, stroke_width=0.5)
            yield from words(cell.text, area)


def lines(page: Page, how: Stretch) -> Iterator[str]:
    """The lines outside the tables."""
    right = how.xs.at(page.width)
    for line in page.lines:
        area = how.area(line.area)
        yield from words(line.text, Area(area.left, area.top, right, area.bottom))


def words(told: str, area: Area) -> Iterator[str]:
    """A text in its area, smaller where it would not fit."""
    if not told:
        return
    size, leading = SIZE, LEADING
    shown = wrapped(told, area.width - 2 * EDGE, size)
    if len(shown) * leading > area.height > 0:
        shrink = max(0.5, (area.height / (len(shown) * leading)) ** 0.5)
        size, leading = size * shrink, leading * shrink
        shown = wrapped(told, area.width - 2 * EDGE, size)
    for k, line in enumerate(shown):
        yield text(line, (area.left + EDGE, area.top + EDGE + size * 0.85 + k * leading), size)


def flow(page: Page, how: Stretch) -> Iterator[str]:
    """The symbols and the lines between them."""
    for line in page.connectors:
        points = [how.point(one) for one in line.points]
        yield path(points, fill="none", stroke=INK, stroke_width=0.8)
    for shape in page.shapes:
        area = how.area(shape.area)
        yield outline(shape, area, fill=PALE, stroke=INK, stroke_width=0.8)
        if shape.text:
            place = (area.middle[0], area.middle[1] + 2)
            yield text(shape.text, place, 6.0, text_anchor="middle")
