"""The pieces of a picture on which words stand: cells, symbols, labels, and what is outside."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.drawn import Drawn
from tatalaksana.core.reading.scan.ink import cut, dots, in_points, per_point
from tatalaksana.core.reading.scan.rules import Both
from tatalaksana.core.reading.scan.symbols import without
from tatalaksana.core.reading.scan.tesseract import Layout
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["pieces"]


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of the picture with words, and where it was cut out."""

    area: Area  #: in points, without the padding
    picture: Dots
    layout: Layout
    upright: bool = False  #: it was turned: its words read upwards


def crops_of(picture: Dots, ink: Dots, drawn: Drawn) -> Iterator[Crop]:
    """Everything on the picture that may be words."""
    bare, marks = without_lines(picture, ink, drawn)
    tables = [area for area, _ in drawn.grids]
    for _, cells in drawn.grids:
        for cell in cells:
            if not any(overlaps(cell.area, flow) for flow in drawn.flow):
                yield from cell_crops(bare, marks, cell.area)
    for symbol in drawn.symbols:
        yield from symbol_crops(picture, ink, symbol.area)
    for flow in drawn.flow:
        for label in labels_in(marks, flow):
            yield Crop(label, padded(cut(bare, label)), Layout.LINE)
    yield from outside(bare, marks, tables)


def overlaps(one: Area, other: Area) -> bool:
    """Whether the middle of an area lies in another."""
    return other.holds(one.middle)


def without_lines(picture: Dots, ink: Dots, drawn: Drawn) -> tuple[Dots, Dots]:
    """The picture and its ink without rules, connectors and their heads."""
    bare, marks = picture.copy(), without(ink, drawn.symbols, KNOWN["outline"], 0)
    for part, white in ((bare, 255), (marks, 0)):
        for area in covered(drawn.strokes, KNOWN["stroke"]):
            cut(part, area)[:] = white
        for head in drawn.heads:
            (x0, y0), (x1, y1) = head.tip, head.base
            spread = max(abs(x1 - x0), abs(y1 - y0)) / 2
            area = Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            flat = abs(y1 - y0) < abs(x1 - x0)
            cut(part, grown(area, 0.0 if flat else spread, spread if flat else 0.0))[:] = white
    return bare, marks


def covered(lines: Both, margin: float) -> Iterator[Area]:
    """The areas on which lines lie."""
    for k, part in enumerate(lines):
        for one in part:
            thick = one.thick / 2 + margin
            area = (
                Area(one.start, one.at, one.end, one.at)
                if k == 0
                else Area(one.at, one.start, one.at, one.end)
            )
            yield grown(area, thick, thick)


def grown(area: Area, across: float, down: float) -> Area:
    """An area, larger on all sides."""
    return Area(area.left - across, area.top - down, area.right + across, area.bottom + down)


def cell_crops(bare: Dots, marks: Dots, cell: Area) -> Iterator[Crop]:
    """What is written in a cell; twice, level and turned, where it may read upwards."""
    inner = grown(cell, -KNOWN["inset"], -KNOWN["inset"])
    if inner.width <= 0 or inner.height <= 0:
        return
    written = written_in(cut(marks, inner), inner)
    if written is None:
        return
    part, shown = cut(bare, written), cut(marks, written)
    yield Crop(written, padded(part), fitting(shown))
    if written.height > KNOWN["tall"] * written.width and written.height > KNOWN["one_line"]:
        yield Crop(written, padded(turned(part)), fitting(turned(shown)), upright=True)


def symbol_crops(picture: Dots, ink: Dots, symbol: Area) -> Iterator[Crop]:
    """What is written in a symbol: what does not hang on its outline."""
    inner = grown(symbol, -KNOWN["within"], -KNOWN["within"])
    marks = inner_marks(cut(ink, inner))
    written = written_in(marks, inner)
    if written is None:
        return
    part = cut(picture, inner).copy()
    part[marks == 0] = 255
    yield Crop(inner, padded(part), fitting(marks))


def fitting(marks: Dots) -> Layout:
    """How text is laid out: by the white between its lines."""
    import numpy as np  # noqa: PLC0415 - see needs

    filled = np.concatenate(([False], (marks > 0).any(axis=1), [False]))
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    bands = int(((edges[1::2] - edges[::2]) >= dots(KNOWN["a_line"])).sum())
    tall = marks.shape[0] > dots(KNOWN["one_line"])
    return Layout.BLOCK if bands > 1 or tall else Layout.LINE


def inner_marks(ink: Dots) -> Dots:
    """The ink that does not reach the edge of its part of the picture, a little wider."""
    import cv2  # noqa: PLC0415 - see needs
    import numpy as np  # noqa: PLC0415

    count, marks = cv2.connectedComponents(ink, connectivity=8)
    edge = np.unique(np.concatenate((marks[0], marks[-1], marks[:, 0], marks[:, -1])))
    kept = np.isin(marks, np.setdiff1d(np.arange(1, count), edge)).astype("uint8") * 255
    wider = cv2.getStructuringElement(cv2.MORPH_RECT, (5, 5))
    return cv2.dilate(kept, wider)


def written_in(ink: Dots, area: Area) -> Area | None:
    """Around the ink of a part of the picture, dust left out; None where there is no more."""
    import cv2  # noqa: PLC0415 - see needs

    if not ink.size:
        return None
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    speck = dots(KNOWN["speck"])
    kept = [one for one in stats[1:count] if max(one[2], one[3]) > speck]
    if not kept:
        return None
    left, top = min(int(one[0]) for one in kept), min(int(one[1]) for one in kept)
    right = max(int(one[0] + one[2]) for one in kept)
    bottom = max(int(one[1] + one[3]) for one in kept)
    if max(int(max(one[2], one[3])) for one in kept) < dots(2 * KNOWN["speck"]):
        return None
    k = per_point()
    x, y = max(0, int(area.left * k)), max(0, int(area.top * k))
    return in_points(x + left, y + top, right - left, bottom - top)


def turned(picture: Dots) -> Dots:
    """A picture whose words read upwards, level."""
    import cv2  # noqa: PLC0415 - see needs

    return cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE)


def padded(picture: Dots) -> Dots:
    """A picture with clean white paper, and more of it about: at the edge letters get lost."""
    import cv2  # noqa: PLC0415 - see needs
    import numpy as np  # noqa: PLC0415

    size = dots(KNOWN["padding"])
    if not picture.size:
        return picture
    dark, light = np.percentile(picture, (KNOWN["dark"], KNOWN["light"]))
    white = max(KNOWN["paper"] * light, dark + KNOWN["contrast"])
    clean = np.clip((picture.astype("float32") - dark) * (255 / (white - dark)), 0, 255)
    return cv2.copyMakeBorder(
        clean.astype("uint8"), size, size, size, size, cv2.BORDER_CONSTANT, value=255
    )


def labels_in(marks: Dots, flow: Area) -> Iterator[Area]:
    """Where short words stand beside the connectors."""
    import cv2  # noqa: PLC0415 - see needs

    part = cut(marks, flow)
    k = per_point()
    x, y = max(0, int(flow.left * k)), max(0, int(flow.top * k))
    near = cv2.getStructuringElement(cv2.MORPH_RECT, (dots(KNOWN["next"]), 1))
    count, _, stats, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(part, cv2.MORPH_CLOSE, near), connectivity=8
    )
    for i in range(1, count):
        left, top, width, height, _ = (int(one) for one in stats[i])
        if dots(KNOWN["label_lowest"]) <= height <= dots(KNOWN["label_highest"]) and dots(
            2
        ) <= width <= dots(KNOWN["label_widest"]):
            yield in_points(x + left, y + top, width, height)


def outside(bare: Dots, marks: Dots, tables: Sequence[Area]) -> Iterator[Crop]:
    """The page without its tables, as far as something is written there."""
    rest = marks.copy()
    for area in tables:
        cut(rest, area, KNOWN["inset"])[:] = 0
    tall, wide = marks.shape
    k = per_point()
    written = written_in(rest, Area(0, 0, wide / k, tall / k))
    if written is not None:
        page = bare.copy()
        for area in tables:
            cut(page, area, KNOWN["inset"])[:] = 255
        yield Crop(written, padded(cut(page, written)), Layout.COLUMN)
