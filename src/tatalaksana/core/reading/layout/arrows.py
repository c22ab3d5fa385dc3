"""What the connectors say: from which row to which, over pages too, and who begins a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tatalaksana.core.reading.block import Arrow, Row
from tatalaksana.core.reading.layout.tables import LEADS_AWAY, Placed
from tatalaksana.core.reading.page import Connector, Kind, Page, Shape
from tatalaksana.core.reading.understand.arrows import label_of

Node = tuple[int, int]  #: page and shape
#: an arrow drawn all the way tells more of who begins a row than a lettered one, which leaves from
#: who does the step, and enters where there is room
STRAIGHT, LEAVES = 3, 2
PARTED = 4.0  #: heights of a pentagon between it and the one at which the way goes on


@dataclass(frozen=True, slots=True)
class Edge:
    """A connector from one symbol to another."""

    start: Node
    end: Node
    label: str
    directed: bool
    lettered: bool = False  #: it goes over pentagons, and enters its row where there was room


def with_arrows(pages: Sequence[Page], placed: Sequence[Placed]) -> list[Row]:
    """The rows with their arrows and their symbols in the order of the flow."""
    shapes = {(page.number, k): one for page in pages for k, one in enumerate(page.shapes)}
    at = {(one.page, k): one for one in placed for k in one.symbols}
    edges = [edge for page in pages for line in page.connectors if (edge := edge_of(page, line))]
    edges += [edge for page in pages for line in page.connectors
              if (edge := aimed(page, line, placed))]  # fmt: skip
    links = list(linked(edges, shapes))
    order = Order(shapes)
    by_row: dict[int, list[Arrow]] = defaultdict(list)
    for edge in links:
        source, target = at.get(edge.start), at.get(edge.end)
        if source is None or target is None:
            continue
        diamond = shapes[edge.start].kind is Kind.DIAMOND
        if source is target:
            refused = label_of(edge.label) == "no"  # it leads back to who decides with others
            order.within(edge, source.symbols, refused=refused)
            if not (refused or (diamond and (edge.label or returns(edge, links)))):
                continue
        else:
            order.between(edge)
        arrow = Arrow(target.row.line, edge.label, diamond, edge.directed)
        if arrow not in by_row[source.row.line]:
            by_row[source.row.line].append(arrow)
    return [order.row(one, tuple(by_row[one.row.line])) for one in placed]


@dataclass(slots=True)
class Order:
    """Who of several symbols in a row comes first."""

    shapes: Mapping[Node, Shape]
    inner: dict[Node, int] = field(default_factory=lambda: defaultdict(int))
    outer: dict[Node, int] = field(default_factory=lambda: defaultdict(int))
    decides: set[Node] = field(default_factory=set)  #: diamonds of several who do it together

    def within(self, edge: Edge, columns: Mapping[int, int], *, refused: bool) -> None:
        """Count a connector between two symbols of one row."""
        across = columns[edge.start[1]] != columns[edge.end[1]]
        self.inner[edge.end] += across and edge.directed and not refused
        both = () if edge.directed else (edge.start, edge.end)
        self.decides.update(one for one in both if self.shapes[one].kind is Kind.DIAMOND)

    def between(self, edge: Edge) -> None:
        """Count a connector from row to row."""
        self.outer[edge.start] += LEAVES if edge.lettered else STRAIGHT
        self.outer[edge.end] += 1 if edge.lettered else STRAIGHT

    def row(self, one: Placed, arrows: tuple[Arrow, ...]) -> Row:
        """The row with its symbols in order: the first in the flow, then by their columns."""

        def place(node: Node) -> tuple[int, bool, int, int]:
            seat = one.symbols[node[1]]
            return self.inner[node], node not in self.decides, -self.outer[node], seat

        nodes = [(one.page, k) for k in one.symbols]
        doing = sorted((n for n in nodes if self.shapes[n].kind not in LEADS_AWAY), key=place)
        seats = [one.symbols[k] for _, k in doing]
        beside = [column for _, k in doing for column in one.spread.get(k, ())]
        texts = [self.shapes[n].text for n in doing if self.shapes[n].kind is Kind.DIAMOND]
        return replace(
            one.row,
            arrows=arrows,
            doers=tuple(dict.fromkeys([*seats[:1], *sorted([*seats[1:], *beside])])),
            condition=next(filter(None, texts), ""),
        )


def returns(edge: Edge, links: Sequence[Edge]) -> bool:
    """Whether the symbol to which a diamond leads in its own row leads straight back to it."""
    return any((one.start, one.end) == (edge.end, edge.start) and one.directed for one in links)


def edge_of(page: Page, line: Connector) -> Edge | None:
    """The connector as an edge; without a head it goes down, or to the right."""
    if line.start is None or line.end is None or (line.start == line.end and not line.label):
        return None
    start, end = line.start, line.end
    if not line.directed and place(page.shapes[end]) < place(page.shapes[start]):
        start, end = end, start
    return Edge((page.number, start), (page.number, end), line.label, line.directed)


def aimed(page: Page, line: Connector, placed: Sequence[Placed]) -> Edge | None:
    """The refusal of a diamond whose arrow only points into a row above, beside its one symbol."""
    if line.start is None or line.end is not None or not line.directed:
        return None
    source = page.shapes[line.start]
    (x, y), top = line.points[-1], source.area.top
    if source.kind is not Kind.DIAMOND or label_of(line.label) != "no" or y > top:
        return None
    rows = [one for one in placed if one.page == page.number and one.area.holds((x, y))]
    doing = [k for one in rows for k in one.symbols if page.shapes[k].kind not in LEADS_AWAY]
    if len(rows) != 1 or len(doing) != 1 or doing[0] == line.start:
        return None
    start, end = (page.number, line.start), (page.number, doing[0])
    return Edge(start, end, line.label, directed=True)


def place(shape: Shape) -> tuple[float, float]:
    """Where a symbol stands in the order of reading."""
    x, y = shape.area.middle
    return y, x


def linked(edges: Sequence[Edge], shapes: dict[Node, Shape]) -> Iterator[Edge]:
    """The edges between symbols that do something; those over pentagons are one."""
    out: dict[Node, list[Edge]] = defaultdict(list)
    for edge in edges:
        out[edge.start].append(edge)
    doors = [node for node in out if shapes[node].kind in LEADS_AWAY]
    for edge in edges:
        if shapes[edge.start].kind in LEADS_AWAY:
            continue
        if shapes[edge.end].kind not in LEADS_AWAY:
            yield edge
            continue
        for door in doors_of(edge.end, doors, shapes):
            for onward in out[door]:
                if shapes[onward.end].kind not in LEADS_AWAY:
                    label = edge.label or onward.label
                    yield Edge(edge.start, onward.end, label, directed=True, lettered=True)


def doors_of(into: Node, doors: Sequence[Node], shapes: dict[Node, Shape]) -> list[Node]:
    """Where a path that went into a pentagon comes out: the same letter, else the next page."""
    letter = shapes[into].text.strip().lower()
    if letter:
        same = [one for one in doors if one != into and shapes[one].text.strip().lower() == letter]
        if same:
            return same
    x = shapes[into].area.middle[0]
    following = [one for one in doors if one[0] == into[0] + 1 and not shapes[one].text]
    following = [*partner(into, doors, shapes)] or following
    return sorted(following, key=lambda one: abs(shapes[one].area.middle[0] - x))[:1]


def partner(into: Node, doors: Sequence[Node], shapes: dict[Node, Shape]) -> list[Node]:
    """The pentagon right below or above on the same page: a sheet is parted there in print."""
    own = shapes[into].area
    near = [
        one for one in doors
        if one[0] == into[0] and one != into and not shapes[one].text
        and abs(shapes[one].area.middle[0] - own.middle[0]) < own.width
        and abs(shapes[one].area.middle[1] - own.middle[1]) < PARTED * own.height
    ]  # fmt: skip
    return sorted(near, key=lambda one: abs(shapes[one].area.middle[1] - own.middle[1]))[:1]
