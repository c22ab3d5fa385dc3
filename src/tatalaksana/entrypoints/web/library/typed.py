"""What somebody typed into the review form, word for word, and the moves of its rows.

The form holds texts only, so that nothing typed is lost, however wrong it is. `parsed.py` makes
a procedure of it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import TypeVar

from django.http import QueryDict

from tatalaksana.core.procedure.model import Procedure, Step

T = TypeVar("T")
LISTS = (
    "agency", "legal_basis", "qualifications", "related", "equipment", "warning", "records",
)  # fmt: skip
DATES = ("created", "revised", "effective")
APPROVER = ("position", "name", "nip")
GONE = "?"  #: stands where the step that was pointed at has been removed
MOST_DIGITS = 6  #: of a row or a count; Python refuses to read very long ones
MOST_STEPS = 200  #: the longest public SOP seen has 60 rows; more is a mistake of the form
SPOILT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")  #: PostgreSQL refuses NUL, nobody types it


@dataclass(frozen=True, slots=True)
class Column:
    """One performer column; `was` is its name before, "" for a new one."""

    name: str
    was: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TypedStep:
    """One step as typed; `was` is its row in the stored version, "" for a new step."""

    was: str = ""
    no: str = ""
    activities: str = ""
    performers: tuple[str, ...] = ()
    decides: bool = False
    approve: str = ""
    refuse: str = ""
    condition: str = ""
    inputs: str = ""
    outputs: str = ""
    value: str = ""
    unit: str = ""
    duration_text: str = ""
    note: str = ""
    related_procedure: str = ""


TEXTS = (
    "was", "no", "activities", "approve", "refuse", "condition", "inputs", "outputs", "value",
    "unit", "duration_text", "note", "related_procedure",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Typed:
    """The whole form. `identity` has the keys of IDENTITY."""

    identity: Mapping[str, str]
    columns: tuple[Column, ...] = ()
    steps: tuple[TypedStep, ...] = ()


IDENTITY = ("title", "number", *DATES, *(f"approver_{key}" for key in APPROVER), *LISTS)


def typed_from(procedure: Procedure) -> Typed:
    """The form as it shows `procedure` at first."""
    approver = procedure.approved_by
    identity = {"title": procedure.title, "number": procedure.number or ""}
    identity |= {name: iso(getattr(procedure, name)) for name in DATES}
    identity |= {f"approver_{key}": getattr(approver, key) if approver else "" for key in APPROVER}
    identity |= {name: "\n".join(getattr(procedure, name)) for name in LISTS}
    return Typed(
        identity=identity,
        columns=tuple(Column(name, name) for name in procedure.performers),
        steps=tuple(typed_step(step) for step in procedure.steps),
    )


def typed_step(step: Step) -> TypedStep:
    """One step as the form shows it at first."""
    decision, duration = step.decision, step.duration
    return TypedStep(
        was=str(step.row),
        no=step.no or "",
        activities="\n".join(step.activities),
        performers=step.performers,
        decides=decision is not None,
        approve=row_text(decision.approve_row if decision else None),
        refuse=row_text(decision.return_row if decision else None),
        condition=decision.condition if decision else "",
        inputs="\n".join(step.inputs),
        outputs="\n".join(step.outputs),
        value=decimal_text(duration.value) if duration else "",
        unit=duration.unit.value if duration else "",
        duration_text=step.duration_text,
        note=step.note,
        related_procedure=step.related_procedure or "",
    )


def iso(day: date | None) -> str:
    """A day as a date field of the browser holds it."""
    return day.isoformat() if day else ""


def row_text(row: int | None) -> str:
    """A row as it is typed; "" for none."""
    return "" if row is None else str(row)


def decimal_text(value: Decimal) -> str:
    """A number with a decimal comma and no needless zeros."""
    text = format(value, "f")
    return (text.rstrip("0").rstrip(".") if "." in text else text).replace(".", ",")


def typed_of(post: QueryDict) -> Typed:
    """The form as it was sent. Fields that are missing count as empty."""

    def get(name: str) -> str:
        return mended(post.get(name, ""))

    def numbered(prefix: str) -> range:
        return range(1, min(whole(get(f"{prefix}s")) or 0, MOST_STEPS) + 1)

    columns = (Column(get(f"column-{i}"), get(f"column-{i}-was")) for i in numbered("column"))
    return Typed(
        identity={name: get(name) for name in IDENTITY},
        columns=tuple(column for column in columns if column.name.strip() or column.was),
        steps=tuple(
            TypedStep(
                **{name: get(f"step-{i}-{name}") for name in TEXTS},
                performers=tuple(
                    mended(name) for name in post.getlist(f"step-{i}-performer") if name
                ),
                decides=f"step-{i}-decides" in post,
            )
            for i in numbered("step")
        ),
    )


def whole(text: str) -> int | None:
    """A whole number of at most six digits; None for anything else."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= MOST_DIGITS else None


def mended(text: str) -> str:
    """A sent text with one kind of line end and without what no database keeps."""
    return SPOILT.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def changed(typed: Typed, deed: str) -> Typed:
    """The form after one of its row buttons: "add:2", "remove:3", "up:4", "down:1".

    The same with "column-up" and "column-down". Row numbers in decisions follow the steps they
    name. A deed that does not fit changes nothing.
    """
    verb, _, number = deed.partition(":")
    at = -1 if (row := whole(number)) is None else row
    count = len(typed.steps)
    if verb == "add" and 0 <= at <= count < MOST_STEPS:
        order = [*range(1, at + 1), 0, *range(at + 1, count + 1)]
        return ordered(typed, order)
    if verb == "remove" and 1 <= at <= count:
        return ordered(typed, [row for row in range(1, count + 1) if row != at])
    if verb in ("up", "down"):
        order = list(range(1, count + 1))
        return ordered(typed, swapped(order, at - 1, -1 if verb == "up" else 1))
    if verb in ("column-up", "column-down"):
        columns = list(typed.columns)
        step = -1 if verb == "column-up" else 1
        return replace(typed, columns=tuple(swapped(columns, at - 1, step)))
    return typed


def swapped(items: list[T], at: int, step: int) -> list[T]:
    """`items` with the one at `at` moved one place; unchanged at the ends."""
    to = at + step
    if 0 <= at < len(items) and 0 <= to < len(items):
        items[at], items[to] = items[to], items[at]
    return items


def ordered(typed: Typed, order: list[int]) -> Typed:
    """The steps in `order` (old rows from 1; 0 = a new step), decisions following them."""
    now = {str(old): str(new) for new, old in enumerate(order, start=1) if old}

    def follow(text: str) -> str:
        row = whole(text.strip())
        if row is None or not 1 <= row <= len(typed.steps):
            return text
        return now.get(str(row), GONE)

    steps = (typed.steps[old - 1] if old else TypedStep() for old in order)
    return replace(
        typed,
        steps=tuple(
            replace(step, approve=follow(step.approve), refuse=follow(step.refuse))
            for step in steps
        ),
    )
