"""Documents and their versions; the bytes lie in the file store by their digest."""

from __future__ import annotations

from django.db import models


class Document(models.Model):
    """A document over all its versions."""

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    name = models.CharField(max_length=300)
    created_at = models.DateTimeField()


class DocumentVersion(models.Model):
    """One uploaded file. Never changed, never removed."""

    agency = models.ForeignKey("office.Agency", models.PROTECT)
    document = models.ForeignKey(Document, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    file_name = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)
    size = models.BigIntegerField()
    uploaded_by = models.ForeignKey("office.Person", models.PROTECT)
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["agency", "document", "number"], name="document_number"
            ),
        )
