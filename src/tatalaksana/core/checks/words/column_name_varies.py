"""WD006: a performer is named otherwise than his column.

Wrong: "kepada Analis Pelayanan Publik", and the column says "Analisis Pelayanan Publik".
Right: the text uses the header word for word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.mend import Change, rewrite
from tatalaksana.core.checks.offices import Likeness, Mention, mentions
from tatalaksana.core.checks.words.column_misspelt import right_header
from tatalaksana.core.procedure.model import Procedure

SAYS = {
    Likeness.MISSPELT: "berbeda ejaan dari",
    Likeness.ABBREVIATED: "ditulis lain daripada",
    Likeness.SHORTENED: "disingkat dari",
}


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each other spelling, once a row; a slip of the pen is a warning.

    The header is the certain fix, unless the header itself is misspelt (WD007 mends that).
    """
    for step in procedure.steps:
        seen: set[str] = set()
        for mention in mentions(procedure, step):
            column = mention.column
            if mention.likeness not in SAYS or column is None or mention.text in seen:
                continue
            seen.add(mention.text)
            certain = right_header(column) == column
            yield CHECK.at(
                step.row,
                "activities",
                worded(
                    "{0} {1} kolom {2}.", quote(mention.text), SAYS[mention.likeness], quote(column)
                ),
                worded("Tulis {0}, seperti judul kolomnya.", quote(right_header(column))),
                weight=Weight.WARNING if mention.likeness is Likeness.MISSPELT else None,
                fix=rewrite(step.row, "activities", spelt(mention, column)) if certain else None,
            )


def spelt(mention: Mention, column: str) -> Change:
    """A change that writes the column's name for the other spelling."""
    whole = rf"(?<!\w){re.escape(mention.text)}(?!\w)"
    either = re.compile(rf"(?P<right>(?<!\w){re.escape(column)}(?!\w))|{whole}")
    return lambda text: either.sub(column, text)


CHECK = Check(
    id="WD006",
    name="words.column_name_varies",
    source="PermenPANRB 35/2012, Lampiran: pelaksana disebut dengan nama jabatannya",
    find=find,
    weight=Weight.NOTE,
)
