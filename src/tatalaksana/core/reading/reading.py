"""What reading yields: a procedure, the evidence for what was inferred, and the doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tatalaksana.core.procedure.exchange import plain
from tatalaksana.core.procedure.model import Procedure


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """From what a value was inferred, and how sure that is."""

    row: int | None  #: the step's row; None for the identity block
    field: str  #: the key of the exchange format, e.g. "performers", "decision"
    source: str  #: "mark", "text", "handover", "order", "header" …
    sure: float  #: 0 … 1; below `reading.DOUBTFUL` there is a doubt beside it
    why: str  #: one sentence in Bahasa Indonesia, quoting the document


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """Something a person should look at before the procedure is put in force."""

    code: str  #: stable, e.g. "RD010"
    row: int | None
    field: str
    what: str  #: one sentence in Bahasa Indonesia
    hint: str  #: how to mend it
    weight: int  #: 1 look when you have time … 3 the procedure cannot run without an answer


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One procedure of a document, as read."""

    procedure: Procedure
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lines: tuple[int, int] = (0, 0)  #: first and last line of the document it stands on


DOUBTFUL = 0.75  #: what is less sure than this becomes a doubt


def plain_reading(reading: Reading) -> dict[str, Any]:
    """Return the exchange format with `evidence`, `doubts` and `lines` added."""

    def values(thing: Evidence | Doubt) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in thing.__slots__}

    return plain(reading.procedure) | {
        "evidence": [values(one) for one in reading.evidence],
        "doubts": [values(one) for one in reading.doubts],
        "lines": list(reading.lines),
    }
