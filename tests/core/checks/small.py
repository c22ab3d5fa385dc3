"""Small procedures for the cases of the checks: short keys, sensible defaults."""

from __future__ import annotations

from typing import Any

from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.model import Procedure

SHORT = {"do": "activities", "by": "performers", "in": "inputs", "out": "outputs"}
TITLE = "Permintaan Cuti"


def procedure(case: dict[str, Any]) -> Procedure:
    """The procedure a case describes; what it leaves out is empty."""
    steps = [step(row, one) for row, one in enumerate(case.get("steps", ()), start=1)]
    return procedure_from({"title": TITLE, **case, "steps": steps})


def step(row: int, short: dict[str, Any]) -> dict[str, Any]:
    """One step in the exchange format; `back` and `on` are the ways of a decision."""
    full = {SHORT.get(key, key): value for key, value in short.items()}
    if isinstance(full.get("activities"), str):
        full["activities"] = [full["activities"]]
    if "back" in full or "on" in full:
        full["decision"] = {"approve_row": full.get("on"), "return_row": full.get("back")}
    if "minutes" in full:
        full["duration"] = {"value": full["minutes"], "unit": "minute"}
    full["duration_text"] = full.get("time", "")
    return {"row": row, **full}
