#!/usr/bin/env python3
"""Killed, cut off and without disk at random moments, an office loses no step and does none twice.

    python -m bench kills --rounds 1000 [--seed 5] [--folder FOLDER]

Real web server (two processes), worker and embedded PostgreSQL, a TCP proxy between them, and
people who click without a pause: each sends the same click until somebody answers. A round is one
harm (bench/killing/harm.py) at a random moment, the time until people are answered again, and the
books (bench/killing/books.py). At the end all chains are verified as `tatalaksana verify` does, and
every step in the books must be one that somebody was told of. Exit status 1 at the first fault. As
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

from bench.killing.books import faults, unheard, untold
from bench.killing.harm import HARMS, Harm
from bench.killing.office import PATIENCE, Office
from bench.killing.people import PASSWORD, People
from bench.machine import describe
from bench.steps import STEPS, make_office

#: what the worker does each minute, asked for in each round: tell of new tasks, send e-mails
TELL = """insert into procrastinate_jobs (queue_name, task_name, args)
    values ('default', 'tell_tasks', '{"timestamp": 0}')"""
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
    office = Office(folder)
    agency, version = filled(office)
    office.open()
    people = People(office, version, [f"orang{number}" for number in range(STEPS)], CASES)
    hands = [threading.Thread(target=people.work, args=(seed,)) for seed in range(CLIENTS)]
    seen: Counter[str] = Counter()
    wrong: list[str] = []
    since = time.monotonic()
    for hand in hands:
        hand.start()
    try:
        while sum(seen.values()) < count and not wrong:
            before = set(people.cases)
            harm = chance.choices(harms, [one.weight for one in harms])[0]
            wrong = one_round(office, people, harm, chance)
            seen[harm.name] += 1
            wrong = wrong or office.insist(
                lambda before=before: list(  # type: ignore[misc]
                    faults(folder, people.memory, before | set(people.cases))
                )
            )
            if sum(seen.values()) % 50 == 0:
                tell(people, seen, since)
        people.stop.set()
        for hand in hands:
            hand.join(PATIENCE)
        wrong = wrong or at_the_end(office, people, agency)
        taken = office.post.taken
        twice = taken.total() - len(taken)
        print(f"{len(taken)} e-mails, {twice} handed over once more under the same Message-ID")
    finally:
        people.stop.set()
        office.close()
    tell(people, seen, since)
    for name, times in sorted(seen.items()):
        print(f"{times:6}  {name}")
    print("\n".join(wrong[:20]) or "no step lost, none twice, all chains whole")
    return int(bool(wrong))


def one_round(office: Office, people: People, harm: Harm, chance: random.Random) -> list[str]:
    """Let it happen at a random moment, and wait until people are answered again."""
    office.ask(TELL)
    time.sleep(chance.uniform(0, 0.3))
    harm.happen(office, chance)
    done, end = len(people.memory.steps), time.monotonic() + PATIENCE
    while len(people.memory.steps) < done + ANSWERS:
        if people.memory.wrong:
            return people.memory.wrong
        if time.monotonic() > end:
            return [f"nobody was answered any more after: {harm.name}"]
        time.sleep(0.01)
    return []


def at_the_end(office: Office, people: People, agency: int) -> list[str]:
    """All chains, every step that was told, `verify`, and the notices."""
    from django.db import connection

    from tatalaksana.apps.cases.verification import faults_of_agency
    from tatalaksana.apps.shared.agency import acting_for

    connection.close()
    found = list(faults(office.folder, people.memory, None))
    found += unheard(office.folder, people.memory)
    with acting_for(agency):
        found += [f"case {case.number}: {fault}" for case, fault in faults_of_agency(agency)]
    found += told_at_last(office)
    connection.close()
    return found


def told_at_last(office: Office) -> list[str]:
    """Tell what is still to be told; what is wrong then, when nobody is sending any more."""
    from tatalaksana.entrypoints.jobs.tasks import tell_tasks

    end = time.monotonic() + PATIENCE
    while True:
        tell_tasks(timestamp=0)
        found = list(untold(office.folder, list(office.post.taken)))
        if not found or time.monotonic() > end:
            return found
        time.sleep(1)


def filled(office: Office) -> tuple[int, int]:
    """Make every table, and an agency with ten people; agency and version."""
    import django
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command
    from django.db import connection

    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("collectstatic", verbosity=0, interactive=False)
    from tatalaksana.entrypoints.jobs.tasks import tell_tasks

    agency, version, _ = make_office()
    office.ask("update office_account set password = %s", make_password(PASSWORD))
    office.ask("update office_person set email = 'orang' || id || '@contoh.test'")
    tell_tasks(timestamp=0)  # the first round tells of nothing: what was there is known
    connection.close()
    return agency, version


def tell(people: People, seen: Counter[str], since: float) -> None:
    """One line of progress."""
    memory = people.memory
    print(
        f"{seen.total():5} rounds, {time.monotonic() - since:5.0f} s: {len(memory.starts)} cases, "
        f"{len(memory.steps)} steps acknowledged once each, {memory.repeated} clicks sent again, "
        f"{memory.refused} refused to the slower one, {len(memory.files)} documents",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main())
