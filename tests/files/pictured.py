"""A flow chart as a picture, with its own ruling, as programs draw it for a screen."""

from __future__ import annotations

import io
from collections.abc import Sequence
from itertools import pairwise

from PIL import Image, ImageDraw

SIDE = 60  #: dots of a column and of a row
INK = (47, 84, 150)
Dot = tuple[float, float]


def pictured(
    doers: Sequence[int],
    columns: int,
    *,
    blank: int = 0,
    diamond: int = 2,
    words: str = "",
    arrows: bool = False,
    back: Sequence[Dot] = (),
    dash: tuple[int, int] = (3, 2),
    solid: int = 0,
    head: bool = True,
) -> bytes:
    """A box in the column of each row, a diamond in one; white above and below.

    `words` stand in all of them; with `arrows` each leads to the next.
    `back` is the way of its refusal, in columns and rows: dashed, but for its first `solid` parts,
    over what is already drawn.
    """
    wide, tall = columns * SIDE, len(doers) * SIDE
    image = Image.new("RGB", (wide, tall + 2 * blank), "white")
    pen = ImageDraw.Draw(image)
    for k in range(len(doers) + 1):
        y = blank + min(k * SIDE, tall - 1)
        pen.line((0, y, wide, y), "black", 1)
    for k in range(columns + 1):
        x = min(k * SIDE, wide - 1)
        pen.line((x, blank, x, blank + tall - 1), "black", 1)
    for step, column in enumerate(doers):
        x, y = column * SIDE + 30, blank + step * SIDE + 30
        if step == diamond:
            pen.polygon(((x, y - 16), (x + 20, y), (x, y + 16), (x - 20, y)), "white", "black")
        else:
            pen.rectangle((x - 20, y - 12, x + 20, y + 12), (150, 190, 230), "black", 2)
        pen.text((x, y), words, "black", anchor="mm", font_size=9)
    for step in range(len(doers) - 1) if arrows else ():
        onward(pen, doers[step : step + 2], blank + step * SIDE + 30)
    way = [(x * SIDE, blank + y * SIDE) for x, y in back]
    for k, (start, end) in enumerate(pairwise(way)):
        stroke(pen, start, end, None if k < solid else dash)
    if head and way:
        arrow_head(pen, way[-2], way[-1])
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def stroke(pen: ImageDraw.ImageDraw, start: Dot, end: Dot, dash: tuple[int, int] | None) -> None:
    """A level or upright line of one dot; `dash` is how long its strokes and its gaps are."""
    (x0, y0), (x1, y1) = start, end
    long = abs(x1 - x0) + abs(y1 - y0)
    dx, dy = (x1 - x0) / long, (y1 - y0) / long
    on, off = dash or (long, 0)
    at = 0.0
    while at < long:
        last = min(at + on, long + 1) - 1
        pen.line((x0 + dx * at, y0 + dy * at, x0 + dx * last, y0 + dy * last), INK, 1)
        at += on + off


def onward(pen: ImageDraw.ImageDraw, columns: Sequence[int], y: float) -> None:
    """The solid arrow from a symbol at `y` to the one a row below, with two corners or none."""
    x0, x1 = (column * SIDE + 30 for column in columns)
    for start, end in pairwise(((x0, y + 12), (x0, y + 26), (x1, y + 26), (x1, y + 46))):
        if start != end:
            stroke(pen, start, end, None)
    arrow_head(pen, (x1, y + 26), (x1, y + SIDE - 14))


def arrow_head(pen: ImageDraw.ImageDraw, start: Dot, tip: Dot) -> None:
    """A filled head at the end of a level or upright line."""
    (x0, y0), (x, y) = start, tip
    long = abs(x - x0) + abs(y - y0)
    dx, dy = (x - x0) / long, (y - y0) / long
    base = x - 6 * dx, y - 6 * dy
    pen.polygon(
        (tip, (base[0] - 4 * dy, base[1] + 4 * dx), (base[0] + 4 * dy, base[1] - 4 * dx)), INK
    )
