"""Running procedures: cases, their tasks, events and documents.

The step itself is written by the database functions of the migrations (cases_open,
cases_finish, cases_note); these models read, and hold what is not on the path of a step.
"""

from __future__ import annotations

from django.db import models
from django.db.models.functions import MD5


class Counter(models.Model):
    """The last case number of an agency's year."""

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "year"], name="counter_year"),)


class Case(models.Model):
    """One run of a procedure; it keeps its version until a person moves it to another."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    version = models.ForeignKey("library.Version", models.PROTECT)
    year = models.PositiveSmallIntegerField()
    number = models.PositiveIntegerField()  #: within agency and year
    title = models.CharField(max_length=300)  #: what this run is about
    row = models.PositiveSmallIntegerField()  #: the open row; 0 = finished
    seq = models.PositiveIntegerField()  #: the number of its last event
    rework = models.PositiveSmallIntegerField(default=0)
    resume = models.PositiveSmallIntegerField(default=0)  #: where a mended file goes straight back
    deed_row = models.PositiveSmallIntegerField(db_default=0)  #: of its last deed; a note is none
    suspended_at = models.DateTimeField(null=True)  #: nothing is done in it since then
    cancelled = models.BooleanField(db_default=False)  #: it ended before its work was done
    head = models.CharField(max_length=64)  #: the hash of its last event
    opened_by = models.ForeignKey("office.Person", models.PROTECT)
    opened_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    due_at = models.DateTimeField(null=True)  #: see whole_time; null while its clock stands

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "year", "number"], name="case_number"),
        )
        indexes = (
            models.Index(fields=["agency", "-opened_at"], name="case_latest"),
            models.Index(fields=["agency", "version"], name="case_version"),
            models.Index(
                fields=["agency", "due_at"],
                condition=models.Q(closed_at__isnull=True, due_at__isnull=False),
                name="case_due",
            ),
        )


class Task(models.Model):
    """A step waiting for, or done by, a position."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    case = models.ForeignKey(Case, models.PROTECT)
    row = models.PositiveSmallIntegerField()
    position = models.ForeignKey("office.Position", models.PROTECT, db_index=False)
    person = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, db_index=False, related_name="+"
    )  #: who did this position's work in the case before; null = whoever holds the position
    taken = models.BooleanField(db_default=False)  #: `person` took it, or was handed it
    sender = models.ForeignKey(
        "office.Person",
        models.PROTECT,
        null=True,
        db_index=False,
        db_constraint=False,  # the event it is copied from has it; a step looks once
        related_name="+",
    )  #: whose deed opened it; null = look at the events (tasks done before it was kept)
    returned = models.BooleanField(db_default=False)  #: that deed was a return
    opened_at = models.DateTimeField()
    allowed = models.PositiveIntegerField(null=True)  #: working minutes; null = none promised
    consumed = models.PositiveIntegerField(default=0)  #: of it used up before running_since
    running_since = models.DateTimeField(null=True)  #: null while the clock stands
    outside = models.BooleanField(db_default=False)  #: the file is with an outside party
    due_at = models.DateTimeField(null=True)  #: derived from the three
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, db_index=False, related_name="+"
    )
    answer = models.CharField(max_length=10, blank=True)
    asked = models.PositiveSmallIntegerField(db_default=0)  #: opinions it waits for
    awaits = models.PositiveSmallIntegerField(db_default=0)  #: parts of others still to be done
    drafter = models.ForeignKey(
        "office.Person",
        models.PROTECT,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )  #: who made the draft that the step judges; null where it judges none
    other_eyes = models.PositiveSmallIntegerField(db_default=0)  #: see own_drafts.OtherEyes
    told = models.BigIntegerField(
        null=True
    )  #: another number whenever what the inbox tells of its case has changed; see inbox_told

    class Meta:
        indexes = (
            models.Index(
                fields=["position", "opened_at"],
                condition=models.Q(done_at__isnull=True),
                name="task_inbox",
            ),
            models.Index(
                fields=["position", "due_at"],
                condition=models.Q(done_at__isnull=True, due_at__isnull=False),
                name="task_late",
            ),
            models.Index(
                fields=["position", "opened_at"],
                condition=models.Q(done_at__isnull=True, returned=True),
                name="task_returned",
            ),
            models.Index(
                fields=["agency", "due_at"],
                condition=models.Q(done_at__isnull=True),
                name="task_due",
            ),
            models.Index(
                fields=["agency", "opened_at"],
                condition=models.Q(done_at__isnull=True, other_eyes=2),
                name="task_for_above",
            ),
        )

    @property
    def held(self) -> bool:
        """Whether the file is with an outside party and the clock stands."""
        return self.done_at is None and self.outside


class Participation(models.Model):
    """A position that takes part in a task without answering for it."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    task = models.ForeignKey(Task, models.PROTECT)
    position = models.ForeignKey("office.Position", models.PROTECT, db_index=False)
    ended = models.BooleanField(db_default=False)  #: its task is done; noted in the night after
    required = models.BooleanField(db_default=False)  #: the task ends after it has done its part
    done_at = models.DateTimeField(null=True)
    done_by = models.ForeignKey(
        "office.Person", models.PROTECT, null=True, db_index=False, db_constraint=False
    )
    aside = models.BooleanField(db_default=False)  #: not done: `done_by` decided not to wait for it

    class Meta:
        indexes = (
            models.Index(
                fields=["position", "task"],
                condition=models.Q(ended=False),
                name="participation_now",
            ),
        )

    @property
    def open(self) -> bool:
        """Whether the task waits for it."""
        return self.required and self.done_at is None


class Event(models.Model):
    """What happened in a case: append-only, chained by hash; the database refuses a change."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, db_index=False)
    seq = models.PositiveIntegerField()
    kind = models.CharField(max_length=12)
    row = models.PositiveSmallIntegerField()
    to_row = models.PositiveSmallIntegerField()
    actor = models.ForeignKey("office.Person", models.PROTECT, db_index=False)
    position = models.ForeignKey("office.Position", models.PROTECT, db_index=False)
    at = models.DateTimeField()
    waited = models.PositiveIntegerField(default=0)  #: seconds since the step before
    prev_row = models.PositiveSmallIntegerField(default=0)  #: of the deed before; a note is none
    reason = models.TextField(blank=True)
    data = models.TextField(default="{}")  #: canonical JSON: it is part of the hash
    key = models.UUIDField()  #: the click it came from; the same click counts once
    hash = models.CharField(max_length=64)
    corrects = models.PositiveIntegerField(
        null=True
    )  #: the deed a correction takes back; from data

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["case", "seq", "agency"], name="event_seq"),
            models.UniqueConstraint(fields=["agency", "key"], name="event_key"),
            models.UniqueConstraint(
                fields=["case", "corrects", "agency"],
                name="event_corrected",
                condition=models.Q(corrects__isnull=False),
            ),
        )


class CaseDocument(models.Model):
    """A document in the case file, and what it is there for."""

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    case = models.ForeignKey(Case, models.PROTECT)
    document = models.ForeignKey("archive.Document", models.PROTECT)
    row = models.PositiveSmallIntegerField()  #: the step it was first attached in
    label = models.TextField()  #: the Output or Kelengkapan it answers, whole

    class Meta:
        constraints = (
            # an index holds no text of any length, its print it does
            models.UniqueConstraint("agency", "case", MD5("label"), name="case_document"),
        )


class SubCase(models.Model):
    """A case opened from a step of another, because the step names another SOP."""

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    parent = models.ForeignKey(Case, models.PROTECT, related_name="subcases")
    row = models.PositiveSmallIntegerField()  #: the step of the parent it was opened from
    child = models.OneToOneField(Case, models.PROTECT, related_name="opened_from")
    waits = models.BooleanField(default=False)  #: the step cannot be finished before the child ends
    seq = models.PositiveIntegerField(
        db_default=0
    )  #: the event of the parent that linked it; 0 = linked before events told so


class UnitCall(models.Model):
    """The same procedure asked of many units at once: each answers in a case of its own."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    version = models.ForeignKey(
        "library.Version", models.PROTECT, db_index=False, db_constraint=False
    )
    title = models.CharField(max_length=300)
    due_at = models.DateTimeField(null=True)  #: when every unit is to be done; null = none named
    position = models.ForeignKey(
        "office.Position", models.PROTECT, db_index=False, db_constraint=False
    )  #: who asks
    opened_by = models.ForeignKey(
        "office.Person", models.PROTECT, db_index=False, db_constraint=False
    )
    opened_at = models.DateTimeField()
    parent = models.ForeignKey(
        Case, models.PROTECT, null=True, db_constraint=False, related_name="calls"
    )  #: the case from whose step it was opened
    row = models.PositiveSmallIntegerField(default=0)  #: that step; 0 = of no case
    key = models.UUIDField()  #: the click it came from; the same click counts once

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "key"], name="unitcall_key"),)
        indexes = (models.Index(fields=["agency", "-opened_at"], name="unitcall_latest"),)


class CalledUnit(models.Model):
    """A unit that was called, and the case in which it answers."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    call = models.ForeignKey(UnitCall, models.PROTECT, db_index=False, db_constraint=False)
    unit = models.ForeignKey("office.Unit", models.PROTECT, db_index=False, db_constraint=False)
    case = models.ForeignKey(
        Case, models.PROTECT, db_index=False, db_constraint=False, related_name="called"
    )

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "call", "unit"], name="calledunit_once"),
            models.UniqueConstraint(fields=["agency", "case"], name="calledunit_case"),
        )


class CaseBinding(models.Model):
    """In one case a role is another position than its version says: that of the unit called."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, db_index=False, db_constraint=False)
    role = models.CharField(max_length=200)
    position = models.ForeignKey("office.Position", models.PROTECT, db_constraint=False)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "case", "role"], name="casebinding_role"),
        )


class Consultation(models.Model):
    """A question to a colleague about an open task; the events tell the same, this finds it.

    It is open while its task is, and `closed_at` is empty; a task that is ended takes it along.
    """

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, db_index=False, db_constraint=False)
    task = models.ForeignKey(Task, models.PROTECT, db_index=False, db_constraint=False)
    seq = models.PositiveIntegerField()  #: the event that asked
    position = models.ForeignKey(
        "office.Position", models.PROTECT, db_index=False, db_constraint=False
    )  #: in which the colleague is asked
    person = models.ForeignKey(
        "office.Person", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )  #: who is asked; the next holder of the position once she has left it
    asker = models.ForeignKey(
        "office.Person", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    question = models.TextField()
    asked_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)  #: answered or withdrawn
    answered_by = models.ForeignKey(
        "office.Person",
        models.PROTECT,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )  #: null while open, and where it was withdrawn

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "case", "seq"], name="consultation_seq"),
        )
        indexes = (
            models.Index(
                fields=["agency", "position"],
                condition=models.Q(closed_at__isnull=True),
                name="consultation_open",
            ),
            models.Index(fields=["agency", "asked_at"], name="consultation_asked"),
        )


class Team(models.Model):
    """A team with a chair, formed by the decree that a case issued; its seats are positions."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    name = models.CharField(max_length=120)
    seat = models.ForeignKey(
        "office.Position", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )  #: held by all its members
    chair_seat = models.ForeignKey(
        "office.Position", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    secretary_seat = models.ForeignKey(
        "office.Position",
        models.PROTECT,
        null=True,
        db_index=False,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        constraints = (models.UniqueConstraint(fields=["agency", "seat"], name="team_seat"),)


class TeamDecree(models.Model):
    """What a decree says of a team; it counts once a keeper of the office has approved it."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    case = models.ForeignKey(Case, models.PROTECT, db_index=False, db_constraint=False)
    seq = models.PositiveIntegerField()  #: the event that asked for it
    team = models.ForeignKey(
        Team, models.PROTECT, null=True, db_index=False, db_constraint=False
    )  #: the one it changes, or formed; null = a new one, not formed yet
    document = models.ForeignKey(
        "archive.Document", models.PROTECT, db_index=False, db_constraint=False
    )  #: the decree itself
    composition = models.JSONField()  #: core.engine.teams.Composition, as the event tells it
    asked_by = models.ForeignKey(
        "office.Person", models.PROTECT, db_index=False, db_constraint=False, related_name="+"
    )
    position = models.ForeignKey(
        "office.Position", models.PROTECT, db_index=False, db_constraint=False
    )  #: in which she asked; the team stands below it
    asked_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    refusal = models.TextField(blank=True)  #: why a keeper refused; "" = not, or not yet

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "case", "seq"], name="teamdecree_seq"),
        )
        indexes = (models.Index(fields=["agency", "-asked_at"], name="teamdecree_latest"),)


class ChainAnchor(models.Model):
    """Where the chains of an agency stood; see core.engine.anchors. Rows are only ever added."""

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    number = models.PositiveIntegerField()  #: 1, 2, 3 … within the agency
    at = models.DateTimeField()
    upto = models.BigIntegerField()  #: the handle of the last event it covers
    counters = models.JSONField()  #: the last number given in each year
    before = models.CharField(max_length=64, blank=True)  #: the digest of the anchor before
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "number"], name="chainanchor_number"),
        )
