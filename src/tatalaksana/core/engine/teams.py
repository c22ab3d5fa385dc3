"""Who is in a team and for how long, as its decree says it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tatalaksana.core.base.errors import NotAllowed

SMALLEST = 2  #: people; one alone is no team


class TeamRefused(NotAllowed):
    """The composition is none of a team."""

    code = "TL314"


@dataclass(frozen=True, slots=True, kw_only=True)
class Composition:
    """A team: people by their keys, the first and the last day.

    Errors: TeamRefused TL314 for no name, fewer than two people, one person as chair and secretary,
    an end before the beginning, or a beginning that has no day before it.
    """

    name: str
    chair: int
    secretary: int | None
    members: tuple[int, ...]  #: besides chair and secretary
    since: date
    until: date

    def __post_init__(self) -> None:
        if not self.name:
            raise TeamRefused("Nama tim belum diisi.", hint="Tulis namanya seperti dalam SK.")
        if self.chair == self.secretary:
            raise TeamRefused("Ketua dan sekretaris orang yang sama.", hint="Pilih dua orang.")
        if len(self.everybody) < SMALLEST:
            raise TeamRefused("Tim ini beranggotakan satu orang.", hint="Pilih anggotanya.")
        if self.since == date.min:
            raise TeamRefused("Tanggal mulai tim ini tidak mungkin.", hint="Periksa masa tim.")
        if self.until < self.since:
            raise TeamRefused("Tanggal akhir mendahului tanggal mulai.", hint="Periksa masa tim.")

    @property
    def everybody(self) -> tuple[int, ...]:
        """The chair, the secretary and the members, each once."""
        named = (self.chair, self.secretary, *self.members)
        return tuple(dict.fromkeys(one for one in named if one is not None))

    def told(self) -> dict[str, Any]:
        """As an event holds it."""
        return {
            "name": self.name,
            "chair": self.chair,
            "secretary": self.secretary,
            "members": list(self.members),
            "since": self.since.isoformat(),
            "until": self.until.isoformat(),
        }


def composition_from(told: Mapping[str, Any]) -> Composition:
    """What `told` had been told of. Errors: TeamRefused TL314."""
    return Composition(
        name=told["name"],
        chair=told["chair"],
        secretary=told["secretary"],
        members=tuple(told["members"]),
        since=date.fromisoformat(told["since"]),
        until=date.fromisoformat(told["until"]),
    )
