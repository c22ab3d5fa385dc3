"""A flow chart as a picture, with its own ruling, as programs draw it for a screen."""

from __future__ import annotations

import io
from collections.abc import Sequence

from PIL import Image, ImageDraw

SIDE = 60  #: dots of a column and of a row


def pictured(doers: Sequence[int], columns: int, *, blank: int = 0) -> bytes:
    """A box in the column of each row, a diamond in the third row; white above and below."""
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
        if step == 2:
            pen.polygon(((x, y - 16), (x + 20, y), (x, y + 16), (x - 20, y)), "white", "black")
        else:
            pen.rectangle((x - 20, y - 12, x + 20, y + 12), (150, 190, 230), "black", 2)
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()
