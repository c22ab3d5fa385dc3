"""The native shapes of Office programs: which symbol they are, and where a connector bends.

Source: ECMA-376, part 1, 20.1.9 (shape geometries) and its presetShapeDefinitions.
"""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.reading.page import Area, Kind, Point

ROUND = 0.3  #: share of the lower side from which the corner of a box makes it a capsule
OBLONG = 1.25  #: times as wide as high from which an ellipse is a capsule
SMALL_CIRCLE = 26.0  #: points of a circle that only leads elsewhere
KINDS = {
    Kind.CAPSULE: ("flowChartTerminator", "flowChartAlternateProcess", "round2SameRect", "can"),
    Kind.BOX: (
        "rect", "flowChartProcess", "flowChartPredefinedProcess", "flowChartInternalStorage",
        "flowChartManualOperation", "flowChartManualInput", "snip1Rect", "round1Rect", "bevel",
        "frame", "cube",
    ),
    Kind.DIAMOND: ("diamond", "flowChartDecision"),
    Kind.PENTAGON: ("flowChartOffpageConnector", "homePlate", "pentagon"),
    Kind.CIRCLE: ("flowChartConnector",),
}  # fmt: skip
KIND_OF = {name: kind for kind, names in KINDS.items() for name in names}
#: shapes that point instead of doing anything, as shares of their box from start to end
ARROWS: dict[str, tuple[Point, ...]] = {
    "rightArrow": ((0, 0.5), (1, 0.5)), "notchedRightArrow": ((0, 0.5), (1, 0.5)),
    "stripedRightArrow": ((0, 0.5), (1, 0.5)), "leftArrow": ((1, 0.5), (0, 0.5)),
    "downArrow": ((0.5, 0), (0.5, 1)), "upArrow": ((0.5, 1), (0.5, 0)),
    "bentUpArrow": ((0, 1), (0.85, 1), (0.85, 0)), "bentArrow": ((0, 1), (0, 0.2), (1, 0.2)),
    "leftRightArrow": ((0, 0.5), (1, 0.5)), "upDownArrow": ((0.5, 0), (0.5, 1)),
}  # fmt: skip
TWO_HEADED = frozenset({"leftRightArrow", "upDownArrow"})
LINES = frozenset({"line", "lineInv"})
#: what is drawn beside a flow chart and never is a symbol of it
NOTHING = ("callout", "Callout", "brace", "Brace", "bracket", "Bracket", "arc", "math", "action")


def kind_of(name: str, area: Area, corner: float | None) -> Kind | None:
    """The symbol a preset shape is; None for what is no symbol. `corner`: its adjustment."""
    if name == "roundRect":
        return Kind.CAPSULE if corner is not None and corner >= ROUND else Kind.BOX
    if name == "ellipse":
        if area.width >= OBLONG * area.height or area.width > SMALL_CIRCLE:
            return Kind.CAPSULE
        return Kind.CIRCLE
    if any(word in name for word in NOTHING):
        return None
    return KIND_OF.get(name, Kind.OTHER)


def bends(name: str, adjustments: Sequence[float]) -> tuple[Point, ...]:
    """The points of a connector as shares of its box; `adjustments` are shares too."""
    first, second, third = (*adjustments, *(0.5, 0.5, 0.5)[len(adjustments) :])[:3]
    if name == "lineInv":
        return ((0, 1), (1, 0))
    if name.endswith("Connector2"):
        return ((0, 0), (1, 0), (1, 1))
    if name.endswith("Connector3"):
        return ((0, 0), (first, 0), (first, 1), (1, 1))
    if name.endswith("Connector4"):
        return ((0, 0), (first, 0), (first, second), (1, second), (1, 1))
    if name.endswith("Connector5"):
        return ((0, 0), (first, 0), (first, second), (third, second), (third, 1), (1, 1))
    return ((0, 0), (1, 1))
