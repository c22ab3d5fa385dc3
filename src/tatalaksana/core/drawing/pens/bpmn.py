"""BPMN 2.0: a pool for the procedure, a lane for each performer, with diagram interchange.

Every deciding step sets a variable (`keputusan_3`) to "setuju" or "kembali"; the way on is the
default flow, the way back asks for the variable. `keputusan_3 == "kembali"` means the same in
Python, JavaScript and Groovy. Source: BPMN 2.0.2 (OMG formal/2013-12-09), its schema BPMN20.xsd.
"""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Iterator

from tatalaksana.core.drawing.drawing import Box, Drawing, Way
from tatalaksana.core.drawing.lanes import TOP, Pool, laid_out
from tatalaksana.core.drawing.markup import num
from tatalaksana.core.drawing.pen import Files, Pen
from tatalaksana.core.drawing.process import Link, Node, Process, Sort, fit, processes_of

SPACES = {
    "xmlns:bpmn": "http://www.omg.org/spec/BPMN/20100524/MODEL",
    "xmlns:bpmndi": "http://www.omg.org/spec/BPMN/20100524/DI",
    "xmlns:dc": "http://www.omg.org/spec/DD/20100524/DC",
    "xmlns:di": "http://www.omg.org/spec/DD/20100524/DI",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
}
TARGET = "urn:tatalaksana:sop"
LANGUAGE = "javascript"  #: of the conditions; see above
BETWEEN = 60.0  #: from one pool to the next, in pixels
TAGS = {
    Sort.START: "startEvent",
    Sort.TASK: "userTask",
    Sort.GATEWAY: "exclusiveGateway",
    Sort.END: "endEvent",
}


def draw(drawing: Drawing) -> Files:
    """All procedures in one file, one pool below the other."""
    root = ET.Element("bpmn:definitions", SPACES)
    for name, value in (
        ("id", "definitions"), ("name", fit(drawing.title)), ("targetNamespace", TARGET),
        ("exporter", "Tatalaksana"),
    ):  # fmt: skip
        root.set(name, value)
    pools: list[Pool] = []
    for process in processes_of(drawing.procedures):
        top = pools[-1].box.bottom + BETWEEN if pools else TOP
        pools.append(laid_out(process, top))
    for pool in pools:
        root.extend(resources(pool.process))
    root.append(collaboration(pools))
    for pool in pools:
        root.append(process_element(pool.process))
    root.append(diagram(pools))
    ET.indent(root, " ")
    return [(".bpmn", ET.tostring(root, encoding="utf-8", xml_declaration=True) + b"\n")]


def resources(process: Process) -> Iterator[ET.Element]:
    """Each performer as a resource that tasks refer to."""
    for number, lane in enumerate(process.lanes, 1):
        yield element("resource", id=f"{process.prefix}performer_{number}", name=lane)


def collaboration(pools: Iterable[Pool]) -> ET.Element:
    """One participant for each procedure."""
    found = element("collaboration", id="collaboration")
    for pool in pools:
        process = pool.process
        found.append(
            element(
                "participant",
                id=f"{process.prefix}pool",
                name=process.name,
                processRef=process.id,
            )
        )
    return found


def process_element(process: Process) -> ET.Element:
    """A process; an engine may execute it when the document leaves nothing open."""
    runs = "false" if process.remarks else "true"
    found = element("process", id=process.id, name=process.name, isExecutable=runs)
    found.extend(documentation(process.notes))
    lanes = ET.SubElement(found, "bpmn:laneSet", id=f"{process.prefix}lanes")
    for number, name in enumerate(process.lanes):
        lane = element("lane", id=f"{process.prefix}lane_{number + 1}", name=name)
        lane.extend(
            element("flowNodeRef", node.id) for node in process.nodes if node.lane == number
        )
        lanes.append(lane)
    found.extend(node_element(process, node) for node in process.nodes)
    found.extend(link_element(link) for link in process.links)
    return found


def node_element(process: Process, node: Node) -> ET.Element:
    """A node with its quality standard, its flows and its performers."""
    found = element(TAGS[node.sort], id=node.id, name=node.name)
    found.extend(documentation(node.notes))
    found.extend(element("incoming", one.id) for one in process.links if one.target == node.id)
    leaving = [link for link in process.links if link.source == node.id]
    found.extend(element("outgoing", link.id) for link in leaving)
    if node.sort is Sort.GATEWAY:
        found.set("gatewayDirection", "Diverging" if len(leaving) > 1 else "Unspecified")
        found.set("default", next(one.id for one in leaving if one.way is Way.FORWARD))
    if node.sort is Sort.TASK:
        found.append(performer("potentialOwner", process, node.lane))
        found.extend(performer("performer", process, lane) for lane in node.others)
    return found


def performer(tag: str, process: Process, lane: int) -> ET.Element:
    """Who owns a task, or takes part in it."""
    found = element(tag, name=process.lanes[lane])
    found.append(element("resourceRef", f"{process.prefix}performer_{lane + 1}"))
    return found


def link_element(link: Link) -> ET.Element:
    """A sequence flow, with its condition if it has one."""
    found = element("sequenceFlow", id=link.id, sourceRef=link.source, targetRef=link.target)
    if link.name:
        found.set("name", link.name)
    if link.condition:
        condition = element("conditionExpression", link.condition, language=LANGUAGE)
        condition.set("xsi:type", "bpmn:tFormalExpression")
        found.append(condition)
    return found


def diagram(pools: Iterable[Pool]) -> ET.Element:
    """Where everything stands, in pixels."""
    found = ET.Element("bpmndi:BPMNDiagram", id="diagram")
    plane = ET.SubElement(found, "bpmndi:BPMNPlane", id="plane", bpmnElement="collaboration")
    for pool in pools:
        prefix = pool.process.prefix
        plane.append(shape(f"{prefix}pool", pool.box, isHorizontal="true"))
        for number, box in enumerate(pool.lanes, 1):
            plane.append(shape(f"{prefix}lane_{number}", box, isHorizontal="true"))
        for node in pool.process.nodes:
            marker = {"isMarkerVisible": "true"} if node.sort is Sort.GATEWAY else {}
            place = shape(node.id, pool.nodes[node.id], **marker)
            if node.id in pool.labels:
                place.append(label(pool.labels[node.id]))
            plane.append(place)
        plane.extend(edge(pool, link) for link in pool.process.links)
    return found


def shape(key: str, box: Box, **more: str) -> ET.Element:
    """The place of an element."""
    found = ET.Element("bpmndi:BPMNShape", {"id": f"{key}_di", "bpmnElement": key, **more})
    found.append(bounds(box))
    return found


def edge(pool: Pool, link: Link) -> ET.Element:
    """The corners of a flow, and where its name stands."""
    route = pool.routes[link.id]
    found = ET.Element("bpmndi:BPMNEdge", id=f"{link.id}_di", bpmnElement=link.id)
    for x, y in route.points:
        ET.SubElement(found, "di:waypoint", x=num(x), y=num(y))
    if route.label:
        found.append(label(route.label))
    return found


def label(box: Box) -> ET.Element:
    """Where a name stands."""
    found = ET.Element("bpmndi:BPMNLabel")
    found.append(bounds(box))
    return found


def bounds(box: Box) -> ET.Element:
    """A rectangle."""
    return ET.Element(
        "dc:Bounds", x=num(box.x), y=num(box.y), width=num(box.width), height=num(box.height)
    )


def documentation(notes: Iterable[str]) -> Iterator[ET.Element]:
    """The notes as one text, one line each; nothing when there are none."""
    text = "\n".join(notes)
    if text:
        yield element("documentation", text)


def element(tag: str, text: str | None = None, **attributes: str) -> ET.Element:
    """An element of the model."""
    found = ET.Element(f"bpmn:{tag}", attributes)
    found.text = text
    return found


PEN = Pen(name="bpmn", draw=draw, paged=False)
