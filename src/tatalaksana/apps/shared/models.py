"""The audit trail: who did what, when, for every deed outside a case."""

from __future__ import annotations

from django.db import models


class Trace(models.Model):
    """One deed. Rows are only ever added; the database refuses a change."""

    agency_id = models.BigIntegerField()
    at = models.DateTimeField()
    actor_id = models.BigIntegerField(null=True)  #: the person; null = the system itself
    action = models.CharField(max_length=60)  #: e.g. "library.put_in_force"
    thing = models.CharField(max_length=40, blank=True)  #: e.g. "version"
    thing_id = models.BigIntegerField(null=True)
    data = models.JSONField(default=dict)

    class Meta:
        indexes = (
            models.Index(fields=["agency_id", "-at"], name="trace_latest"),
            models.Index(fields=["agency_id", "thing", "thing_id"], name="trace_thing"),
        )
