"""Schedules of an office and what became of each day they meant."""

from __future__ import annotations

from django.db import models


class Schedule(models.Model):
    """A procedure opens a case by itself, on the days of a rhythm."""

    class Missed(models.TextChoices):
        """What is opened after days on which nothing ran."""

        ALL = "semua", "Semua yang terlewat"
        LAST = "terakhir", "Hanya yang terakhir"

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    procedure = models.ForeignKey("library.Procedure", models.PROTECT, db_index=False)
    position = models.ForeignKey("office.Position", models.PROTECT, db_index=False)  #: who starts
    title = models.CharField(max_length=200)  #: with gaps: "Laporan {bulan} {tahun}"
    rhythm = models.CharField(max_length=10)  #: core.engine.recurrence.Rhythm
    weekday = models.PositiveSmallIntegerField(null=True)
    day = models.PositiveSmallIntegerField(null=True)
    month = models.PositiveSmallIntegerField(null=True)
    at = models.TimeField()  #: in the agency's zone
    missed = models.CharField(max_length=10, choices=Missed.choices)
    until = models.DateField(null=True)  #: the last day that is meant
    next_on = models.DateField(null=True)  #: the next day that is meant; null = it has ended
    paused_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    trouble = models.TextField(blank=True)  #: why the case of next_on could not be opened
    created_by = models.ForeignKey("office.Person", models.PROTECT, db_index=False)
    created_at = models.DateTimeField()

    class Meta:
        indexes = (
            models.Index(
                fields=["agency"],
                condition=models.Q(ended_at__isnull=True, paused_at__isnull=True),
                name="schedule_running",
            ),
        )

    @property
    def running(self) -> bool:
        """Whether it opens cases."""
        return self.paused_at is None and self.ended_at is None


class Occurrence(models.Model):
    """What became of one day that a schedule meant, once."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    schedule = models.ForeignKey(Schedule, models.PROTECT, db_index=False)
    day = models.DateField()  #: as it was meant; the case may be of a later day
    case = models.ForeignKey(
        "cases.Case", models.PROTECT, null=True, db_index=False
    )  #: null: left out
    at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "schedule", "day"], name="occurrence_once"),
        )
