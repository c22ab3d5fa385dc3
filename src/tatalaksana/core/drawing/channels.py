"""The channels of a page: where connectors may run."""

from __future__ import annotations

from tatalaksana.core.drawing.drawing import Kind
from tatalaksana.core.drawing.rows import Band
from tatalaksana.core.drawing.sites import axis
from tatalaksana.core.drawing.symbols import QUARTER, Scene, middle_of

EDGE, NEXT, NEAR = 1.0, 1.4, 2.2  #: channels: from the border of the row, apart, from the symbol


def channels_x(scene: Scene) -> list[float]:
    """The plumb channels: axis and sides of each performer column, axes of the pentagons."""
    found = []
    for role in range(scene.columns.performers):
        left, right = scene.columns.role(role)
        found.append(axis(scene.columns, role))
        for track in scene.sizes.tracks:
            found += [left + track, right - track]
    special = [*scene.out.values(), *scene.into.values()]
    return [*found, *(symbol.box.middle[0] for symbol in special)]


def channels_y(scene: Scene, bands: list[Band]) -> list[float]:
    """The level channels of every row."""
    found: list[float] = []
    for band in bands:
        if band.row == 0:
            found += [band.top + EDGE, band.bottom - EDGE]
            continue
        middle, half = middle_of(band, scene.sizes), scene.sizes.height / 2
        if band.sites is None:
            found += [band.top + EDGE, middle, band.bottom - EDGE]
            continue
        found.append(middle)
        capsules = scene.flow.stops[band.row].kind is Kind.CAPSULE  # entered in the middle only
        if not capsules and len(scene.flow.arriving.get(band.row, ())) > 1:
            found += [middle - QUARTER * 2 * half, middle + QUARTER * 2 * half]
        for border, symbol, inwards in (
            (band.top, middle - half, 1),
            (band.bottom, middle + half, -1),
        ):
            zone = abs(symbol - border)
            tracks = [EDGE]
            if zone >= EDGE + NEAR + NEXT:
                tracks.append(zone - NEAR)
            if zone >= EDGE + NEAR + 2 * NEXT:
                tracks.append(EDGE + NEXT)
            if zone >= EDGE + NEAR + 3 * NEXT:
                tracks.append(zone - NEAR - NEXT)
            found += [border + inwards * track for track in tracks]
    pentagons = (*scene.out.values(), *scene.into.values())
    return found + [pentagon.box.middle[1] for pentagon in pentagons]
