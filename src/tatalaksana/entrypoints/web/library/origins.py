"""Where the values of the review form stand in the document: links over its pages, or lines."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from tatalaksana.apps.library.source_text import SourceLine
from tatalaksana.core.reading.explain.sheet import Sheet
from tatalaksana.core.reading.page import Area
from tatalaksana.entrypoints.web.library.typed import APPROVER

Plain = Mapping[str, Any]
#: field of the exchange format -> the fields of the form that show it, the chief one first
FORM_FIELDS: Mapping[str, tuple[str, ...]] = {
    "approved_by": tuple(f"approver_{key}" for key in APPROVER),
    "performers": ("performer",),
    "decision": ("decides",),
    "duration": ("value", "duration_text"),
}
LEFT_OVER = "steps"  #: what stood about the table and became no step
BROAD = 1300.0  #: points of a page; A3 across has 1191
CLOSE = 2.0  #: points by which two boxes may differ and still be one


@dataclass(frozen=True, slots=True)
class Link:
    """What leads from a value to its place."""

    id: str  #: of the place on this page
    where: str  #: in words: "hal. 2", "baris 14"


@dataclass(slots=True)
class Spot:
    """A place on a page of the document: it leads to its value."""

    id: str
    field: str  #: the id of the form's field
    boxes: tuple[Area, ...]
    items: tuple[Area, ...] = ()  #: of a list: where each item stands
    doubted: bool = False
    told: str = ""

    @property
    def leads(self) -> str:
        """The id of what the place leads to: its field, or the doubts about what was left over."""
        return "keraguan" if self.field == LEFT_OVER else self.field

    @property
    def path(self) -> str:
        """Its boxes as the path of an SVG."""
        return "".join(map(outline, self.boxes))

    @property
    def item_paths(self) -> tuple[str, ...]:
        """The boxes of its items as paths."""
        return tuple(map(outline, self.items))

    @property
    def size(self) -> float:
        """How much it covers; the smaller lies above."""
        return sum(box.width * box.height for box in self.boxes)


def outline(box: Area) -> str:
    """A box as the path of an SVG, in whole points."""
    return f"M{box.left:.0f} {box.top:.0f}h{box.width:.0f}v{box.height:.0f}h-{box.width:.0f}z"


@dataclass(slots=True)
class Leaf:
    """A page of the document with its places."""

    sheet: Sheet
    spots: list[Spot] = field(default_factory=list)

    @property
    def broad(self) -> bool:
        """Whether it is larger than any paper: the picture of a process model."""
        return self.sheet.width > BROAD


@dataclass(slots=True)
class Places:
    """The places of a draft; empty for one that was not read from a document."""

    leaves: tuple[Leaf, ...] = ()
    links: dict[str, Link] = field(default_factory=dict)  #: field of the form -> its place
    cells: dict[str, str] = field(default_factory=dict)  #: id of a cell of the text -> field

    scanned: bool = False  #: some of it was made out on pictures

    def of(self, anchor: str) -> Link | None:
        """The place of a field; of one that stands nowhere, that of its step."""
        found = self.links.get(anchor)
        if found is None and anchor.startswith("step-"):
            found = self.links.get(f"{anchor.rpartition('-')[0]}-activities")
        return found


def places_of(
    origins: Iterable[Plain],
    sheets: Sequence[Sheet],
    rows: Mapping[int, int],
    columns: Sequence[tuple[str, str]],
) -> Places:
    """The places of a draft for its form.

    `rows` tells where each stored row stands in the form, `columns` the field of every performer's
    column with its name, by the stored order; "" for one that is gone.
    """
    found = Places(tuple(map(Leaf, sheets)))
    items: dict[str, list[Plain]] = {}
    for origin in origins:
        fields = fields_of(origin, rows, columns)
        if not fields:
            continue
        if origin["item"] is not None and not fields[0].startswith("column-"):
            items.setdefault(fields[0], []).append(origin)
        elif sheets and any("page" in place for place in origin["places"]):
            add_spots(found, origin, fields)
        elif not sheets:
            add_cells(found, origin, fields)
    for leaf in found.leaves:
        leaf.spots.sort(key=lambda one: -one.size)
        for spot in leaf.spots:
            spot.items = tuple(item_boxes(items.get(spot.field, ()), leaf.sheet, spot))
    return found


def fields_of(
    origin: Plain, rows: Mapping[int, int], columns: Sequence[tuple[str, str]]
) -> tuple[str, ...]:
    """The fields of the form that show what stands at an origin; () for none."""
    name, row, item = origin["field"], origin["row"], origin["item"]
    if row is not None:
        known = FORM_FIELDS.get(name, (name,))
        return tuple(f"step-{rows[row]}-{one}" for one in known) if row in rows else ()
    if name == "performers":
        if item is None or item >= len(columns) or not columns[item][0]:
            return ()
        return (columns[item][0],)
    if name.startswith("steps."):
        return ()
    return FORM_FIELDS.get(name, (name,))


def add_spots(found: Places, origin: Plain, fields: Sequence[str]) -> None:
    """The places of a value on the pages; where another value has the same, it is shared."""
    for leaf in found.leaves:
        boxes = tuple(boxes_on(origin, leaf.sheet))
        if not boxes:
            continue
        same = next((one for one in leaf.spots if alike(one.boxes, boxes)), None)
        number = leaf.sheet.number
        spot = same or Spot(name_of(fields[0], number, found), fields[0], boxes)
        if same is None:
            leaf.spots.append(spot)
        for one in fields:
            found.links.setdefault(one, Link(spot.id, _("hal. %(n)s") % {"n": number}))


def name_of(anchor: str, page: int, found: Places) -> str:
    """The id of a place; a value that goes on over a page has one on each."""
    return f"asal-{anchor}-{page}" if anchor in found.links else f"asal-{anchor}"


def boxes_on(origin: Plain, sheet: Sheet) -> Iterator[Area]:
    """The boxes of an origin on the picture of a page."""
    for place in origin["places"]:
        if place.get("page") == sheet.number:
            area = sheet.stretch.area(Area(*place["box"]))
            yield Area(
                max(area.left, 0.0), max(area.top, 0.0),
                min(area.right, sheet.width), min(area.bottom, sheet.height),
            )  # fmt: skip


def alike(some: Sequence[Area], others: Sequence[Area]) -> bool:
    """Whether boxes are the same ones."""
    return len(some) == len(others) and all(
        abs(getattr(a, edge) - getattr(b, edge)) < CLOSE
        for a, b in zip(some, others, strict=True)
        for edge in ("left", "top", "right", "bottom")
    )


def item_boxes(items: Iterable[Plain], sheet: Sheet, spot: Spot) -> Iterator[Area]:
    """The boxes of the items of a list that are narrower than its cell; one for each item."""
    every = [next(boxes_on(one, sheet), None) for one in items]
    if any(box and not alike([box], spot.boxes) for box in every):
        for box in every:
            yield box or spot.boxes[0]


def add_cells(found: Places, origin: Plain, fields: Sequence[str]) -> None:
    """The cells of a value in the text of the document."""
    for place in origin["places"]:
        cell = cell_id(place["line"], place["column"])
        found.cells.setdefault(cell, fields[0])
        for one in fields:
            where = _("baris %(n)s") % {"n": place["line"]}
            found.links.setdefault(one, Link(cell, where))


def cell_id(line: int, column: int | None) -> str:
    """The id of a cell in the text of the document, or of a line of it."""
    return f"b{line}" if column is None else f"b{line}-{column}"


@dataclass(frozen=True, slots=True)
class LineShown:
    """A line of the document; it leads to its step, and a cell with an id is that of a value."""

    number: int
    leads: str  #: the id of a step or of a field; "" for neither
    cells: tuple[tuple[str, str], ...]  #: id and text


def lines_shown(lines: Iterable[SourceLine], places: Places) -> tuple[LineShown, ...]:
    """The text of the document with what leads to and from the fields."""
    return tuple(line_shown(line, places.cells) for line in lines)


def line_shown(line: SourceLine, known: Mapping[str, str]) -> LineShown:
    """One line; `known` are the cells of values with their fields."""
    ids = [cell_id(line.number, k) for k in range(len(line.cells))]
    own = [known[one] for one in (cell_id(line.number, None), *ids) if one in known]
    step = re.match(r"step-\d+", own[0]) if own else None
    leads = step[0] if step else own[0] if own else ""
    named = tuple((one if one in known else "", text)
                  for one, text in zip(ids, line.cells, strict=True))  # fmt: skip
    return LineShown(line.number, "keraguan" if leads == LEFT_OVER else leads, named)


def with_doubts(found: Places, anchors: Collection[str]) -> Places:
    """The places with those marked whose value is doubted."""
    doubted = {link.id for one in anchors if (link := found.of(one))}
    for leaf in found.leaves:
        for spot in leaf.spots:
            spot.doubted = spot.id in doubted
    return found
