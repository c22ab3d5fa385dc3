"""A procedure as an SOP AP document states it: identity, performers, steps.

Source: PermenPANRB 35/2012, Lampiran (identity block and flow-chart table). What the
document does not say stays empty here: None, "" or an empty tuple, never a guess.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from tatalaksana.core.base.errors import ProcedureError


class Unit(StrEnum):
    """A unit of the column "Waktu".

    An SOP means working time (Perpres 21/2023), unless it says otherwise: `hari kalender` and
    `x 24 jam` go on while the office is closed.
    """

    MINUTE = "minute"
    HOUR = "hour"
    DAY = "day"  #: hari kerja
    CALENDAR_DAY = "calendar_day"  #: hari kalender
    FULL_DAY = "full_day"  #: 24 hours by the clock: "2 x 24 jam"
    WEEK = "week"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class Duration:
    """The promised length of a step: `value` in `unit`; a day is a working day."""

    value: Decimal
    unit: Unit

    def __post_init__(self) -> None:
        if self.value <= 0:
            raise ProcedureError(f"Waktu {self.value} tidak lebih dari nol.", place="Waktu")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Where a step branches. Rows count from 1 over the whole table."""

    approve_row: int | None  #: where an approved file goes on; None = the procedure ends
    return_row: int | None  #: where a refused file goes back to; None = the document is silent
    condition: str = ""  #: the condition in the document's own words, e.g. "setuju"


@dataclass(frozen=True, slots=True, kw_only=True)
class Approver:
    """Who put the document in force ("Disahkan oleh")."""

    position: str
    name: str
    nip: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of the procedure table.

    Errors: ProcedureError TL100 when `row` is not positive.
    """

    row: int  #: position in the table, from 1, over all pages
    no: str | None  #: the number as printed, without a trailing dot
    activities: tuple[str, ...]  #: Kegiatan: the bullets, or the one sentence
    performers: tuple[str, ...]  #: column headers, the responsible one first
    decision: Decision | None = None
    inputs: tuple[str, ...] = ()  #: Kelengkapan
    outputs: tuple[str, ...] = ()  #: Output
    duration: Duration | None = None  #: None = not said, or not a length
    duration_text: str = ""  #: Waktu as printed
    note: str = ""  #: Keterangan
    related_procedure: str | None = None  #: the SOP this row names

    def __post_init__(self) -> None:
        if self.row < 1:
            raise ProcedureError("Baris dihitung mulai dari 1.", place=f"baris {self.row}")

    @property
    def text(self) -> str:
        """The activities as one text."""
        return " ".join(self.activities)

    @property
    def responsible(self) -> str | None:
        """The performer who answers for the step; None when the document does not say."""
        return self.performers[0] if self.performers else None


@dataclass(frozen=True, slots=True, kw_only=True)
class Procedure:
    """One SOP: identity block and steps.

    Errors: ProcedureError TL100 when the rows are not 1, 2, 3 … in order.
    """

    title: str  #: without a leading "SOP"
    number: str | None = None
    agency: tuple[str, ...] = ()  #: as printed, from the top down
    created: date | None = None
    revised: date | None = None
    effective: date | None = None
    approved_by: Approver | None = None
    legal_basis: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warning: tuple[str, ...] = ()
    records: tuple[str, ...] = ()
    performers: tuple[str, ...] = ()  #: the column headers, in order
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        if [step.row for step in self.steps] != list(range(1, len(self.steps) + 1)):
            raise ProcedureError("Baris harus berurutan 1, 2, 3, …", place=self.title)

    def step(self, row: int) -> Step:
        """Return the step in `row`. Errors: ProcedureError TL100 if there is none."""
        if not 1 <= row <= len(self.steps):
            raise ProcedureError(f"Tidak ada baris {row}.", place=self.title)
        return self.steps[row - 1]
