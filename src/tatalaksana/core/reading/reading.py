"""What reading yields: a procedure, the evidence for what was inferred, and the doubts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tatalaksana.core.procedure.exchange import plain
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.page import Area


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


@dataclass(frozen=True, slots=True)
class Place:
    """A spot of the document: a cell of one of its lines, and its box where there are pages."""

    line: int  #: as `Row.line` counts, from 1
    column: int | None  #: the cell of that line, from 0; None for all of it
    page: int = 0  #: page or sheet, from 1; 0 where the format has none
    area: Area | None = None  #: on that page, in points


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a value stands in the document, or the empty cell where it would stand.

    `field` is a key of the exchange format; with `row` None "steps.inputs" is the header of the
    column, and "steps" is what stood about the table and became no step.
    """

    row: int | None
    field: str
    item: int | None = None  #: of a list, from 0; None for the whole value
    places: tuple[Place, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One procedure of a document, as read."""

    procedure: Procedure
    evidence: tuple[Evidence, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    lines: tuple[int, int] = (0, 0)  #: first and last line of the document it stands on
    origins: tuple[Origin, ...] = ()  #: the identity first, then step by step


DOUBTFUL = 0.75  #: what is less sure than this becomes a doubt


def plain_reading(reading: Reading) -> dict[str, Any]:
    """Return the exchange format with `evidence`, `doubts`, `lines` and `origins` added."""

    def values(thing: Evidence | Doubt) -> dict[str, Any]:
        return {name: getattr(thing, name) for name in thing.__slots__}

    return plain(reading.procedure) | {
        "evidence": [values(one) for one in reading.evidence],
        "doubts": [values(one) for one in reading.doubts],
        "lines": list(reading.lines),
        "origins": [plain_origin(one) for one in reading.origins],
    }


def plain_origin(origin: Origin) -> dict[str, Any]:
    """An origin as JSON keeps it; a box is left, top, right, bottom in points."""
    return {
        "row": origin.row,
        "field": origin.field,
        "item": origin.item,
        "places": [plain_place(one) for one in origin.places],
    }


def plain_place(place: Place) -> dict[str, Any]:
    """A place as JSON keeps it."""
    plain_one: dict[str, Any] = {"line": place.line, "column": place.column}
    if place.area is None:
        return plain_one
    edges = (place.area.left, place.area.top, place.area.right, place.area.bottom)
    return plain_one | {"page": place.page, "box": [round(one, 1) for one in edges]}
