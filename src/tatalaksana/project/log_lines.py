"""The lines of the log: one for each record, as `key=value`, for people and programs."""

from __future__ import annotations

import json
import logging
from datetime import UTC, datetime

#: what every record holds besides what was said `extra`
OWN = frozenset({*vars(logging.makeLogRecord({})), "message", "asctime", "request"})
#: what journald takes for the priority of a line, which `journalctl -p err` sieves by: sd-daemon(3)
PRIORITIES = {
    logging.CRITICAL: "<2>",
    logging.ERROR: "<3>",
    logging.WARNING: "<4>",
    logging.INFO: "<6>",
    logging.DEBUG: "<7>",
}


class LogLine(logging.Formatter):
    """`<3>time=… level=ERROR logger=… message="…" action=chain.fault …`; a traceback follows in
    `traceback`, its lines joined by `\\n` so that the record stays one line.

    `priority` puts journald's number in front.
    """

    def __init__(self, *, priority: bool = False) -> None:
        super().__init__()
        self.priority = priority

    def format(self, record: logging.LogRecord) -> str:
        """One line of text, without the end of the line."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        said = {"time": at, "level": record.levelname, "logger": record.name}
        said["message"] = record.getMessage()
        said |= {name: str(told) for name, told in vars(record).items() if name not in OWN}
        if record.exc_info:
            said["traceback"] = self.formatException(record.exc_info)
        line = " ".join(f"{name}={quoted(told)}" for name, told in said.items())
        return PRIORITIES.get(record.levelno, "") * self.priority + line


def quoted(told: str) -> str:
    """`told` as it is where it is one plain word, else as a JSON string."""
    plain = told.isprintable() and told and not set(told) & set(' "=\\')
    return told if plain else json.dumps(told, ensure_ascii=False)
