"""FL011: a file is returned to somebody who has no column.

Wrong: "dikembalikan kepada Biro Organisasi untuk diperbaiki", and no such column.
Right: "dikembalikan kepada Karo Organisasi", who has a column.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import fold, quote
from tatalaksana.core.checks.offices import Likeness, Mention, mentions
from tatalaksana.core.procedure.model import Procedure

WINDOW = 2  #: words before the name: "dikembalikan kepada", "kembali ke"
RETURNED = frozenset(("dikembalikan", "kembali", "mengembalikan", "dikembalikannya", "dimintakan"))


def comes_back(mention: Mention) -> bool:
    """Whether the file is returned to this office."""
    return not RETURNED.isdisjoint(mention.before[-WINDOW:])


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each return to an office without a column, once a row."""
    if not procedure.performers:
        return
    for step in procedure.steps:
        seen: set[str] = set()
        for mention in mentions(procedure, step):
            unknown = mention.likeness is Likeness.UNKNOWN and fold(mention.text) not in seen
            if unknown and comes_back(mention):
                seen.add(fold(mention.text))
                yield CHECK.at(
                    step.row,
                    "decision" if step.decision else "activities",
                    worded(
                        "Berkas kembali kepada {0}, yang tidak memiliki kolom.", quote(mention.text)
                    ),
                    "Sebutkan pelaksana dari kolom yang ada, atau tambahkan kolomnya.",
                )


CHECK = Check(
    id="FL011",
    name="flow.return_without_column",
    source="PermenPANRB 35/2012, Lampiran: arah Tidak kembali ke pelaksana",
    find=find,
    weight=Weight.ERROR,
)
