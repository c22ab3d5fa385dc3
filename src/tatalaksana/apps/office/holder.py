"""Who is acting: a person with the positions held today."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPosition:
    """A position somebody holds today."""

    id: int
    name: str
    unit: str
    kind: str  #: "definitif", "plt", "plh", "anggota"
    keeps_procedures: bool
    keeps_office: bool

    @property
    def title(self) -> str:
        """The position as it is written behind a name: "Plt. Kabag Ketatalaksanaan"."""
        return (
            f"{self.kind.capitalize()}. {self.name}" if self.kind in ("plt", "plh") else self.name
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """The person behind a request or a job, and what she holds."""

    person: int
    name: str
    agency: int
    agency_name: str
    agency_code: str
    zone: str
    calendar_version: int  #: of the agency's own days; see office.calendar.calendar_of
    positions: tuple[HeldPosition, ...]

    @property
    def position_ids(self) -> tuple[int, ...]:
        """The positions held today."""
        return tuple(position.id for position in self.positions)

    @property
    def keeps_procedures(self) -> bool:
        """Whether she may import, bind and put procedures in force."""
        return any(position.keeps_procedures for position in self.positions)

    @property
    def keeps_office(self) -> bool:
        """Whether she may change units, positions and holders."""
        return any(position.keeps_office for position in self.positions)
