"""Drawings of Word 2010 and later: shapes, groups, canvases, pictures, connectors.

Source: ECMA-376, part 1, 20.1 and 20.4; MS-ODRAWXML 2.24.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.reading.markup import within
from tatalaksana.core.reading.package import relation
from tatalaksana.core.reading.page import Area, Kind, Point
from tatalaksana.core.reading.word.figures import (
    Anchor,
    Drawing,
    Figure,
    Frame,
    bent,
    is_line,
    kind_of,
    spanned,
    traced,
    turned,
)
from tatalaksana.core.reading.word.names import EMU, Node, child, number, tag
from tatalaksana.core.reading.word.texts import ALTERNATIVES, choice, text_of

DEGREE = 60_000
SHAPE, PICTURE = tag("wps:wsp"), tag("pic:pic")
GROUPS = frozenset({tag("wpg:wgp"), tag("wpg:grpSp"), tag("wpc:wpc")})
PARAGRAPH = tag("w:p")
ENDS_LINE = frozenset({tag("a:lnTo"), tag("a:cubicBezTo"), tag("a:quadBezTo")})
MOST_CORNERS = 200


def drawing_of(node: Node) -> Drawing | None:
    """The drawing of a `w:drawing`; None where it holds nothing we know."""
    frame = next(iter(node), None)
    content = child(frame, "a:graphic", "a:graphicData")
    if frame is None or content is None:
        return None
    size = child(frame, "wp:extent")
    wide = length(None if size is None else size.get("cx"))
    tall = length(None if size is None else size.get("cy"))
    told = child(frame, "wp:docPr")
    name = "" if told is None else told.get("id", "")
    area = Area(0.0, 0.0, wide, tall)
    figures = tuple(one for part in content for one in figures_in(part, area, name))
    return Drawing(anchor_of(frame, wide, tall), figures) if figures else None


def length(text: str | None) -> float:
    """English metric units as points."""
    return number(text) * EMU


def anchor_of(frame: Node, wide: float, tall: float) -> Anchor:
    """How a `wp:anchor` or `wp:inline` is placed."""
    if frame.tag != tag("wp:anchor"):
        return Anchor(inline=True, width=wide, height=tall)
    found = {}
    for side in ("H", "V"):
        place = child(frame, f"wp:position{side}")
        offset, align = child(place, "wp:posOffset"), child(place, "wp:align")
        base = "" if place is None else place.get("relativeFrom", "")
        found[side] = (
            base,
            length(offset.text if offset is not None else None),
            (align.text or "").strip() if align is not None else "",
        )
    return Anchor(
        in_cell=frame.get("layoutInCell", "1") in {"1", "true"},
        from_left=found["H"][0] or "column", across=found["H"][1], align_across=found["H"][2],
        from_top=found["V"][0] or "paragraph", down=found["V"][1], align_down=found["V"][2],
        width=wide, height=tall,
    )  # fmt: skip


def figures_in(node: Node, area: Area, name: str) -> Iterator[Figure]:
    """The figures of one element that fills `area`; a group gives those in it."""
    if node.tag == ALTERNATIVES:
        taken = choice(node)
        for one in () if taken is None else taken:
            yield from figures_in(one, area, name)
    elif node.tag in GROUPS:
        yield from grouped(node, area)
    elif node.tag == SHAPE:
        yield shape_of(node, area, name)
    elif node.tag == PICTURE:
        blip = within(node, "blipFill", "blip")
        file = relation(blip, "embed") if blip is not None else ""
        yield Figure(area, Kind.OTHER, name, picture=True, file=file)


def grouped(group: Node, area: Area) -> Iterator[Figure]:
    """The figures of a group, in the frame of what is around it."""
    place = child(group, "wpg:grpSpPr", "a:xfrm")
    inner = box_of(place, "chOff", "chExt") or area
    frame = Frame(inner, area)
    for part in group:
        taken = choice(part) if part.tag == ALTERNATIVES else None
        for one in [part] if taken is None else list(taken):
            own = box_of(transform_of(one), "off", "ext")
            if own is None:
                continue
            number_of = next((c.get("id", "") for c in one if c.tag.endswith("}cNvPr")), "")
            if one.tag == PICTURE:
                number_of = ""
            for figure in figures_in(one, own, number_of):
                yield figure.through(frame)


def transform_of(node: Node) -> Node | None:
    """The `a:xfrm` of a shape, picture or group."""
    for path in ("wps:spPr", "wpg:grpSpPr", "pic:spPr"):
        found = child(node, path, "a:xfrm")
        if found is not None:
            return found
    return None


def box_of(place: Node | None, corner: str, size: str) -> Area | None:
    """The rectangle an `a:xfrm` tells."""
    at, extent = child(place, f"a:{corner}"), child(place, f"a:{size}")
    if at is None or extent is None:
        return None
    x, y = length(at.get("x")), length(at.get("y"))
    return Area(x, y, x + length(extent.get("cx")), y + length(extent.get("cy")))


def shape_of(node: Node, area: Area, name: str) -> Figure:
    """One shape or connector."""
    look, place = child(node, "wps:spPr"), transform_of(node)
    turn = number(None if place is None else place.get("rot")) / DEGREE
    flips = (switch(place, "flipH"), switch(place, "flipV"))
    form = child(look, "a:prstGeom")
    preset = "" if form is None else form.get("prst", "")
    glue = child(node, "wps:cNvCnPr")
    path = corners(child(look, "a:custGeom"), area)
    text = " ".join(text_of(one) for one in node.iter(PARAGRAPH)).strip()
    if glue is not None or is_line(preset):
        line_path = tuple(path) or traced(area, bent(preset, adjusted(form)), flips, turn)
        return Figure(
            area, None, name, text, line_path, heads_of(look), ends_of(glue), framed=False
        )
    if len(path) > 1 and not closed(look):
        return Figure(area, None, name, text, tuple(path), heads_of(look))
    kind = kind_of(preset, area) if preset else outlined(path, area)
    line, fill = child(look, "a:ln"), child(look, "a:noFill")
    styled = child(node, "wps:style") is not None
    bare = child(line, "a:noFill") is not None or (line is None and not styled)
    box = child(node, "wps:cNvSpPr")
    plain = bare and (fill is not None or (box is not None and box.get("txBox") == "1"))
    return Figure(turned(area, turn), kind, name, text, framed=not plain)


def adjusted(form: Node | None) -> list[float]:
    """The adjustments of a preset, as shares."""
    guides = child(form, "a:avLst")
    told = [] if guides is None else [one.get("fmla", "") for one in guides]
    return [number(one.removeprefix("val "), 50_000) / 100_000 for one in told]


def switch(node: Node | None, name: str) -> bool:
    """Whether an attribute is switched on."""
    return node is not None and node.get(name) in {"1", "true"}


def corners(form: Node | None, area: Area) -> list[Point]:
    """The corners of the first path of a drawn figure, in the area it fills."""
    path = child(form, "a:pathLst", "a:path")
    if path is None:
        return []
    wide, tall = number(path.get("w")) or 1.0, number(path.get("h")) or 1.0
    found = []
    for one in list(path)[:MOST_CORNERS]:
        points = list(one.iterfind(tag("a:pt")))
        if points:
            x, y = number(points[-1].get("x")), number(points[-1].get("y"))
            found.append((area.left + x / wide * area.width, area.top + y / tall * area.height))
    return found


def closed(look: Node | None) -> bool:
    """Whether the first path of a drawn figure returns to its start."""
    path = child(look, "a:custGeom", "a:pathLst", "a:path")
    return path is not None and child(path, "a:close") is not None


def outlined(path: list[Point], area: Area) -> Kind | None:
    """The kind of a figure drawn by hand, by its corners."""
    found = list(dict.fromkeys((round(x, 1), round(y, 1)) for x, y in path))
    if len(found) < 3:
        return None
    if len(found) == 4:
        x, y = area.middle
        on_middles = sum(
            abs(a - x) < area.width / 8 or abs(b - y) < area.height / 8 for a, b in found
        )
        return Kind.DIAMOND if on_middles == 4 else Kind.BOX
    return Kind.PENTAGON if len(found) == 5 and spanned(found).width else Kind.OTHER


def heads_of(look: Node | None) -> tuple[bool, bool]:
    """Whether a line has an arrow head at its start and at its end."""
    found = []
    for name in ("headEnd", "tailEnd"):  # DrawingML calls the start of a line its head
        one = child(look, "a:ln", f"a:{name}")
        found.append(one is not None and one.get("type", "none") != "none")
    paths = child(look, "a:custGeom", "a:pathLst")
    filled = 0 if paths is None else sum(one.get("stroke") == "0" for one in paths)
    return found[0], found[1] or filled > 0


def ends_of(glue: Node | None) -> tuple[str, str]:
    """The numbers of the shapes a connector is glued to."""
    start, end = child(glue, "a:stCxn"), child(glue, "a:endCxn")
    return (
        "" if start is None else start.get("id", ""),
        "" if end is None else end.get("id", ""),
    )
