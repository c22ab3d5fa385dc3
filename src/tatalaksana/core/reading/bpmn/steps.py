"""What leads from step to step: through gateways and events, which are no steps themselves."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.bpmn.elements import bounds
from tatalaksana.core.reading.bpmn.model import Case, Flow, Node
from tatalaksana.core.reading.understand.labels import table


@dataclass(frozen=True, slots=True)
class Way:
    """From a step to another; `to` is "" where the process ends."""

    to: str
    label: str = ""
    chosen: bool = False  #: a gateway decides whether it is taken
    through: tuple[str, ...] = ()  #: gateways and events on the way


@dataclass(slots=True)
class Steps:
    """The steps of a case: its tasks, and the gateways that decide for themselves."""

    case: Case
    kinds: dict[str, str] = field(init=False)
    out: dict[str, list[Flow]] = field(init=False)
    into: dict[str, list[Flow]] = field(init=False)
    keys: list[str] = field(init=False)  #: of the steps, as the file lists them
    stops: frozenset[str] = field(init=False)  #: the same, to be looked up
    leaving: Counter[str] = field(init=False)  #: how many flows of the file leave a node
    looked: int = field(init=False, default=0)  #: at nodes on the way, so far

    def __post_init__(self) -> None:
        self.kinds = {name: kind for kind, names in table("bpmn")["elements"].items()
                      for name in names}  # fmt: skip
        self.opened = {node.around for node in self.case.nodes.values() if node.around}
        self.out, self.into = defaultdict(list), defaultdict(list)
        self.leaving = Counter(flow.source for flow in self.case.flows if not flow.message)
        for count, flow in enumerate(self.flows()):
            if count > bounds()["flows"]:
                raise entangled()
            self.out[flow.source].append(flow)
            self.into[flow.target].append(flow)
        self.keys = [key for key, node in self.case.nodes.items() if self.does(node)]
        self.keys += [key for key, node in self.case.nodes.items() if self.asks(node)]
        self.stops = frozenset(self.keys)

    opened: set[str] = field(init=False)  #: subprocesses whose steps are read

    def flows(self) -> Iterator[Flow]:
        """The flows; those of an opened subprocess lead to its start and from its ends."""
        nodes = self.case.nodes
        starts: dict[str, list[str]] = defaultdict(list)
        ends: dict[str, list[str]] = defaultdict(list)
        reached = {flow.target for flow in self.case.flows if not flow.message}
        left = {flow.source for flow in self.case.flows if not flow.message}
        for key, node in nodes.items():
            if node.around and self.kinds.get(node.kind) != "inner" and not node.attached:
                starts[node.around] += [key] if key not in reached else []
                ends[node.around] += [key] if key not in left else []
        for flow in self.case.flows:
            if flow.source not in nodes or flow.target not in nodes:
                continue
            sources = ends[flow.source] if flow.source in self.opened else [flow.source]
            targets = starts[flow.target] if flow.target in self.opened else [flow.target]
            for source in sources:
                for target in targets:
                    yield Flow(flow.id, source, target, flow.name, flow.message)

    def does(self, node: Node) -> bool:
        """Whether a node is a task, or a subprocess of which only the name is known."""
        kind = self.kinds.get(node.kind)
        return kind == "task" or (kind == "inner" and node.id not in self.opened)

    def ahead(self, key: str) -> list[Flow]:
        """The flows that leave a node within its pool."""
        return [flow for flow in self.out[key] if not flow.message]

    def parts(self, node: Node, kind: str) -> bool:
        """Whether a node is a gateway of this kind with several ways on, or one that is named.

        Where one way joins and one that says "Ya" goes on, the other was forgotten.
        """
        ahead = self.ahead(node.id)
        half = len(ahead) == 1 and bool(ahead[0].name) and len(self.into[node.id]) == 1
        return self.kinds.get(node.kind) == kind and (len(ahead) > 1 or half)

    def asks(self, node: Node) -> bool:
        """Whether a gateway is a step of its own: it decides for no single task before it.

        So it is too where it stands in another lane: then somebody else decides.
        """
        if not self.parts(node, "choice"):
            return False
        before = self.before(node.id, set())
        if len(before) != 1:
            return bool(self.into[node.id])
        task = self.case.nodes[next(iter(before))]
        return not self.does(task) or (bool(node.lane) and node.lane != task.lane)

    def before(self, key: str, seen: set[str]) -> set[str]:
        """The tasks and deciding gateways from which a node is reached."""
        found: set[str] = set()
        waiting = [flow.source for flow in self.into[key] if not flow.message]
        while waiting:
            one = waiting.pop()
            self.look()
            if one in seen:
                continue
            seen.add(one)
            node = self.case.nodes[one]
            if self.does(node) or self.parts(node, "choice"):
                found.add(one)
            elif node.attached:
                found.add(node.attached)
            else:
                waiting += [flow.source for flow in self.into[one] if not flow.message]
        return found

    def ways(self, key: str) -> list[Way]:
        """Where a step leads, each once."""
        node = self.case.nodes[key]
        chosen = self.kinds.get(node.kind) == "choice"
        found: dict[tuple[str, str], Way] = {}
        for flow in self.ahead(key):
            for way in self.follow(flow, flow.name if chosen else "", chosen):
                found.setdefault((way.to, way.label), way)
        return list(found.values())

    def follow(self, flow: Flow, label: str, chosen: bool) -> Iterator[Way]:
        """The steps that a flow leads to."""
        waiting = [(flow.target, label, chosen, tuple[str, ...]())]
        seen: set[str] = set()
        while waiting:
            key, said, picked, through = waiting.pop()
            node = self.case.nodes[key]
            self.look(1 + len(through))
            if key in self.stops:
                yield Way(key, said, picked, through)
                continue
            if key in seen:
                continue
            seen.add(key)
            onward = self.ahead(key)
            if not onward and node.kind == "endEvent":
                yield Way("", said or node.name * picked, picked, (*through, key))
            decides = self.parts(node, "choice")
            for one in reversed(onward):
                name = said or (one.name if decides else "")
                waiting.append((one.target, name, picked or decides, (*through, key)))

    def messages(self, key: str) -> list[str]:
        """The steps a step sends a message to."""
        return [flow.target for flow in self.out[key]
                if flow.message and flow.target in self.stops]  # fmt: skip

    def look(self, times: int = 1) -> None:
        """Count the looks at nodes. Errors: ReadingError TL200 when the flow is a tangle."""
        self.looked += times
        if self.looked > bounds()["looks"]:
            raise entangled()


def entangled() -> ReadingError:
    """The refusal of a flow that nobody could follow."""
    return ReadingError(
        "Alur berkas BPMN ini terlalu rumit: gerbang dan panahnya membentuk terlalu banyak jalan.",
        hint="Bagi menjadi beberapa proses, masing-masing satu SOP, lalu ekspor lagi.",
    )
