"""When a step is due, from the unit the document prints."""

from datetime import datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest

from tatalaksana.core.base.worktime import national_calendar
from tatalaksana.core.engine.deadline import deadline
from tatalaksana.core.procedure.model import Duration, Unit

WIB = ZoneInfo("Asia/Jakarta")
THURSDAY = datetime(2026, 11, 19, 9, 0, tzinfo=WIB)


@pytest.mark.parametrize(
    ("value", "unit", "due", "allowed"),
    [
        ("15", Unit.MINUTE, "2026-11-19T09:15", 15),
        ("2", Unit.HOUR, "2026-11-19T11:00", 120),
        ("6", Unit.HOUR, "2026-11-19T16:00", 360),
        ("7", Unit.HOUR, "2026-11-20T08:30", 420),
        ("0.5", Unit.DAY, "2026-11-19T13:45", 225),
        ("1", Unit.DAY, "2026-11-20T16:30", 810),
        ("2", Unit.DAY, "2026-11-23T16:00", 1260),
        ("1", Unit.WEEK, "2026-11-26T16:00", 2610),
        ("1", Unit.MONTH, "2026-12-21T16:00", 10260),
    ],
)
def test_due(value, unit, due, allowed):
    end = deadline(Duration(Decimal(value), unit), THURSDAY, national_calendar())
    assert end is not None
    assert end.due == datetime.fromisoformat(due).replace(tzinfo=WIB)
    if unit is not Unit.MONTH:
        assert end.allowed.value == allowed


def test_no_promise_no_deadline():
    assert deadline(None, THURSDAY, national_calendar()) is None


def test_eastern_indonesia_keeps_its_own_clock():
    jayapura = national_calendar("Asia/Jayapura")
    given = datetime(2026, 11, 19, 15, 30, tzinfo=ZoneInfo("Asia/Jayapura"))
    end = deadline(Duration(Decimal(1), Unit.HOUR), given, jayapura)
    assert end is not None
    assert end.due.isoformat() == "2026-11-20T08:00:00+09:00"
