"""Carrying cases of the cast."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_case import Started, start_case
from tatalaksana.apps.cases.models import Case, Task
from tatalaksana.apps.cases.own_drafts import judge_of
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.cases.writing import Finished
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.models import Person
from tatalaksana.apps.office.queries import holder_of, holder_on
from tatalaksana.core.engine.plan import Answer


@dataclass
class Run:
    """A case under way, carried by whoever the product says must act."""

    office: object
    version: Version
    started: Started
    now: datetime

    @property
    def case(self) -> Case:
        return Case.objects.get(pk=self.started.case)

    @property
    def plan(self):
        return kept_plan(self.office.agency, self.version.pk)

    @property
    def task(self) -> Task | None:
        return open_task_in(self.office.agency, self.started.case)

    @property
    def actor(self):
        """Who must act now: the addressee, or whoever holds the position."""
        task = self.task
        today = self.now.date()
        if task.other_eyes:
            judge = judge_of(self.office.agency, task.position_id, task.drafter_id, today)
            person = Person.objects.get(pk=min(judge.people))
            return holder_of(person.account_id, self.office.agency, today)
        if task.person_id:
            account = task.person.account_id
            return holder_of(account, self.office.agency, self.now.date())
        return holder_on(self.office.agency, task.position_id, self.now.date())

    def do(self, answer: Answer, reason: str = "") -> Finished:
        self.now += timedelta(minutes=7)
        return finish_step(
            self.actor,
            task=self.task.pk,
            answer=answer,
            key=uuid4(),
            now=self.now,
            reason=reason,
        )

    def forward(self) -> Finished:
        ways = self.plan.step(self.task.row).ways
        return self.do(Answer.FINISH if Answer.FINISH in ways else Answer.APPROVE)


@pytest.fixture
def run(office, now) -> Callable[[str, str], Run]:
    """`run("LUMAJANG", "Surat Keluar")`: a new case of that procedure."""

    def start(code: str, title: str) -> Run:
        there = office(code)
        version = Version.objects.get(
            agency=there.agency, status="berlaku", procedure__title__iexact=title
        )
        first = kept_plan(there.agency, version.pk).steps[0].responsible
        starter = holder_on(there.agency, there.roles[first], now.date())
        started = start_case(starter, version=version.pk, title="Uji", key=uuid4(), now=now)
        return Run(there, version, started, now)

    return start
