"""Who is acting: a person with the positions held today."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPosition:
    """A position somebody holds today."""

    id: int
    name: str
    unit: str
    kind: str  #: "definitif", "plt", "plh", "anggota", "untuk", "lowong", "berhalangan"
    keeps_procedures: bool
    keeps_office: bool
    many: bool = False  #: held by many ("PNS"); each has her own files
    for_person: int | None = None  #: whom she acts for; None = held in her own right
    for_name: str = ""
    allows: str = ""  #: what she may do for her: "semua", "tanpa_keputusan"

    @property
    def vacant(self) -> bool:
        """Whether nobody attends to it, so that its work comes to the position above.

        Nobody holds it, or who does is away and nobody stands in (`away`).
        """
        return self.kind == "lowong" or self.away

    @property
    def away(self) -> bool:
        """Whether it is held, by somebody who is away and for whom nobody stands in."""
        return self.kind == "berhalangan"

    @property
    def decides(self) -> bool:
        """Whether she may decide in it; by delegation only where it was given so."""
        return self.for_person is None or self.allows == "semua"

    @property
    def title(self) -> str:
        """The position as it is written behind a name: "Plt. Kabag Ketatalaksanaan".

        Whom she acts for stands in `for_name`; it is no title.
        """
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
    in_person: bool = True  #: False: a program acts for her, by a token

    @property
    def position_ids(self) -> tuple[int, ...]:
        """The positions held today."""
        return tuple(position.id for position in self.positions)

    def seat(self, position: int) -> HeldPosition | None:
        """How she holds `position` today; None when she does not."""
        return next((one for one in self.positions if one.id == position), None)

    @property
    def keeps_procedures(self) -> bool:
        """Whether she may import, bind and put procedures in force."""
        return any(position.keeps_procedures for position in self.positions)

    @property
    def keeps_office(self) -> bool:
        """Whether she may change units, positions and holders."""
        return any(position.keeps_office for position in self.positions)
