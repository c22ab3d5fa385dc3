"""Units of time as an SOP prints them, and what a length means."""

from __future__ import annotations

from collections.abc import Mapping

from tatalaksana.core.procedure.model import Duration, Unit

#: as the column "Waktu" prints them
PRINTED: Mapping[Unit, str] = {
    Unit.MINUTE: "menit",
    Unit.HOUR: "jam",
    Unit.DAY: "hari",
    Unit.CALENDAR_DAY: "hari kalender",
    Unit.FULL_DAY: "x 24 jam",
    Unit.WEEK: "minggu",
    Unit.MONTH: "bulan",
}
#: as a cell prints them after a number
TITLED: Mapping[Unit, str] = {
    unit: words.title().replace("X ", "x ") for unit, words in PRINTED.items()
}


def meant(length: Duration) -> str:
    """What a length means: "3 hari kerja". A day of an SOP is a working day."""
    working = " kerja" if length.unit is Unit.DAY else ""
    return f"{length.value:f} {PRINTED[length.unit]}{working}"
