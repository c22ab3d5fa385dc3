"""WD011: an activity begins with a small letter where the others begin with a capital.

Wrong: "menyampaikan draft kepada Kasubbag" among rows that begin "Menyampaikan".
Right: "Menyampaikan draft kepada Kasubbag".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.mend import rewrite
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield one note for each row that begins small although most rows begin with a capital."""
    small = [step for step in procedure.steps if is_small(step.text[:1])]
    if len(small) * 2 >= len(procedure.steps):
        return
    for step in small:
        yield CHECK.at(
            step.row,
            "activities",
            worded("{0} diawali huruf kecil; mungkin potongan kalimat.", quote(step.text)),
            "Awali dengan huruf besar dan periksa awal kalimatnya.",
            fix=rewrite(step.row, "activities", capital),
        )


def is_small(letter: str) -> bool:
    """Whether it is a small letter that has a capital; the ordinal sign "º" has none."""
    return letter.islower() and letter.upper().isupper()


def capital(text: str) -> str:
    """The text with a capital first letter."""
    return text[:1].upper() + text[1:]


CHECK = Check(
    id="WD011",
    name="words.small_beginning",
    source="EYD V: huruf kapital pada awal kalimat",
    find=find,
    weight=Weight.NOTE,
)
