"""What a BPMN file says, before it becomes rows: nodes in lanes, flows between them."""

from __future__ import annotations

from dataclasses import dataclass, field

from tatalaksana.core.reading.block import Unsaid

Point = tuple[float, float]


@dataclass(slots=True)
class Node:
    """A task, gateway or event."""

    id: str
    kind: str  #: the name of its element
    name: str
    order: int  #: among all elements of the file
    lane: str = ""
    place: Point | None = None  #: of its middle, in pixels
    around: str = ""  #: the subprocess it stands in
    attached: str = ""  #: the task a boundary event is at
    others: tuple[str, ...] = ()  #: who takes part, beside the lane
    notes: list[str] = field(default_factory=list)  #: lines of its documentation
    inputs: list[str] = field(default_factory=list)
    outputs: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  #: annotations beside it
    drawn: dict[str, list[str]] = field(default_factory=dict)  #: "inputs" … -> ids of those
    timer: str = ""  #: of an event, as ISO 8601 tells a length
    repeats: bool = False  #: it is marked as a loop, or for several at once
    default: str = ""  #: the flow that is taken without a condition


@dataclass(frozen=True, slots=True)
class Flow:
    """The way from a node to another."""

    id: str
    source: str
    target: str
    name: str = ""
    message: bool = False  #: between pools


@dataclass(slots=True)
class Case:
    """One procedure: a process, or several that send each other messages."""

    title: str
    notes: list[str] = field(default_factory=list)
    lanes: list[str] = field(default_factory=list)  #: from the top down
    nodes: dict[str, Node] = field(default_factory=dict)
    flows: list[Flow] = field(default_factory=list)
    upright: bool = False  #: its pools stand upright: the flow runs down
    unsaid: list[Unsaid] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)  #: documents and notes drawn beside the flow
