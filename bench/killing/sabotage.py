"""`python -m bench.killing.sabotage FOLDER`: falsify an office, and print what its books say."""

from __future__ import annotations

import random
import sys
from pathlib import Path
from uuid import uuid4

from bench.killing.books import faults, unheard, untold_hooks
from bench.killing.deeds import DEEDS
from bench.killing.office import Office
from bench.killing.people import People, Told
from bench.killing.work import filled
from bench.kills import verified

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


#: a webhook that says what never happened
STRANGE = ("msg_1", b'{"data": {"event": 0}}'), ("msg_1", b'{"data": {"event": -1}}')


def main(folder: Path) -> None:
    """One office, honest at first."""
    office = Office(folder)
    work = filled(office, "http://127.0.0.1:9/")
    office.open()
    try:
        people = People(office, work.versions, work.tokens, 2)
        carry(people, random.Random(1))
        memory = people.memory
        print("honest:", list(faults(folder, memory, None)), list(unheard(folder, memory)))
        print("verified:", verified(office, work.agency, set(people.cases)))
        print("false:", list(untold_hooks(folder, STRANGE)))
        print("false:", list(untold_hooks(folder, ())))
        for false in FALSE:
            office.ask(GUARDS_OFF + false)
            print("false:", list(faults(folder, memory, None)))
        print("verified:", verified(office, work.agency, set(people.cases)))
        memory.deeds[uuid4()] = Told(1, "finished", 1)
        print("false:", list(faults(folder, memory, None)))
        for file in (folder / "files/files").glob("*/*"):
            file.write_bytes(b"lain")
        print("false:", list(faults(folder, memory, None)))
        memory.deeds.clear()
        print("false:", list(unheard(folder, memory)))
    finally:
        office.close()


def carry(people: People, chance: random.Random) -> None:
    """Carry both cases over three rows, and attach a document."""
    finish = next(one for one in DEEDS if one.name == "finish")
    for _row in range(3):
        for case in people.cases:
            place = people.stands(case)
            assert place is not None
            said = finish.say(people, place, chance, uuid4())
            assert said is not None
            people.attach(place, chance)
            people.say("finish", said, chance)
    assert len(people.memory.deeds) == 8
    assert people.memory.files


if __name__ == "__main__":
    main(Path(sys.argv[1]))
