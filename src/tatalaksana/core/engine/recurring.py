"""Where an SOP says itself that it recurs: a schedule to suggest, never more than that."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

from tatalaksana.core.engine.recurrence import WITH_DAY, WITH_MONTH, Recurrence, Rhythm
from tatalaksana.core.procedure.model import Procedure, Step


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A schedule the document's own words speak of."""

    recurrence: Recurrence
    quote: str  #: the text that says so
    row: int  #: the step it stands in; 0 = the title


@lru_cache(maxsize=1)
def table() -> dict[str, Any]:
    """The table data/recurring.toml, read once."""
    text = (files("tatalaksana.core.engine") / "data" / "recurring.toml").read_text("utf-8")
    return tomllib.loads(text)


def suggested(procedure: Procedure) -> Suggestion | None:
    """What the title or a step of `procedure` says of its rhythm; None when they say nothing."""
    texts = [(0, procedure.title)]
    texts += [(step.row, text) for step in procedure.steps for text in texts_of(step)]
    for row, text in texts:
        found = rhythm_in(text)
        if found is not None:
            return Suggestion(recurrence=found, quote=text.strip(), row=row)
    return None


def texts_of(step: Step) -> tuple[str, ...]:
    """Where a step may say how often it is done: Kegiatan, Waktu, Keterangan."""
    return (*step.activities, step.duration_text, step.note)


def rhythm_in(text: str) -> Recurrence | None:
    """The rhythm `text` speaks of: on Monday, the first of the month, or the first of the
    quarter, semester or year where it does not say more."""
    words = text.lower()
    for phrase in table()["not"]:
        words = re.sub(phrase, " ", words)
    for name, patterns in table()["rhythm"].items():
        if any(re.search(rf"\b(?:{pattern})\b", words) for pattern in patterns):
            rhythm = Rhythm(name)
            return Recurrence(
                rhythm=rhythm,
                weekday=weekday_in(words) if rhythm is Rhythm.WEEKLY else None,
                day=1 if rhythm in WITH_DAY else None,
                month=1 if rhythm in WITH_MONTH else None,
            )
    return None


def weekday_in(words: str) -> int:
    """The weekday that `words` name first; Monday where they name none."""
    named = {
        place.start(): number
        for pattern, number in table()["weekday"].items()
        if (place := re.search(pattern, words))
    }
    return int(named[min(named)]) if named else 0
