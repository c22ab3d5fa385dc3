"""Put some demo cases under way, so that the inboxes are not empty."""

from __future__ import annotations

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.library.queries import kept_content, kept_plan
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.base.worktime import WorkingMinutes
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.procedure.titles import readable
from tatalaksana.project.demo.offices import Office

REASON = "Mohon diperbaiki: lampiran belum sesuai dan nama kegiatan salah tulis."
LONGEST = 8  #: steps a demo case has gone at the most, so that every desk has some work
PACE = (40, 95, 180, 30, 260, 75)  #: working minutes a step takes in the demo, in turn


def start_cases(office: Office, versions: tuple[int, ...], now: datetime) -> int:
    """Start a case of each procedure and carry it some steps on; return how many."""
    with acting_for(office.agency):
        for number, version in enumerate(versions):
            carry(office, version, steps=number % LONGEST, number=number, now=now)
    return len(versions)


def carry(office: Office, version: int, *, steps: int, number: int, now: datetime) -> None:
    """Open one case some working days ago and do `steps` of it, with a return on the way."""
    calendar = calendar_for(office.keeper)
    moment = calendar.after_minutes(now - timedelta(days=2 + 5 * number % 13), WorkingMinutes(20))
    plan, content = kept_plan(office.agency, version), kept_content(office.agency, version)
    first = holder_on(office.agency, office.roles[plan.steps[0].responsible], moment.date())
    assert first is not None  # noqa: S101 - every demo position has a holder
    started = start_case(
        first,
        version=version,
        title=f"{readable(content.title)} – contoh {number + 1}",
        key=uuid5(NAMESPACE_URL, f"demo/{version}"),
        now=moment,
    )
    returned = False
    for turn in range(steps):
        task = open_task_in(office.agency, started.case)
        later = calendar.after_minutes(moment, WorkingMinutes(PACE[turn % len(PACE)]))
        if task is None or later >= now:
            return
        moment = later
        actor = holder_on(office.agency, task.position_id, moment.date())
        assert actor is not None  # noqa: S101 - every demo position has a holder
        ways = plan.step(task.row).ways
        returning = Answer.RETURN in ways and not returned and number % 2 == 1
        returned = returned or returning
        answer = Answer.RETURN if returning else next(iter(ways))
        finish_step(
            actor,
            task=task.pk,
            answer=answer,
            key=uuid5(NAMESPACE_URL, f"demo/{version}/{turn}"),
            now=moment,
            reason=REASON if returning else "",
            checked=content.step(task.row).inputs,
        )
