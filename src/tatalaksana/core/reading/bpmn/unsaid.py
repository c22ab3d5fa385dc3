"""What BPMN says and an SOP AP document cannot: each a doubt at the step where it stands."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from tatalaksana.core.reading.block import Unsaid
from tatalaksana.core.reading.bpmn.lengths import length_in
from tatalaksana.core.reading.bpmn.model import Case, Node
from tatalaksana.core.reading.bpmn.steps import Steps, Way
from tatalaksana.core.reading.understand.labels import table

TWO = 2  #: ways of a decision of an SOP
NAMELESS = "tanpa nama"


def unsaid_of(
    case: Case, steps: Steps, ways: Mapping[str, Sequence[Way]], order: Sequence[str]
) -> dict[str, list[Unsaid]]:
    """The doubts of every step."""
    found: dict[str, list[Unsaid]] = defaultdict(list)
    reached = {way.to for some in ways.values() for way in some}
    begun = begun_by(steps)
    for k, key in enumerate(order):
        node = case.nodes[key]
        found[key] += [*of_task(case, steps, node), *of_ways(case, steps, ways[key])]
        found[key] += of_end(ways[key], k + 1 < len(order))
        if len(order) > 1 and key not in reached | begun:
            found[key].append(Unsaid("RD074"))
    return found


def begun_by(steps: Steps) -> set[str]:
    """The steps that a start event, or a message, leads to."""
    nodes = steps.case.nodes
    starts = [key for key, node in nodes.items() if node.kind == "startEvent"]
    starts += [key for key, node in nodes.items() if node.attached]
    found = {way.to for key in starts for flow in steps.ahead(key)
             for way in steps.follow(flow, "", chosen=False)}  # fmt: skip
    return found | {to for key in nodes for to in steps.messages(key)}


def of_task(case: Case, steps: Steps, node: Node) -> Iterator[Unsaid]:
    """What is said of a task itself."""
    if node.repeats:
        yield Unsaid("RD077")
    if node.around in steps.opened:
        yield Unsaid("RD079", (("name", case.nodes[node.around].name or NAMELESS),))
    if node.id in steps.keys and not steps.does(node):
        yield Unsaid("RD078", (("name", node.name or NAMELESS),))
    for one in case.nodes.values():
        if one.attached == node.id:
            yield event(one)


def event(node: Node) -> Unsaid:
    """An event that has no place in an SOP."""
    length = length_in(node.timer)
    name = " ".join(filter(None, (node.name or NAMELESS, f"({length})" if length else "")))
    kind = table("bpmn")["said"].get(node.kind, "Kejadian")
    return Unsaid("RD071", (("kind", kind), ("name", name)))


def of_ways(case: Case, steps: Steps, ways: Sequence[Way]) -> Iterator[Unsaid]:
    """What stands on the ways of a step."""
    told: set[str] = set()
    for key in (key for way in ways for key in way.through if key not in told):
        node = case.nodes[key]
        told.add(key)
        if node.kind.startswith("intermediate"):
            yield event(node)
        if steps.leaving[key] > 1 and node.kind in table("bpmn")["said"]:
            kind = table("bpmn")["said"][node.kind]
            yield Unsaid("RD070", (("kind", kind), ("name", node.name or NAMELESS)))
    picked = [way for way in ways if way.chosen]
    if len(picked) > TWO:
        labels = ", ".join(f"“{way.label or NAMELESS}”" for way in picked)
        yield Unsaid("RD073", (("count", str(len(picked))), ("ways", labels)))
    elif len(picked) == TWO and not any(way.label for way in picked):
        yield Unsaid("RD076")


def of_end(ways: Sequence[Way], more: bool) -> Iterator[Unsaid]:
    """A choice that ends the process in the middle of it."""
    picked = [way for way in ways if way.chosen]
    if len(picked) > 1 and more:
        for way in picked:
            if not way.to:
                yield Unsaid("RD075", (("label", way.label or NAMELESS),))
