"""The worker asks for a job for each office that has webhooks, and for no other."""

from django.utils import timezone
from procrastinate.contrib.django.models import ProcrastinateJob

from tatalaksana.apps.hooks.actions.add_hook import add_hook
from tatalaksana.apps.hooks.actions.pause_hook import pause_hook
from tatalaksana.entrypoints.jobs.tasks import send_hooks
from tests.cast import CAST

KEEPER = "analis.kalbar"


def waiting():
    jobs = ProcrastinateJob.objects.filter(task_name="send_hooks_of", status="todo")
    return [job.args["agency"] for job in jobs]


def test_only_an_office_with_a_running_webhook_gets_a_job_and_one_at_a_time(office, person):
    office("KALBAR")
    send_hooks(0)
    assert waiting() == []
    url = "https://sistem.contoh.go.id/"
    made = add_hook(person(KEEPER), url=url, kinds=["finished"], now=timezone.now())
    for _ in range(2):
        send_hooks(0)
        assert waiting() == [CAST["KALBAR"].agency]
    pause_hook(person(KEEPER), hook=made.hook.pk, now=timezone.now())
    send_hooks(0)
    assert waiting() == [CAST["KALBAR"].agency]
