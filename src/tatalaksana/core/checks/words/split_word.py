"""WD003: one word written as two.

Wrong: "di tanda tangani", "di paraf", "Tersusun nya".
Right: "ditandatangani", "diparaf", "Tersusunnya".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.mend import passages, rewrite
from tatalaksana.core.checks.tables import table
from tatalaksana.core.procedure.model import Procedure


@cache
def patterns() -> tuple[re.Pattern[str], ...]:
    """What is torn apart: the passive di- before a verb, tanda tangan with its endings, -nya."""
    verbs = "|".join(table("passives", "words")["verbs"])
    return (
        re.compile(
            r"\b(?P<a>(?:di|men|pe(?:nan)?)?)\s?(?P<b>tanda)\s+(?P<c>tangan(?:i|an))\b", re.I
        ),
        re.compile(r"\b(?P<a>ditanda)\s+(?P<b>tangan(?:i)?)\b", re.I),
        re.compile(rf"\b(?P<a>di)\s+(?P<b>(?:{verbs}))\b", re.I),
        re.compile(r"\b(?P<a>[^\W\d_]{4,})\s+(?P<b>nya)\b"),
    )


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each word torn apart, all of them certain."""
    for passage in passages(procedure):
        for wrong, right in torn(passage.text):
            yield CHECK.at(
                passage.row,
                passage.field,
                worded("{0} ditulis terpisah.", quote(wrong)),
                worded("Tulis {0}.", quote(right)),
                fix=rewrite(passage.row, passage.field, joined),
            )


def torn(text: str) -> Iterator[tuple[str, str]]:
    """Each torn word and its right form."""
    for pattern in patterns():
        for match in pattern.finditer(text):
            if join(match) != match[0]:
                yield match[0], join(match)
        text = pattern.sub(join, text)


def joined(text: str) -> str:
    """The text with every torn word joined, again and again until nothing is torn."""
    before = ""
    while text != before:
        before = text
        for pattern in patterns():
            text = pattern.sub(join, text)
    return text


def join(match: re.Match[str]) -> str:
    """The parts of a torn word without the blanks."""
    return "".join(part for part in match.groups() if part)


CHECK = Check(
    id="WD003",
    name="words.split_word",
    source="EYD V: awalan di- dan akhiran -nya ditulis serangkai",
    find=find,
    weight=Weight.NOTE,
)
