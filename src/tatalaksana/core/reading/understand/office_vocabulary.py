"""What words mean in one office: corrections its people made, used for its next documents.

roles.toml and labels.toml are what every office shares; this is what one of them adds, given to the
reader as data. Each use is told as evidence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import Any

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.reading.understand.labels import BRACKETS, fold

#: the columns of a step table and the word that heads each, as the regulation prints it
HEADER_WORDS = {
    "no": "No",
    "activity": "Kegiatan",
    "performers": "Pelaksana",
    "standard": "Mutu Baku",
    "inputs": "Kelengkapan",
    "duration": "Waktu",
    "outputs": "Output",
    "note": "Keterangan",
}
LONGEST = 200  #: letters of a word or name


class TermKind(StrEnum):
    """What a term is about."""

    ROLE = "role"  #: the name of a performer's column
    HEADER = "header"  #: a word in the header of the step table


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """One correction: what documents print and what the office means by it.

    Compared without case, punctuation and spacing, and else exactly: nothing is guessed from it.
    Errors: SettingError TL900 when it says nothing, or names a column that no table has.
    """

    kind: TermKind
    read: str  #: as documents print it
    means: str  #: ROLE: the office's own name; HEADER: a key of HEADER_WORDS
    since: date  #: the day of the correction

    def __post_init__(self) -> None:
        if not fold(self.read) or not self.means.strip():
            raise SettingError(
                "Koreksi ini tidak menyebut kata yang dibaca dan artinya.", hint="Isi keduanya."
            )
        if self.kind is TermKind.HEADER and self.means not in HEADER_WORDS:
            raise SettingError(
                f"Tidak ada kolom bernama “{self.means}”.",
                hint=f"Pilih salah satu: {', '.join(HEADER_WORDS.values())}.",
            )

    @property
    def meaning(self) -> str:
        """What it means, in the words of a document."""
        return HEADER_WORDS[self.means] if self.kind is TermKind.HEADER else self.means

    @property
    def why(self) -> str:
        """The sentence of evidence wherever it is used."""
        return (
            f"“{self.read}” dibaca “{self.meaning}” karena koreksi kantor tanggal "
            f"{self.since:%d-%m-%Y}."
        )


@dataclass(frozen=True, slots=True)
class OfficeVocabulary:
    """The corrections of an office; of two about the same word the later one counts."""

    terms: tuple[Term, ...] = ()

    def role(self, name: str) -> Term | None:
        """The correction of a performer's name, if there is one that changes it."""
        term = by_word(self.terms).get((TermKind.ROLE, fold(name)))
        return term if term and term.means != name else None

    def header(self, text: str) -> Term | None:
        """The correction of a word in a header; what stands in brackets, a unit, is passed over."""
        known = by_word(self.terms)
        plain = BRACKETS.sub(" ", text)
        return known.get((TermKind.HEADER, fold(text))) or known.get((TermKind.HEADER, fold(plain)))


NO_CORRECTIONS = OfficeVocabulary()


@lru_cache(maxsize=64)
def by_word(terms: tuple[Term, ...]) -> Mapping[tuple[TermKind, str], Term]:
    """The terms by kind and word, the latest of several."""
    return {(one.kind, fold(one.read)): one for one in sorted(terms, key=lambda one: one.since)}


def in_brackets(text: str) -> str:
    """What a header says in brackets: "(hari)"."""
    return " ".join(re.findall(BRACKETS, text))


def plain_vocabulary(vocabulary: OfficeVocabulary) -> list[dict[str, str]]:
    """The vocabulary as JSON values."""
    return [
        {
            "kind": one.kind.value,
            "read": one.read,
            "means": one.means,
            "since": one.since.isoformat(),
        }
        for one in vocabulary.terms
    ]


def vocabulary_from(values: Iterable[Mapping[str, Any]]) -> OfficeVocabulary:
    """The vocabulary that `plain_vocabulary` wrote. Errors: SettingError TL900 as Term."""
    return OfficeVocabulary(
        tuple(
            Term(
                kind=TermKind(one["kind"]),
                read=one["read"],
                means=one["means"],
                since=date.fromisoformat(one["since"]),
            )
            for one in values
        )
    )
