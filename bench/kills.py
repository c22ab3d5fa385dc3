#!/usr/bin/env python3
"""Killed, cut off and without disk at random moments, an office loses no step and does none twice.

    python -m bench kills --rounds 1000 [--seed 5] [--folder FOLDER]

Real web server (two processes), worker and embedded PostgreSQL, a TCP proxy between them, and
people who work without a pause by two SOPs, through pages and as programs: each sends the same
click until somebody answers. A round is one harm (bench/killing/harm.py) at a random moment, the
time until people are answered again, and the books: the cases of the round are verified as
`tatalaksana verify` does, beside what it cannot know (bench/killing/books.py). At the end all cases
are, every event in the books must be one that somebody was told of, and notices and webhooks went
out once. Exit status 1 at the first fault. As
root the data lie on a small tmpfs that can be filled; otherwise no disk becomes full.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.killing.books import faults, unheard, untold, untold_hooks
from bench.killing.harm import HARMS, Harm
from bench.killing.office import PATIENCE, Office
from bench.killing.people import People
from bench.killing.work import Work, filled
from bench.machine import describe
from tests.receiving import Receiver, receiving

#: what the worker does each minute, asked for in each round: tell of tasks and events, send e-mails
TELL = """insert into procrastinate_jobs (queue_name, task_name, args)
    select 'default', name, '{"timestamp": 0}'
    from unnest(array['tell_tasks', 'send_hooks']) as name"""
#: they do in a minute what many offices do: nobody is told to come later
NEW_MINUTE = "delete from access_pace"
CLIENTS, CASES = 4, 3  #: more people than cases, so that they meet on the same tasks
ANSWERS = 3  #: clicks acknowledged before a harm counts as overcome
DISK = "700m"


def main() -> int:
    """Do the rounds; 1 at the first fault."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--rounds", type=int, default=40)
    ask.add_argument("--seed", type=int, default=random.SystemRandom().randrange(1 << 30))
    ask.add_argument("--folder", type=Path, help="where a folder to work in is made")
    line = ask.parse_args()
    print(f"{line.rounds} rounds, seed {line.seed}; {describe()}")
    with disk(line.folder) as (folder, small):
        return rounds(folder, line.rounds, random.Random(line.seed), small=small)


@contextmanager
def disk(chosen: Path | None) -> Iterator[tuple[Path, bool]]:
    """A folder to work in, and whether it is small enough to be filled."""
    if chosen:
        chosen.mkdir(parents=True, exist_ok=True)
    folder = Path(
        tempfile.mkdtemp(prefix="tl-kills-", dir=chosen)
    )  # all that is removed at the end
    small = os.geteuid() == 0 and not subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={DISK},mode=755", "tatalaksana-kills", folder],
        check=False, capture_output=True,
    ).returncode  # fmt: skip
    folder.chmod(0o755)
    try:
        (folder / "data").mkdir()
        yield folder / "data", small
    finally:
        if small:
            subprocess.run(["umount", "--lazy", folder], check=False)
        shutil.rmtree(folder, ignore_errors=True)


def rounds(folder: Path, count: int, chance: random.Random, *, small: bool) -> int:
    """Open an office, harm it `count` times, and look at the books each time."""
    harms = [harm for harm in HARMS if small or harm.name != "disk full"]
    with receiving() as receiver:
        office = Office(folder)
        work = filled(office, receiver.url)
        office.open()
        people = People(office, work.versions, work.tokens, CASES)
        seen: Counter[str] = Counter()
        wrong: list[str] = []
        since = time.monotonic()
        hands = [threading.Thread(target=people.work, args=(seed,)) for seed in range(CLIENTS)]
        for hand in hands:
            hand.start()
        try:
            while sum(seen.values()) < count and not wrong:
                harm = chance.choices(harms, [one.weight for one in harms])[0]
                wrong = whole_round(office, people, work.agency, harm, chance)
                seen[harm.name] += 1
                if sum(seen.values()) % 50 == 0:
                    tell(people, seen, since)
            people.stop.set()
            for hand in hands:
                hand.join(PATIENCE)
            wrong = wrong or at_the_end(office, people, work, receiver)
        finally:
            people.stop.set()
            office.close()
        tell_all(people, office, receiver, seen, since)
    print("\n".join(wrong[:20]) or "no step lost, none twice, all chains whole")
    return int(bool(wrong))


def whole_round(
    office: Office, people: People, agency: int, harm: Harm, chance: random.Random
) -> list[str]:
    """One harm, the time until people are answered again, and the books; what is wrong."""
    before = set(people.cases)
    wrong = one_round(office, people, harm, chance)
    cases = before | set(people.cases)
    return (
        wrong
        or office.insist(lambda: list(faults(office.folder, people.memory, cases)))
        or verified(office, agency, cases)
    )


def one_round(office: Office, people: People, harm: Harm, chance: random.Random) -> list[str]:
    """Let it happen at a random moment, and wait until people are answered again."""
    office.ask(TELL)
    office.ask(NEW_MINUTE)
    time.sleep(chance.uniform(0, 0.3))
    harm.happen(office, chance)
    done, end = len(people.memory.deeds), time.monotonic() + PATIENCE
    while len(people.memory.deeds) < done + ANSWERS:
        if people.memory.wrong:
            return people.memory.wrong
        if time.monotonic() > end:
            return [f"nobody was answered any more after: {harm.name}"]
        time.sleep(0.01)
    return []


def verified(office: Office, agency: int, cases: set[int]) -> list[str]:
    """What `tatalaksana verify` says of some cases while people work."""
    from django.db import Error, connection, transaction

    from tatalaksana.apps.cases.models import Case
    from tatalaksana.apps.cases.proofs.known import Known
    from tatalaksana.apps.cases.verification import told_faults
    from tatalaksana.apps.shared.agency import acting_for

    def again() -> list[str]:
        found: list[str] = []
        try:
            with acting_for(agency):
                for case in Case.objects.filter(agency=agency, pk__in=cases):
                    if told_faults(case, Known(agency)):  # or somebody was at work meanwhile
                        with transaction.atomic():
                            still = Case.objects.select_for_update(no_key=True).get(pk=case.pk)
                            told = told_faults(still, Known(agency))
                        found += [f"case {case.number}: {one}" for one in told]
        except Error as gone:
            connection.close()
            raise OSError from gone
        return found

    return office.insist(again)


def at_the_end(office: Office, people: People, work: Work, receiver: Receiver) -> list[str]:
    """All chains, every event that was told, `verify`, the notices and the webhooks."""
    from django.db import connection

    from tatalaksana.apps.cases.verification import faults_of_agency
    from tatalaksana.apps.shared.agency import acting_for

    connection.close()
    found = list(faults(office.folder, people.memory, None))
    found += unheard(office.folder, people.memory)
    with acting_for(work.agency):
        found += [f"case {case.number}: {fault}" for case, fault in faults_of_agency(work.agency)]
    found += told_at_last(office, work.agency, receiver)
    connection.close()
    return found


def told_at_last(office: Office, agency: int, receiver: Receiver) -> list[str]:
    """Tell what is still to be told; what is wrong then, when nobody is sending any more."""
    from tatalaksana.apps.shared.agency import acting_for
    from tatalaksana.entrypoints.jobs.tasks import tell_hooks, tell_tasks

    end = time.monotonic() + PATIENCE
    while True:
        tell_tasks(timestamp=0)
        with acting_for(agency):
            while tell_hooks(agency):
                end = time.monotonic() + PATIENCE
        found = list(untold(office.folder, list(office.post.taken)))
        found += untold_hooks(office.folder, [(one.id, one.body) for one in receiver.came])
        if not found or time.monotonic() > end:
            return found
        time.sleep(1)


def tell(people: People, seen: Counter[str], since: float) -> None:
    """One line of progress."""
    memory = people.memory
    print(
        f"{seen.total():5} rounds, {time.monotonic() - since:5.0f} s: {len(memory.starts)} cases, "
        f"{len(memory.deeds)} deeds acknowledged once each, {memory.repeated} clicks sent again, "
        f"{memory.refused.total()} refused to the slower one, {len(memory.files)} documents",
        flush=True,
    )


def tell_all(
    people: People, office: Office, receiver: Receiver, seen: Counter[str], since: float
) -> None:
    """What was done how often."""
    taken, hooks = office.post.taken, Counter(one.id for one in receiver.came)
    for what, told in (("e-mails", taken), ("webhooks", hooks)):
        print(f"{len(told)} {what}, {told.total() - len(told)} handed over once more, same id")
    tell(people, seen, since)
    refused = Counter({f"refused: {name}": n for name, n in people.memory.refused.items()})
    for counted in (seen, people.memory.done, refused):
        for name, times in sorted(counted.items()):
            print(f"{times:6}  {name}")


if __name__ == "__main__":
    sys.exit(main())
