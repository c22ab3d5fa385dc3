"""What must be true after every harm, read from the database as its superuser."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any
from uuid import UUID, uuid5

import psycopg

from bench.killing.people import Memory, Told
from tatalaksana.core.engine import events as chain
from tests.live.office import EVENTS, address_of, event_of

LINK = "link"  #: what parts the key of a link from that of the click that opened the case
#: each must answer nothing; what it would answer is told
RULES = {
    "a case has not one open task while it runs, or has one when it has ended": """
        select c.id, count(t.id) from cases_case c
        left join cases_task t on t.case_id = c.id and t.done_at is null
        group by c.id, c.closed_at having count(t.id) <> (c.closed_at is null)::int""",
    "a row was done twice where nothing returns": """
        select e.case_id, e."row" from cases_event e join cases_case c on c.id = e.case_id
        where e.kind = 'finished'
            and c.version_id = (select min(version_id) from cases_case)
            and not exists (select from cases_event w
                where w.case_id = e.case_id and w.corrects = e.seq)
        group by 1, 2 having count(*) <> 1""",
    "the door keeps the place of an answer that it never gave": """
        select person_id, key from access_reply where answer is null""",
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
        select t.id from cases_task t join office_holding h on h.position_id = t.position_id
        where t.done_at is null and t.sender_id <> h.person_id and not exists (
            select from notices_notice n where n.task_id = t.id and n.kind = 'assigned')""",
    "an open question was told to nobody": """
        select q.id from cases_consultation q join cases_task t on t.id = q.task_id
        where q.closed_at is null and t.done_at is null and not exists (
            select from notices_notice n where n.task_id = q.task_id and n.kind = 'asked'
                and n.person_id = q.person_id and n.fires_at = q.asked_at)""",
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
    deeds, starts, labels = dict(memory.deeds), dict(memory.starts), dict(memory.files)
    with psycopg.connect(address_of(folder)) as books:
        books.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        for what, rule in RULES.items():
            for row in books.execute(rule).fetchall()[:3]:
                yield f"{what}: {row}"
        yield from lost(books, deeds, starts)
        yield from lost_files(books, labels)
        yield from broken_chains(books, cases)
        yield from missing_files(books, folder)


def lost(
    books: psycopg.Connection[Any], deeds: dict[UUID, Told], starts: dict[UUID, str]
) -> Iterator[str]:
    """What was acknowledged and is not there exactly once, or is there otherwise."""
    there: dict[UUID, list[tuple[int, str, int]]] = {}
    found = books.execute(
        'select key, case_id, kind, "row" from cases_event where key = any(%s)', (list(deeds),)
    )
    for key, *event in found:
        there.setdefault(key, []).append((event[0], event[1], event[2]))
    for key, told in deeds.items():
        events = there.get(key, [])
        same = [
            (case, kind, row)
            for case, kind, row in events
            if kind == told.kind and told.case in (None, case) and told.row in (None, row)
        ]
        if len(events) != 1 or len(same) != 1:
            yield f"{told} {starts.get(key, '')} was acknowledged and is {events or None}"


VERSIONS = """select d.label, count(*) from cases_casedocument d
    join archive_documentversion v on v.document_id = d.document_id group by 1"""


def lost_files(books: psycopg.Connection[Any], labels: dict[str, int]) -> Iterator[str]:
    """Documents that were acknowledged more often than they have versions."""
    versions = dict(books.execute(VERSIONS).fetchall())
    for label, kept in labels.items():
        found = versions.get(label, 0)
        if found < kept:
            yield f"the document {label} was acknowledged {kept} times and is there {found} times"


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
    """Events in the books that nobody was told of: everybody insisted, so there is none.

    Whatever else a click writes has a key made from that of the click.
    """
    known = set(memory.deeds) | {uuid5(key, LINK) for key in memory.deeds}
    with psycopg.connect(address_of(folder)) as books:
        for key, case, kind, row in books.execute(
            'select key, case_id, kind, "row" from cases_event'
            " where kind <> 'attached' order by id"  # told by its document, below
        ):
            if key not in known:
                yield f"the event ({case}, {kind}, {row}) is there and nobody was told"
        for label, found in books.execute(VERSIONS):
            if label not in memory.doubtful and memory.files.get(label, 0) != found:
                yield f"the document {label} is there {found} times and nobody was told so"


def untold_hooks(folder: Path, came: Iterable[tuple[str, bytes]]) -> Iterator[str]:
    """What is wrong with the webhooks; `came` are the ids and bodies that the receiver took.

    Each event once, or again under the same id with the same words.
    """
    bodies: dict[str, set[bytes]] = {}
    for key, body in came:
        bodies.setdefault(key, set()).add(body)
    yield from (
        f"the webhook {key} came with two bodies" for key, b in bodies.items() if len(b) > 1
    )
    told = Counter(json.loads(next(iter(b)))["data"]["event"] for b in bodies.values())
    with psycopg.connect(address_of(folder)) as books:
        events = {event for (event,) in books.execute("select id from cases_event")}
    yield from (f"the event {one} was told under two ids" for one, n in told.items() if n > 1)
    yield from (f"the event {one} was told to no webhook" for one in sorted(events - set(told))[:3])
