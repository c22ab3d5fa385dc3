"""What is asked once for many cases while they are proved."""

from __future__ import annotations

from dataclasses import dataclass, field

from tatalaksana.apps.library.bound import Bound, bound_by
from tatalaksana.apps.office.calendar import calendar_of
from tatalaksana.apps.office.queries import agency_of
from tatalaksana.core.base.worktime import Calendar

MOST = 1_000  #: versions kept at a time


@dataclass(slots=True)
class Known:
    """The calendar of an agency, and what its versions bind."""

    agency: int
    versions: dict[int, Bound] = field(default_factory=dict)
    days: Calendar | None = None

    def bound(self, version: int) -> Bound:
        """What `version` binds by now."""
        if version not in self.versions:
            if len(self.versions) >= MOST:
                self.versions.clear()
            self.versions[version] = bound_by(self.agency, version)
        return self.versions[version]

    @property
    def calendar(self) -> Calendar:
        """The calendar of now."""
        if self.days is None:
            there = agency_of(self.agency)
            self.days = calendar_of(there.pk, there.zone, there.calendar_version)
        return self.days
