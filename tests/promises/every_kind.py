"""Cases of one office to which everything happens that a case knows of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from uuid import uuid4

from tatalaksana.apps.cases.actions.address_task import address_task
from tatalaksana.apps.cases.actions.ask_team import ask_team
from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.actions.call_off import call_off
from tatalaksana.apps.cases.actions.call_units import Asked, call_units
from tatalaksana.apps.cases.actions.cancel_case import cancel_case
from tatalaksana.apps.cases.actions.change_calendar import change_calendar
from tatalaksana.apps.cases.actions.consult import consult
from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.actions.decide_team import approve_team
from tatalaksana.apps.cases.actions.give_opinion import Paper, give_opinion
from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.move_case import move_case
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.actions.set_aside import set_aside
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.actions.stop_waiting import stop_waiting
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.actions.take_part import take_part
from tatalaksana.apps.cases.models import Consultation, Task
from tatalaksana.apps.cases.parts import parts_of
from tatalaksana.apps.library.actions.ask_all import ask_all
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.days_off import OwnDay
from tatalaksana.apps.office.models import Person, Position
from tatalaksana.apps.office.queries import holder_by_username, holder_on
from tatalaksana.apps.office.seeding import Seat, make_unit, seat_people
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.teams import Composition
from tests.revising import new_version

OFFICE = "KALBAR"
DECREE = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
BIMTEK = "Penyelenggaraan Sosialisasi / Bimbingan Teknis / Asistensi / Rapat Teknis"
UNITS = "Peningkatan Kinerja Unit Pelayanan Publik (Kepatuhan terhadap Standar Pelayanan Publik)"
INNOVATION = "Fasilitasi inovasi pelayanan publik"
MONITORING = "Monitoring Penyelenggaraan Pelayanan Publik se-Kalimantan Barat"
WHY = "Menunggu Biro Hukum."


@dataclass
class Stage:
    """Who starts a case there, and who acts."""

    run: object
    agency: int
    now: object

    def who(self, name):
        return holder_by_username(f"{name}.kalbar", self.now.date())

    def at(self, position):
        return holder_on(self.agency, position, self.now.date())


def deed(case, action, who, *, minutes=5, **said):
    """Something done to the open task of a case, a little later."""
    case.now += timedelta(minutes=minutes)
    return action(who, task=case.task.pk, key=uuid4(), now=case.now, **said)


def until(case, row):
    while case.task.row < row:
        case.forward()


def returned(stage):
    """Returned, sent back, corrected, held, suspended."""
    case = stage.run(OFFICE, DECREE)
    until(case, 3)
    attached(case, "Konsep SK", b"Konsep")
    case.do(Answer.RETURN, reason="Konsep masih salah.")
    until(case, 4)
    deed(case, send_back, stage.who("karo"), to_row=2, reason="Dasar hukumnya dicabut.")
    until(case, 3)
    task, actor = case.task.pk, case.actor
    case.forward()
    case.now += timedelta(minutes=2)
    correct_deed(actor, task=task, reason="Keliru.", key=uuid4(), now=case.now)
    deed(case, hold_file, case.actor, reason=WHY)
    deed(case, release_file, case.actor)
    keeper = case.office.keeper
    deed(case, suspend_case, keeper, reason=WHY)
    deed(case, resume_case, keeper)
    case.forward()
    return case


def attached(case, label, content):
    case.now += timedelta(minutes=1)
    return attach_document(
        case.actor, task=case.task.pk, label=label, file_name="a.pdf", chunks=[content],
        now=case.now,
    )  # fmt: skip


def consulted(stage):
    """Two opinions asked; one given with a paper, one withdrawn."""
    case = stage.run(OFFICE, MONITORING)
    lawyer = stage.who("hukum")
    for _ in range(2):
        deed(
            case, consult, case.actor, position=lawyer.position_ids[0], person=lawyer.person,
            question="Cukupkah dasarnya?",
        )  # fmt: skip
    one, two = Consultation.objects.filter(case=case.case).order_by("pk")
    case.now += timedelta(minutes=5)
    give_opinion(
        lawyer, consultation=one.pk, text="Cukup.", key=uuid4(), now=case.now,
        paper=Paper("telaah.pdf", [b"Telaah"]),
    )  # fmt: skip
    call_off(case.actor, consultation=two.pk, key=uuid4(), now=case.now)
    return case


def teamed(stage):
    """The decree of a team, which a keeper of the office has formed."""
    case = stage.run(OFFICE, DECREE)
    until(case, 9)
    paper = attached(case, "SK Tim", b"SK")
    chair, *members = Person.objects.filter(agency=stage.agency).order_by("pk")[:3]
    wanted = Composition(
        name="Tim SKM 2027", chair=chair.pk, secretary=None, since=date(2026, 11, 19),
        members=tuple(one.pk for one in members), until=date(2026, 12, 31),
    )  # fmt: skip
    asked = deed(
        case, ask_team, case.actor, composition=wanted, document=paper.document_id, team=None
    )
    seat = Position.objects.filter(agency=stage.agency, keeps_office=True).first()
    approve_team(stage.at(seat.pk), decree=asked.pk, key=uuid4(), now=case.now)
    return case


def linked(stage):
    """A case with one of its own, waited for no more, and a call to units."""
    case = stage.run(OFFICE, BIMTEK)
    until(case, 7)
    decree = Version.objects.get(agency=stage.agency, status="berlaku", procedure__title=DECREE)
    deed(case, start_subcase, case.actor, version=decree.pk, title="SK Bimtek", waits=True)
    deed(case, stop_waiting, case.actor, reason="Menyusul.")
    seats = []
    for name in ("Utara", "Selatan"):
        unit = make_unit(stage.agency, f"Kecamatan {name}", None)
        seat = Seat(unit=unit, name="Camat")
        account = (f"camat.{name.lower()}", f"Camat {name}")
        seats.append(seat_people(stage.agency, seat, [account], "!", date(2024, 1, 2))[0])
    asked = Asked(version=decree.pk, title="Data SKM", due_on=date(2026, 11, 30))
    call_units(
        case.actor, asked=asked, positions=seats, key=uuid4(), now=case.now, task=case.task.pk
    )
    return case


def addressed(stage):
    """A step of several holders that one took."""
    case = stage.run(OFFICE, UNITS)
    while not case.task.position.many and case.task.position.name != "Tim Pelaksana Kegiatan":
        case.forward()
    actor = case.actor
    deed(case, address_task, actor, to=actor.person)
    return case


def shared(stage):
    """Moved to a version whose row asks several; one has done her part, one is set aside."""
    case = stage.run(OFFICE, INNOVATION)
    until(case, 2)
    newer = new_version(case.office.keeper, case.version.pk, with_others, case.now)
    until(stage.run(OFFICE, INNOVATION), 3)  # there they take part without being waited for
    ask_all(case.office.keeper, version=newer.pk, rows=[2], now=case.now)
    deed(case, move_case, case.office.keeper, version=newer.pk, to_row=2, reason="Versi baru.")
    one, two = parts_of(stage.agency, case.task.pk)[:2]
    deed(case, take_part, stage.at(one.position_id))
    deed(case, set_aside, case.actor, position=two.position_id, reason="Sedang cuti.")
    return case


def with_others(content):
    """The procedure with everybody beside the performer of its second step."""
    first, second, *rest = content.steps
    others = [role for role in content.performers if role not in second.performers]
    second = replace(second, performers=(*second.performers, *others))
    return replace(content, steps=(first, second, *rest))


def cancelled(stage):
    case = stage.run(OFFICE, MONITORING)
    case.forward()
    deed(case, cancel_case, case.office.keeper, reason="Tidak jadi.")
    return case


def ended(stage):
    """The simplest: a case that ran to its end, and hangs on nothing."""
    case = stage.run(OFFICE, MONITORING)
    while case.task is not None:
        case.forward()
    return case


def every_kind(run, office, now):
    """The office, and one case that ran to its end with nothing beside it."""
    there = office(OFFICE)
    stage = Stage(run, there.agency, now)
    plain = ended(stage)
    for make in (returned, consulted, teamed, linked, addressed, shared, cancelled):
        last = make(stage)
    seat = Position.objects.filter(agency=there.agency, keeps_office=True).first()
    due = Task.objects.filter(agency=there.agency, done_at=None, due_at__gt=now)
    day = due.filter(case__called=None).order_by("-due_at").first().due_at.date()
    off = OwnDay(day=day, kind="libur", name="Pemilihan")
    change_calendar(stage.at(seat.pk), add=[off], now=last.now + timedelta(hours=1))
    return there.agency, plain.started.case
