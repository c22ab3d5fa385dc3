"""The elements of a BPMN file as nodes and flows. Source: BPMN 2.0.2, chapters 8 to 10 and 12."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.bpmn.model import Case, Flow, Node, Point
from tatalaksana.core.reading.cleaning import clean
from tatalaksana.core.reading.markup import Node as Element
from tatalaksana.core.reading.markup import children, name_of, number, too_large, within
from tatalaksana.core.reading.understand.labels import fold, table

QUOTED = 60  #: letters of a name that was cut
PERFORMERS = ("potentialOwner", "humanPerformer", "performer", "resourceRole")
ASSIGNED = ("assignee", "candidateGroups", "candidateUsers")
LOOPS = frozenset({"standardLoopCharacteristics", "multiInstanceLoopCharacteristics"})


@dataclass(slots=True)
class Links:
    """What the file says beside its processes: by the ids of elements."""

    places: dict[str, tuple[float, float, float, float]] = field(default_factory=dict)
    upright: set[str] = field(default_factory=set)
    resources: dict[str, str] = field(default_factory=dict)
    pools: dict[str, str] = field(default_factory=dict)  #: process -> name of its participant
    messages: list[Flow] = field(default_factory=list)
    #: participant -> (its process, "" where it has none; its name)
    participants: dict[str, tuple[str, str]] = field(default_factory=dict)
    ids: set[str] = field(default_factory=set)  #: of the nodes of all processes
    cut: list[str] = field(default_factory=list)  #: how the names begin that were cut
    flows: int = 0  #: arrows and messages so far
    lines: int = 0  #: of documentation so far

    def named(self, one: Element) -> str:
        """The name of an element on one line, as much as is kept of it."""
        name, most = one.get("name", ""), bounds()["name"]
        if len(name) > most:
            self.cut.append(f"{name[:QUOTED].strip()} …")
        return " ".join(clean(name[:most]).split())

    def flow(self, one: Element, *, message: bool = False) -> Flow:
        """A sequence flow, message flow or association. Errors: ReadingError TL200, too many."""
        self.flows += 1
        if self.flows > bounds()["flows"]:
            raise too_large()
        source, target = (one.get(key, "").rpartition(":")[2] for key in ("sourceRef", "targetRef"))
        return Flow(one.get("id", ""), source, target, self.named(one), message)

    def counted(self, lines: Iterable[str]) -> list[str]:
        """Lines of documentation. Errors: ReadingError TL200, too many in the file."""
        found = list(lines)
        self.lines += len(found)
        if self.lines > bounds()["lines"]:
            raise too_large()
        return found

    def key(self, one: Element) -> str:
        """The id of a node; one of its own where it has none, or that of another."""
        key = one.get("id", "")
        if not key or key in self.ids:
            key = f"{key or 'tanpa-id'}-{len(self.ids)}"
        self.ids.add(key)
        return key

    def place(self, key: str) -> Point | None:
        """The middle of an element."""
        box = self.places.get(key)
        return (box[0] + box[2] / 2, box[1] + box[3] / 2) if box else None


def bounds() -> Mapping[str, int]:
    """What is read of one file: bpmn.toml."""
    found: Mapping[str, int] = table("bpmn")["bounds"]
    return found


def links_of(top: Element) -> Links:
    """Pools, messages, resources and places."""
    found = Links()
    for one in top.iter("{*}BPMNShape"):
        bounds = within(one, "Bounds")
        key = one.get("bpmnElement", "").rpartition(":")[2]
        if bounds is not None:
            x, y, wide, high = (number(bounds, name) for name in ("x", "y", "width", "height"))
            found.places[key] = x, y, wide, high
        if one.get("isHorizontal") == "false":
            found.upright.add(key)
    found.resources = {one.get("id", ""): one.get("name", "") for one in children(top, "resource")}
    for group in children(top, "collaboration"):
        for one in children(group, "participant"):
            process = one.get("processRef", "").rpartition(":")[2]
            name = found.named(one)
            found.participants[one.get("id", "")] = process, name
            if process:
                found.pools[process] = name
            if one.get("id") in found.upright:
                found.upright.add(process)
        found.messages += [found.flow(one, message=True) for one in children(group, "messageFlow")]
    return found


class Process:
    """Takes one process apart."""

    def __init__(self, process: Element, links: Links) -> None:
        """Errors: ReadingError TL200 when it has more elements than any SOP."""
        key = process.get("id", "")
        self.links = links
        self.known = {name: kind for kind, names in table("bpmn")["elements"].items()
                      for name in names}  # fmt: skip
        self.case = Case(
            links.named(process), notes=links.counted(documentation(process)),
            upright=key in links.upright,
        )  # fmt: skip
        self.lane_of: dict[str, str] = {}
        self.data: dict[str, str] = {}
        self.annotations: dict[str, str] = {}
        self.associations: list[tuple[Flow, str]] = []
        self.ways: list[tuple[str, str, bool]] = []  #: (data, task, whether it goes in)
        for one in children(process, "laneSet"):
            self.lanes(one, 0)
        self.elements(process, "", 0)
        self.finish()

    def lanes(self, lane_set: Element, depth: int) -> None:
        """The lanes, the innermost of those in each other."""
        for lane in children(lane_set, "lane"):
            inner = within(lane, "childLaneSet")
            if inner is not None:
                self.lanes(inner, deeper(depth))
                continue
            name = self.links.named(lane)
            if name and fold(name) not in table("bpmn")["unnamed"]["lane"]:
                if name not in self.case.lanes:
                    self.case.lanes.append(name)
                for ref in children(lane, "flowNodeRef"):
                    self.lane_of[(ref.text or "").strip().rpartition(":")[2]] = name

    def elements(self, around: Element, inside: str, depth: int) -> None:
        """The elements of a process or subprocess."""
        for one in around:
            tag, key = name_of(one), one.get("id", "")
            kind = self.known.get(tag, "")
            if kind == "data":
                self.data[key] = self.links.named(one) or self.data.get(
                    one.get("dataObjectRef", ""), ""
                )
            elif tag == "textAnnotation":
                self.annotations[key] = clean("".join(within_text(one)))
            elif tag == "association":
                self.associations.append(
                    (self.links.flow(one), one.get("associationDirection", "None"))
                )
            elif tag == "sequenceFlow":
                self.case.flows.append(self.links.flow(one))
            elif kind:
                inner = self.node(one, tag, inside)
                if kind == "inner":
                    self.elements(one, inner, deeper(depth))

    def node(self, one: Element, tag: str, inside: str) -> str:
        """Keep one node with what it says of itself, and give its key."""
        if len(self.case.nodes) >= bounds()["nodes"]:
            raise too_large()
        key = self.links.key(one)
        node = Node(
            key, tag, self.links.named(one), len(self.case.nodes),
            place=self.links.place(key), around=inside,
            attached=one.get("attachedToRef", "").rpartition(":")[2],
            lane=self.lane_of.get(key, "") or self.lane_of.get(inside, ""),
            default=one.get("default", ""),
            notes=self.links.counted([*documentation(one), *properties(one)]),
        )  # fmt: skip
        if inside and not node.lane and inside in self.case.nodes:
            node.lane = self.case.nodes[inside].lane
        unnamed = table("bpmn")["unnamed"]["lane"]
        node.others = tuple(name for name in self.performers(one) if fold(name) not in unnamed)
        node.repeats = any(name_of(part) in LOOPS for part in one)
        node.timer = next((text_in(part) for part in one.iter("{*}timeDuration")), "")
        for part in one:
            incoming = name_of(part) == "dataInputAssociation"
            if incoming or name_of(part) == "dataOutputAssociation":
                end = within(part, "sourceRef" if incoming else "targetRef")
                self.ways.append((text_in(end).rpartition(":")[2], key, incoming))
        self.case.nodes[key] = node
        return key

    def performers(self, one: Element) -> Iterator[str]:
        """Who does a task, besides the lane or instead of one."""
        for part in one:
            if name_of(part) in PERFORMERS:
                ref = text_in(within(part, "resourceRef")).rpartition(":")[2]
                yield self.links.resources.get(ref, "") or self.links.named(part)
        for key, value in one.attrib.items():
            if str(key).rpartition("}")[2] in ASSIGNED and "{" not in str(value):
                yield from (name.strip() for name in str(value).split(","))

    def finish(self) -> None:
        """Give data and annotations to the tasks they belong to."""
        nodes = self.case.nodes
        self.case.beside = [*self.data.values(), *self.annotations.values()]
        for data, key, incoming in self.ways:
            self.put(key, data, incoming=incoming)
        for flow, direction in self.associations:
            for one, other, leads in ((flow.source, flow.target, True),
                                      (flow.target, flow.source, False)):  # fmt: skip
                if other not in nodes:
                    continue
                if one in self.annotations:
                    nodes[other].told.append(self.annotations[one])
                    nodes[other].drawn.setdefault("told", []).append(one)
                elif one in self.data and direction != "Both":
                    self.put(other, one, incoming=leads)

    def put(self, key: str, data: str, *, incoming: bool) -> None:
        """Add a document to a task."""
        node, name = self.case.nodes.get(key), self.data.get(data, "")
        if node is None or not name:
            return
        kept = node.inputs if incoming else node.outputs
        if name not in kept:
            kept.append(name)
        node.drawn.setdefault("inputs" if incoming else "outputs", []).append(data)


def deeper(depth: int) -> int:
    """One level more. Errors: ReadingError TL200 when nobody nests so deep."""
    if depth >= bounds()["depth"]:
        raise ReadingError(
            f"Subproses atau lane berkas ini bertumpuk lebih dari {depth} lapis.",
            hint="Jadikan subproses yang terdalam proses tersendiri, lalu ekspor lagi.",
        )
    return depth + 1


def documentation(one: Element) -> list[str]:
    """The lines of what documents an element."""
    found = []
    for part in children(one, "documentation"):
        found += [line.strip() for line in clean("".join(within_text(part))).split("\n")]
    remark = table("bpmn")["repeats"]["remark"]
    return [line for line in found if line and not re.fullmatch(remark, line)]


def properties(one: Element) -> Iterator[str]:
    """What modellers keep as a property of an element: "name: value"."""
    extension = within(one, "extensionElements")
    for part in () if extension is None else extension.iter():
        attributes: Mapping[str, str] = {str(k): str(v) for k, v in part.attrib.items()}
        name = attributes.get("name") or attributes.get("key", "")
        value = attributes.get("value", "") or (part.text or "").strip()
        if name and value:
            yield f"{name}: {' '.join(clean(value).split())}"


def within_text(one: Element) -> Iterator[str]:
    """The texts below an element."""
    return (str(text) for text in one.itertext())


def text_in(one: Element | None) -> str:
    """The text of an element without spaces about it."""
    return "" if one is None else (one.text or "").strip()
