"""A step finds its rows by whole keys: it looks at as few where many are open as where none is.

Also in a database of which PostgreSQL knows nothing yet: what a connection has planned it keeps.
"""

from uuid import uuid4

from django.db import connection

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.core.engine.plan import Answer

OTHERS = 60
#: of all indexes of the tables a step writes to or reads
LOOKED_AT = """
select coalesce(sum(pg_stat_get_xact_tuples_returned(i.indexrelid)), 0) from pg_index i
join pg_class t on t.oid = i.indrelid
where t.relname in ('cases_task', 'cases_case', 'cases_event', 'cases_subcase', 'office_position')
"""
ENTRIES = 30  #: a step finds about ten; each of the others would add to them


def looked_at() -> int:
    with connection.cursor() as cursor:
        cursor.execute(LOOKED_AT)
        return int(cursor.fetchone()[0])


def test_a_step_looks_at_its_own_rows_alone(run):
    case = run("LUMAJANG", "Surat Keluar")
    starter = case.actor
    for _ in range(OTHERS):
        start_case(starter, version=case.version.pk, title="Lain", key=uuid4(), now=case.now)
    task, actor = case.task.pk, case.actor
    before = looked_at()
    finish_step(actor, task=task, answer=Answer.FINISH, key=uuid4(), now=case.now)
    assert looked_at() - before <= ENTRIES
