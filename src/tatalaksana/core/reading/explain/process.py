"""The picture of a BPMN file drawn as its modeller placed it: lanes, elements, arrows, names."""

from __future__ import annotations

from collections.abc import Iterator
from math import atan2, cos, pi, sin

from tatalaksana.core.reading.explain.outlines import outline
from tatalaksana.core.reading.explain.svg import box, element, group, path, text, wrapped
from tatalaksana.core.reading.page import Area, Connector, Grid, Kind, Page, Point, Shape

INK, PAPER, STRIP, PALE = "#1a1a1a", "#ffffff", "#eef1f4", "#5a6270"
SIZE, LEADING = 10.0, 12.0  #: points of the letters of a name, and from line to line
SMALLEST = 5.0
NAME = 90.0  #: points across which a name below a symbol is broken
ROUND = 8.0  #: of the corners of a task
HEAD = 8.0  #: of an arrow


def modelled(page: Page) -> str:
    """The page as one group of SVG."""
    parts = [box(Area(0.0, 0.0, page.width, page.height), fill=PAPER)]
    for grid in page.grids:
        parts += lanes(grid)
    parts += [arrow(one) for one in page.connectors]
    for shape in page.shapes:
        parts += symbol(shape)
    return group(parts, fill=INK)


def lanes(grid: Grid) -> Iterator[str]:
    """The lanes and pools, each with its name in its strip."""
    for cell in grid.cells:
        yield box(cell.area, fill=STRIP if cell.column == 0 else "none", stroke=PALE)
        if cell.text and cell.area.height > cell.area.width:
            yield from upwards(cell.text, cell.area)
        elif cell.text:
            yield from centred(cell.text, cell.area)


def upwards(words: str, area: Area) -> Iterator[str]:
    """A name that reads upwards."""
    x, y = area.middle
    lying = Area(-area.height / 2, -area.width / 2, area.height / 2, area.width / 2)
    yield group(centred(words, lying), transform=f"translate({x:.1f} {y:.1f}) rotate(-90)")


def centred(words: str, area: Area) -> Iterator[str]:
    """A name in the middle of an area, smaller where it would not fit."""
    size, leading = SIZE, LEADING
    lines = wrapped(words, area.width - 4, size)
    while len(lines) * leading > area.height and size > SMALLEST:
        size, leading = size * 0.9, leading * 0.9
        lines = wrapped(words, area.width - 4, size)
    top = area.middle[1] - len(lines) * leading / 2 + size * 0.85
    for k, line in enumerate(lines):
        place = (area.middle[0], top + k * leading)
        yield text(line, place, size, text_anchor="middle")


def symbol(shape: Shape) -> Iterator[str]:
    """An element with its name: in a task, below all others."""
    area, (x, y), tag = shape.area, shape.area.middle, shape.element
    if tag == "textAnnotation":
        yield path([(area.left + 8, area.top), (area.left, area.top), (area.left, area.bottom),
                    (area.left + 8, area.bottom)], fill="none", stroke=INK)  # fmt: skip
    elif shape.kind is Kind.CIRCLE:
        thick = 3.0 if tag == "endEvent" else 1.2
        yield element("circle", cx=x, cy=y, r=min(area.width, area.height) / 2, fill=PAPER,
                      stroke=INK, stroke_width=thick)  # fmt: skip
    elif shape.kind is Kind.BOX:
        yield box(area, fill=PAPER, stroke=INK, stroke_width=1.2, rx=ROUND)
    else:
        yield outline(shape, area, fill=PAPER, stroke=INK, stroke_width=1.2)
    if shape.kind is Kind.DIAMOND:
        sign = {"parallelGateway": "+", "inclusiveGateway": "○"}.get(tag, "×")
        yield text(sign, (x, y + 6), 18.0, text_anchor="middle")
    if shape.kind is Kind.BOX or tag == "textAnnotation":
        yield from centred(shape.text, area)
    elif shape.text:
        lines = wrapped(shape.text, NAME, SIZE)
        for k, line in enumerate(lines):
            place = (x, area.bottom + SIZE + 2 + k * LEADING)
            yield text(line, place, SIZE, text_anchor="middle")


def arrow(line: Connector) -> str:
    """An arrow with its head and its name; what only belongs together is dotted."""
    points = line.points
    dash = {} if line.directed else {"stroke_dasharray": "2 3"}
    parts = [path(points, fill="none", stroke=INK, stroke_width=1.2, **dash)]
    if line.directed:
        parts.append(path(head(points[-2], points[-1]), fill=INK))
    if line.label:
        (x0, y0), (x1, y1) = points[0], points[1]
        place = ((x0 + x1) / 2 + 3, (y0 + y1) / 2 - 4)
        parts.append(text(line.label, place, SIZE - 1, fill=PALE))
    return group(parts)


def head(before: Point, end: Point) -> list[Point]:
    """The corners of an arrow's head."""
    turn = atan2(end[1] - before[1], end[0] - before[0])
    corners = [(end[0] - HEAD * cos(turn + one), end[1] - HEAD * sin(turn + one))
               for one in (pi / 8, -pi / 8)]  # fmt: skip
    return [end, *corners, end]
