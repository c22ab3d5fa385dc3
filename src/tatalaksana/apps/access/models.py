"""Tokens of people, answers that were given, and how often somebody asks."""

from __future__ import annotations

from django.db import models


class Token(models.Model):
    """What a program shows to act as a person. The token itself is kept nowhere."""

    class Scope(models.TextChoices):
        """What it is good for."""

        READ = "baca", "Hanya membaca"
        ACT = "bertindak", "Membaca dan bertindak"

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    account = models.ForeignKey("office.Account", models.PROTECT, db_index=False)
    name = models.CharField(max_length=80)  #: which program has it
    digest = models.CharField(max_length=64)  #: SHA-256 of the token, in hexadecimal
    scope = models.CharField(max_length=10, choices=Scope.choices)
    made_at = models.DateTimeField()
    until = models.DateField()  #: the last day, in the agency's zone
    used_at = models.DateTimeField(null=True)  #: roughly; see bounds.used_precision
    revoked_at = models.DateTimeField(null=True)
    revoked_by = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, db_index=False, db_constraint=False
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "digest"], name="token_digest"),)
        indexes = (models.Index(fields=["agency", "account"], name="token_account"),)


class Reply(models.Model):
    """The answer to a deed, given again to whoever sends the deed again with the same key."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    person = models.ForeignKey("office.Person", models.PROTECT, db_index=False, db_constraint=False)
    key = models.UUIDField()
    request = models.CharField(max_length=64)  #: SHA-256 of what was asked
    answer = models.JSONField(null=True)  #: null only inside the transaction of the deed
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "person", "key"], name="reply_key"),
        )
        indexes = (models.Index(fields=["agency", "at"], name="reply_at"),)


class Pace(models.Model):
    """How often somebody has asked in this minute. Not logged: after a crash all begin anew."""

    subject = models.CharField(max_length=80, primary_key=True)  #: "t:7", "a:10.0.0.1"
    minute = models.DateTimeField()
    count = models.PositiveIntegerField()
