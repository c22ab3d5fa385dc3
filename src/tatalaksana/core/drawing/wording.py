"""What the table says: the titles of its text columns and the texts of its cells."""

from __future__ import annotations

from dataclasses import dataclass

from tatalaksana.core.procedure.model import Procedure, Step, Unit
from tatalaksana.core.procedure.units import PRINTED, TITLED

#: the text columns, from left to right; the performers stand between ACTIVITY and INPUTS
NO, ACTIVITY, INPUTS, TIME, OUTPUTS, NOTE = range(6)
TITLES = ("No", "Kegiatan", "Kelengkapan", "Waktu", "Output", "Keterangan")
CellTexts = tuple[tuple[str, ...], ...]  #: of each text column


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of one table."""

    titles: tuple[str, ...]  #: of each text column
    rows: tuple[CellTexts, ...]  #: of each step


def wording_of(procedure: Procedure) -> Wording:
    """The words of the table of `procedure`.

    Times printed as bare numbers get their unit from the title, "Waktu (hari)", where it is the
    same for all of them, else each in its cell.
    """
    unit = common_unit(procedure)
    titles = list(TITLES)
    if unit is not None:
        titles[TIME] = f"{titles[TIME]} ({PRINTED[unit]})"
    return Wording(tuple(titles), tuple(cell_texts(step, unit) for step in procedure.steps))


def common_unit(procedure: Procedure) -> Unit | None:
    """The unit of all times that are printed as bare numbers; None when they differ."""
    units = {
        step.duration.unit if step.duration else None
        for step in procedure.steps
        if is_number(step.duration_text)
    }
    common = units.pop() if len(units) == 1 else None
    if common is Unit.FULL_DAY:  # "x 24 jam" is read beside its number
        return None
    every = {step.duration.unit for step in procedure.steps if step.duration}
    # under "Waktu (hari kalender)" a cell with "2 hari" would mean such days too
    return None if common is Unit.CALENDAR_DAY and Unit.DAY in every else common


def is_number(text: str) -> bool:
    """Whether a time is printed without its unit."""
    return any(map(str.isdigit, text)) and not any(map(str.isalpha, text))


def cell_texts(step: Step, unit: Unit | None = None) -> CellTexts:
    """What stands in each text column of a step; `unit` is the one the title tells."""
    number = (f"{step.no}.",) if step.no else ()
    time = (time_of(step, unit),)
    return number, step.activities, step.inputs, time, step.outputs, (step.note,)


def time_of(step: Step, unit: Unit | None) -> str:
    """The time of a step as printed, with its unit unless the title tells it."""
    length, text = step.duration, step.duration_text
    if length is None:
        return text
    if not text:
        value = f"{length.value.normalize():f}".replace(".", ",")
        return f"{value} {TITLED[length.unit]}"
    bare = is_number(text) and length.unit is not unit
    return f"{text} {TITLED[length.unit]}" if bare else text
