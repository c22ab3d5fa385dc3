"""A click costs little more than its step: the form asks for what it answers, not for the page."""

from uuid import uuid4

from django.db import connection
from django.test.utils import CaptureQueriesContext

#: session, account, the wall put up and down, the task done with its case, the one that waits
#: now, and who holds its position; who acts and the step itself are prepared statements
ASKED = 7


def test_the_form_of_a_step_asks_seven_things_beside_who_acts_and_the_step(letter, at_desk):
    client, task = at_desk(letter.first), letter.task.pk
    with CaptureQueriesContext(connection) as told:
        answer = client.post(f"/tugas/{task}/selesai/", {"kunci": uuid4(), "jawaban": "finish"})
    assert answer.status_code == 302
    asked = [one["sql"] for one in told.captured_queries]
    assert len(asked) <= ASKED, [" ".join(one.split())[:90] for one in asked]
