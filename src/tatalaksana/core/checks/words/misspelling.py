"""WD002: a misspelt word.

Wrong: "diposisi", "selajutnya", "Kementrian".
Right: "disposisi", "selanjutnya", "Kementerian".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.mend import passages, rewrite
from tatalaksana.core.checks.tables import table
from tatalaksana.core.procedure.model import Procedure


@cache
def corrections() -> dict[str, str]:
    """From the misspelt words, in small letters, to the right ones."""
    return dict(table("misspellings", "words")["certain"])


@cache
def pattern() -> re.Pattern[str]:
    """All misspelt words as one pattern, the longer ones first."""
    known = sorted(corrections(), key=len, reverse=True)
    either = "|".join(r"\s+".join(map(re.escape, word.split())) for word in known)
    return re.compile(rf"\b(?:{either})\b", re.I)


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each misspelt word, all of them certain.

    The legal basis is passed over: titles of regulations keep the spelling of their day.
    """
    for passage in passages(procedure):
        if passage.field == "legal_basis":
            continue
        for match in pattern().finditer(passage.text):
            right = correct(match)
            yield CHECK.at(
                passage.row,
                passage.field,
                worded("{0} salah eja.", quote(match[0])),
                worded("Tulis {0}.", quote(right)),
                fix=rewrite(passage.row, passage.field, mended),
            )


def mended(text: str) -> str:
    """The text with every misspelt word put right."""
    return pattern().sub(correct, text)


def correct(match: re.Match[str]) -> str:
    """The right word in the capitals of the wrong one."""
    wrong = match[0]
    right = corrections()[" ".join(wrong.casefold().split())]
    if wrong.isupper():
        return right.upper()
    return right[0].upper() + right[1:] if wrong[0].isupper() else right


CHECK = Check(
    id="WD002",
    name="words.misspelling",
    source="KBBI; daftar pada words/data/misspellings.toml",
    find=find,
)
