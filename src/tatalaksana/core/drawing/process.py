"""A procedure as a BPMN process, before anything has a place: lanes, nodes, links.

Nothing is invented: what the document does not say stays open, and a note of the node says so.
Source: BPMN 2.0.2 (OMG formal/2013-12-09), chapters 9 and 10.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tatalaksana.core.drawing.drawing import Way
from tatalaksana.core.drawing.flow import NO, YES, roles_of
from tatalaksana.core.drawing.wording import cell_texts
from tatalaksana.core.procedure.graph import next_row, return_row
from tatalaksana.core.procedure.model import Procedure, Step

UNKNOWN = "(pelaksana belum diketahui)"
SILENT = "(kegiatan belum disebut)"
APPROVED, RETURNED = "setuju", "kembali"  #: the values of a decision's variable
LONGEST_KEY = 60  #: letters of an id that is made from a title
#: what XML 1.0 cannot hold, and what would be seen as a break of the line
UNFIT = re.compile("[^\\t\\n\\r\\u0020-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]")


class Sort(StrEnum):
    """What a node is."""

    START = "start"
    TASK = "task"
    GATEWAY = "gateway"
    END = "end"


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A start, a step, the decision of a step, or the end."""

    id: str
    sort: Sort
    name: str
    lane: int  #: the performer's column, from 0
    others: tuple[int, ...] = ()  #: the lanes of those who take part
    notes: tuple[str, ...] = ()  #: quality standard and open questions, one line each


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """The way from a node to a node; `condition` is empty on the way forward."""

    id: str
    source: str
    target: str
    way: Way = Way.FORWARD
    name: str = ""
    condition: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Process:
    """One procedure; the nodes stand in the order of the document."""

    id: str
    prefix: str  #: of every id in it; empty when the file holds one process
    name: str
    lanes: tuple[str, ...]
    nodes: tuple[Node, ...]
    links: tuple[Link, ...]
    notes: tuple[str, ...]
    remarks: tuple[str, ...]  #: what the document leaves open; empty = an engine can run it


def processes_of(procedures: Sequence[Procedure]) -> tuple[Process, ...]:
    """Every procedure as a process; ids are readable, and no two alike."""
    keys: list[str] = []
    for procedure in procedures:
        key, number = key_of(procedure.title), 2
        while key in keys:
            key, number = f"{key_of(procedure.title)}_{number}", number + 1
        keys.append(key)
    many = len(keys) > 1
    return tuple(
        process_of(procedure, key, f"sop{number}_" if many else "")
        for number, (procedure, key) in enumerate(zip(procedures, keys, strict=True), 1)
    )


def process_of(procedure: Procedure, key: str, prefix: str = "") -> Process:
    """One procedure as the process `key`; its parts are `step_3`, `gateway_3`, … after `prefix`."""
    roles = roles_of(procedure, [])
    lanes = roles if any(roles) else ()
    if not procedure.steps or not all(map(named, procedure.steps)):
        lanes = (*lanes, UNKNOWN)
    remarks: list[str] = []
    nodes: list[Node] = []
    links: list[Link] = []
    for step in procedure.steps:
        nodes += nodes_of(procedure, step, lanes, prefix)
        links += links_from(procedure, step, prefix, remarks)
    first = f"{prefix}step_1" if nodes else f"{prefix}end"
    start = Link(id=f"{prefix}flow_start", source=f"{prefix}start", target=first)
    ends = nodes[0].lane if nodes else 0, nodes[-1].lane if nodes else 0
    return Process(
        id=key,
        prefix=prefix,
        name=f"SOP {fit(procedure.title)}".strip(),
        lanes=tuple(fit(lane) or UNKNOWN for lane in lanes),
        nodes=(
            Node(id=f"{prefix}start", sort=Sort.START, name="Mulai", lane=ends[0]),
            *nodes,
            Node(id=f"{prefix}end", sort=Sort.END, name="Selesai", lane=ends[1]),
        ),
        links=(start, *links),
        notes=(*identity_of(procedure), *remarks),
        remarks=tuple(remarks),
    )


def nodes_of(procedure: Procedure, step: Step, lanes: Sequence[str], prefix: str) -> list[Node]:
    """The task of a step, and the gateway after it where it decides."""
    lane, *others = (lanes.index(name) for name in named(step) or (UNKNOWN,))
    task = Node(
        id=f"{prefix}step_{step.row}",
        sort=Sort.TASK,
        name=done_in(step) or SILENT,
        lane=lane,
        others=tuple(others),
        notes=(*standard_of(step), *answers_of(step), *open_in(procedure, step)),
    )
    if step.decision is None:
        return [task]
    asked = fit(step.decision.condition).rstrip(" ?.,;:") or APPROVED
    question = f"{asked[:1].upper()}{asked[1:]}?"
    gateway = Node(
        id=f"{prefix}gateway_{step.row}", sort=Sort.GATEWAY, name=question, lane=lane,
        notes=tuple(open_in(procedure, step)),
    )  # fmt: skip
    return [task, gateway]


def links_from(
    procedure: Procedure, step: Step, prefix: str, remarks: list[str]
) -> list[Link]:  # fmt: skip
    """The ways that leave a step; what is open in it is added to `remarks`."""
    remarks += open_in(procedure, step)
    task = f"{prefix}step_{step.row}"
    onwards = row_ahead(procedure, step)
    target = f"{prefix}step_{onwards}" if onwards else f"{prefix}end"
    leads = f"to_{onwards}" if onwards else "to_end"
    if step.decision is None:
        return [Link(id=f"{prefix}flow_{step.row}_{leads}", source=task, target=target)]
    gateway = f"{prefix}gateway_{step.row}"
    found = [
        Link(id=f"{prefix}flow_{step.row}_decides", source=task, target=gateway),
        Link(id=f"{prefix}flow_{step.row}_{leads}", source=gateway, target=target, name=YES),
    ]
    back = return_row(step)
    if back is not None and 1 <= back <= len(procedure.steps):
        found.append(
            Link(
                id=f"{prefix}flow_{step.row}_back_to_{back}",
                source=gateway,
                target=f"{prefix}step_{back}",
                way=Way.RETURN,
                name=NO,
                condition=f'{variable(step)} == "{RETURNED}"',
            )
        )
    return found


def row_ahead(procedure: Procedure, step: Step) -> int | None:
    """The row the way forward leads to; None = the end. A missing row gives way to the next."""
    ahead = next_row(procedure, step)
    if ahead is not None and not 1 <= ahead <= len(procedure.steps):
        ahead = step.row + 1 if step.row < len(procedure.steps) else None
    return ahead


def variable(step: Step) -> str:
    """The variable that holds the answer of a deciding step."""
    return f"keputusan_{step.row}"


def named(step: Step) -> tuple[str, ...]:
    """The performers that have a name, the responsible one first."""
    return tuple(name for name in dict.fromkeys(step.performers) if name.strip())


def standard_of(step: Step) -> list[str]:
    """Mutu baku and remarks of a step, one line each."""
    number, _, inputs, time, outputs, note = cell_texts(step)
    lines = (
        ("No", tuple(text.rstrip(".") for text in number)),
        ("Kelengkapan", inputs),
        ("Waktu", time),
        ("Output", outputs),
        ("Keterangan", note),
        ("SOP terkait", (step.related_procedure or "",)),
        ("Pelaksana lain", named(step)[1:]),
    )
    told = ((name, joined(texts)) for name, texts in lines)
    return [f"{name}: {text}" for name, text in told if text]


def done_in(step: Step) -> str:
    """The sentence of a step; several are parted by semicolons."""
    if len(step.activities) == 1:
        return fit(step.activities[0])
    return joined(text.rstrip(" .;") for text in step.activities)


def answers_of(step: Step) -> list[str]:
    """Which variable tells the gateway what was decided."""
    if step.decision is None:
        return []
    return [f'Keputusan: {variable(step)} = "{APPROVED}" atau "{RETURNED}"']


def open_in(procedure: Procedure, step: Step) -> list[str]:
    """What the document leaves open in a step, one sentence each."""
    found, last = [], len(procedure.steps)
    if not named(step):
        found.append(f"Langkah {step.row} belum menyebut pelaksana.")
    if next_row(procedure, step) != row_ahead(procedure, step):
        found.append(
            f"Langkah {step.row} maju ke langkah {next_row(procedure, step)} yang tidak ada."
        )
    if step.decision is None:
        return found
    back = return_row(step)
    if back is None:
        found.append(f"Keputusan langkah {step.row} tidak menyebut tujuan pengembalian.")
    elif not 1 <= back <= last:
        found.append(f"Langkah {step.row} dikembalikan ke langkah {back} yang tidak ada.")
    return found


def identity_of(procedure: Procedure) -> list[str]:
    """The identity block, one line each; what the document does not say is left out."""
    p, who = procedure, procedure.approved_by
    nip = f"NIP. {who.nip}" if who and who.nip else ""
    days = (p.created, p.revised, p.effective)
    created, revised, effective = ((day.isoformat(),) if day else () for day in days)
    lines: tuple[tuple[str, tuple[str, ...]], ...] = (
        ("Instansi", p.agency),
        ("Nomor SOP", (p.number or "",)),
        ("Tanggal Pembuatan", created),
        ("Tanggal Revisi", revised),
        ("Tanggal Efektif", effective),
        ("Disahkan oleh", (who.position, who.name, nip) if who else ()),
        ("Dasar Hukum", numbered(p.legal_basis)),
        ("Kualifikasi Pelaksana", numbered(p.qualifications)),
        ("Keterkaitan", numbered(p.related)),
        ("Peralatan/Perlengkapan", numbered(p.equipment)),
        ("Peringatan", numbered(p.warning)),
        ("Pencatatan dan Pendataan", numbered(p.records)),
    )
    told = ((name, joined(texts)) for name, texts in lines)
    return [f"{name}: {text}" for name, text in told if text]


def numbered(texts: Sequence[str]) -> tuple[str, ...]:
    """Several items with their numbers: each may have semicolons of its own."""
    if len(texts) < 2:
        return tuple(texts)
    return tuple(f"{number}. {text}" for number, text in enumerate(texts, 1))


def key_of(title: str) -> str:
    """A title as an id: sop_surat_masuk."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:LONGEST_KEY].rstrip("_")
    return f"sop_{words}" if words else "sop"


def joined(texts: Iterable[str]) -> str:
    """Several texts as one, on one line."""
    return "; ".join(filter(None, map(fit, texts)))


def fit(text: str) -> str:
    """`text` on one line, without what XML cannot hold."""
    return " ".join(UNFIT.sub("", unicodedata.normalize("NFC", text)).split())
