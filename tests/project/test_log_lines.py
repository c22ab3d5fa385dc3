"""What somebody who watches the log looks for stands in it."""

import io
import logging

import pytest
from django.conf import settings

from tatalaksana.entrypoints.jobs import tasks
from tatalaksana.project.log_lines import LogLine


@pytest.fixture
def log():
    """A logger whose lines are kept, and they."""
    kept, logger = io.StringIO(), logging.getLogger("tatalaksana.uji")
    handler = logging.StreamHandler(kept)
    handler.setFormatter(LogLine())
    logger.addHandler(handler)
    yield logger, kept
    logger.removeHandler(handler)


def test_a_line_tells_level_logger_message_and_what_was_said_beside(log):
    logger, kept = log
    logger.error("Case %s: %s", "7/2026", "broken", extra={"action": "chain.fault", "case": 7})
    (line,) = kept.getvalue().splitlines()
    assert line.startswith("time=20")
    assert ' level=ERROR logger=tatalaksana.uji message="Case 7/2026: broken" ' in line
    assert line.endswith(" action=chain.fault case=7")


def test_a_traceback_and_a_broken_line_stay_one_line(log):
    logger, kept = log
    try:
        raise ZeroDivisionError
    except ZeroDivisionError:
        logger.exception("first\nsecond=%s", "x y", extra={"action": "mail.failed"})
    (line,) = kept.getvalue().splitlines()
    assert 'message="first\\nsecond=x y"' in line
    assert "ZeroDivisionError" in line


def test_the_journal_is_told_how_grave_a_line_is():
    """`journalctl -p err`, which operate.md advises, reads the number in front: sd-daemon(3)."""
    record = logging.LogRecord("uji", logging.ERROR, __file__, 1, "x", None, None)
    assert LogLine(priority=True).format(record).startswith("<3>time=")
    assert LogLine().format(record).startswith("time=")


def test_the_program_logs_so():
    assert settings.LOGGING["formatters"]["line"]["()"] is LogLine
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "line"


@pytest.mark.parametrize("missing", ["missing_years", "missing_ramadan"])
def test_a_year_that_is_not_entered_is_an_error(office, monkeypatch, caplog, missing):
    office("LUMAJANG")
    monkeypatch.setattr(tasks, missing, lambda *_: (2031,))
    tasks.calendar_alarm(timestamp=0)
    assert levels(caplog, "calendar.alarm") == {"ERROR"}


def test_stale_deadlines_and_a_broken_chain_are_errors(office, monkeypatch, caplog):
    office("LUMAJANG")
    monkeypatch.setattr(tasks, "count_stale", lambda *_: 3)
    monkeypatch.setattr(tasks, "faults_of_agency", lambda *_: [(None, "broken")])
    tasks.verify_chains(timestamp=0)
    assert levels(caplog, "deadlines.stale") == levels(caplog, "chain.fault") == {"ERROR"}


def levels(caplog, action):
    """How grave the records of `action` are."""
    return {one.levelname for one in caplog.records if getattr(one, "action", "") == action}
