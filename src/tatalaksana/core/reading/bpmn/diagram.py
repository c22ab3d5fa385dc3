"""The pictures in a BPMN file: where its lanes, elements and arrows are drawn.

Source: BPMN 2.0.2, chapter 12 (diagram interchange). A file may have no picture, or several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tatalaksana.core.reading.bpmn.elements import bounds, text_in
from tatalaksana.core.reading.cleaning import clean
from tatalaksana.core.reading.located import hull
from tatalaksana.core.reading.markup import Node as Element
from tatalaksana.core.reading.markup import children, name_of, number, too_large, within
from tatalaksana.core.reading.page import (
    Area,
    Connector,
    Grid,
    GridCell,
    Kind,
    Page,
    Point,
    Shape,
)
from tatalaksana.core.reading.understand.labels import table

EDGE = 20.0  #: points about a picture
STRIP = 30.0  #: of a pool or lane, in which its name stands, as modellers draw it
LANES = frozenset({"lane", "participant"})
MOST_POINTS = 200  #: of one arrow
LARGEST = 14_000.0  #: points of a picture; a larger one is made smaller


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an element is drawn."""

    page: int
    area: Area


@dataclass(frozen=True, slots=True)
class Drawn:
    """One element or arrow of a picture, before it is moved to its page."""

    id: str
    tag: str
    name: str
    box: Area | None = None
    points: tuple[Point, ...] = ()
    upright: bool = False  #: a lane or pool whose flow runs down
    ends: tuple[str, str] = ("", "")  #: of an arrow


@dataclass(slots=True)
class Diagram:
    """The pictures of a file, and where each element is on them."""

    pages: list[Page] = field(default_factory=list)
    spots: dict[str, Spot] = field(default_factory=dict)  #: by the id of an element
    strips: dict[str, Spot] = field(default_factory=dict)  #: by the name of a lane or pool

    def of(self, *keys: str) -> Spot | None:
        """Where elements are drawn together, on the page of the first."""
        found = [self.spots[key] for key in keys if key in self.spots]
        if not found:
            return None
        page = found[0].page
        return Spot(page, hull([one.area for one in found if one.page == page]))


def diagram_of(top: Element) -> Diagram:
    """The pictures of a file. Errors: ReadingError TL200 when they are beyond all measure."""
    elements = {one.get("id", ""): one for one in top.iter("{*}*") if one.get("id")}
    found = Diagram()
    for one in top.iter("{*}BPMNDiagram"):
        drawn = [*boxes_in(one, elements), *arrows_in(one, elements)]
        if drawn:
            add_page(found, drawn)
    return found


def boxes_in(diagram: Element, elements: Mapping[str, Element]) -> Iterator[Drawn]:
    """The elements of one picture."""
    most = bounds()["nodes"] * 2
    for k, one in enumerate(diagram.iter("{*}BPMNShape")):
        if k >= most:
            raise too_large()
        key, box = ref(one), area_of(within(one, "Bounds"))
        element = elements.get(key)
        if box is not None and element is not None:
            upright = one.get("isHorizontal") == "false"
            yield Drawn(key, name_of(element), name_in(element, elements), box, upright=upright)


def arrows_in(diagram: Element, elements: Mapping[str, Element]) -> Iterator[Drawn]:
    """The arrows of one picture."""
    for k, one in enumerate(diagram.iter("{*}BPMNEdge")):
        if k >= bounds()["flows"]:
            raise too_large()
        key = ref(one)
        element = elements.get(key)
        points = tuple((number(at, "x"), number(at, "y")) for at in children(one, "waypoint"))
        if element is None or not 2 <= len(points) <= MOST_POINTS:
            continue
        ends = (element.get("sourceRef", ""), element.get("targetRef", ""))
        source, target = (end.rpartition(":")[2] for end in ends)
        yield Drawn(
            key, name_of(element), name_in(element, elements), points=points, ends=(source, target)
        )


def name_in(one: Element, elements: Mapping[str, Element]) -> str:
    """What stands in an element; a reference is called as what it refers to."""
    name = one.get("name", "") or text_in(within(one, "text"))
    if not name and one.get("dataObjectRef"):
        other = elements.get(one.get("dataObjectRef", ""))
        name = other.get("name", "") if other is not None else ""
    return " ".join(clean(name[: bounds()["name"]]).split())


def ref(one: Element) -> str:
    """The id of what is drawn."""
    return one.get("bpmnElement", "").rpartition(":")[2]


def area_of(box: Element | None) -> Area | None:
    """The box of an element; None where it has no size."""
    x, y, wide, high = (number(box, name) for name in ("x", "y", "width", "height"))
    return Area(x, y, x + wide, y + high) if wide > 0 and high > 0 else None


def add_page(found: Diagram, drawn: list[Drawn]) -> None:
    """One picture as a page, in points from its upper left corner."""
    move = Move(drawn)
    page = len(found.pages) + 1
    placed = [(one, move.area(one.box)) for one in drawn if one.box is not None]
    solid = [(one, area) for one, area in placed if one.tag not in LANES]
    at = {one.id: k for k, (one, _) in enumerate(solid)}
    cells: list[GridCell] = []
    for one, area in placed:
        found.spots.setdefault(one.id, Spot(page, area))
        if one.tag in LANES:
            strip, rest = parted(area, upright=one.upright)
            found.strips.setdefault(one.name, Spot(page, strip))
            cells += [GridCell(strip, len(cells), 0, text=one.name),
                      GridCell(rest, len(cells), 1)]  # fmt: skip
    lines = [
        Connector(tuple(map(move.point, one.points)), at.get(one.ends[0]), at.get(one.ends[1]),
                  one.tag not in ("association", "dataInputAssociation"), one.name)
        for one in drawn if one.points
    ]  # fmt: skip
    found.pages.append(Page(
        page, *move.size, grids=grids_of(cells),
        shapes=tuple(Shape(kind_of(one.tag), area, one.name, one.tag) for one, area in solid),
        connectors=tuple(lines), model=True,
    ))  # fmt: skip


def grids_of(cells: list[GridCell]) -> tuple[Grid, ...]:
    """The lanes and pools as one table."""
    return (Grid(hull([one.area for one in cells]), tuple(cells)),) if cells else ()


def parted(area: Area, *, upright: bool) -> tuple[Area, Area]:
    """The strip of a lane with its name, and the rest of it."""
    if upright:
        edge = min(area.top + STRIP, area.bottom)
        return (Area(area.left, area.top, area.right, edge),
                Area(area.left, edge, area.right, area.bottom))  # fmt: skip
    edge = min(area.left + STRIP, area.right)
    return (Area(area.left, area.top, edge, area.bottom),
            Area(edge, area.top, area.right, area.bottom))  # fmt: skip


def kind_of(tag: str) -> Kind:
    """The symbol as which an element is shown."""
    known = table("bpmn")["elements"]
    if "Gateway" in tag:
        return Kind.DIAMOND
    if tag in known["event"]:
        return Kind.CIRCLE
    return Kind.BOX if tag in known["task"] or tag in known["inner"] else Kind.OTHER


class Move:
    """From the places of a picture to those on its page."""

    def __init__(self, drawn: Iterable[Drawn]) -> None:
        points = [point for one in drawn for point in corners(one)]
        self.left, self.top = min(x for x, _ in points), min(y for _, y in points)
        wide = max(x for x, _ in points) - self.left
        high = max(y for _, y in points) - self.top
        self.scale = min(1.0, LARGEST / max(wide, high, 1.0))
        self.size = wide * self.scale + 2 * EDGE, high * self.scale + 2 * EDGE

    def point(self, point: Point) -> Point:
        """A point on the page."""
        x, y = point
        return (x - self.left) * self.scale + EDGE, (y - self.top) * self.scale + EDGE

    def area(self, box: Area) -> Area:
        """A box on the page."""
        return Area(*self.point((box.left, box.top)), *self.point((box.right, box.bottom)))


def corners(one: Drawn) -> tuple[Point, ...]:
    """The outermost points of what is drawn."""
    if one.box is None:
        return one.points
    return (one.box.left, one.box.top), (one.box.right, one.box.bottom)
