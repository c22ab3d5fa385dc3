"""Reads a BPMN file as a modeller would, and names what is wrong with its picture."""

from dataclasses import dataclass
from itertools import combinations, pairwise

from lxml import etree

from tatalaksana.core.drawing.drawing import Box

NAMES = {
    "bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "dc": "http://www.omg.org/spec/DD/20100524/DC",
    "di": "http://www.omg.org/spec/DD/20100524/DI",
}
NODES = ("startEvent", "userTask", "exclusiveGateway", "endEvent")
SAME = 0.2  #: pixels
Corner = tuple[float, float]


@dataclass(frozen=True)
class Picture:
    """The diagram of one file. Units: pixels."""

    pools: dict[str, Box]
    lanes: dict[str, Box]
    nodes: dict[str, Box]
    lane_of: dict[str, str]
    labels: dict[str, Box]
    edges: dict[str, list[Corner]]
    ends: dict[str, tuple[str, str]]
    gateways: set[str]


def found(root: etree._Element, path: str) -> list[etree._Element]:
    return root.xpath(path, namespaces=NAMES)


def box_of(bounds: etree._Element) -> Box:
    return Box(*(float(bounds.get(name)) for name in ("x", "y", "width", "height")))


def picture_of(data: bytes) -> Picture:
    """Every element of the model with its place; KeyError when one has none."""
    root = etree.fromstring(data)
    shapes = {
        one.get("bpmnElement"): box_of(found(one, "dc:Bounds")[0])
        for one in found(root, ".//bpmndi:BPMNShape")
    }
    edges = {
        one.get("bpmnElement"): [
            (float(point.get("x")), float(point.get("y"))) for point in found(one, "di:waypoint")
        ]
        for one in found(root, ".//bpmndi:BPMNEdge")
    }

    def ids(tag: str) -> list[str]:
        return [one.get("id") for one in found(root, f".//bpmn:{tag}")]

    flows = found(root, ".//bpmn:sequenceFlow")
    assert set(edges) == {one.get("id") for one in flows}
    return Picture(
        pools={key: shapes[key] for key in ids("participant")},
        lanes={key: shapes[key] for key in ids("lane")},
        nodes={key: shapes[key] for tag in NODES for key in ids(tag)},
        lane_of={ref.text: ref.getparent().get("id") for ref in found(root, ".//bpmn:flowNodeRef")},
        labels={
            one.getparent().getparent().get("bpmnElement"): box_of(one)
            for one in found(root, ".//bpmndi:BPMNLabel/dc:Bounds")
        },
        edges=edges,
        ends={one.get("id"): (one.get("sourceRef"), one.get("targetRef")) for one in flows},
        gateways=set(ids("exclusiveGateway")),
    )


def faults(picture: Picture) -> list[str]:
    """What a reader would stumble over; empty when the picture is clean."""
    return [*shape_faults(picture), *edge_faults(picture), *crossing_faults(picture)]


def shape_faults(picture: Picture) -> list[str]:
    wrong = []
    things = {**picture.nodes, **{f"label of {key}": box for key, box in picture.labels.items()}}
    for (one, a), (other, b) in combinations(things.items(), 2):
        if a.meets(b):
            wrong.append(f"{one} lies on {other}")
    for key, box in picture.nodes.items():
        lane = picture.lanes[picture.lane_of[key]]
        if not inside(box, lane) or not inside(picture.labels.get(key, box), lane):
            wrong.append(f"{key} leaves its lane")
    for one, other in pairwise(picture.pools.values()):
        if other.y < one.bottom:
            wrong.append("pools lie on each other")
    lanes = list(picture.lanes.values())
    for pool in picture.pools.values():
        own = [lane for lane in lanes if inside(lane, pool)]
        if own[0].y != pool.y or abs(own[-1].bottom - pool.bottom) > SAME:
            wrong.append("the lanes do not fill their pool")
        if any(abs(one.bottom - other.y) > SAME for one, other in pairwise(own)):
            wrong.append("the lanes are not stacked")
    return wrong


def edge_faults(picture: Picture) -> list[str]:
    wrong = []
    for key, corners in picture.edges.items():
        source, target = picture.ends[key]
        if not on_border(corners[0], picture.nodes[source], source in picture.gateways):
            wrong.append(f"{key} does not begin at {source}")
        if not on_border(corners[-1], picture.nodes[target], target in picture.gateways):
            wrong.append(f"{key} does not end at {target}")
        for (a, b), (x, y) in pairwise(corners):
            if (a == x) == (b == y):
                wrong.append(f"{key} is not made of upright and level lines")
        for line in pairwise(corners):
            wrong += [f"{key} runs through {n}" for n, b in picture.nodes.items() if hits(line, b)]
            wrong += [
                f"{key} runs through the label of {n}"
                for n, b in picture.labels.items()
                if hits(line, b)
            ]
    return wrong


def crossing_faults(picture: Picture) -> list[str]:
    """Lines that cannot be told apart: two edges that share more than a point."""
    lines = [(key, line) for key, corners in picture.edges.items() for line in pairwise(corners)]
    wrong = []
    for upright in (True, False):
        of_kind = [
            (line[0][0] if upright else line[0][1], *sorted(p[upright] for p in line), key)
            for key, line in lines
            if (line[0][0] == line[1][0]) is upright
        ]
        of_kind.sort(key=lambda one: one[0])
        for number, (at, low, high, key) in enumerate(of_kind):
            for other in of_kind[number + 1 :]:
                if other[0] - at > 2:
                    break
                if key != other[3] and low < other[2] and other[1] < high:
                    wrong.append(f"{key} lies on {other[3]}")
    return wrong


def inside(box: Box, outer: Box) -> bool:
    return (
        outer.x - SAME <= box.x
        and outer.y - SAME <= box.y
        and box.right <= outer.right + SAME
        and box.bottom <= outer.bottom + SAME
    )


def on_border(point: Corner, box: Box, diamond: bool) -> bool:
    """On the outline of a rectangle; of a diamond or a circle, on one of its four tips."""
    x, y = point
    (mx, my), tips = box.middle, diamond or box.width == box.height
    level = abs(x - box.x) <= SAME or abs(x - box.right) <= SAME
    upright = abs(y - box.y) <= SAME or abs(y - box.bottom) <= SAME
    if tips:
        return (level and abs(y - my) <= SAME) or (upright and abs(x - mx) <= SAME)
    return (level and box.y < y < box.bottom) or (upright and box.x < x < box.right)


def hits(line: tuple[Corner, Corner], box: Box) -> bool:
    """Whether a level or upright line has a point inside `box`."""
    (a, b), (x, y) = line
    return (
        min(a, x) < box.right - SAME
        and max(a, x) > box.x + SAME
        and min(b, y) < box.bottom - SAME
        and max(b, y) > box.y + SAME
    )
