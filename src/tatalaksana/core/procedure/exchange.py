"""The exchange format: a procedure as plain JSON values, and back.

The keys and their meaning stand in data/gold/FORMAT.md. `plain` writes every key;
`procedure_from` accepts what `plain` wrote and passes over keys it does not know.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from tatalaksana.core.base.errors import ProcedureError
from tatalaksana.core.procedure.model import (
    Approver,
    Decision,
    Duration,
    Procedure,
    Step,
    Unit,
)

LISTS = (
    "agency", "legal_basis", "qualifications", "related", "equipment", "warning", "records",
    "performers",
)  # fmt: skip
DATES = ("created", "revised", "effective")


def plain(procedure: Procedure) -> dict[str, Any]:
    """Return the procedure as JSON values in the exchange format."""
    approver = procedure.approved_by
    return {
        "title": procedure.title,
        "number": procedure.number,
        **{name: iso(getattr(procedure, name)) for name in DATES},
        "approved_by": approver
        and {"position": approver.position, "name": approver.name, "nip": approver.nip},
        **{name: list(getattr(procedure, name)) for name in LISTS},
        "steps": [plain_step(step) for step in procedure.steps],
    }


def plain_step(step: Step) -> dict[str, Any]:
    """Return one step as JSON values in the exchange format."""
    return {
        "row": step.row,
        "no": step.no,
        "activities": list(step.activities),
        "performers": list(step.performers),
        "decision": step.decision
        and {
            "condition": step.decision.condition,
            "approve_row": step.decision.approve_row,
            "return_row": step.decision.return_row,
        },
        "inputs": list(step.inputs),
        "outputs": list(step.outputs),
        "duration": step.duration
        and {"value": number(step.duration.value), "unit": step.duration.unit.value},
        "duration_text": step.duration_text,
        "note": step.note,
        "related_procedure": step.related_procedure,
    }


def iso(day: date | None) -> str | None:
    """A date as ISO text."""
    return day.isoformat() if day else None


def number(value: Decimal) -> int | float:
    """A length as a JSON number: whole where it is whole."""
    return int(value) if value == value.to_integral_value() else float(value)


def procedure_from(data: Mapping[str, Any]) -> Procedure:
    """Return the procedure that `data` (exchange format) describes.

    Errors: ProcedureError TL100 naming the field that is missing or malformed.
    """
    try:
        return Procedure(
            title=str(data["title"]),
            number=data.get("number"),
            created=day_from(data.get("created")),
            revised=day_from(data.get("revised")),
            effective=day_from(data.get("effective")),
            approved_by=approver_from(data.get("approved_by")),
            agency=texts(data.get("agency")),
            legal_basis=texts(data.get("legal_basis")),
            qualifications=texts(data.get("qualifications")),
            related=texts(data.get("related")),
            equipment=texts(data.get("equipment")),
            warning=texts(data.get("warning")),
            records=texts(data.get("records")),
            performers=texts(data.get("performers")),
            steps=tuple(step_from(step) for step in data.get("steps") or ()),
        )
    except (AttributeError, KeyError, OverflowError, TypeError, ValueError,
            InvalidOperation) as wrong:  # fmt: skip
        raise ProcedureError(
            f"Berkas JSON ini bukan format pertukaran prosedur ({wrong!r}).",
            hint="Lihat FORMAT.md untuk nama dan bentuk setiap nilai.",
        ) from wrong


def step_from(data: Mapping[str, Any]) -> Step:
    """Return one step from its exchange form."""
    decision, duration = data.get("decision"), data.get("duration")
    return Step(
        row=int(data["row"]),
        no=data.get("no"),
        activities=texts(data.get("activities")),
        performers=texts(data.get("performers")),
        decision=decision
        and Decision(
            condition=decision.get("condition") or "",
            approve_row=decision.get("approve_row"),
            return_row=decision.get("return_row"),
        ),
        inputs=texts(data.get("inputs")),
        outputs=texts(data.get("outputs")),
        duration=duration and Duration(Decimal(str(duration["value"])), Unit(duration["unit"])),
        duration_text=data.get("duration_text") or "",
        note=data.get("note") or "",
        related_procedure=data.get("related_procedure"),
    )


def approver_from(data: Mapping[str, Any] | None) -> Approver | None:
    """Return who put the document in force."""
    if not data:
        return None
    return Approver(**{key: str(data.get(key) or "") for key in ("position", "name", "nip")})


def day_from(text: str | None) -> date | None:
    """Return the day of an ISO text."""
    return date.fromisoformat(text) if text else None


def texts(values: Sequence[str] | None) -> tuple[str, ...]:
    """Return a list of texts as a tuple."""
    return tuple(str(value) for value in values or ())
