"""The words on the buttons, taken from the step's own sentence."""

from __future__ import annotations

from dataclasses import dataclass

from tatalaksana.core.procedure.model import Step

NEGATIONS = {"sudah": "Belum", "telah": "Belum"}  #: "sudah lengkap" is refused as "Belum lengkap"
STATES = ("setuju", "sesuai", "lengkap", "benar", "disetujui", "memenuhi", "selesai", "layak")


@dataclass(frozen=True, slots=True)
class Words:
    """What the two ways of a step are called; `refuse` is empty without a branch."""

    accept: str
    refuse: str


def words_of(step: Step) -> Words:
    """Name the ways of `step` by the condition the document prints, e.g. "sudah lengkap".

    A condition that is no state ("kelengkapan berkas") becomes a plain Ya / Tidak, with the
    condition behind it, as the arrows of the chart are labelled.
    """
    if step.decision is None or step.decision.return_row is None:
        return Words("Selesai", "")
    condition = step.decision.condition.strip().rstrip("?.,;")
    if not condition:
        return Words("Setuju", "Tidak setuju")
    first, _, rest = condition.partition(" ")
    if first.lower() in NEGATIONS and rest:
        return Words(capital(condition), f"{NEGATIONS[first.lower()]} {rest}")
    if first.lower() in STATES:
        return Words(capital(condition), f"Tidak {condition[0].lower()}{condition[1:]}")
    return Words(f"Ya – {condition}", f"Tidak – {condition}")


def capital(text: str) -> str:
    """`text` with its first letter large, the rest as it is."""
    return text[:1].upper() + text[1:]
