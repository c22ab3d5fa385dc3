"""What one document may take while it is read."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import cache

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.reading.understand.labels import table

MEGABYTE = 1024 * 1024
SPARE_SECONDS = 10  #: beyond the parent's own patience: an orphan ends by itself


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """The limits of one document.

    Errors: SettingError TL900 when one is below 1 second or below 100 megabytes, in which the
    readers alone do not fit.
    """

    #: by the clock, from the moment the document is handed over; pages that are pictures may give
    #: it more, see `seconds_for`
    seconds: float
    megabytes: int  #: what the reading process may allocate, its libraries included

    def __post_init__(self) -> None:
        if self.seconds < 1:
            raise SettingError(
                f"Batas waktu {self.seconds} detik kurang dari 1.", hint="Isi 1 atau lebih."
            )
        if self.megabytes < 100:
            raise SettingError(
                f"Batas memori {self.megabytes} MB kurang dari 100.", hint="Isi 100 atau lebih."
            )

    def seconds_for(self, pictures: int) -> float:
        """The seconds of a document with so many pages that are pictures."""
        more = table("limits")["pictured"]
        by_pages = min(more["most_seconds"], pictures * more["page_seconds"])
        return max(self.seconds, float(by_pages))


@cache
def usual_limits() -> Limits:
    """The limits as delivered: core/reading/data/limits.toml."""
    row = table("limits")["document"]
    return Limits(seconds=row["seconds"], megabytes=row["megabytes"])


@cache
def exchange_megabytes() -> int:
    """The size of a file in the exchange format that is read at most."""
    return int(table("limits")["document"]["exchange_megabytes"])


def confine(megabytes: int) -> None:
    """Keep this process within its memory; where the system cannot, it stays as it is.

    What it allocates counts, not what it maps: a PDF library reserves far more than it uses.
    """
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - Unix only

    most = megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (most, most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def allow_seconds(seconds: float) -> None:
    """Let this process work `seconds` more and end then, should nobody end it before."""
    if sys.platform != "linux":
        return
    import resource  # noqa: PLC0415 - Unix only

    used = resource.getrusage(resource.RUSAGE_SELF)
    until = int(used.ru_utime + used.ru_stime + 2 * seconds + SPARE_SECONDS)
    resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))
