"""A random procedure on a random path: three engines stand at the same row after every deed.

Their clocks tell the same time, and their open steps wait for the same parts, opinions and cases.
`EXAMPLES=thorough` runs many more and longer paths.
"""

from __future__ import annotations

import os
import sys
from collections import Counter

from hypothesis import HealthCheck, settings
from hypothesis.stateful import run_state_machine_as_test

from tatalaksana.apps.shared.agency import separate
from tatalaksana.core.procedure.model import Procedure, Step
from tests.core.engine.procedures import ROLES
from tests.promises.deeds import Deeds
from tests.promises.notes import Notes
from tests.promises.world import make_world

THREE = Procedure(
    title="Acak",
    performers=ROLES,
    steps=tuple(
        Step(row=row, no=str(row), activities=(f"Mengerjakan {row}",), performers=(role,))
        for row, role in enumerate(ROLES[:3], 1)
    ),
)
THOROUGH = os.environ.get("EXAMPLES") == "thorough"


def drive(machine: type, examples: int) -> None:
    """Run `examples` random paths, and print what was done in them."""
    machine.done = Counter()
    try:
        run_state_machine_as_test(
            machine,
            settings=settings(
                max_examples=100 * examples if THOROUGH else examples,
                stateful_step_count=50 if THOROUGH else 15,
                deadline=None,
                suppress_health_check=list(HealthCheck),
            ),
        )
    finally:
        counted = (f"{times:7} {what}\n" for what, times in sorted(machine.done.items()))
        sys.stdout.writelines(counted)


def test_three_engines_stand_at_the_same_row_after_every_deed(db, now):
    class RolledBack(Deeds, Notes):
        world = make_world(now)

    drive(RolledBack, 8)


def test_a_process_that_remembers_its_tasks_stands_there_too(own_database, now):
    """Every deed is committed, so a step is decided by what was known of it where that is true."""

    class Committed(Deeds, Notes):
        commits = True
        offices = 0

        def __init__(self) -> None:
            super().__init__()
            type(self).offices += 1
            self.world = make_world(now, str(self.offices))

        def teardown(self) -> None:
            super().teardown()
            separate(None)

    Committed.done = Counter()
    quick = Committed()
    quick.start(procedure=THREE, joint=set())
    for _row in THREE.steps:
        quick.the_work_goes_on()
        quick.postgresql_stands_where_memory_stands()
    assert Committed.done["decided by what was known"] == 2, "of all but the first"
    drive(Committed, 4)
