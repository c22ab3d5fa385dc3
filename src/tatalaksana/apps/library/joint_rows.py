"""At which rows of a version every performer must say that her part is done."""

from __future__ import annotations

from tatalaksana.apps.library.models import JointRow, Version
from tatalaksana.apps.library.queries import content_of


def joint_rows_of(version: Version) -> frozenset[int]:
    """The rows at which all performers are asked."""
    rows = JointRow.objects.filter(agency=version.agency_id, version=version)
    return frozenset(rows.values_list("row", flat=True))


def shared_rows_of(version: Version) -> dict[int, tuple[str, ...]]:
    """The rows of several performers, each with them, the responsible one first."""
    return {
        step.row: step.performers for step in content_of(version).steps if len(step.performers) > 1
    }
