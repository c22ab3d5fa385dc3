"""What people do to a case, each through a page and through the door for programs."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from bench.killing.sending import Request, to_door, to_page

if TYPE_CHECKING:
    from bench.killing.people import People

KEEPER = 0  #: who keeps the procedures: she suspends
DECIDES = frozenset({4, 7, 10})  #: the rows of the second SOP that decide
REWORK = 6  #: returns of one case; then it is approved, so that cases end
ASKED = "select person_id from cases_consultation where id = %s"
WHY = "Perbaiki lampirannya."


@dataclass(frozen=True, slots=True)
class Place:
    """Where a case stands."""

    task: int
    row: int
    position: int
    case: int
    version: int
    suspended: bool
    outside: bool
    rework: int
    question: int | None  #: the oldest one that waits for an answer
    waits_for: int | None  #: a case that must end first
    is_child: bool
    here: int  #: who has the task


@dataclass(frozen=True, slots=True)
class Said:
    """One click: by whom, by which ways it may come, and the event it asks for."""

    who: int
    ways: Mapping[str, Request]
    key: UUID
    case: int | None
    kind: str
    row: int | None = None


Say = Callable[["People", Place, random.Random, UUID], Said | None]


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do; `weight` is how often it is drawn where it is possible."""

    name: str
    weight: int
    possible: Callable[[Place], bool]
    say: Say


def both(page: str, door: str, key: UUID, **values: str) -> dict[str, Request]:
    """The same values to a page and to the door."""
    return {"page": to_page(page, key, **values), "API": to_door(door, key, **values)}


def going(place: Place) -> bool:
    """Whether something can be done with the step."""
    return not place.suspended


def finish(people: People, place: Place, chance: random.Random, key: UUID) -> Said:
    """End the step: done, approved, or returned with a reason."""
    page, door = f"/tugas/{place.task}/selesai/", f"/tasks/{place.task}"
    answer, kind = "finish", "finished"
    if place.version == people.versions[-1] and place.row in DECIDES:
        back = place.rework < REWORK and chance.random() < 0.4
        answer, kind = ("return", "returned") if back else ("approve", "approved")
    form = {"jawaban": answer, "alasan": WHY, "tanpa_pendapat": "1"}
    ways = {"page": to_page(page, key, **form)}
    if answer == "return":
        straight = chance.random() < 0.3
        if straight:
            ways["page"] = to_page(page, key, **form, langsung="1")
        ways["API"] = to_door(f"{door}/return", key, reason=WHY, straight_back=straight)
    else:
        ways["API"] = to_door(f"{door}/finish", key, answer=answer)
    return Said(place.here, ways, key, place.case, kind, place.row)


def correct(_people: People, place: Place, _chance: random.Random, key: UUID) -> Said:
    """Take one's own click back."""
    ways = both(f"/tugas/{place.task}/koreksi/", f"/tasks/{place.task}/correct", key, reason=WHY)
    return Said(place.here, ways, key, place.case, "corrected")


def hold(_people: People, place: Place, _chance: random.Random, key: UUID) -> Said:
    """The file goes outside."""
    ways = {
        "page": to_page(f"/tugas/{place.task}/di-luar/", key, keterangan=WHY, kunci_luar=str(key)),
        "API": to_door(f"/tasks/{place.task}/hold", key, reason=WHY),
    }
    return Said(place.here, ways, key, place.case, "held")


def release(_people: People, place: Place, _chance: random.Random, key: UUID) -> Said:
    """It comes back."""
    page = f"/tugas/{place.task}/sudah-kembali/"
    ways = {
        "page": to_page(page, key, kunci_luar=str(key)),
        "API": to_door(f"/tasks/{place.task}/release", key),
    }
    return Said(place.here, ways, key, place.case, "released")


def suspend(_people: People, place: Place, _chance: random.Random, key: UUID) -> Said:
    """The keeper of procedures stops the case."""
    ways = both(f"/tugas/{place.task}/hentikan/", f"/tasks/{place.task}/suspend", key, reason=WHY)
    return Said(KEEPER, ways, key, place.case, "suspended")


def resume(_people: People, place: Place, _chance: random.Random, key: UUID) -> Said:
    """She lets it go on."""
    ways = both(f"/tugas/{place.task}/lanjutkan/", f"/tasks/{place.task}/resume", key)
    return Said(KEEPER, ways, key, place.case, "resumed")


def consult(people: People, place: Place, chance: random.Random, key: UUID) -> Said:
    """Ask a colleague."""
    other = chance.choice([one for one in range(len(people.users)) if one != place.here])
    seat, person = people.seats[other]
    page = f"/tugas/{place.task}/pendapat/?cari=Orang+{other}"
    ways = {
        "page": to_page(page, key, whom=f"{seat}-{person}", question=WHY),
        "API": to_door(
            f"/tasks/{place.task}/consult", key, position=seat, person=person, question=WHY
        ),
    }
    return Said(place.here, ways, key, place.case, "consulted")


def give(people: People, place: Place, _chance: random.Random, key: UUID) -> Said:
    """The colleague answers."""
    asked = people.office.ask(ASKED, place.question)
    path = f"/consultations/{place.question}/answer"
    ways = both(f"/pendapat/{place.question}/", path, key, text=WHY)
    return Said(people.by_person[asked[0][0]], ways, key, place.case, "opinion")


def call_off(_people: People, place: Place, _chance: random.Random, key: UUID) -> Said:
    """The question is withdrawn."""
    path = f"/consultations/{place.question}/call-off"
    ways = both(f"/pendapat/{place.question}/tarik/", path, key)
    return Said(place.here, ways, key, place.case, "called_off")


def subcase(people: People, place: Place, _chance: random.Random, key: UUID) -> Said:
    """Open a case that the step waits for; only programs may where the SOP names no other."""
    sent = {"version": people.versions[0], "title": f"Anak {key}", "waits": True}
    ways = {"API": to_door(f"/tasks/{place.task}/subcases", key, **sent)}
    return Said(place.here, ways, key, None, "opened")


def go_on(_people: People, place: Place, _chance: random.Random, key: UUID) -> Said:
    """Wait no more for it."""
    ways = {
        "page": to_page(f"/tugas/{place.task}/tanpa-menunggu/", key, alasan_tunggu=WHY),
        "API": to_door(f"/tasks/{place.task}/stop-waiting", key, reason=WHY),
    }
    return Said(place.here, ways, key, place.case, "unawaited")


def nothing(_people: People, _place: Place, _chance: random.Random, _key: UUID) -> None:
    """Not by a click of one event."""


DEEDS = (
    Deed("finish", 60, going, finish),
    Deed("attach", 8, going, nothing),
    Deed("correct", 1, going, correct),
    Deed("hold", 3, lambda at: going(at) and not at.outside, hold),
    Deed("release", 20, lambda at: at.outside, release),
    Deed("suspend", 3, going, suspend),
    Deed("resume", 60, lambda at: at.suspended, resume),
    Deed("consult", 4, lambda at: going(at) and at.question is None, consult),
    Deed("give", 30, lambda at: going(at) and at.question is not None, give),
    Deed("call off", 6, lambda at: going(at) and at.question is not None, call_off),
    Deed("subcase", 2, lambda at: going(at) and not at.is_child, subcase),
    Deed("go on", 20, lambda at: going(at) and at.waits_for is not None, go_on),
)
