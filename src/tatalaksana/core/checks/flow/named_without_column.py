"""FL009: the text hands work to somebody who has no column.

Wrong: "disampaikan kepada Staf untuk diagendakan", and no column "Staf".
Right: "disampaikan kepada Analis", and a column "Analis" with the row in which it is entered.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.flow.return_without_column import comes_back
from tatalaksana.core.checks.flow.signer_without_column import is_asked_to_sign
from tatalaksana.core.checks.language import fold, quote
from tatalaksana.core.checks.offices import Likeness, mentions
from tatalaksana.core.checks.tables import listed
from tatalaksana.core.procedure.model import Procedure


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each office named as addressee or doer and not among the columns.

    An official is a warning; a unit outside the table, which only receives, is a note. Who signs is
    FL010's, who gets a file back is FL011's.
    """
    if not procedure.performers:
        return
    for step in procedure.steps:
        named = mentions(procedure, step)
        seen = {fold(one.text) for one in named if is_asked_to_sign(one) or comes_back(one)}
        for mention in named:
            if mention.likeness is not Likeness.UNKNOWN or fold(mention.text) in seen:
                continue
            if mention.head in listed("offices", "everybody"):
                continue
            seen.add(fold(mention.text))
            official = mention.head in listed("offices", "officials")
            yield CHECK.at(
                step.row,
                "activities",
                worded("{0} disebut, tetapi tidak memiliki kolom pelaksana.", quote(mention.text)),
                "Gunakan nama kolom yang dimaksud, atau tambahkan kolom dan langkahnya."
                if official
                else "Jika unit itu ikut bekerja, tambahkan kolomnya; jika hanya menerima, cukup.",
                weight=Weight.WARNING if official else Weight.NOTE,
            )


CHECK = Check(
    id="FL009",
    name="flow.named_without_column",
    source="PermenPANRB 35/2012, Lampiran: pelaksana tampak pada kolomnya",
    find=find,
)
