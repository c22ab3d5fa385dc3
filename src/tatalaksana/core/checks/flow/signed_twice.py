"""FL024: one document is signed by two officials.

Wrong: Asisten and Sekda both: "jika setuju ditandatangani".
Right: the Asisten initials (paraf), the Sekda signs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.papers import document_words, same_document
from tatalaksana.core.procedure.model import Procedure, Step

SIGNED = re.compile(
    r"\bjika\s+(?:sudah\s+)?(?:setuju|sesuai|lengkap)[^,;.]*?\bdi\s?tanda\s?tangani", re.I
)


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding at each row that signs what a later row, of another performer, signs too."""
    signing = [step for step in procedure.steps if SIGNED.search(step.text)]
    for at, step in enumerate(signing):
        for later in signing[at + 1 :]:
            if step.responsible != later.responsible and one_document(step, later):
                yield CHECK.at(
                    step.row,
                    "activities",
                    worded(
                        "Dokumen yang sama ditandatangani lagi pada baris {0} ({1}).",
                        later.row,
                        later.responsible,
                    ),
                    'Ganti dengan "diparaf"; hanya pejabat terakhir yang menandatangani.',
                )
                break


def one_document(step: Step, later: Step) -> bool:
    """Whether the two rows have a document in common."""
    return any(
        document_words(one) and same_document(one, other)
        for one in step.inputs
        for other in later.inputs
    )


CHECK = Check(
    id="FL024",
    name="flow.signed_twice",
    source="Permendagri 1/2023 (tata naskah dinas): paraf berjenjang, satu penanda tangan",
    find=find,
)
