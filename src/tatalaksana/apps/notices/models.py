"""What is watched, what was told to whom, and what went out by e-mail.

No row here refers to a task by a constraint: checking one would lock the row of a task that a step
is just finishing. Tasks are never removed.
"""

from __future__ import annotations

from django.db import models


class Round(models.Model):
    """How far an agency's tasks have been looked through."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    since = models.DateTimeField()  #: what reached somebody before it is told to nobody
    looked_until = models.DateTimeField()
    calendar_version = models.BigIntegerField()  #: by which the watches were set

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency"], name="round_agency"),)


class Watch(models.Model):
    """An open task, and when it is to be looked at next."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    task = models.ForeignKey("cases.Task", models.PROTECT, db_index=False, db_constraint=False)
    next_at = models.DateTimeField(null=True)  #: null = nothing is to come

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "task"], name="watch_task"),)
        indexes = (
            models.Index(
                fields=["agency", "next_at"],
                condition=models.Q(next_at__isnull=False),
                name="watch_next",
            ),
        )


class AbsenceTold(models.Model):
    """An absence that nobody stands in for was told, of a position."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    absence = models.ForeignKey(
        "office.Absence", models.PROTECT, db_index=False, db_constraint=False
    )
    position = models.ForeignKey(
        "office.Position", models.PROTECT, db_index=False, db_constraint=False
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "absence", "position"], name="absencetold_once"
            ),
        )


class HoldingTold(models.Model):
    """Who came to hold a position was told what she finds there, or found nothing."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    holding = models.ForeignKey(
        "office.Holding", models.PROTECT, db_index=False, db_constraint=False
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "holding"], name="holdingtold_once"),
        )


class Mail(models.Model):
    """One e-mail for one person: with some notices, or what waits for her in the morning of a day.

    Its key is its Message-ID: sent again after a crash it is the same message.
    """

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    person = models.ForeignKey("office.Person", models.PROTECT, db_index=False)
    key = models.UUIDField()
    address = models.EmailField()
    day = models.DateField(null=True)  #: whose morning e-mail it is, in the office's zone
    made_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    next_at = models.DateTimeField(null=True)  #: null = it went out, told nothing, or was given up
    sent_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)  #: what the mail server said last

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "key"], name="mail_key"),
            models.UniqueConstraint(
                fields=["agency", "day", "person"],
                condition=models.Q(day__isnull=False),
                name="mail_morning",
            ),
        )
        indexes = (
            models.Index(
                fields=["agency", "next_at"],
                condition=models.Q(next_at__isnull=False),
                name="mail_waiting",
            ),
        )


class Notice(models.Model):
    """Something told to a person of a task, once for the moment it is about."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    task = models.ForeignKey("cases.Task", models.PROTECT, db_index=False, db_constraint=False)
    kind = models.CharField(max_length=10)  #: a Rung of core.engine.reminders
    person = models.ForeignKey("office.Person", models.PROTECT, db_index=False)
    by = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, db_index=False, related_name="+"
    )  #: who handed the task
    fires_at = models.DateTimeField()  #: the moment it is about; a moved deadline has another
    made_at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    by_mail = models.BooleanField(db_default=False)  #: it is to go out by e-mail too
    mail = models.ForeignKey(Mail, models.SET_NULL, null=True, db_index=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "task", "kind", "person", "fires_at"], name="notice_once"
            ),
        )
        indexes = (
            models.Index(fields=["agency", "person", "-made_at"], name="notice_latest"),
            models.Index(
                fields=["agency", "person", "-made_at"],
                condition=models.Q(read_at__isnull=True),
                name="notice_unread",
            ),
            models.Index(
                fields=["agency", "person"],
                condition=models.Q(by_mail=True, mail__isnull=True),
                name="notice_to_mail",
            ),
            models.Index(
                fields=["agency", "mail"],
                condition=models.Q(mail__isnull=False),
                name="notice_mail",
            ),
        )


class Preference(models.Model):
    """What somebody wants by e-mail, where it is not the usual."""

    class Mail(models.TextChoices):
        """How much."""

        ALL = "semua", "Semua"
        URGENT = "penting", "Hanya batas waktu"
        NONE = "tidak", "Tidak ada"

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    person = models.ForeignKey("office.Person", models.PROTECT, db_index=False)
    mail = models.CharField(max_length=10, choices=Mail.choices)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "person"], name="preference_person"),
        )
