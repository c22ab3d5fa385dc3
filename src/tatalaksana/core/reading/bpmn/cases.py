"""A BPMN file as procedures: one for each process, or for those that send each other messages."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.block import Unsaid
from tatalaksana.core.reading.bpmn.elements import Links, Process, bounds, links_of
from tatalaksana.core.reading.bpmn.model import Case, Flow
from tatalaksana.core.reading.markup import Node as Element
from tatalaksana.core.reading.markup import children, name_of, too_large, tree_of
from tatalaksana.core.reading.understand.labels import fold, table

MODEL = "http://www.omg.org/spec/BPMN/20100524/MODEL"


def top_of(data: bytes) -> Element:
    """The file as a tree. Errors: ReadingError TL200 when it is too large, broken, or no BPMN."""
    most = bounds()["megabytes"]
    if len(data) > most * 2**20:
        raise ReadingError(
            f"Berkas BPMN ini terlalu besar: lebih dari {most} megabita.",
            hint="Simpan setiap proses dalam berkas sendiri.",
        )
    top = tree_of(data)
    if name_of(top) != "definitions":
        raise ReadingError(
            "Berkas ini bukan BPMN 2.0.",
            hint="Di Bizagi, Camunda, atau program Anda pilih Ekspor, BPMN 2.0 XML.",
        )
    return top


def cases_of(top: Element) -> list[Case]:
    """The procedures of a file, in their order.

    Errors: ReadingError TL200 when it holds no process with steps.
    """
    links = links_of(top)
    title = links.named(top)
    found = processes_of(top, links)
    for key, case in found.items():
        case.title = title_of(case.title, links.pools.get(key, ""), title)
    cases = [one for one in joined(found, links) if any(map(is_task, one.nodes.values()))]
    if not cases:
        raise ReadingError(nothing_in(top), hint="Gambar prosesnya dengan kolam, jalur (lane), "
                           "dan tugas, lalu ekspor sebagai BPMN 2.0 XML.")  # fmt: skip
    for case in cases:
        if len(case.nodes) > bounds()["nodes"]:
            raise too_large()
        case.lanes = in_sight(case, links)
        case.unsaid += loose_ends(case)
    cases[0].unsaid += cut_names(links)
    return cases


def processes_of(top: Element, links: Links) -> dict[str, Case]:
    """The processes by their ids. Errors: ReadingError TL200 when there are too many."""
    every, most = list(children(top, "process")), bounds()["processes"]
    if len(every) > most:
        raise ReadingError(
            f"Berkas BPMN ini memuat {len(every)} proses; yang dibaca paling banyak {most}.",
            hint="Simpan sebagian prosesnya dalam berkas lain, lalu baca satu per satu.",
        )
    found: dict[str, Case] = {}
    for k, one in enumerate(every):
        key = one.get("id", "")
        found[f"{key}-{k}" if key in found else key] = Process(one, links).case
    return found


def loose_ends(case: Case) -> Iterator[Unsaid]:
    """The doubt about arrows that begin or end at nothing."""
    loose = sum(
        not {flow.source, flow.target} <= case.nodes.keys()
        for flow in case.flows
        if not flow.message
    )
    if loose:
        yield Unsaid("RD081", (("count", str(loose)),))


def cut_names(links: Links) -> Iterator[Unsaid]:
    """The doubt about names that were cut."""
    if links.cut:
        most, count = bounds()["name"], len(links.cut)
        yield Unsaid("RD082", (("count", str(count)), ("most", str(most)), ("text", links.cut[0])))


def nothing_in(top: Element) -> str:
    """Why a file gives no procedure."""
    kinds = {name_of(one) for one in top}
    if kinds & {"choreography", "globalConversation", "conversation"}:
        return "Berkas BPMN ini hanya memuat koreografi atau percakapan, bukan proses."
    return "Berkas BPMN ini tidak memuat proses dengan tugas."


def is_task(node: object) -> bool:
    """Whether a node does something."""
    return getattr(node, "kind", "") in table("bpmn")["elements"]["task"]


def title_of(*names: str) -> str:
    """The first name that somebody gave."""
    unnamed = table("bpmn")["unnamed"]["process"]
    return next((one for one in names if one and fold(one) not in unnamed), "")


def joined(found: dict[str, Case], links: Links) -> list[Case]:
    """The cases, those one that send each other messages.

    Their pools are then the performers of what stands in no lane. Messages to a pool without a
    process are told as doubts.
    """
    owner = {key: process for key, (process, _) in links.participants.items()
             if process and process in found}  # fmt: skip
    owner |= {key: process for process, case in found.items() for key in case.nodes}
    of = {process: process for process in found}
    for flow in links.messages:
        one, other = owner.get(flow.source), owner.get(flow.target)
        if one is not None and other is not None and of[one] != of[other]:
            old, new = sorted((of[one], of[other]), key=list(found).index, reverse=True)
            of = {key: new if value == old else value for key, value in of.items()}
    merged: dict[str, Case] = {}
    for process, case in found.items():
        if list(of.values()).count(of[process]) > 1:
            in_pool(case, links.pools.get(process, ""))
        first = merged.setdefault(of[process], case)
        if first is not case:
            add(first, case)
    for flow in links.messages:
        sender = owner.get(flow.source) or owner.get(flow.target)
        if sender is not None:
            told(merged[of[sender]], flow, links)
    return list(merged.values())


def in_pool(case: Case, pool: str) -> None:
    """Put the nodes without a lane into the lane of their pool."""
    if not pool:
        return
    for node in case.nodes.values():
        node.lane = node.lane or pool
    if any(node.lane == pool for node in case.nodes.values()) and pool not in case.lanes:
        case.lanes.append(pool)


def add(case: Case, other: Case) -> None:
    """Add a process to the one it exchanges messages with."""
    start = len(case.nodes)
    case.nodes |= {key: replace(node, order=start + node.order)
                   for key, node in other.nodes.items()}  # fmt: skip
    case.flows += other.flows
    known = set(case.notes)
    case.notes += [line for line in other.notes if line not in known]
    case.beside += other.beside
    case.unsaid += other.unsaid
    case.lanes += [lane for lane in other.lanes if lane not in case.lanes]


def told(case: Case, flow: Flow, links: Links) -> None:
    """Keep a message: as an order of two steps, and as a doubt."""
    ends = [case.nodes[key].name if key in case.nodes else
            links.participants.get(key, ("", ""))[1] or "pihak tanpa nama"
            for key in (flow.source, flow.target)]  # fmt: skip
    if flow.source in case.nodes and flow.target in case.nodes:
        case.flows.append(flow)
    words = (("name", flow.name or "tanpa nama"), ("one", ends[0]), ("other", ends[1]))
    case.unsaid.append(Unsaid("RD072", words))


def in_sight(case: Case, links: Links) -> list[str]:
    """The lanes by where their tasks stand in the picture; else as the file lists them."""
    axis = 0 if case.upright else 1
    seen: dict[str, list[float]] = {}
    for node in case.nodes.values():
        if node.lane and node.place:
            seen.setdefault(node.lane, []).append(node.place[axis])
    if not links.places or any(lane not in seen for lane in case.lanes):
        return case.lanes
    return sorted(case.lanes, key=lambda lane: sum(seen[lane]) / len(seen[lane]))
