"""One of each thing that the door for programs knows, made through the door itself.

Every request is checked against the document and must be answered 2xx: what an operation promises
is proved by a request that must succeed, not only by random ones that may.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.library import models as library
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.office.models import Holding, Person, Position
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import separate
from tatalaksana.core.engine.reminders import Rung
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.project.demo.offices import Office
from tests.entrypoints.web.library.pages import DOCUMENT
from tests.revising import new_version

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"
KEEPER = "analis.kalbar"  #: keeps the procedures and the office
WHY = "Ada sebabnya."


@dataclass
class Each:
    """The office KALBAR, and who asks what of the door."""

    schema: Any
    office: Office
    secret_of: Callable[[str], str]
    good: set[str] = field(default_factory=set)  #: the labels that were answered 2xx
    ids: dict[str, list[int]] = field(default_factory=dict)  #: what there is, by parameter
    secrets: dict[str, str] = field(default_factory=dict)

    def headers(self, user: str) -> dict[str, str]:
        """The token of somebody."""
        if user not in self.secrets:
            self.secrets[user] = self.secret_of(user)
            separate(self.office.agency)
        return {"Authorization": f"Bearer {self.secrets[user]}"}

    def ask(self, user: str, label: str, body: Any = None, query: Any = None, **path: Any) -> Any:
        """Ask as `user` what `label` says, as "GET /me"; the answer is 2xx and as described."""
        method, template = label.split()
        operation = self.schema[f"/api/v1{template}"][method.lower()]
        headers = self.headers(user)
        if method != "GET":
            headers["Idempotency-Key"] = str(uuid4())
        case = operation.Case(
            path_parameters=path, headers=dict(headers), query=query or {},
            **({} if body is None else {"body": body}),
        )  # fmt: skip
        answer = case.call(headers=headers)
        separate(self.office.agency)
        assert 200 <= answer.status_code < 300, f"{label} {path} {body}\n{answer.text[:800]}"
        case.validate_response(answer, headers=headers)
        separate(self.office.agency)
        self.good.add(operation.label)
        return answer.json() if "files" not in label else None

    def keep(self, name: str, *ids: int) -> None:
        """Remember what there is."""
        self.ids.setdefault(name, []).extend(ids)

    def doer(self, task: int) -> str:
        """Who has a task."""
        return self.holder(Task.objects.get(pk=task).position_id)

    def holder(self, position: int) -> str:
        """Who signs in for a position."""
        found = holder_on(self.office.agency, position, timezone.localdate())
        assert found is not None
        return str(Person.objects.get(pk=found.person).account.username)


def one_of_each(each: Each) -> None:
    """Do all of it."""
    version = Version.objects.get(
        agency=each.office.agency, status="berlaku", procedure__title__iexact=SK
    ).pk
    the_office(each)
    the_staff(each)
    the_calendar(each)
    documents(each)
    parts(each)
    related_cases(each, version)
    questions(each, version)
    a_case(each, version)
    a_team(each, version)
    a_call(each, version)
    a_schedule(each, version)
    told(each)
    the_library(each, version)


def begun(each: Each, version: int, title: str = "Uji") -> dict[str, Any]:
    """A new case."""
    case = each.ask(KEEPER, "POST /cases", {"version": version, "title": title})
    each.keep("task", case["task"])
    each.keep("year", case["year"])
    each.keep("number", case["number"])
    return dict(case)


def forward(each: Each, task: int) -> int:
    """End a task; the one that opened."""
    ways = {
        way["answer"] for way in each.ask(each.doer(task), "GET /tasks/{task}", task=task)["ways"]
    }
    answer = "finish" if "finish" in ways else "approve"
    sent = {"answer": answer, "checked": []}
    return int(each.ask(each.doer(task), "POST /tasks/{task}/finish", sent, task=task)["task"])


def superior_of(each: Each, task: int) -> str:
    """Who is above whoever has a task."""
    above = Task.objects.get(pk=task).position.superior_id
    assert above is not None
    return each.holder(above)


def the_office(each: Each) -> None:
    """Who is there, and who acts for whom."""
    me = each.ask(KEEPER, "GET /me")
    for label in ("GET /units", "GET /positions", "GET /people"):
        each.ask(KEEPER, label)
    other = each.ask(KEEPER, "GET /people")["items"][-1]["person"]
    seat = me["positions"][0]["position"]
    each.keep("position", *(row["position"] for row in me["positions"]))
    each.keep("person", me["person"], other)
    each.keep("unit", each.office.library_unit)
    today = timezone.localdate()
    sent = {
        "position": seat, "giver": me["person"], "taker": other, "kind": "semua",
        "since": str(today + timedelta(days=1)), "until": str(today + timedelta(days=9)),
    }  # fmt: skip
    made = each.ask(KEEPER, "POST /delegations", sent)["delegation"]
    each.ask(KEEPER, "GET /delegations")
    each.ask(KEEPER, "POST /delegations/{delegation}/end", delegation=made)
    sent["since"] = sent["until"]
    each.keep("delegation", each.ask(KEEPER, "POST /delegations", sent)["delegation"])
    away = {"person": other, "kind": "cuti", "note": WHY}
    for days in (20, 40):
        away |= {name: str(today + timedelta(days=days)) for name in ("since", "until")}
        each.keep("absence", each.ask(KEEPER, "POST /absences", away)["absence"])
    each.ask(KEEPER, "GET /absences")
    each.ask(KEEPER, "POST /absences/{absence}/end", absence=each.ids["absence"][0])


def the_staff(each: Each) -> None:
    """A unit, a position, and somebody who is appointed and leaves."""
    today = timezone.localdate()
    unit = each.ask(KEEPER, "POST /units", {"name": "Bagian Uji"})["unit"]
    made = each.ask(KEEPER, "POST /positions", {"name": "Kepala Bagian Uji", "unit": unit})
    seat = made["position"]
    duties = {"keeps_procedures": False, "keeps_office": False, "many": False}
    each.ask(KEEPER, "POST /positions/{position}/duties", duties, position=seat)
    person = each.ask(KEEPER, "POST /people", {"name": "Rini", "username": "rini.uji"})["person"]
    sent = {"person": person, "kind": "definitif", "since": str(today)}
    held = each.ask(KEEPER, "POST /positions/{position}/holdings", sent, position=seat)["holding"]
    each.ask(KEEPER, "GET /positions/{position}/holdings", position=seat)
    last = {"last_day": str(today + timedelta(days=3))}
    each.ask(KEEPER, "POST /holdings/{holding}/end", last, holding=held)
    each.ask(KEEPER, "GET /people/{person}/account", person=person)
    for deed in ("close", "open"):
        each.ask(KEEPER, f"POST /people/{{person}}/account/{deed}", person=person)
    each.keep("holding", held)
    for label in ("GET /late", "GET /late/kept", "GET /stuck"):
        each.ask(KEEPER, label)


def a_case(each: Each, version: int) -> None:
    """The deeds of a case, and what is read of it."""
    case = begun(each, version)
    task, key = case["task"], {"year": case["year"], "number": case["number"]}
    who = each.doer(task)
    for label in ("GET /inbox", "GET /inbox/counters", "GET /cases"):
        each.ask(who, label)
    each.ask(who, "POST /tasks/{task}/hold", {"reason": WHY}, task=task)
    each.ask(who, "POST /tasks/{task}/release", {}, task=task)
    each.ask(KEEPER, "POST /tasks/{task}/suspend", {"reason": WHY}, task=task)
    each.ask(KEEPER, "POST /tasks/{task}/resume", {}, task=task)
    paper = {"label": "Bahan", "file": b"Isi bahan."}
    kept = each.ask(who, "POST /tasks/{task}/documents", paper, task=task)
    each.ask(who, "GET /files/{version}", version=kept["version"])
    each.ask(who, "POST /tasks/{task}/finish", {"answer": "finish", "checked": []}, task=task)
    each.ask(who, "POST /tasks/{task}/correct", {"reason": WHY}, task=task)
    judged = forward(each, forward(each, task))
    sent = {"reason": WHY, "straight_back": False}
    mend = each.ask(each.doer(judged), "POST /tasks/{task}/return", sent, task=judged)["task"]
    sent["to_row"] = 1
    again = forward(each, mend)
    each.ask(superior_of(each, again), "POST /tasks/{task}/send-back", sent, task=again)
    for part in ("", "/events", "/documents", "/subcases"):
        each.ask(KEEPER, f"GET /cases/{{year}}/{{number}}{part}", **key)
    gone = begun(each, version)["task"]
    each.ask(KEEPER, "POST /tasks/{task}/cancel", {"reason": WHY}, task=gone)
    handed(each, begun(each, version)["task"])
    shared_task(each, begun(each, version)["task"])


def shared_task(each: Each, task: int) -> None:
    """A second holder comes to the position of a task, and it is handed to her."""
    found = Task.objects.get(pk=task)
    other = Person.objects.filter(agency=each.office.agency, account__isnull=False).latest("pk")
    Holding.objects.create(
        agency_id=each.office.agency, position_id=found.position_id, person=other,
        kind=Holding.Kind.MEMBER, since=timezone.localdate(),
    )  # fmt: skip
    sent = {"to": other.pk, "reason": WHY}
    above = superior_of(each, task)
    each.ask(above, "POST /tasks/{task}/address", sent, task=task)


def handed(each: Each, task: int) -> None:
    """A task is handed to a colleague of the unit."""
    seat = Task.objects.get(pk=task).position
    today = timezone.localdate()
    beside = Position.objects.filter(agency=each.office.agency, unit=seat.unit_id, many=False)
    to, position = next(
        (found.person, one.pk)
        for one in beside.exclude(pk=seat.pk)
        if (found := holder_on(each.office.agency, one.pk, today))
    )
    sent = {"to": to, "position": position, "reason": WHY}
    each.ask(each.doer(task), "POST /tasks/{task}/hand-over", sent, task=task)
    each.ask(each.holder(position), "GET /inbox/handed")


def questions(each: Each, version: int) -> None:
    """Opinions asked, given, and withdrawn."""
    case = begun(each, version)
    task, who = case["task"], each.doer(case["task"])
    asked = []
    colleague = next(
        (seat, each.holder(seat.pk))
        for seat in Position.objects.filter(agency=each.office.agency, many=False)
        if (found := holder_on(each.office.agency, seat.pk, timezone.localdate()))
        and each.holder(seat.pk) != who
        and found
    )
    seat, name = colleague
    person = Person.objects.get(account__username=name).pk
    for _time in range(3):
        sent = {"position": seat.pk, "person": person, "question": WHY}
        each.ask(who, "POST /tasks/{task}/consult", sent, task=task)
        asked.append(each.ask(name, "GET /consultations")[-1]["consultation"])
    answer = {"text": WHY}
    each.ask(name, "POST /consultations/{consultation}/answer", answer, consultation=asked[0])
    each.ask(who, "POST /consultations/{consultation}/call-off", consultation=asked[1])
    each.keep("consultation", *asked)
    key = {"year": case["year"], "number": case["number"]}
    each.ask(who, "GET /cases/{year}/{number}/consultations", **key)


def related_cases(each: Each, version: int) -> None:
    """A case that a step waits for, and waits for no more."""
    task = begun(each, version)["task"]
    who, sent = each.doer(task), {"version": version, "title": "Anak", "waits": True}
    each.ask(who, "POST /tasks/{task}/subcases", sent, task=task)
    each.ask(who, "POST /tasks/{task}/stop-waiting", {"reason": WHY}, task=task)


def parts(each: Each) -> None:
    """A row that asks every performer."""
    title = "Fasilitasi Inovasi Pelayanan Publik"
    there = Version.objects.get(
        agency=each.office.agency, status="berlaku", procedure__title__iexact=title
    )
    row, now = 1, timezone.now()
    version = new_version(each.office.keeper, there.pk, first_row_of_two, now)
    each.ask(KEEPER, "POST /versions/{version}/ask-all", {"rows": [row]}, version=version.pk)
    for deed in ("take-part", "set-aside"):
        task = begun(each, version.pk)["task"]
        while Task.objects.get(pk=task).row < row:
            task = forward(each, task)
        seat = Task.objects.get(pk=task).participation_set.filter(required=True).first()
        if deed == "take-part":
            each.ask(each.holder(seat.position_id), "POST /tasks/{task}/take-part", task=task)
            continue
        sent = {"position": seat.position_id, "reason": WHY}
        each.ask(each.doer(task), "POST /tasks/{task}/set-aside", sent, task=task)


def first_row_of_two(content: Procedure) -> Procedure:
    """The first step has a second performer, the first one of another role."""
    first, *rest = content.steps
    other = next(step.performers[0] for step in rest if step.performers[0] not in first.performers)
    return replace(content, steps=(replace(first, performers=(first.performers[0], other)), *rest))


def a_team(each: Each, version: int) -> None:
    """Teams asked for by a decree: one approved, one refused, one that waits."""
    case = begun(each, version)
    task, who = case["task"], each.doer(case["task"])
    each.ask(who, "POST /tasks/{task}/documents", {"label": "SK", "file": b"%PDF-1.4"}, task=task)
    key = {"year": case["year"], "number": case["number"]}
    (paper,) = each.ask(who, "GET /cases/{year}/{number}/documents", **key)["items"]
    people = [row["person"] for row in each.ask(KEEPER, "GET /people")["items"]][:3]
    decrees = []
    for number in range(3):
        sent = {
            "name": f"Tim {number}", "chair": people[0], "members": people[1:],
            "since": "2027-01-01", "until": "2027-12-31", "document": paper["document"],
        }  # fmt: skip
        decrees.append(each.ask(who, "POST /tasks/{task}/teams", sent, task=task)["decree"])
    each.ask(KEEPER, "POST /team-decrees/{decree}/approve", decree=decrees[0])
    refusal = {"reason": WHY}
    each.ask(KEEPER, "POST /team-decrees/{decree}/refuse", refusal, decree=decrees[1])
    each.keep("decree", *decrees)
    each.keep("document", paper["document"])
    each.keep("team", each.ask(KEEPER, "GET /teams")["items"][0]["team"])
    each.ask(KEEPER, "GET /team-decrees")
    each.ask(KEEPER, "GET /cases/{year}/{number}/team-decrees", **key)


def a_call(each: Each, version: int) -> None:
    """Many units asked at once."""
    units: dict[int, int] = {}
    for seat in Position.objects.filter(agency=each.office.agency, many=False):
        units.setdefault(seat.unit_id, seat.pk)
    sent = {"version": version, "title": "Data", "positions": sorted(units.values())}
    call = each.ask(KEEPER, "POST /calls", sent)["call"]
    each.keep("call", call)
    for label in ("GET /calls/{call}", "GET /calls/{call}/answers", "POST /calls/{call}/remind"):
        each.ask(KEEPER, label, call=call)
    each.ask(KEEPER, "GET /calls")


def the_calendar(each: Each) -> None:
    """Own days, and a year that is complete."""
    days = [{"day": f"2028-03-{day:02}", "kind": "libur", "name": WHY} for day in (2, 3)]
    each.ask(KEEPER, "POST /calendar/days", {"days": days})
    one, two = each.ask(KEEPER, "GET /calendar/days")["items"]
    each.ask(KEEPER, "POST /calendar/days/{number}/remove", number=one["number"])
    each.keep("number", two["number"])
    spans = [{"since": "08:00", "until": "15:30"}]
    hours = {
        "since": "2028-06-01", "monday_to_thursday": spans, "friday": spans, "source": "SK",
    }  # fmt: skip
    each.ask(KEEPER, "POST /calendar/hours", hours)
    (own,) = each.ask(KEEPER, "GET /calendar/hours")["items"]
    each.ask(KEEPER, "POST /calendar/hours/{number}/remove", number=own["number"])
    each.ask(KEEPER, "POST /calendar/recompute")
    each.ask(KEEPER, "POST /calendar/years", {"year": 2028, "source": "SKB"})
    each.ask(KEEPER, "POST /calendar/years/{year}/reopen", year=2028)
    each.ask(KEEPER, "GET /calendar")


def a_schedule(each: Each, version: int) -> None:
    """A schedule that is paused, goes on, and ends."""
    since = str(timezone.localdate() + timedelta(days=40))
    seat = each.ask(KEEPER, "GET /me")["positions"][0]["position"]
    sent = {
        "procedure": Version.objects.get(pk=version).procedure_id, "position": seat,
        "title": "Laporan {bulan}", "rhythm": "bulanan", "day": 5, "at": "08:00",
        "missed": "terakhir", "since": since,
    }  # fmt: skip
    for stays in (False, True):
        made = each.ask(KEEPER, "POST /schedules", sent | {"title": f"Laporan {stays}"})["schedule"]
        each.keep("schedule", made)
        if not stays:
            for deed in ("pause", "resume", "end"):
                each.ask(KEEPER, f"POST /schedules/{{schedule}}/{deed}", schedule=made)
    each.ask(KEEPER, "GET /schedules/{schedule}", schedule=made)
    each.ask(KEEPER, "GET /schedules")


def told(each: Each) -> None:
    """What was told to the keeper, and what comes by e-mail."""
    person = Person.objects.get(account__username=KEEPER)
    now = timezone.now()
    for task in each.ids["task"][:3]:
        notice = Notice.objects.create(
            agency_id=each.office.agency, task_id=task, kind=Rung.ASSIGNED, person=person,
            fires_at=now, made_at=now,
        )  # fmt: skip
        each.keep("notice", notice.pk)
    first, second, *_ = each.ids["notice"]
    each.ask(KEEPER, "GET /notices")
    each.ask(KEEPER, "GET /notices/unread")
    each.ask(KEEPER, "POST /notices/{notice}/read", notice=first)
    each.ask(KEEPER, "POST /notices/read", {"until": second})
    each.ask(KEEPER, "GET /notices/mail")
    each.ask(KEEPER, "POST /notices/mail", {"mail": "penting"})


def documents(each: Each) -> None:
    """A document that is handed in."""
    sent = {"unit": each.office.library_unit, "file": DOCUMENT.encode()}
    made = each.ask(KEEPER, "POST /sources", sent)
    each.keep("source", made["source"])
    each.keep("version", *(one["version"] for one in made["versions"]))
    each.ask(KEEPER, "GET /sources")
    each.ask(KEEPER, "GET /sources/{source}", source=made["source"])


def the_library(each: Each, version: int) -> None:
    """A procedure is revised, bound, put in force; its cases move; another is withdrawn."""
    procedure = Version.objects.get(pk=version).procedure_id
    all_ = library.Procedure.objects.filter(agency=each.office.agency).values_list("pk", flat=True)
    each.keep("procedure", procedure, *all_[:3])
    moving = [begun(each, version)["task"] for _ in range(2)]
    draft = each.ask(KEEPER, "POST /versions/{version}/revise", version=version)["version"]
    each.keep("version", version, draft)
    each.ask(KEEPER, "GET /procedures")
    for part in ("", "/versions"):
        each.ask(KEEPER, f"GET /procedures/{{procedure}}{part}", procedure=procedure)
    for part in ("", "/findings", "/bindings"):
        each.ask(KEEPER, f"GET /versions/{{version}}{part}", version=draft)
    one = each.ask(KEEPER, "GET /versions/{version}/bindings", version=draft)[0]
    bound = {"positions": {one["role"]: one["position"]}}
    each.ask(KEEPER, "POST /versions/{version}/bindings", bound, version=draft)
    each.ask(KEEPER, "POST /versions/{version}/put-in-force", {"seen": ""}, version=draft)
    each.ask(KEEPER, "GET /versions/{version}/pairs", query={"old": version}, version=draft)
    each.ask(KEEPER, "GET /versions/{version}/move-cases", version=draft)
    each.ask(KEEPER, "GET /tasks/{task}/move", query={"version": draft}, task=moving[0])
    sent = {"version": draft, "to_row": 1, "reason": WHY}
    each.ask(KEEPER, "POST /tasks/{task}/move", sent, task=moving[0])
    many = {"tasks": moving[1:], "reason": WHY}
    each.ask(KEEPER, "POST /versions/{version}/move-cases", many, version=draft)
    other = Version.objects.filter(agency=each.office.agency, status="berlaku").exclude(pk=draft)
    each.ask(KEEPER, "POST /versions/{version}/withdraw", version=other.latest("pk").pk)
