"""Eight clients on the same tasks, each click sent again and again: every step counts once.

While they hammer, somebody verifies the chains and finds nothing.
"""

import random
import threading
from collections import defaultdict
from uuid import uuid4

import pytest
from django.db import connection

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.models import Case, Event, Task
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import acting_for, separate
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.plan import Answer

CLIENTS, CASES, SEED = 8, 5, 20261121
RETURNS = 4  #: at most, of one case; then it is approved


class Hammer:
    """What eight threads share: the cases, the clicks they send, and what each was answered."""

    def __init__(self, office, version, now):
        self.office, self.version, self.now = office, version, now
        self.plan = kept_plan(office.agency, version)
        self.answers = defaultdict(set)  #: key -> (case, event) it was told
        self.refused = defaultdict(int)
        self.stop = threading.Event()
        self.wrong = []

    def start(self, number):
        first = self.plan.steps[0].responsible
        starter = holder_on(self.office.agency, self.office.roles[first], self.now.date())
        return start_case(
            starter, version=self.version, title=f"Hantam {number}", key=uuid4(), now=self.now
        ).case

    def click(self, chance, case):
        """One answer to the open task of a case, sent once to three times with the same key."""
        task = open_task_in(self.office.agency, case)
        if task is None:
            return
        ways = sorted(self.plan.step(task.row).ways)
        answer = chance.choice(ways)
        if answer is Answer.RETURN and Case.objects.get(pk=case).rework >= RETURNS:
            answer = Answer.APPROVE
        actor = holder_on(self.office.agency, task.position_id, self.now.date())
        key = uuid4()
        for _ in range(chance.randint(1, 3)):
            try:
                done = finish_step(
                    actor, task=task.pk, answer=answer, key=key, now=self.now, reason="Perbaiki."
                )
                self.answers[key].add((done.case, done.seq))
            except TatalaksanaError as refused:
                self.refused[refused.code] += 1

    def client(self, number, cases):
        separate(self.office.agency)
        chance = random.Random(SEED + number)
        try:
            while any(map(is_open, cases)):
                self.click(chance, chance.choice(cases))
        finally:
            connection.close()

    def verifier(self):
        separate(self.office.agency)
        try:
            while not self.stop.is_set():
                self.wrong += list(faults_of_agency(self.office.agency))
        finally:
            connection.close()


def is_open(case):
    return Case.objects.get(pk=case).row != 0


@pytest.fixture
def hammer(cast, django_db_blocker, now):
    office = cast["KALBAR"]
    with django_db_blocker.unblock(), acting_for(office.agency):
        in_force = Version.objects.filter(agency=office.agency, status="berlaku").order_by("pk")
        with_returns = next(
            one.pk
            for one in in_force
            if any(Answer.RETURN in step.ways for step in kept_plan(office.agency, one.pk).steps)
        )
        yield Hammer(office, with_returns, now)


def test_eight_clients_hammering_the_same_tasks_end_each_once(hammer):
    cases = [hammer.start(number) for number in range(CASES)]
    checker = threading.Thread(target=hammer.verifier)
    clients = [
        threading.Thread(target=hammer.client, args=(number, cases)) for number in range(CLIENTS)
    ]
    for thread in (checker, *clients):
        thread.start()
    for thread in clients:
        thread.join(120)
        assert not thread.is_alive()
    hammer.stop.set()
    checker.join(60)
    assert hammer.wrong == [], "verified beside the work"
    assert list(faults_of_agency(hammer.office.agency)) == []
    assert set(hammer.refused) <= {"TL304", "TL604", "TL601"}
    assert sum(hammer.refused.values()) > 0, "nobody met anybody"
    for told in hammer.answers.values():
        assert len(told) == 1, "one click was told two events"
    for case in cases:
        keys = dict(Event.objects.filter(case=case).values_list("key", "seq"))
        deeds = [seq for seq in keys.values() if seq > 1]
        assert sorted(deeds) == list(range(2, 2 + len(deeds)))
        told = {seq for key, found in hammer.answers.items() for c, seq in found if c == case}
        assert told == set(deeds), "a step was acknowledged that is not there, or the reverse"
        assert Task.objects.filter(case=case, done_at__isnull=True).count() == 0
        assert Task.objects.filter(case=case).count() == len(deeds)


def test_the_office_is_there(office):
    """Asks for the database, which is made only where a test does; the others commit."""
    assert office("KALBAR").agency
