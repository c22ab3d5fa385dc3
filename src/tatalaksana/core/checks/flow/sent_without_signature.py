"""FL030: a letter is sent and nobody has signed it.

Wrong: "Membuat surat kepada tim serta mendistribusikan", and no row before signs it.
Right: a row in which the letter is signed comes before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import kinds, work
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import fold, quote
from tatalaksana.core.checks.papers import makings
from tatalaksana.core.procedure.model import Procedure, Step

LETTER = re.compile(r"\b(?:surat|undangan|nota dinas)\b")
#: Somebody else's letter, or one that was signed elsewhere.
FOREIGN = re.compile(r"\b(?:surat masuk|terima surat|menerima surat|sesuai disposisi)\b")


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each letter that goes out before any row has signed anything."""
    signed = False
    if procedure.steps and not any("sign" in work(one, purposes=True) for one in procedure.steps):
        yield from unsigned(procedure)
        return
    for step in procedure.steps:
        signed = signed or "sign" in work(step, purposes=True)
        letter = goes_out(step)
        if letter and not signed:
            yield CHECK.at(
                step.row,
                "activities",
                worded("{0} dikirim, tetapi belum ada yang menandatanganinya.", quote(letter)),
                "Tambahkan langkah penandatanganan sebelum pengiriman.",
            )


def unsigned(procedure: Procedure) -> Iterator[Finding]:
    """The letters that are made, or sent, where no row of the whole procedure signs."""
    for step in procedure.steps:
        letter = goes_out(step) or next((one for one in step.activities if is_written(one)), "")
        if letter:
            yield CHECK.at(
                step.row,
                "activities",
                worded(
                    "{0}: tidak ada langkah yang menandatangani atau memaraf surat itu.",
                    quote(letter),
                ),
                "Tambahkan langkah paraf dan penandatanganan.",
            )


def is_written(activity: str) -> bool:
    """Whether the activity drafts a letter."""
    return any(LETTER.match(" ".join(rest)) for rest in makings(activity))


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
