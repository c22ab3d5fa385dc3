"""`python -m bench.killing.sabotage FOLDER`: falsify an office, and print what its books say."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from uuid import uuid4

from bench.killing.books import faults, unheard
from bench.killing.office import Office
from bench.killing.people import People
from bench.kills import filled
from bench.steps import STEPS

GUARDS_OFF = "set session_replication_role = replica; "
LAST = "(select max(id) from cases_event where kind = 'finished')"
CASE = "(select max(id) from cases_case)"
#: what is done as superuser, with every guard off, one after the other
FALSE = (
    f"update cases_event set reason = 'x' where id = {LAST}",
    f"delete from cases_event where id = {LAST}",
    "delete from cases_task where done_at is null",
    f"delete from cases_case where id = {CASE}",
    "update cases_counter set last = last + 1",
    "delete from cases_casedocument",
)


def main(folder: Path) -> None:
    """One office, honest at first."""
    office = Office(folder)
    _, version = filled(office)
    office.open()
    try:
        users = [f"orang{number}" for number in range(STEPS)]
        people = People(office, version, users, 2)
        for row in range(1, 4):
            for case in people.cases:
                ((task, _),) = office.ask(
                    'select id, "row" from cases_task where case_id = %s and done_at is null', case
                )
                people.finish(case, task, row)
        (task,) = office.ask("select min(id) from cases_task where done_at is null")[0]
        people.attach(task, 4, random.Random(1))
        memory = people.memory
        assert len(memory.steps) == 6
        assert len(memory.files) == 1
        print("honest:", list(faults(folder, memory, None)), list(unheard(folder, memory)))
        for false in FALSE:
            office.ask(GUARDS_OFF + false)
            print("false:", list(faults(folder, memory, None)))
        memory.steps[uuid4()] = (1, 1)
        print("false:", list(faults(folder, memory, None)))
        for file in (folder / "files/files").glob("*/*"):
            file.write_bytes(b"lain")
        print("false:", list(faults(folder, memory, None)))
        memory.steps.clear()
        print("false:", list(unheard(folder, memory)))
    finally:
        office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
