"""The flow chart on a picture that lies over the steps of a table: its symbols and connectors.

Its words are not read: the steps stand beside it, in the cells.
"""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.layout.flows import Flow, laid
from tatalaksana.core.reading.page import Area, Page
from tatalaksana.core.reading.pdf.pages import page_of
from tatalaksana.core.reading.pdf.sheet import Sheet
from tatalaksana.core.reading.scan.dashed import dashed_on
from tatalaksana.core.reading.scan.images import Raster, raster_at
from tatalaksana.core.reading.scan.needs import lacking
from tatalaksana.core.reading.scan.sight import seen_in
from tatalaksana.core.reading.scan.upright import sized
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["flow"]


def flow_on(data: bytes, area: Area, edges: Sequence[float], *, fitted: bool) -> Flow:
    """What a picture shows, on the area over which it lies; nothing where it cannot be read.

    `edges` are the rules of the rows there. `fitted`: it lies in the middle of that area with its
    own proportions, else it fills it.
    """
    if lacking():
        return Flow()
    try:
        raster = raster_at(data, 1, least=KNOWN["least"])
    except ReadingError:
        return Flow()
    tall, wide = raster.dots.shape
    if fitted:
        scale = min(area.width / wide, area.height / tall)
        area = centred(area, wide * scale, tall * scale)
    return looked_at(raster, area, edges)


def centred(area: Area, wide: float, tall: float) -> Area:
    """An area of that size in the middle of another."""
    x, y = area.middle
    return Area(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def frame_of(page: Page) -> Area:
    """The part of a picture that lies on the steps: its own table where it has one, else all."""
    whole = Area(0.0, 0.0, page.width, page.height)
    large = [one.area for one in page.grids if one.area.width > KNOWN["table"] * page.width]
    return max(large, key=lambda one: one.height, default=whole)


def looked_at(raster: Raster, area: Area, edges: Sequence[float]) -> Flow:
    """The symbols and connectors of a picture that fills `area`."""
    dots = raster.dots.shape[1]
    own = min(dots * KNOWN["of_screen"], KNOWN["widest"])
    picture = sized(raster.dots, dots / own * 72)
    seen = seen_in(picture, words=False)
    page = page_of(1, Sheet(seen.area.width, seen.area.height, picture=1.0), seen)
    drawn = [one for one in page.connectors if one.start != one.end]  # no outlines of symbols
    drawn += dashed_on(picture, page.shapes, seen.rules)
    return laid(Flow(page.shapes, tuple(drawn)), frame_of(page), area, edges)
