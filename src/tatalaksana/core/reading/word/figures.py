"""What a drawing of Word holds, before anyone knows where on the paper it lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import cos, radians, sin

from tatalaksana.core.reading.page import Area, Kind, Point


@dataclass(frozen=True, slots=True)
class Figure:
    """One shape, line or text box; lengths in points from the corner of its drawing."""

    area: Area
    kind: Kind | None  #: None for a line, and for what is no symbol
    name: str = ""  #: its number, by which connectors know it
    text: str = ""
    points: tuple[Point, ...] = ()  #: of a line, from its start to its end
    heads: tuple[bool, bool] = (False, False)  #: at the start, at the end
    ends: tuple[str, str] = ("", "")  #: the shapes it is glued to
    framed: bool = True  #: it has an outline or a fill of its own
    picture: bool = False
    file: str = ""  #: the relation of the picture's file

    def moved(self, across: float, down: float) -> Figure:
        """The same elsewhere."""
        area = self.area
        return replace(
            self,
            area=Area(area.left + across, area.top + down, area.right + across, area.bottom + down),
            points=tuple((x + across, y + down) for x, y in self.points),
        )

    def through(self, frame: Frame) -> Figure:
        """The same in the frame around its group."""
        corners = [frame.out((self.area.left, self.area.top)),
                   frame.out((self.area.right, self.area.bottom))]  # fmt: skip
        points = tuple(frame.out(one) for one in self.points)
        return replace(self, area=spanned(corners), points=points)


@dataclass(frozen=True, slots=True)
class Frame:
    """How the inside of a group is laid into its place: moved and scaled."""

    inner: Area
    outer: Area

    def out(self, point: Point) -> Point:
        """A point of the inside, outside."""
        across = self.outer.width / self.inner.width if self.inner.width else 1.0
        down = self.outer.height / self.inner.height if self.inner.height else 1.0
        return (
            self.outer.left + (point[0] - self.inner.left) * across,
            self.outer.top + (point[1] - self.inner.top) * down,
        )


@dataclass(frozen=True, slots=True)
class Anchor:
    """From where a drawing is placed, as its markup tells; offsets in points."""

    inline: bool = False
    in_cell: bool = True
    from_left: str = "column"
    from_top: str = "paragraph"
    across: float = 0.0
    down: float = 0.0
    align_across: str = ""
    align_down: str = ""
    width: float = 0.0
    height: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is anchored at one place of the text."""

    anchor: Anchor
    figures: tuple[Figure, ...]


def spanned(points: Sequence[Point]) -> Area:
    """The area around some points."""
    xs, ys = zip(*points, strict=True)
    return Area(min(xs), min(ys), max(xs), max(ys))


def turned(area: Area, turn: float) -> Area:
    """The area a shape covers when it is turned about its middle, in degrees."""
    if round(turn / 90) % 2 == 0:
        return area
    (x, y), wide, tall = area.middle, area.width / 2, area.height / 2
    return Area(x - tall, y - wide, x + tall, y + wide)


def traced(
    area: Area, shares: Sequence[Point], flips: tuple[bool, bool], turn: float
) -> tuple[Point, ...]:
    """A line through points told as shares of the area, flipped and turned about its middle."""
    (x, y), found = area.middle, []
    a = radians(turn)
    for right, below in shares:
        across = (right - 0.5) * area.width * (-1 if flips[0] else 1)
        down = (below - 0.5) * area.height * (-1 if flips[1] else 1)
        found.append((x + across * cos(a) - down * sin(a), y + across * sin(a) + down * cos(a)))
    return tuple(found)


DIAGONAL = ((0.0, 0.0), (1.0, 1.0))


def bent(preset: str, adjusted: Sequence[float]) -> tuple[Point, ...]:
    """The corners of a connector preset as shares of its area (presetShapeDefinitions)."""
    first, second, third = (*adjusted, *[0.5] * 3)[:3]
    if preset.endswith("Connector2"):
        return (0.0, 0.0), (1.0, 0.0), (1.0, 1.0)
    if preset.endswith("Connector3"):
        return (0.0, 0.0), (first, 0.0), (first, 1.0), (1.0, 1.0)
    if preset.endswith("Connector4"):
        return (0.0, 0.0), (first, 0.0), (first, second), (1.0, second), (1.0, 1.0)
    if preset.endswith("Connector5"):
        return ((0.0, 0.0), (first, 0.0), (first, second), (third, second), (third, 1.0),
                (1.0, 1.0))  # fmt: skip
    return DIAGONAL


#: the kinds of the presets of DrawingML (ECMA-376, part 1, 20.1.10.56); others are OTHER
KINDS = {
    **dict.fromkeys(("rect", "flowChartProcess", "flowChartAlternateProcess", "snip1Rect",
                     "round1Rect", "flowChartPredefinedProcess", "cube"), Kind.BOX),
    **dict.fromkeys(("diamond", "flowChartDecision"), Kind.DIAMOND),
    **dict.fromkeys(("roundRect", "flowChartTerminator", "ellipse", "can"), Kind.CAPSULE),
    **dict.fromkeys(("homePlate", "pentagon", "flowChartOffpageConnector"), Kind.PENTAGON),
    "flowChartConnector": Kind.CIRCLE,
}  # fmt: skip
#: numbers of the same shapes in VML (MS-OE376, "o:spt")
OLD_KINDS = {
    **dict.fromkeys((1, 109, 112, 176, 202), Kind.BOX),
    **dict.fromkeys((4, 110), Kind.DIAMOND),
    **dict.fromkeys((2, 3, 22, 116), Kind.CAPSULE),
    **dict.fromkeys((15, 56, 177), Kind.PENTAGON),
    120: Kind.CIRCLE,
}
OLD_LINES = frozenset({20, *range(32, 41)})
OLD_NOTHING = frozenset({13, 19, 66, 67, 68, 69, 70, 75, 85, 86, 87, 88, 185, 186})
ROUND = 1.3  #: an ellipse less wide than this times its height is a circle


def is_line(preset: str) -> bool:
    """Whether a preset is a line or connector."""
    return preset == "line" or preset.startswith(("straightConn", "bentConn", "curvedConn"))


def kind_of(preset: str, area: Area) -> Kind | None:
    """The kind of a preset; None for arrows, braces and lines that are no symbols."""
    if preset.endswith(("Arrow", "Brace", "Bracket", "BracePair", "BracketPair")):
        return None
    if preset in {"arc", ""} or is_line(preset):
        return None
    kind = KINDS.get(preset, Kind.OTHER)
    return Kind.CIRCLE if preset == "ellipse" and area.width < ROUND * area.height else kind
