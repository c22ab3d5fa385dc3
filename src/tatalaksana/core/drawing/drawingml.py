"""What every native shape of Office is made of: geometry, colour, line, arrow head.

Source: ECMA-376, part 1, 20.1 (DrawingML main).
"""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.drawing.drawing import Box, Kind, Point
from tatalaksana.core.drawing.elbows import Elbow
from tatalaksana.core.drawing.package import Node, made
from tatalaksana.core.drawing.pen import LINE

EMU = 36_000  #: English metric units in a millimetre
DEGREE = 60_000  #: an angle counts in these
WHITE, BLACK = "FFFFFF", "000000"
SHARE = 100_000  #: so does a share of a side
PRESETS = {
    Kind.CAPSULE: "flowChartTerminator",
    Kind.BOX: "flowChartProcess",
    Kind.DIAMOND: "flowChartDecision",
    Kind.PENTAGON: "flowChartOffpageConnector",
}


def emu(millimetres: float) -> int:
    """English metric units, as DrawingML counts."""
    return round(millimetres * EMU)


def transform(box: Box, found: Elbow | None = None) -> Node:
    """Where a shape lies before it is flipped and turned, and how it is."""
    return made(
        "a:xfrm",
        made("a:off", x=emu(box.x), y=emu(box.y)),
        made("a:ext", cx=emu(box.width), cy=emu(box.height)),
        rot=found.turn * DEGREE if found and found.turn else None,
        flipH=1 if found and found.flip_x else None,
        flipV=1 if found and found.flip_y else None,
    )


def preset(name: str, adjustments: Sequence[float] = ()) -> Node:
    """A shape every Office program knows; adjustments are shares of its sides."""
    guides = (
        made("a:gd", name=f"adj{number}", fmla=f"val {round(value * SHARE)}")
        for number, value in enumerate(adjustments, 1)
    )
    return made("a:prstGeom", made("a:avLst", *guides), prst=name)


def polyline(
    lines: Sequence[Sequence[Point]], box: Box, filled: Sequence[Sequence[Point]] = ()
) -> Node:
    """Lines through these points, and filled figures without outline, as a shape in `box`."""
    paths = [path([step for line in lines for step in steps(line, box)], box, fill="none")]
    if filled:
        inside = [step for one in filled for step in (*steps(one, box), made("a:close"))]
        paths.append(path(inside, box, stroke=0))
    empty = [made(f"a:{name}Lst") for name in ("av", "gd", "ah", "cxn")]
    return made(
        "a:custGeom", *empty, made("a:rect", l=0, t=0, r="r", b="b"), made("a:pathLst", *paths)
    )


def steps(line: Sequence[Point], box: Box) -> list[Node]:
    """The points of a line, counted from the corner of `box`."""
    return [
        made(f"a:{'lnTo' if number else 'moveTo'}",
             made("a:pt", x=emu(x - box.x), y=emu(y - box.y)))
        for number, (x, y) in enumerate(line)
    ]  # fmt: skip


def path(inside: Sequence[Node], box: Box, **looks: object) -> Node:
    """A path that counts in English metric units."""
    return made("a:path", *inside, w=emu(box.width), h=emu(box.height), **looks)


def solid(colour: str) -> Node:
    """One colour."""
    return made("a:solidFill", made("a:srgbClr", val=colour))


def stroke(weight: float = LINE, *, head: str | None = None) -> Node:
    """A black line; the length of its arrow head is "med" (2 mm) or "sm" (1.4 mm), or none."""
    end = made("a:tailEnd", type="triangle", w="sm", len=head) if head else None
    return made("a:ln", solid(BLACK), made("a:miter", lim=800_000), end, w=emu(weight))
