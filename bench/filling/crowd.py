"""Several agencies with many open and ten times as many finished tasks, made by SQL in bulk.

Two of three cases are open: five steps done, the sixth waits; the third is finished after ten. Each
step has its task and its event, every open case its last deed, one in ten a return, one in fifty a
note behind it. One official has 70 open tasks, one a hundredth of all (10,000 of a million). A
third holds a position with everybody else ("Pegawai"): as many wait there, 70 of them for her.
"""

from __future__ import annotations

from dataclasses import dataclass

import psycopg

from bench.steps import NOW, make_office

AGENCIES = 4
POSITIONS = 5_000  #: of an agency: 20,000 in all
TYPICAL = 70  #: open tasks of the one official
SHARE = 100  #: the other has one in a hundred of all open tasks
TABLES = ("cases_case", "cases_task", "cases_event")


@dataclass(frozen=True, slots=True, kw_only=True)
class Crowd:
    """What was made: the agency of the officials, and their accounts."""

    agency: int
    typical: int
    busy: int
    shared: int


PEOPLE = """
with seats as (
    insert into office_position (agency_id, unit_id, name, many, keeps_procedures, keeps_office)
    select %(agency)s, (select min(id) from office_unit where agency_id = %(agency)s),
        'Pelaksana ' || n, false, false, false from generate_series(1, %(positions)s) n
    returning id
), people as (
    insert into office_person (agency_id, name, nip, email)
    select %(agency)s, 'Pegawai ' || n, '', '' from generate_series(1, %(positions)s) n
    returning id
)
insert into office_holding (agency_id, position_id, person_id, kind, since)
select %(agency)s, s.id, p.id, 'definitif', '2024-01-02'
from (select id, row_number() over (order by id) as n from seats) s
join (select id, row_number() over (order by id) as n from people) p using (n)
"""
SEATED = """
with account as (
    insert into office_account (username, password, is_active, must_change_password, agency_id)
    values (%(name)s, '!', true, false, %(agency)s) returning id
), person as (
    insert into office_person (agency_id, account_id, name, nip, email)
    select %(agency)s, id, %(name)s, '', '' from account returning id
), freed as (
    delete from office_holding where position_id = any(%(seats)s)
), seated as (
    insert into office_holding (agency_id, position_id, person_id, kind, since)
    select %(agency)s, seat, person.id, 'definitif', '2024-01-02'
    from person, unnest(%(seats)s::bigint[]) seat
)
select id from account
"""
# All but both officials hold it, and its open tasks are theirs in turn, 70 of them hers.
SHARED = """
with seat as (
    insert into office_position (agency_id, unit_id, name, many, keeps_procedures, keeps_office)
    select %(agency)s, (select min(id) from office_unit where agency_id = %(agency)s), 'Pegawai',
        true, false, false returning id
), held as (
    insert into office_holding (agency_id, position_id, person_id, kind, since)
    select %(agency)s, seat.id, p.id, 'definitif', '2024-01-02' from seat, office_person p
    where p.agency_id = %(agency)s and p.account_id is null
), account as (
    insert into office_account (username, password, is_active, must_change_password, agency_id)
    values (%(name)s, '!', true, false, %(agency)s) returning id
), person as (
    insert into office_person (agency_id, account_id, name, nip, email)
    select %(agency)s, id, %(name)s, '', '' from account returning id
), her as (
    insert into office_holding (agency_id, position_id, person_id, kind, since)
    select %(agency)s, seat.id, person.id, 'definitif', '2024-01-02' from seat, person
)
select account.id, seat.id, person.id from account, seat, person
"""
ADDRESSED = """
with waiting as (
    select id, row_number() over (order by id) as n from (
        select id from cases_task where agency_id = %(agency)s and done_at is null
            and position_id <> all(%(mine)s) and position_id <> all(%(theirs)s)
        order by id limit %(shared)s
    ) t
)
update cases_task t set position_id = %(seat)s, person_id = case when n %% %(each)s = 0
    then %(her)s else (%(people)s::bigint[])[1 + n %% %(positions)s] end
from waiting where waiting.id = t.id
"""
# n is the case, r its step; of three cases the third is finished. `o` counts the open ones. As a
# desk gets its files from the few before it in its procedures, they come from nine people here.
CASES = """
insert into cases_case (id, agency_id, version_id, year, number, title, "row", seq, rework, resume,
    deed_row, cancelled, head, opened_by_id, opened_at, closed_at)
select %(base)s + n, %(agency)s, %(version)s, 2026, %(base)s + n, 'Permohonan izin nomor ' || n,
    case when n %% 3 = 0 then 0 else 6 end,
    case when n %% 3 = 0 then 11 else 6 + (n %% 50 = 1)::int end, 0, 0,
    case when n %% 3 = 0 then 10 else 5 end, false, encode(sha256(n::text::bytea), 'hex'),
    (%(people)s::bigint[])[1 + n %% %(positions)s],
    %(now)s - n %% 100000 * interval '5 min',
    case when n %% 3 = 0 then %(now)s end
from generate_series(1, %(cases)s) n
"""
TASKS = """
insert into cases_task (agency_id, case_id, "row", position_id, opened_at, allowed, consumed,
    running_since, outside, taken, sender_id, returned, due_at, done_at, done_by_id, answer)
select %(agency)s, %(base)s + n, r, case
        when done then (%(seats)s::bigint[])[1 + (n * 31 + r * 17) %% %(positions)s]
        when o < %(typical)s then (%(mine)s::bigint[])[1 + o %% 3]
        when o < %(typical)s + %(busy)s then (%(theirs)s::bigint[])[1 + o %% 3]
        else (%(seats)s::bigint[])[
            1 + floor(%(positions)s * power(o * 2654435761 %% 4294967296 / 4294967296.0, 1.5))::int]
    end,
    at + r * interval '1 min', 30, 0, case when not held then at end, held, false,
    (%(people)s::bigint[])[1 + n * 31 %% 9], n %% 10 = 3 and not done,
    %(now)s + (n %% 100 - 20) * interval '1 hour',
    case when done then at + r * interval '2 min' end,
    case when done then (%(people)s::bigint[])[1 + (n * 31 + r * 17) %% %(positions)s] end,
    case when done then 'finish' else '' end
from (
    select n, r, n %% 3 = 0 or r < 6 as done, n %% 50 = 1 and n %% 3 <> 0 and r = 6 as held,
        (n - 1 - n / 3)::bigint * 7919 %% %(open)s as o,
        %(now)s - n %% 100000 * interval '5 min' as at
    from generate_series(1, %(cases)s) n,
        generate_series(1, case when n %% 3 = 0 then 10 else 6 end) r
) w
"""
EVENTS = """
insert into cases_event (agency_id, case_id, seq, kind, "row", to_row, actor_id, position_id, at,
    waited, prev_row, reason, data, key, hash)
select %(agency)s, %(base)s + n, s, case
        when s = 1 then 'opened' when s = 7 and n %% 3 <> 0 then 'held'
        when s = 6 and n %% 10 = 3 and n %% 3 <> 0 then 'returned' else 'finished' end,
    s - 1, case when s = 11 then 0 else s end,
    (%(people)s::bigint[])[1 + (n * 31 + s * 17) %% %(positions)s],
    (%(seats)s::bigint[])[1 + (n * 31 + s * 17) %% %(positions)s],
    %(now)s - n %% 100000 * interval '5 min' + s * interval '1 min', 60, greatest(0, s - 2),
    case when s = 6 and n %% 10 = 3 and n %% 3 <> 0 then 'Lampiran belum lengkap.' else '' end,
    '{}', gen_random_uuid(), encode(sha256((n * 11 + s)::text::bytea), 'hex')
from generate_series(1, %(cases)s) n,
    generate_series(1, case when n %% 3 = 0 then 11 else 6 + (n %% 50 = 1)::int end) s
"""
INDEXES = """
select i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid), c.conname,
    pg_get_constraintdef(c.oid)
from pg_index i left join pg_constraint c on c.conindid = i.indexrelid and c.contype = 'u'
where i.indrelid = %s::regclass and not i.indisprimary
"""


def fill(address: str, tasks: int) -> Crowd:
    """Fill the database with about `tasks` open tasks and ten times as many finished ones."""
    offices = [make_office(f".{number}")[:2] for number in range(AGENCIES)]
    # The server's owner: its rows need no look at the keys they point to, which are right.
    mighty = address.replace("tatalaksana@", "postgres@", 1)
    with psycopg.connect(mighty) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute("set synchronous_commit = off")
        owner.execute("set maintenance_work_mem = '1GB'")
        back = without_indexes(owner)
        made = [
            fill_agency(owner, agency, version, number, tasks // AGENCIES, tasks // SHARE)
            for number, (agency, version) in enumerate(offices)
        ]
        for statement in back:
            owner.execute(statement)
        for table in TABLES:
            owner.execute(
                f"select setval(pg_get_serial_sequence('{table}', 'id'), max(id)) from {table}"
            )
    with psycopg.connect(mighty, autocommit=True) as owner:
        owner.execute("vacuum (analyze)")
        owner.execute("checkpoint")
    return made[0]


def without_indexes(owner: psycopg.Connection) -> list[str]:
    """Drop the indexes of the large tables but their keys; the statements that make them again."""
    back = []
    for table in TABLES:
        for index, defined, constraint, meaning in owner.execute(INDEXES, (table,)).fetchall():
            if constraint:
                owner.execute(f"alter table {table} drop constraint {constraint}")
                back.append(f"alter table {table} add constraint {constraint} {meaning}")
            else:
                owner.execute(f"drop index {index}")
                back.append(defined)
    return back


def fill_agency(
    owner: psycopg.Connection, agency: int, version: int, number: int, tasks: int, busy: int
) -> Crowd:
    """Fill one agency; its two officials."""
    cases = tasks * 3 // 2
    values = {"agency": agency, "version": version, "positions": POSITIONS, "now": NOW}
    owner.execute(PEOPLE, values)
    seats, people = owner.execute(
        "select array_agg(position_id order by id), array_agg(person_id order by id)"
        " from office_holding where agency_id = %s and kind = 'definitif'"
        " and position_id in (select id from office_position where name like 'Pelaksana %%')",
        (agency,),
    ).fetchone() or ([], [])
    mine, theirs = seats[:3], seats[3:6]
    accounts = []
    for name, own in (("biasa", mine), ("sibuk", theirs)):
        made = owner.execute(
            SEATED, {"name": f"{name}{number}", "agency": agency, "seats": own}
        ).fetchone()
        accounts.append(made[0] if made else 0)
    values |= {"seats": seats[6:], "people": people[6:], "positions": POSITIONS - 6}
    values |= {"mine": mine, "theirs": theirs, "typical": TYPICAL, "busy": busy}
    values |= {"base": number * cases, "cases": cases, "open": cases - cases // 3}
    for statement in (CASES, TASKS, EVENTS):
        owner.execute(statement, values)
    shared = max(busy, 10 * TYPICAL)
    values |= {"name": f"pegawai{number}", "shared": shared, "each": shared // TYPICAL}
    account, values["seat"], values["her"] = owner.execute(SHARED, values).fetchone() or (0, 0, 0)
    owner.execute(ADDRESSED, values)
    owner.commit()
    return Crowd(agency=agency, typical=accounts[0], busy=accounts[1], shared=account)
