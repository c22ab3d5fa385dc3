"""FL030: a letter is sent and nobody has signed it.

Wrong: "Membuat surat kepada tim serta mendistribusikan", and no row before signs it.
Right: a row in which the letter is signed comes before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.checks.acts import kinds
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import fold, quote
from tatalaksana.core.procedure.model import Procedure, Step

LETTER = re.compile(r"\b(?:surat|undangan|nota dinas)\b")
#: Somebody else's letter, or one that was signed elsewhere.
FOREIGN = re.compile(r"\b(?:surat masuk|terima surat|menerima surat|sesuai disposisi)\b")


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for the first letter that goes out before any row has signed anything."""
    signed = False
    for step in procedure.steps:
        signed = signed or "sign" in kinds(step.text, purposes=True)
        letter = goes_out(step)
        if letter and not signed:
            yield CHECK.at(
                step.row,
                "activities",
                f"{quote(letter)} dikirim, tetapi belum ada yang menandatanganinya.",
                "Tambahkan langkah penandatanganan sebelum pengiriman.",
            )


def goes_out(step: Step) -> str:
    """The activity that sends a letter; "" when the row sends none."""
    for activity in step.activities:
        text = fold(activity)
        work = kinds(activity)
        sends = "send" in work or "distribute" in work
        if sends and LETTER.search(text) and not FOREIGN.search(text):
            return activity
    return ""


CHECK = Check(
    id="FL030",
    name="flow.sent_without_signature",
    source="Permendagri 1/2023 (tata naskah dinas): naskah dikirim setelah ditandatangani",
    find=find,
)
