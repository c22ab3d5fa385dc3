"""The flow of a procedure as symbols and arrows, before anything has a place.

Source: PermenPANRB 35/2012: capsule for the first and the last step, box for a process, diamond
for a decision with "Ya" onwards and "Tidak" back.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from tatalaksana.core.drawing.drawing import Kind, Way
from tatalaksana.core.procedure.graph import next_row, return_row
from tatalaksana.core.procedure.model import Procedure, Step

YES, NO = "Ya", "Tidak"
END = 0  #: the row an arrow leads to when it ends the procedure


@dataclass(frozen=True, slots=True)
class Stop:
    """The symbol of one step; `roles` are performer columns, the responsible one first."""

    row: int
    kind: Kind
    roles: tuple[int, ...]
    start_above: bool = False  #: the first step is a decision: a capsule stands before it
    end_below: bool = False  #: the last step is a decision: a capsule stands after it


@dataclass(frozen=True, slots=True)
class Arrow:
    """From one step to another (or to END); `answer` is "Ya", "Tidak" or empty."""

    from_row: int
    to_row: int
    way: Way
    answer: str = ""


@dataclass(frozen=True, slots=True)
class Flow:
    """What is to be drawn. `roles` are the performer columns from left to right."""

    roles: tuple[str, ...]
    stops: dict[int, Stop]
    arrows: tuple[Arrow, ...]
    remarks: tuple[str, ...]
    leaving: dict[int, tuple[Arrow, ...]]  #: by the row they leave
    arriving: dict[int, tuple[Arrow, ...]]  #: by the row they lead to


def flow_of(procedure: Procedure) -> Flow:
    """The symbols and arrows of `procedure`, with a remark for all that is not said."""
    remarks: list[str] = []
    roles = roles_of(procedure, remarks)
    placed = [step for step in procedure.steps if any(name.strip() for name in step.performers)]
    stops = {
        step.row: stop_of(step, roles, step is placed[0], step is placed[-1]) for step in placed
    }
    remarks += [
        f"Langkah {step.row} belum menyebut pelaksana; alur melewatinya tanpa simbol."
        for step in procedure.steps
        if step.row not in stops
    ]
    arrows: list[Arrow] = []
    for step in placed:
        arrows += arrows_from(procedure, step, stops, remarks)
    leaving, arriving = defaultdict(list), defaultdict(list)
    for arrow in arrows:
        leaving[arrow.from_row].append(arrow)
        arriving[arrow.to_row].append(arrow)
    return Flow(roles, stops, tuple(arrows), tuple(remarks), frozen(leaving), frozen(arriving))


def frozen(arrows: Mapping[int, list[Arrow]]) -> dict[int, tuple[Arrow, ...]]:
    """The arrows of each row, not to be changed any more."""
    return {row: tuple(found) for row, found in arrows.items()}


def roles_of(procedure: Procedure, remarks: list[str]) -> tuple[str, ...]:
    """The column headers, then the performers that only a step names."""
    headers = [name for name in dict.fromkeys(procedure.performers) if name.strip()]
    named = dict.fromkeys(
        name for step in procedure.steps for name in step.performers if name.strip()
    )
    extra = [name for name in named if name not in headers]
    if headers and extra:
        remarks.append(f"Pelaksana di luar judul kolom: {', '.join(extra)}.")
    return (*headers, *extra) or ("",)


def stop_of(step: Step, roles: tuple[str, ...], first: bool, last: bool) -> Stop:
    """The symbol of `step`."""
    columns = tuple(dict.fromkeys(roles.index(name) for name in step.performers if name.strip()))
    if step.decision is not None:
        ends = last and (step.decision.approve_row or step.row) >= step.row
        return Stop(step.row, Kind.DIAMOND, columns, start_above=first, end_below=ends)
    return Stop(step.row, Kind.CAPSULE if first or last else Kind.BOX, columns)


def arrows_from(
    procedure: Procedure, step: Step, stops: dict[int, Stop], remarks: list[str]
) -> list[Arrow]:
    """The arrows that leave `step`."""
    onwards = next_row(procedure, step)
    if onwards is not None and not 1 <= onwards <= len(procedure.steps):
        remarks.append(f"Langkah {step.row} menunjuk langkah {onwards} yang tidak ada.")
        onwards = step.row + 1
    there = None if stops[step.row].end_below else stop_from(onwards, stops)
    if step.decision is None:
        return [Arrow(step.row, there, Way.FORWARD)] if there else []
    arrows = []
    if there or stops[step.row].end_below:
        arrows.append(Arrow(step.row, there or END, Way.FORWARD, YES))
    back = return_row(step)
    if back is None:
        remarks.append(f"Keputusan langkah {step.row} tidak menyebut tujuan pengembalian.")
        return arrows
    there = stop_from(back if back >= 1 else None, stops)
    if back < 1 or there is None:
        remarks.append(f"Langkah {step.row} dikembalikan ke langkah {back} yang tidak tergambar.")
        return arrows
    return [*arrows, Arrow(step.row, there, Way.RETURN, NO)]


def stop_from(row: int | None, stops: dict[int, Stop]) -> int | None:
    """`row` itself if it has a symbol, else the next row that has one."""
    return next((at for at in stops if row is not None and at >= row), None)
