"""Taking part in steps that are done: put away each night, so that lists look at the open ones."""

from __future__ import annotations

from tatalaksana.apps.cases.models import Participation


def put_away(agency: int) -> int:
    """Mark the participations whose task is done; return how many there were.

    A step does not do it: whoever reads passes over those of a day.
    """
    return Participation.objects.filter(
        agency=agency, ended=False, task__done_at__isnull=False
    ).update(ended=True)


def take_up_again(agency: int, task: int) -> None:
    """The task is open again, so whoever takes part in it does so again."""
    Participation.objects.filter(agency=agency, task=task, ended=True).update(ended=False)
