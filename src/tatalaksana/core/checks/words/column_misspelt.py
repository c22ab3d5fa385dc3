"""WD007: a column header that is no name of a post.

Wrong: "Analisis Pelayanan Publik" (an act), "Kasubag", "Kabag. Oig".
Right: "Analis Pelayanan Publik", "Kasubbag", "Kabag. Org".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from rapidfuzz import process
from rapidfuzz.distance import Levenshtein

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.checks.language import quote
from tatalaksana.core.checks.mend import Mend, passages, rewrite
from tatalaksana.core.checks.tables import table
from tatalaksana.core.procedure.model import Procedure

WORD = re.compile(r"[^\W\d_]+")
SPLIT_HEAD = re.compile(r"\bKa\.?\s?(?=Sub?bag|Sub?bid|Bag|Bid|Sie?\b|Biro)", re.I)
SHORT = 4  #: letters; a longer unknown word is a name, not a short form


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield a finding for each header with a wrong word, and a note for an unknown short form.

    An act in place of a post ("Analisis") is certain: column and text are renamed together.
    """
    texts = " ".join(passage.text for passage in passages(procedure) if passage.row)
    for column in procedure.performers:
        right, usual = right_header(column), usual_header(column)
        if usual != column:
            yield CHECK.at(
                None,
                "performers",
                worded("Kolom {0} bukan nama jabatan yang baku.", quote(column)),
                worded("Tulis {0}.", quote(usual)),
                weight=Weight.WARNING if right != column else None,
                fix=rename(procedure, column, right) if right != column else None,
            )
        for word, near in strange_words(column):
            if not re.search(rf"\b{re.escape(word)}\b", texts):
                yield CHECK.at(
                    None,
                    "performers",
                    worded('Singkatan "{0}" pada kolom {1} tidak dikenal.', word, quote(column)),
                    worded('Mungkin maksudnya "{0}"; tulis nama jabatan lengkap.', near)
                    if near
                    else "Tulis nama jabatan lengkap.",
                    weight=Weight.NOTE,
                )


def right_header(column: str) -> str:
    """The header with the post for each word that is none."""
    return exchanged(column, table("offices")["posts"])


def usual_header(column: str) -> str:
    """The header as it is usually written: besides, "Ka. Subag" and "Kasubag" as "Kasubbag"."""
    joined = SPLIT_HEAD.sub("Ka", right_header(column))
    return exchanged(joined, table("offices")["usual_posts"])


def exchanged(text: str, other: dict[str, str]) -> str:
    """The text with words exchanged, capitals kept."""

    def right(match: re.Match[str]) -> str:
        word = other.get(match[0].casefold(), match[0])
        return word.upper() if match[0].isupper() else word

    return WORD.sub(right, text)


def strange_words(column: str) -> Iterator[tuple[str, str]]:
    """Each short word of a header that is no known short form, with the nearest known one."""
    known = table("short_posts", "words")["known"]
    for match in WORD.finditer(column):
        word = match[0]
        mixed = not word.isupper() and not word.islower()
        vowels = sum(letter in "aeiou" for letter in word.casefold())
        natural = vowels * 2 >= len(word) and len(word) >= SHORT
        if len(word) > SHORT or not mixed or natural or word.casefold() in known:
            continue
        near = process.extractOne(
            word.casefold(), known, scorer=Levenshtein.distance, score_cutoff=1
        )
        yield word, near[0].capitalize() if near else ""


def rename(procedure: Procedure, column: str, right: str) -> Mend | None:
    """A mend that renames a column everywhere; None when the right name is a column already."""
    if right in procedure.performers:
        return None
    whole = re.compile(rf"(?<!\w){re.escape(column)}(?!\w)")

    def mend(old: Procedure) -> Procedure:
        old = rewrite(None, "performers", lambda text: right if text == column else text)(old)
        for step in old.steps:
            old = rewrite(step.row, "activities", lambda text: whole.sub(right, text))(old)
        return old

    return mend


CHECK = Check(
    id="WD007",
    name="words.column_misspelt",
    source="nomenklatur jabatan (Kepmenpan); KBBI: subbagian, analis",
    find=find,
    weight=Weight.NOTE,
)
