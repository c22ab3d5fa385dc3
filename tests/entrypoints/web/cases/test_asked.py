"""A click costs little more than its step: the form asks for what it answers, not for the page."""

from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

#: session, account, the wall put up, who acts, the task as it stands, the step, the task done with
#: its case, the one that waits now, who holds its position, the wall taken down
ASKED = 10
EXECUTED = "select coalesce(sum(generic_plans + custom_plans), 0) from pg_prepared_statements"


def executed():
    """How often a prepared statement was executed on this connection."""
    with connection.cursor() as cursor:
        cursor.execute(EXECUTED)
        return int(cursor.fetchone()[0])


def test_the_form_of_a_step_asks_ten_things_and_each_is_a_prepared_statement(letter, at_desk):
    client, task = at_desk(letter.first), letter.task.pk
    before = executed()
    with CaptureQueriesContext(connection) as told:
        answer = client.post(f"/tugas/{task}/selesai/", {"kunci": uuid4(), "jawaban": "finish"})
    assert answer.status_code == 302
    assert [" ".join(one["sql"].split())[:90] for one in told.captured_queries] == []
    assert 0 < executed() - before <= ASKED


#: the same but the step and what it answers; the case with its task, whether it is hers to read,
#: what there is around it, its events, the desks (roles, own roles, positions, people), who has the
#: task, who else holds its position, the reader's notices
SHOWN = 17


def test_the_page_of_an_ordinary_task_asks_seventeen_things_all_prepared(letter, at_desk):
    client, task = at_desk(letter.first), letter.task.pk
    before = executed()
    with CaptureQueriesContext(connection) as told:
        answer = client.get(f"/tugas/{task}/")
    assert answer.status_code == 200
    assert [" ".join(one["sql"].split())[:90] for one in told.captured_queries] == []
    assert 0 < executed() - before <= SHOWN
