"""ID012: a qualification that is a task.

Wrong: "Kualifikasi pelaksana: Menyusun konsep dokumen SPM".
Right: "Kualifikasi pelaksana: Mampu menyusun konsep dokumen SPM".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import is_active_verb, quote, words
from tatalaksana.core.procedure.model import Procedure

#: Active verbs that do tell what a person knows or has.
ABILITIES = {
    "memahami", "mengetahui", "menguasai", "memiliki", "mempunyai", "mengerti", "mengenal",
    "memenuhi", "menjabat", "menduduki", "mengikuti",
}  # fmt: skip


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each qualification that begins with a deed."""
    for text in procedure.qualifications:
        first = next(iter(words(text)), "")
        if first.startswith("me") and is_active_verb(first) and first not in ABILITIES:
            yield CHECK.at(
                None,
                "qualifications",
                worded("{0} adalah tugas, bukan kualifikasi.", quote(text)),
                worded('Tulis kemampuan yang dituntut, misalnya "Mampu {0} …".', first),
            )


CHECK = Check(
    id="ID012",
    name="identity.qualification_is_a_task",
    source="PermenPANRB 35/2012, Lampiran: kualifikasi pelaksana",
    find=find,
    weight=Weight.WARNING,
)
