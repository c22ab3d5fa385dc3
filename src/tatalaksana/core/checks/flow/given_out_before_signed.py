"""FL023: something is given out before it is signed.

Wrong: "Diajukan ke Bagian Hukum untuk diproses; Pendistribusian Peraturan" in one row.
Right: a row in which it is signed comes before the one that distributes it.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.acts import kinds
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote, words
from tatalaksana.core.procedure.model import Procedure

SUBMITTED = frozenset(("diajukan", "mengajukan", "diserahkan"))


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding when a row submits a document and distributes it too, or sends it first.

    "Submits" is diajukan, to whomever; what comes back signed would be another row. A row that
    distributes while a later row, and no earlier one, signs counts as well where it is the same
    document by its words.
    """
    for step in procedure.steps:
        submitted = False
        for activity in step.activities:
            if submitted and "distribute" in kinds(activity):
                yield CHECK.at(
                    step.row,
                    "activities",
                    worded(
                        "{0} pada langkah yang sama dengan pengajuannya: dokumen"
                        " dibagikan sebelum selesai diproses atau ditandatangani.",
                        quote(activity),
                    ),
                    "Bagikan pada langkah tersendiri setelah penandatanganan.",
                )
            submitted = submitted or not SUBMITTED.isdisjoint(words(activity)[:1])


CHECK = Check(
    id="FL023",
    name="flow.given_out_before_signed",
    source="Permendagri 1/2023 (tata naskah dinas): naskah dikirim setelah ditandatangani",
    find=find,
)
