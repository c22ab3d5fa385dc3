"""Addresses that are told of events, how far each has been told, and what was sent."""

from __future__ import annotations

from django.db import models


class Hook(models.Model):
    """An address of another system, and the kinds of events it is told of.

    Events with an id up to `settled` are taken up. Ids are given out of order: of those up to
    `ahead` all are known once no transaction up to `ahead_xid` is under way any more.
    """

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    url = models.CharField(max_length=500)
    kinds = models.JSONField()  #: core.engine.events.Kind, a list
    salt = models.CharField(max_length=64)  #: with the installation's key it makes the secret
    made_by = models.ForeignKey(
        "office.Person", models.PROTECT, db_index=False, db_constraint=False
    )
    made_at = models.DateTimeField()
    settled = models.BigIntegerField()
    ahead = models.BigIntegerField(null=True)
    ahead_xid = models.BigIntegerField(null=True)
    paused_at = models.DateTimeField(null=True)  #: by a keeper; goes on where it stopped
    off_at = models.DateTimeField(null=True)  #: switched off: the receiver failed too often
    ended_at = models.DateTimeField(null=True)  #: for good
    trouble = models.TextField(blank=True)  #: why it was switched off

    class Meta:
        indexes = (
            models.Index(
                fields=["agency"],
                condition=models.Q(ended_at__isnull=True),
                name="hook_living",
            ),
        )

    @property
    def running(self) -> bool:
        """Whether events are taken up and sent."""
        return self.paused_at is None and self.off_at is None and self.ended_at is None


class Delivery(models.Model):
    """One event on its way to one address. Its key is the webhook-id, however often it is sent."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    hook = models.ForeignKey(Hook, models.PROTECT, db_index=False, db_constraint=False)
    #: no constraint: checking it would lock a row of the chain; null = a test
    event = models.ForeignKey(
        "cases.Event", models.PROTECT, null=True, db_index=False, db_constraint=False
    )
    case = models.BigIntegerField(null=True)  #: whose events arrive in their order
    kind = models.CharField(max_length=12)
    key = models.UUIDField()
    made_at = models.DateTimeField()
    next_at = models.DateTimeField(null=True)  #: null = it arrived, or was given up
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)  #: when the receiver took it
    status = models.PositiveSmallIntegerField(null=True)  #: what the receiver answered last
    trouble = models.TextField(blank=True)  #: what went wrong last

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "hook", "event"], name="delivery_event"),
            models.UniqueConstraint(fields=["agency", "key"], name="delivery_key"),
        )
        indexes = (
            models.Index(
                fields=["agency", "hook", "case", "event"],
                condition=models.Q(sent_at__isnull=True),
                name="delivery_waiting",
            ),
            # In the order of sending: with thousands waiting the next one is still the first here.
            models.Index(
                "agency",
                models.F("event").asc(nulls_first=True),
                "id",
                condition=models.Q(sent_at__isnull=True),
                name="delivery_due",
            ),
            models.Index(fields=["agency", "hook", "-made_at"], name="delivery_latest"),
        )
