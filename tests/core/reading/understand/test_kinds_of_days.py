"""Working days, calendar days and hours by the clock, and where a document does not say which."""

from __future__ import annotations

from decimal import Decimal

from tatalaksana.core.procedure.exchange import plain, procedure_from
from tatalaksana.core.procedure.model import Duration, Unit
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading

HEAD = "No\tKegiatan\tPelaksana\t\tMutu Baku\n\t\tStaf\tKepala Bidang\tKelengkapan\tWaktu\tOutput\n"


def read_with(*times: str) -> Reading:
    """A table whose steps take `times`."""
    rows = (f"{n}.\tMencatat surat {n}\t□\t\tA\t{time}\tB" for n, time in enumerate(times, 1))
    (found,) = read((HEAD + "\n".join(rows)).encode(), "a.txt")
    return found


def doubted(found: Reading) -> list[tuple[str, int | None]]:
    return [(one.code, one.row) for one in found.doubts if one.code in ("RD032", "RD033")]


def test_days_that_no_step_calls_calendar_days_are_working_days_without_a_doubt():
    found = read_with("2 hari", "1 minggu", "3 jam")
    assert doubted(found) == []
    assert found.procedure.step(1).duration == Duration(Decimal(2), Unit.DAY)


def test_plain_days_beside_calendar_days_are_a_doubt_until_they_say_which():
    found = read_with("14 hari kalender", "2 hari", "3 hari kerja", "1 minggu", "20 menit")
    assert doubted(found) == [("RD033", 2), ("RD033", 4)]


def test_hours_of_whole_days_are_a_doubt_unless_the_document_says_which():
    found = read_with("24 jam", "2 x 24 jam", "48 jam kerja", "12 jam")
    assert doubted(found) == [("RD032", 1)]
    units = [step.duration.unit for step in found.procedure.steps if step.duration]
    assert units == [Unit.HOUR, Unit.FULL_DAY, Unit.HOUR, Unit.HOUR]


def test_the_exchange_format_keeps_which_days_are_meant():
    found = read_with("14 hari kalender", "2 x 24 jam").procedure
    told = plain(found)
    assert [step["duration"] for step in told["steps"]] == [
        {"value": 14, "unit": "calendar_day"},
        {"value": 2, "unit": "full_day"},
    ]
    assert procedure_from(told) == found
