"""The little of SVG that is needed, every text made safe: it comes from a document."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Mapping

from tatalaksana.core.reading.page import Area, Point

#: signs that XML does not allow, in whatever way they are written
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
ENTITIES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
BROAD = 0.53  #: width of a letter, in sizes of its font; a common sans-serif has about 0.5
LONGEST = 1200  #: letters of one text; a cell of a real SOP has some hundred

Value = str | float | int


def safe(text: str) -> str:
    """Text for an element or an attribute."""
    kept = FORBIDDEN.sub("\ufffd", text)
    return "".join(ENTITIES.get(sign, sign) for sign in kept)


def num(value: float) -> str:
    """A length with at most one decimal."""
    return f"{value:.1f}".removesuffix(".0")


def shown(value: Value) -> str:
    """The value of an attribute."""
    return num(value) if isinstance(value, float) else safe(str(value))


def element(name: str, inside: str = "", **values: Value) -> str:
    """One element; `inside` is SVG already. "_" in the name of a value stands for "-"."""
    told = "".join(f' {key.replace("_", "-")}="{shown(one)}"' for key, one in values.items())
    return f"<{name}{told}>{inside}</{name}>" if inside else f"<{name}{told}/>"


def group(parts: Iterable[str], **values: Value) -> str:
    """Elements with values in common."""
    return element("g", "\n".join(parts) or " ", **values)


def box(area: Area, told: str = "", **values: Value) -> str:
    """A rectangle; `told` is shown when a pointer rests on it."""
    inside = element("title", safe(told)) if told else ""
    return element(
        "rect", inside, x=area.left, y=area.top, width=max(area.width, 0.0),
        height=max(area.height, 0.0), **values,
    )  # fmt: skip


def path(points: Iterable[Point], told: str = "", **values: Value) -> str:
    """A line through points."""
    places = " ".join(f"{num(x)},{num(y)}" for x, y in points)
    return element(
        "polyline", element("title", safe(told)) if told else "", points=places, **values
    )


def text(words: str, at: Point, size: float, **values: Value) -> str:
    """One line of text, its base line at `at`."""
    return element("text", safe(words) or " ", x=at[0], y=at[1], font_size=size, **values)


def wrapped(words: str, width: float, size: float) -> list[str]:
    """The lines of a text in a column of this width; a very long one is cut off."""
    shown = words if len(words) <= LONGEST else words[:LONGEST] + " …"
    room = max(1, int(width / (size * BROAD)))
    return [line for part in shown.split("\n") for line in textwrap.wrap(part, room) or [""]]


def document(parts: Iterable[str], size: tuple[float, float], told: Mapping[str, str]) -> str:
    """A whole picture; `told` has its "title" and "desc". Nothing in it is fetched or run."""
    width, height = (num(one) for one in size)
    inside = [element(name, safe(words), id=name) for name, words in told.items()]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}pt" height="{height}pt" '
        f'viewBox="0 0 {width} {height}" role="img" aria-labelledby="{" ".join(told)}" '
        f'font-family="Arial, Helvetica, sans-serif">\n'
        + "\n".join([*inside, *parts])
        + "\n</svg>\n"
    )
