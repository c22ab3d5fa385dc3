"""A case as blocks: its identity, a header with the lanes, and a row for each step."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from tatalaksana.core.reading.block import Arrow, Block, Cell, Row, Unsaid
from tatalaksana.core.reading.bpmn.diagram import Diagram
from tatalaksana.core.reading.bpmn.lengths import length_in
from tatalaksana.core.reading.bpmn.model import Case, Node
from tatalaksana.core.reading.bpmn.order import in_flow
from tatalaksana.core.reading.bpmn.placed import at_element, at_strip
from tatalaksana.core.reading.bpmn.steps import Steps, Way
from tatalaksana.core.reading.bpmn.unsaid import begun_by, unsaid_of
from tatalaksana.core.reading.understand.arrows import label_of
from tatalaksana.core.reading.understand.conditions import is_negative
from tatalaksana.core.reading.understand.durations import duration_in
from tatalaksana.core.reading.understand.labels import (
    fold,
    identity_field,
    is_list,
    label_in,
    table,
)

NAMELESS = "(kegiatan belum disebut)"
COLUMNS = ("inputs", "duration", "outputs", "note")  #: behind the performers
HEAD = ("Kelengkapan", "Waktu", "Output", "Keterangan")
LONGEST_QUOTE = 200  #: letters of what is quoted in one doubt
NUMBER = re.compile(r"\d{1,6}")  #: of a step; int() refuses thousands of digits


@dataclass(slots=True)
class Writer:
    """Writes the rows of all cases of a file, each on a line of its own."""

    diagram: Diagram = field(default_factory=Diagram)
    line: int = 0
    blocks: list[Block] = field(default_factory=list)

    def case(self, case: Case) -> None:
        """One procedure."""
        self.line += 1  # it does not follow directly
        steps = Steps(case)
        names = performers_of(case, steps)
        told, rest = said_of(case)
        agency = [text for label, text in rest if fold(label) in repeats("agency")]
        above = [self.row((lines_of(agency[0]),))] if agency else []
        title = at_strip(self.row(("Nama SOP", case.title)), self.diagram, {1: case.title})
        identity = (*above, title, *map(self.row, told))
        spent = agency[:1]
        free = [text for _, text in rest if text and text not in spent]
        self.blocks.append(Block(identity))
        unsaid = (*case.unsaid, *unread([*free, *unplaced(case, steps)]))
        wide = [""] * (len(names) - 1)
        top = ("No", "Kegiatan", "Pelaksana", *wide, "Mutu Baku", "", "", HEAD[3])
        low = ("", "", *names, *HEAD[:3], "")
        header = [self.row(top, drawn=True, unsaid=unsaid), self.row(low, drawn=True)]
        header[1] = at_strip(header[1], self.diagram, {2 + k: one for k, one in enumerate(names)})
        self.blocks.append(Block((*header, *self.steps(case, steps, names))))

    def row(self, texts: Sequence[str], *, drawn: bool = False,
            unsaid: tuple[Unsaid, ...] = ()) -> Row:  # fmt: skip
        """One row."""
        self.line += 1
        return Row(self.line, tuple(map(Cell, texts)), drawn=drawn, unsaid=unsaid)

    def steps(self, case: Case, steps: Steps, names: Sequence[str]) -> Iterator[Row]:
        """The steps in the order of the flow."""
        ways = {key: steps.ways(key) for key in steps.keys}
        edges = {key: [*(way.to for way in found if way.to), *steps.messages(key)]
                 for key, found in ways.items()}  # fmt: skip
        axis = 1 if case.upright else 0
        places = {key: place[axis] for key in steps.keys if (place := case.nodes[key].place)}
        places = places if len(places) == len(steps.keys) else {}
        order = numbered(case, steps.keys) or in_flow(steps.keys, edges, places, begun_by(steps))
        lines = {key: self.line + 1 + k for k, key in enumerate(order)}
        first = self.line + 1
        self.line += len(order)
        doubts = unsaid_of(case, steps, ways, order)
        for key in order:
            node = case.nodes[key]
            kind = self.kind(ways[key], lines[key] in (first, self.line))
            doers = doers_of(node, names)
            cells = [Cell(text) for text in texts_of(case, node, len(names))]
            for seat in doers:
                shown = kind if seat == doers[0] else "box"
                cells[2 + seat] = Cell("", marks=(shown,))
            asked = question(case, node, ways[key])
            row = Row(
                lines[key], tuple(cells), drawn=True, doers=tuple(2 + seat for seat in doers),
                arrows=tuple(arrows_of(key, ways[key], lines)), condition=asked,
                unsaid=tuple(doubts[key]),
            )  # fmt: skip
            gates = [one for way in ways[key] if way.chosen for one in way.through
                     if "Gateway" in case.nodes[one].kind]  # fmt: skip
            yield at_element(row, self.diagram, node, gates)

    def kind(self, ways: Sequence[Way], at_end: bool) -> str:
        """The symbol of a step."""
        if decides(ways):
            return "diamond"
        return "capsule" if at_end else "box"


def numbered(case: Case, keys: Sequence[str]) -> list[str]:
    """The steps by the numbers they give themselves; [] unless all do, each another."""
    found: dict[int, str] = {}
    for key in keys:
        for line in case.nodes[key].notes:
            label, _, text = line.partition(":")
            if label_in("header", label) == "no" and NUMBER.fullmatch(text.strip()):
                found[int(text)] = key
    return [found[number] for number in sorted(found)] if len(found) == len(keys) else []


def decides(ways: Sequence[Way]) -> bool:
    """Whether a step is followed by a choice."""
    return any(way.chosen for way in ways)


def arrows_of(key: str, ways: Sequence[Way], lines: dict[str, int]) -> Iterator[Arrow]:
    """The arrows of a step, those of a choice by what stands at them.

    As in a drawing, "Ya" may lead to the end, which stands in the same row.
    """
    for way in ways:
        if not way.to and way.chosen and answer(way.label) == "Ya":
            yield Arrow(lines[key], "Ya", diamond=True)
        elif way.to:
            yield Arrow(lines[way.to], answer(way.label) if way.chosen else "", decides(ways))


def answer(label: str) -> str:
    """What a flow says as the chart of an SOP says it: Ya, Tidak, or its own words."""
    known = label_of(label)
    if known == "no" or is_negative(label):
        return "Tidak"
    return "Ya" if known == "yes" else label


def question(case: Case, node: Node, ways: Sequence[Way]) -> str:
    """What the gateway behind a step asks."""
    gates = [case.nodes[key] for way in ways if way.chosen for key in way.through]
    asked = [one.name for one in (node, *gates) if "Gateway" in one.kind and one.name]
    return asked[0] if asked else ""


def performers_of(case: Case, steps: Steps) -> list[str]:
    """The lanes, then who is named by tasks alone; one column at least."""
    named = [name for key in steps.keys for name in case.nodes[key].others if name]
    return list(dict.fromkeys([*case.lanes, *named])) or [""]


def doers_of(node: Node, names: Sequence[str]) -> list[int]:
    """The columns of those who do a step, the responsible one first."""
    told = dict.fromkeys(name for name in (node.lane, *node.others) if name in names and name)
    return [names.index(name) for name in told]


def said_of(case: Case) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """(label, text) of the lines about the process: fields of the identity, and the rest."""
    told, rest = [], []
    for line in case.notes:
        label, colon, text = (part.strip() for part in line.partition(":"))
        if colon and identity_field(label):
            told.append((label, text if is_list(identity_field(label) or "") else lines_of(text)))
        elif colon and fold(label) in repeats("agency"):
            rest.append((label, text))
        else:
            rest.append(("", line))
    return told, rest


def unplaced(case: Case, steps: Steps) -> Iterator[str]:
    """What is written in a model and at no step: beside the flow, at its gateways and events."""
    placed = {
        text
        for key in steps.keys
        for node in [case.nodes[key]]
        for text in (*node.inputs, *node.outputs, *node.told)
    }
    for key, node in case.nodes.items():
        if key not in steps.stops:
            yield from (*node.notes, *node.told)
            placed.update(node.told)
    yield from (text for text in case.beside if text not in placed)


def unread(texts: Iterable[str]) -> Iterator[Unsaid]:
    """One doubt about all texts that have no place in an SOP."""
    every = list(dict.fromkeys(" ".join(text.split()) for text in texts if text.strip()))
    if every:
        text = "; ".join(every)
        quote = text if len(text) <= LONGEST_QUOTE else text[:LONGEST_QUOTE].rstrip() + " …"
        yield Unsaid("RD080", (("count", str(len(every))), ("text", quote)))


def lines_of(text: str) -> str:
    """What semicolons part, each on its line."""
    return "\n".join(text.split("; "))


def repeats(name: str) -> frozenset[str]:
    """Words of bpmn.toml."""
    return frozenset(table("bpmn")["repeats"][name])


def texts_of(case: Case, node: Node, performers: int) -> list[str]:
    """The texts of a row: number, activity, empty performers, and the four columns."""
    name = node.name if fold(node.name) not in table("bpmn")["unnamed"]["task"] else ""
    found = {"no": "", "activity": name or NAMELESS}
    kept = {key: list[str]() for key in COLUMNS}
    kept["inputs"], kept["outputs"] = list(node.inputs), list(node.outputs)
    if node.kind == "callActivity" and name:
        kept["note"].append(f"Terkait SOP {name}")
    for line in node.notes:
        label, colon, text = (part.strip() for part in line.partition(":"))
        field_of = label_in("header", label) if colon else None
        if field_of in kept:
            kept[field_of] += [part for part in text.split("; ") if part not in kept[field_of]]
        elif field_of == "no":
            found["no"] = text
        elif fold(label) not in repeats("labels"):
            kept["note"].append(line)
    for text in node.told:
        field_of = "duration" if duration_in(text) else "note"
        kept[field_of] += [" ".join(text.split())]
    timers = [one for one in case.nodes.values() if one.attached == node.id and one.timer]
    if timers and not kept["duration"]:
        kept["duration"].append(length_in(timers[0].timer) or timers[0].timer)
    lists = {key: "; ".join(texts) if key in ("duration", "note") else listing(texts)
             for key, texts in kept.items()}  # fmt: skip
    return [found["no"], found["activity"], *[""] * performers, *(lists[key] for key in COLUMNS)]


def listing(texts: Sequence[str]) -> str:
    """Documents as a cell lists them."""
    return "\n".join(f"- {text}" for text in texts) if len(texts) > 1 else "".join(texts)
