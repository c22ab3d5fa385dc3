"""To whom the roles of a version are bound, and since when: for proving what was opened by it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.library.models import Binding, JointRow


@dataclass(frozen=True, slots=True)
class Bound:
    """The confirmed positions of a version, and the rows at which all performers are asked."""

    positions: dict[str, int]
    since: dict[str, datetime]
    joint: frozenset[int]


def bound_by(agency: int, version: int) -> Bound:
    """What `version` binds by now."""
    rows = Binding.objects.filter(agency=agency, version=version, confirmed_at__isnull=False)
    told = list(rows.values_list("role", "position", "confirmed_at"))
    joint = JointRow.objects.filter(agency=agency, version=version)
    return Bound(
        {role: position for role, position, _ in told},
        {role: at for role, _, at in told if at is not None},
        frozenset(joint.values_list("row", flat=True)),
    )
