"""Drawings of Word before 2010, which newer ones keep as a fallback: VML.

Source: ECMA-376, part 4, 19; MS-OE376 for the numbers of the shapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.reading.page import Area, Kind, Point
from tatalaksana.core.reading.word.figures import (
    DIAGONAL,
    OLD_KINDS,
    OLD_LINES,
    OLD_NOTHING,
    ROUND,
    Anchor,
    Drawing,
    Figure,
    Frame,
    bent,
    traced,
    turned,
)
from tatalaksana.core.reading.word.names import Node, child, number, tag
from tatalaksana.core.reading.word.texts import text_of

UNITS = {"pt": 1.0, "in": 72.0, "cm": 72 / 2.54, "mm": 72 / 25.4, "px": 0.75, "pc": 12.0,
         "emu": 1 / 12700, "": 0.75}  # fmt: skip
LENGTH = re.compile(r"\s*(-?\d*\.?\d+)\s*(pt|in|cm|mm|px|pc|emu)?", re.I)
TYPE = re.compile(r"_x0000_[tm](\d+)")
GROUP, SHAPE, LINE, PATH = (tag(f"v:{one}") for one in ("group", "shape", "line", "polyline"))
NUMBERS = {tag("v:rect"): 1, tag("v:roundrect"): 2, tag("v:oval"): 3, LINE: 20, PATH: 0,
           tag("v:shape"): 0}  # fmt: skip
PARAGRAPH, TYPES = tag("w:p"), tag("v:shapetype")
BENT = range(33, 37)
BASES = {"text": "paragraph", "char": "character", "": ""}


def drawings_of(node: Node) -> Iterator[Drawing]:
    """The drawings of a `w:pict` or `w:object`."""
    types = {one.get("id", ""): one.get(tag("o:spt"), "") for one in node.iter(TYPES)}
    for one in node:
        if one.tag != GROUP and one.tag not in NUMBERS:
            continue
        style = styled(one)
        wide, tall = size_of(one, style)
        area = Area(0.0, 0.0, wide, tall)
        figures = tuple(figures_in(one, area, types))
        if figures:
            yield Drawing(anchor_of(one, style, (wide, tall)), figures)


def styled(node: Node) -> dict[str, str]:
    """The properties in the style of a shape."""
    parts = (part.partition(":") for part in node.get("style", "").split(";")[:60])
    return {name.strip().lower(): text.strip() for name, _, text in parts}


def points_in(text: str | None) -> float:
    """A length in points."""
    found = LENGTH.match(text or "")
    return number(found[1]) * UNITS[(found[2] or "").lower()] if found else 0.0


def pair(text: str | None) -> tuple[str, str]:
    """The two halves of "a,b"."""
    first, _, second = (text or "").partition(",")
    return first, second


def size_of(node: Node, style: dict[str, str]) -> tuple[float, float]:
    """Width and height of an outermost shape."""
    if node.tag == LINE:
        (a, b), (x, y) = pair(node.get("from")), pair(node.get("to"))
        return abs(points_in(x) - points_in(a)), abs(points_in(y) - points_in(b))
    return points_in(style.get("width")), points_in(style.get("height"))


def anchor_of(node: Node, style: dict[str, str], size: tuple[float, float]) -> Anchor:
    """How an outermost shape is placed."""
    if style.get("position") != "absolute" and node.tag != LINE:
        return Anchor(inline=True, width=size[0], height=size[1])
    across = points_in(style.get("margin-left")) or points_in(style.get("left"))
    down = points_in(style.get("margin-top")) or points_in(style.get("top"))
    if node.tag == LINE:
        (a, b), (x, y) = pair(node.get("from")), pair(node.get("to"))
        across += min(points_in(a), points_in(x))
        down += min(points_in(b), points_in(y))
    base = style.get("mso-position-horizontal-relative", "")
    above = style.get("mso-position-vertical-relative", "")
    aligned = style.get("mso-position-horizontal", "absolute")
    risen = style.get("mso-position-vertical", "absolute")
    return Anchor(
        in_cell=node.get(tag("o:allowincell"), "t") not in {"f", "false"},
        from_left={"text": "column", "char": "character"}.get(base, base) or "column",
        from_top=BASES.get(above, above) or "paragraph",
        across=across, down=down,
        align_across="" if aligned == "absolute" else aligned,
        align_down="" if risen == "absolute" else risen,
        width=size[0], height=size[1],
    )  # fmt: skip


def figures_in(node: Node, area: Area, types: dict[str, str]) -> Iterator[Figure]:
    """The figures of one element that fills `area`."""
    if node.tag != GROUP:
        found = shape_of(node, area, types)
        if found is not None:
            yield found
        return
    (x, y), (wide, tall) = pair(node.get("coordorigin")), pair(node.get("coordsize"))
    left, top = number(x), number(y)
    inner = Area(left, top, left + number(wide, 1000.0), top + number(tall, 1000.0))
    frame = Frame(inner, area)
    for one in node:
        if one.tag == GROUP or one.tag in NUMBERS:
            for figure in figures_in(one, inner_box(one), types):
                yield figure.through(frame)


def inner_box(node: Node) -> Area:
    """The rectangle of a shape in a group, in the units of the group."""
    if node.tag == LINE:
        (a, b), (x, y) = pair(node.get("from")), pair(node.get("to"))
        return Area(*sorted_box(number(a), number(b), number(x), number(y)))
    style = styled(node)
    left, top, wide, tall = (number(style.get(k)) for k in ("left", "top", "width", "height"))
    return Area(left, top, left + wide, top + tall)


def sorted_box(a: float, b: float, x: float, y: float) -> tuple[float, float, float, float]:
    """Left, top, right, bottom of two corners."""
    return min(a, x), min(b, y), max(a, x), max(b, y)


def shape_of(node: Node, area: Area, types: dict[str, str]) -> Figure | None:
    """One shape, line or text box; None for what is no symbol."""
    style = styled(node)
    which = number_of(node, types)
    text = " ".join(text_of(one) for one in node.iter(PARAGRAPH)).strip()
    name = node.get(tag("o:spid"), "") or node.get("id", "")
    turn = number((style.get("rotation") or "0").rstrip("fd"))
    if which in OLD_LINES or node.get(tag("o:connectortype")):
        path = path_of(node, area, style, turn, which)
        return Figure(area, None, name, text, path, heads_of(node), framed=False)
    if child(node, "v:imagedata") is not None:
        return Figure(area, Kind.OTHER, name, picture=True)
    if which in OLD_NOTHING:
        return None
    kind = OLD_KINDS.get(which, Kind.OTHER)
    if which == 3 and area.width < ROUND * area.height:
        kind = Kind.CIRCLE
    framed = node.get("stroked", "t") not in {"f", "false"}
    return Figure(turned(area, turn), kind, name, text, framed=framed)


def number_of(node: Node, types: dict[str, str]) -> int:
    """The number of the shape's type."""
    told = node.get(tag("o:spt")) or types.get(node.get("type", "").lstrip("#"), "")
    if not told:
        found = TYPE.search(node.get("type", ""))
        told = found[1] if found else ""
    return int(number(told)) or NUMBERS[str(node.tag)]


def path_of(
    node: Node, area: Area, style: dict[str, str], turn: float, which: int
) -> tuple[Point, ...]:
    """The corners of a line, from its start."""
    if node.tag == LINE:
        (a, b), (x, y) = pair(node.get("from")), pair(node.get("to"))
        back, up = points_in(x) < points_in(a), points_in(y) < points_in(b)
        return traced(area, DIAGONAL, (back, up), 0.0)
    flips = style.get("flip", "")
    told = [number(one, 10_800) / 21_600 for one in node.get("adj", "").split(",")[:3] if one]
    shares = bent(f"bentConnector{which - 31}", told) if which in BENT else DIAGONAL
    return traced(area, shares, ("x" in flips, "y" in flips), turn)


def heads_of(node: Node) -> tuple[bool, bool]:
    """Whether a line has an arrow head at its start and at its end."""
    stroke = child(node, "v:stroke")
    told = [("none" if stroke is None else stroke.get(one, "none"))
            for one in ("startarrow", "endarrow")]  # fmt: skip
    return told[0] != "none", told[1] != "none"
