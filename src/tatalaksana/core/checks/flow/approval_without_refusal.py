"""FL021: an approval or signature without a way for refusal.

Wrong: "Menyetujui untuk mengadakan sosialisasi", and nothing for "tidak setuju".
Right: "… jika tidak setuju dikembalikan kepada Kasubag untuk diperbaiki".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import kind_of, without_purposes
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import words
from tatalaksana.core.procedure.model import Procedure, Step

DECIDING = frozenset(("approve", "sign", "review"))
#: Verbs of the deciding performer; "diajukan untuk ditandatangani" is somebody else's decision.
VERB, PASSIVE = "me", "di"


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a note for each row that approves, signs or examines and has no way back."""
    for step in procedure.steps:
        if step.decision is None and (verb := deciding_verb(step)):
            yield CHECK.at(
                step.row,
                "decision",
                worded(
                    'Langkah ini memutuskan ("{0}"), tetapi tidak ada jalan bila tidak setuju.',
                    verb,
                ),
                "Tambahkan kepada siapa berkas dikembalikan untuk diperbaiki.",
            )


def deciding_verb(step: Step) -> str:
    """The first word by which the performer decides; "" when there is none."""
    for activity in step.activities:
        for at, word in enumerate(words(without_purposes(activity))):
            own = word.startswith(VERB) or (at == 0 and not word.startswith(PASSIVE))
            if own and DECIDING.intersection(kind_of(word)):
                return word
    return ""


CHECK = Check(
    id="FL021",
    name="flow.approval_without_refusal",
    source="PermenPANRB 35/2012, Lampiran: keputusan bercabang Ya dan Tidak",
    find=find,
    weight=Weight.NOTE,
)
