"""WD005: an activity does not begin with an active verb.

Wrong: "Diajukan ke Kabag", "Penandatanganan surat", "Bila setuju menandatangani SK".
Right: "Mengajukan kepada Kabag", "Menandatangani surat".
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import is_active_verb, quote, words
from tatalaksana.core.checks.tables import table
from tatalaksana.core.checks.words.misspelling import mended
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield one note for each row, naming every first word that is no active verb."""
    for step in procedure.steps:
        firsts = [words(text)[0] for text in step.activities if words(text)]
        wrong = list(dict.fromkeys(word for word in firsts if not is_active_verb(mended(word))))
        if wrong:
            yield CHECK.at(
                step.row,
                "activities",
                worded("Kegiatan diawali {0}, bukan kata kerja aktif.", quote(", ".join(wrong))),
                worded("Awali dengan kata kerja aktif{0}.", suggestion(wrong)),
            )


def suggestion(wrong: list[str]) -> str:
    """The active verbs of the table for these words."""
    known = table("active_verbs", "words")["instead"]
    better = [str(known[word]) for word in wrong if word in known]
    return worded(", misalnya {0}", quote(", ".join(better))) if better else " (me-)"


CHECK = Check(
    id="WD005",
    name="words.no_active_verb",
    source="PermenPANRB 35/2012, Lampiran: kegiatan ditulis dengan kata kerja aktif tanpa subjek",
    find=find,
    weight=Weight.NOTE,
)
