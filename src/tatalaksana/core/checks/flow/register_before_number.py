"""FL034: the register of outgoing letters is put out before the letter has its number.

Wrong: row 3 puts out "Agenda surat keluar", row 5 gives the number.
Right: the row that gives the number puts it out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import fold, quote
from tatalaksana.core.procedure.model import Procedure

NUMBERED = re.compile(r"\b(?:memberi(?:kan)? nomor|menomori|penomoran|diberi nomor)\b")
REGISTER = re.compile(r"\bagenda surat keluar\b")


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a note for each such output in a row before the first that gives a number."""
    numbered = next((step for step in procedure.steps if NUMBERED.search(fold(step.text))), None)
    if numbered is None:
        return
    for step in procedure.steps[: numbered.row - 1]:
        for item in step.outputs:
            if REGISTER.search(fold(item)):
                yield CHECK.at(
                    step.row,
                    "outputs",
                    worded(
                        "{0} menjadi Output sebelum surat diberi nomor (baris {1}).",
                        quote(item),
                        numbered.row,
                    ),
                    "Pindahkan ke langkah pemberian nomor.",
                )


CHECK = Check(
    id="FL034",
    name="flow.register_before_number",
    source="Permendagri 1/2023 (tata naskah dinas): penomoran setelah penandatanganan",
    find=find,
    weight=Weight.NOTE,
)
