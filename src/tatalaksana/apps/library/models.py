"""The procedures an office keeps: versions, the document they came from, bound roles."""

from __future__ import annotations

from django.db import models


class Source(models.Model):
    """The document a reading came from, kept as it was uploaded."""

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    uploaded_by = models.ForeignKey("office.Person", models.PROTECT, null=True)
    uploaded_at = models.DateTimeField()

    class Meta:
        indexes = (models.Index(fields=["agency", "sha256"], name="source_bytes"),)


class Procedure(models.Model):
    """An SOP over its whole life; its content stands in the versions."""

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    unit = models.ForeignKey("office.Unit", models.PROTECT)
    title = models.CharField(max_length=300)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "unit", "title"], name="procedure_title"),
        )


class Version(models.Model):
    """One state of a procedure. In force it is never edited again: the database refuses."""

    class Status(models.TextChoices):
        """Where a version stands in its life."""

        DRAFT = "draf", "Draf"
        IN_FORCE = "berlaku", "Berlaku"
        WITHDRAWN = "dicabut", "Dicabut"

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    procedure = models.ForeignKey(Procedure, models.PROTECT)
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT)
    content = models.JSONField()  #: the exchange format
    evidence = models.JSONField(default=list)  #: from what the reader inferred
    doubts = models.JSONField(default=list)  #: what is still to be looked at
    origins = models.JSONField(default=list)  #: where each value stands in the source
    source = models.ForeignKey(Source, models.PROTECT, null=True)
    source_lines = models.JSONField(default=list)  #: first and last line in the source
    created_by = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    in_force_by = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    in_force_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "procedure", "number"], name="version_number"
            ),
            models.UniqueConstraint(
                fields=["agency", "procedure"],
                condition=models.Q(status="berlaku"),
                name="version_one_in_force",
            ),
        )


class Binding(models.Model):
    """Which position does the work of a role of a version."""

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    version = models.ForeignKey(Version, models.CASCADE)
    role = models.CharField(max_length=200)  #: as the document prints it
    position = models.ForeignKey("office.Position", models.PROTECT)
    sure = models.FloatField(default=1.0)  #: how sure the suggestion is, 0 … 1
    confirmed_by = models.ForeignKey("office.Person", models.PROTECT, null=True)
    confirmed_at = models.DateTimeField(null=True)  #: null = only suggested

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "version", "role"], name="binding_role"),
        )


class JointRow(models.Model):
    """A row of a version that is done only when every performer has said so.

    At any other row of several performers the first is responsible, and her word is enough.
    """

    agency = models.ForeignKey("office.Agency", models.PROTECT, db_index=False)
    version = models.ForeignKey(Version, models.CASCADE, db_index=False, db_constraint=False)
    row = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["agency", "version", "row"], name="jointrow_once"),
        )


class Folder(models.Model):
    """Documents handed in at once, imported in the background one by one."""

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    unit = models.ForeignKey("office.Unit", models.PROTECT)
    name = models.CharField(max_length=200)
    received_by = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    cancelled_by = models.ForeignKey("office.Person", models.PROTECT, null=True, related_name="+")
    cancelled_at = models.DateTimeField(null=True)


class FolderDocument(models.Model):
    """One document of a folder. It waits, then ends one way or another, once."""

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "menunggu", "Menunggu"
        DONE = "terbaca", "Terbaca"
        KNOWN = "dikenal", "Sudah pernah diimpor"
        TWIN = "kembar", "Sama dengan dokumen lain di folder ini"
        REFUSED = "ditolak", "Ditolak"
        CANCELLED = "batal", "Dibatalkan"

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    folder = models.ForeignKey(Folder, models.PROTECT)
    name = models.CharField(max_length=300)  #: as the folder has it, its folders before it
    sha256 = models.CharField(max_length=64, blank=True)  #: "" when nothing was stored
    size = models.BigIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    source = models.ForeignKey(Source, models.PROTECT, null=True)  #: what it was imported as
    code = models.CharField(max_length=5, blank=True)  #: of the refusal
    reason = models.TextField(blank=True)
    hint = models.TextField(blank=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        indexes = (models.Index(fields=["agency", "folder", "state"], name="folder_state"),)
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "folder", "sha256"],
                condition=~models.Q(state="kembar") & ~models.Q(sha256=""),
                name="folder_document_once",
            ),
        )


class Correction(models.Model):
    """What a word of its documents means in this office; the reader is given the active ones."""

    class Kind(models.TextChoices):
        """What the word is, as core.reading.understand.office_vocabulary.TermKind says it."""

        ROLE = "role", "Nama pelaksana"
        HEADER = "header", "Kata kepala tabel"

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    read = models.CharField(max_length=200)  #: as documents print it
    folded = models.CharField(max_length=200)  #: as it is compared
    means = models.CharField(max_length=200)
    version = models.ForeignKey(Version, models.PROTECT, null=True)  #: in whose review it was made
    made_by = models.ForeignKey("office.Person", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    active = models.BooleanField(default=True)
    replaced_by = models.ForeignKey("self", models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "kind", "folded"],
                condition=models.Q(active=True),
                name="correction_active",
            ),
        )
