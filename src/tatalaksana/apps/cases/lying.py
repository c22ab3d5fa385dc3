"""How much work lies at a position, and which of it has lain longest."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Count, QuerySet

from tatalaksana.apps.cases.models import Task


def open_at(agency: int, positions: Iterable[int]) -> QuerySet[Task]:
    """The open tasks of `positions`, in no order."""
    return Task.objects.filter(
        agency=agency, position__in=list(positions), done_at__isnull=True
    ).order_by()


def open_counts(agency: int, positions: Iterable[int]) -> dict[int, int]:
    """How many tasks are open at each of `positions`; those with none are missing."""
    found = open_at(agency, positions).values("position").annotate(count=Count("pk"))
    return dict(found.values_list("position", "count"))


def longest_open(agency: int, positions: Iterable[int]) -> dict[int, tuple[int, datetime]]:
    """The task that has waited longest at each of `positions`, and since when."""
    rows = open_at(agency, positions).order_by("position", "opened_at", "pk").distinct("position")
    return {
        position: (task, opened)
        for position, task, opened in rows.values_list("position", "pk", "opened_at")
    }
