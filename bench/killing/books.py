"""What must be true after every harm, read from the database as its superuser."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import psycopg

from bench.killing.people import Memory
from tatalaksana.core.engine import events as chain
from tests.live.office import EVENTS, address_of, event_of

#: each must answer nothing; what it would answer is told
RULES = {
    "a case has not one open task while it runs, or has one when it has ended": """
        select c.id, count(t.id) from cases_case c
        left join cases_task t on t.case_id = c.id and t.done_at is null
        group by c.id, c.closed_at having count(t.id) <> (c.closed_at is null)::int""",
    "ended tasks and deeds are not the same": """
        select c.id from cases_case c where
            (select count(*) from cases_task t where t.case_id = c.id and t.done_at is not null)
            <> (select count(*) from cases_event e
                where e.case_id = c.id and e.kind = 'finished')""",
    "a row of the procedure was done twice": """
        select case_id, "row" from cases_event where kind = 'finished'
        group by 1, 2 having count(*) <> 1""",
    "a case does not stand at its last event": """
        select c.id from cases_case c where (c.seq, c.head, c."row") is distinct from
            (select (e.seq, e.hash, e.to_row) from cases_event e where e.case_id = c.id
                order by e.seq desc limit 1)""",
    "a number is missing or given twice": """
        select agency_id, year from cases_case group by 1, 2
        having count(*) <> max(number) or count(distinct number) <> count(*)
            or max(number) <> (select last from cases_counter k
                where k.agency_id = cases_case.agency_id and k.year = cases_case.year)""",
    "a document stands in no case, or leaves no trace": """
        select v.id from archive_documentversion v
        where not exists (select from cases_casedocument d where d.document_id = v.document_id)
            or not exists (select from shared_trace t where t.thing = 'document_version'
                and t.thing_id = v.id and t.action = 'cases.attach')""",
}


#: after a last round of telling
TOLD = {
    "an open task was told to nobody": """
        select t.id from cases_task t where t.done_at is null and not exists (
            select from notices_notice n where n.task_id = t.id and n.kind = 'assigned')""",
    "somebody was told twice that a task has come": """
        select task_id, person_id from notices_notice where kind = 'assigned'
        group by 1, 2 having count(*) <> 1""",
    "a notice waits for its e-mail": """
        select n.id from notices_notice n join cases_task t on t.id = n.task_id
        where n.by_mail and n.mail_id is null and t.done_at is null""",
    "an e-mail waits or was given up": "select id from notices_mail where sent_at is null",
}


def untold(folder: Path, taken: Iterable[str]) -> Iterator[str]:
    """What is wrong with the notices; `taken` are the Message-IDs that the mail server took."""
    there = {one.partition("@")[0] for one in taken}
    with psycopg.connect(address_of(folder)) as books:
        for what, rule in TOLD.items():
            for row in books.execute(rule).fetchall()[:3]:
                yield f"{what}: {row}"
        sent = {str(key) for (key,) in books.execute("select key from notices_mail")}
    yield from (f"the e-mail {one} was sent and is not in the books" for one in there - sent)
    yield from (f"the e-mail {one} was never sent" for one in sent - there)


def faults(folder: Path, memory: Memory, cases: Iterable[int] | None) -> Iterator[str]:
    """What is wrong at one moment; people may go on working meanwhile.

    The chains of `cases` are computed anew, or all of them.
    """
    yield from memory.wrong
    steps, starts, labels = dict(memory.steps), dict(memory.starts), list(memory.files)
    with psycopg.connect(address_of(folder)) as books:
        books.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        for what, rule in RULES.items():
            for row in books.execute(rule).fetchall()[:3]:
                yield f"{what}: {row}"
        yield from lost(books, steps, starts, labels)
        yield from broken_chains(books, cases)
        yield from missing_files(books, folder)


def lost(
    books: psycopg.Connection[Any], steps: dict[Any, Any], starts: dict[Any, str], labels: list[str]
) -> Iterator[str]:
    """What was acknowledged and is not there, or is there otherwise."""
    there = {
        key: (case, row)
        for key, case, row in books.execute(
            'select key, case_id, "row" from cases_event where key = any(%s)', ([*steps, *starts],)
        )
    }
    for key, told in steps.items():
        if there.get(key) != told:
            yield f"the step {told} was acknowledged and is {there.get(key)}"
    for key, title in starts.items():
        if key not in there:
            yield f"the case {title} was acknowledged and is not there"
    kept = {label for (label,) in books.execute("select label from cases_casedocument")}
    for label in set(labels) - kept:
        yield f"the document {label} was acknowledged and is not there"


def broken_chains(books: psycopg.Connection[Any], cases: Iterable[int] | None) -> Iterator[str]:
    """What is wrong with the chains."""
    heads = dict(books.execute("select id, head from cases_case").fetchall())
    wanted = sorted(heads if cases is None else set(cases) & set(heads))
    events: dict[int, list[chain.Event]] = {case: [] for case in wanted}
    for row in books.execute(EVENTS, (wanted,)):
        events[row[0]].append(event_of(row))
    for case in wanted:
        for fault in chain.faults(events[case], heads[case]):
            yield f"case {case}: {fault}"


def missing_files(books: psycopg.Connection[Any], folder: Path) -> Iterator[str]:
    """Documents whose bytes are not there, or are others."""
    for digest, size in books.execute("select sha256, size from archive_documentversion"):
        there = folder / "files" / "files" / digest[:2] / digest
        content = there.read_bytes() if there.exists() else b""
        if len(content) != size or hashlib.sha256(content).hexdigest() != digest:
            yield f"the document {digest} is not on the disk"


def unheard(folder: Path, memory: Memory) -> Iterator[str]:
    """Steps in the books that nobody was told of: everybody insisted, so there is none."""
    with psycopg.connect(address_of(folder)) as books:
        for key, case, row in books.execute(
            'select key, case_id, "row" from cases_event order by id'
        ):
            if key not in memory.steps and key not in memory.starts:
                yield f"the step ({case}, {row}) is there and nobody was told"
