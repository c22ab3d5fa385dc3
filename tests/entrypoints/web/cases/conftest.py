"""Cases of the cast, carried by whoever must act."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.engine.plan import Answer
from tests.running import run

__all__ = ["SK", "File", "file", "run", "text_of"]

SK = "Pembuatan Surat Keputusan"


class File:
    """A case of Kalimantan Barat, carried to a row by whoever holds the positions."""

    def __init__(self, office, title, row):
        self.office, today = office("KALBAR"), timezone.localdate()
        with acting_for(self.office.agency):
            version = Version.objects.get(status="berlaku", procedure__title__startswith=title)
            plan = kept_plan(self.office.agency, version.pk)
            first = self.office.roles[plan.steps[0].responsible]
            self.started = start_case(
                holder_on(self.office.agency, first, today),
                version=version.pk, title="Uji berkas", key=uuid4(), now=timezone.now(),
            )  # fmt: skip
            while self.task.row < row:
                task = self.task
                ways = plan.step(task.row).ways
                finish_step(
                    holder_on(self.office.agency, task.position_id, today),
                    task=task.pk,
                    answer=Answer.FINISH if Answer.FINISH in ways else Answer.APPROVE,
                    key=uuid4(), now=timezone.now(),
                )  # fmt: skip

    @property
    def task(self):
        with acting_for(self.office.agency):
            return open_task_in(self.office.agency, self.started.case)

    @property
    def case(self):
        with acting_for(self.office.agency):
            return Case.objects.get(pk=self.started.case)

    @property
    def kinds(self):
        """The kinds of its events, the first one first."""
        with acting_for(self.office.agency):
            events = Event.objects.filter(case=self.started.case).order_by("seq")
            return list(events.values_list("kind", flat=True))

    @property
    def address(self):
        return f"/berkas/{self.started.year}/{self.started.number}/"


@pytest.fixture
def file(office):
    """`file(SK, 4)`: a case of that procedure, open at that row."""
    return lambda title, row: File(office, title, row)


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())
