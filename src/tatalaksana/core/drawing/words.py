"""The picture in words: each step as a sentence, for readers who do not see the chart."""

from __future__ import annotations

from tatalaksana.core.drawing.wording import cell_texts
from tatalaksana.core.procedure.graph import next_row, return_row
from tatalaksana.core.procedure.model import Procedure, Step


def steps_as_text(procedure: Procedure) -> tuple[str, ...]:
    """One text for each step, in order: who does what, how long, and where it goes on."""
    return tuple(step_as_text(procedure, step) for step in procedure.steps)


def step_as_text(procedure: Procedure, step: Step) -> str:
    """One step in words."""
    who = ", ".join(step.performers) or "pelaksana belum disebut"
    what = "; ".join(text.rstrip(" .;") for text in step.activities if text.strip())
    told = [f"Langkah {step.row}, {who}: {what or 'kegiatan belum disebut'}."]
    _, _, inputs, time, outputs, note = cell_texts(step)
    for name, texts in (
        ("Kelengkapan", inputs), ("Waktu", time), ("Hasil", outputs), ("Keterangan", note),
    ):  # fmt: skip
        text = "; ".join(part.rstrip(" .;") for part in texts if part.strip())
        if text:
            told.append(f"{name}: {text}.")
    return " ".join([*told, *ways_as_text(procedure, step)])


def ways_as_text(procedure: Procedure, step: Step) -> list[str]:
    """Where a step goes on, as sentences."""
    onwards = next_row(procedure, step)
    if step.decision is None:
        return [] if onwards is not None else ["Prosedur selesai."]
    word = step.decision.condition or "setuju"
    there = f"lanjut ke langkah {onwards}" if onwards is not None else "prosedur selesai"
    back = return_row(step)
    again = f"kembali ke langkah {back}" if back is not None else "tujuan kembali belum disebut"
    return [f"Jika {word} {there}.", f"Jika tidak {word} {again}."]
