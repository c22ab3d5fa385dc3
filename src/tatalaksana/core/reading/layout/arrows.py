"""What the connectors say: from which row to which, over pages too, and who begins a row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from tatalaksana.core.reading.block import Arrow, Row
from tatalaksana.core.reading.layout.tables import LEADS_AWAY, Placed
from tatalaksana.core.reading.page import Connector, Kind, Page, Shape
from tatalaksana.core.reading.understand.arrows import label_of

Node = tuple[int, int]  #: page and shape
STRAIGHT = 2  #: an arrow drawn all the way tells more of who begins a row than a lettered one


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
    links = list(linked(edges, shapes))
    by_row: dict[int, list[Arrow]] = defaultdict(list)
    inner: dict[Node, int] = defaultdict(int)
    outer: dict[Node, int] = defaultdict(int)
    for edge in links:
        source, target = at.get(edge.start), at.get(edge.end)
        if source is None or target is None:
            continue
        diamond = shapes[edge.start].kind is Kind.DIAMOND
        if source is target:
            refused = label_of(edge.label) == "no"  # it leads back to who decides with others
            across = source.symbols[edge.start[1]] != target.symbols[edge.end[1]]
            inner[edge.end] += across and edge.directed and not refused
            if not (refused or (diamond and (edge.label or returns(edge, links)))):
                continue
        else:
            outer[edge.start] += 1 if edge.lettered else STRAIGHT
            outer[edge.end] += 1 if edge.lettered else STRAIGHT
        arrow = Arrow(target.row.line, edge.label, diamond, edge.directed)
        if arrow not in by_row[source.row.line]:
            by_row[source.row.line].append(arrow)
    rows = []
    for one in placed:
        nodes = [(one.page, k) for k in one.symbols]
        doing = [node for node in nodes if shapes[node].kind not in LEADS_AWAY]
        doing.sort(key=lambda node: (inner[node], -outer[node], one.symbols[node[1]]))
        first, rest = doing[:1], sorted(doing[1:], key=lambda node: one.symbols[node[1]])
        doers = tuple(dict.fromkeys(one.symbols[k] for _, k in (*first, *rest)))
        condition = next(
            (shapes[n].text for n in doing if shapes[n].kind is Kind.DIAMOND and shapes[n].text), ""
        )
        arrows = tuple(by_row[one.row.line])
        rows.append(replace(one.row, arrows=arrows, doers=doers, condition=condition))
    return rows


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
    following = [one for one in doors if one[0] == into[0] + 1 and not shapes[one].text]
    x = shapes[into].area.middle[0]
    return sorted(following, key=lambda one: abs(shapes[one].area.middle[0] - x))[:1]
