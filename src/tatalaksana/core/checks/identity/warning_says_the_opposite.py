"""ID007: the warning lacks "tidak dilaksanakan", so it threatens those who follow the SOP.

Wrong: "Jika SOP Surat Keluar, maka surat akan terlambat."
Right: "Jika SOP Surat Keluar tidak dilaksanakan, maka surat akan terlambat."
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.mend import rewrite
from tatalaksana.core.procedure.model import Procedure

CONDITION = re.compile(r"\s*(?:jika|apabila|bila|kalau|bilamana)\s+(?P<sop>SOP|prosedur)\b", re.I)
CONSEQUENCE = re.compile(r"\s*,?\s*\bmaka\b", re.I)
#: Words that say what happened to the SOP; "maka" alone says nothing.
SAID = re.compile(
    r"\b(?:tidak|tdk|belum|tanpa|salah|kurang|di(?:langgar|abaikan|laksanakan|jalankan|lakukan"
    r"|terapkan|ikuti|patuhi)|terlambat|lalai)\b",
    re.I,
)
MISSING = " tidak dilaksanakan"


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each "Jika SOP …, maka …" without a word of neglect."""
    for text in procedure.warning:
        if mended(text) != text:
            yield CHECK.at(
                None,
                "warning",
                worded(
                    'Peringatan {0} tidak memuat "tidak dilaksanakan", sehingga artinya terbalik.',
                    quote(text),
                ),
                worded('Sisipkan "{0}" sebelum "maka".', MISSING.strip()),
                fix=rewrite(None, "warning", mended),
            )


def mended(text: str) -> str:
    """The sentence with the missing words; unchanged when nothing is missing."""
    opening, consequence = CONDITION.match(text), CONSEQUENCE.search(text)
    if not opening or not consequence or SAID.search(text[: consequence.start()]):
        return text
    condition = text[: consequence.start()].rstrip(" ,")
    return f"{condition}{MISSING}, {text[consequence.start() :].lstrip(' ,')}"


CHECK = Check(
    id="ID007",
    name="identity.warning_says_the_opposite",
    source="PermenPANRB 35/2012, Lampiran: peringatan menjelaskan akibat bila tidak dilaksanakan",
    find=find,
    weight=Weight.ERROR,
)
