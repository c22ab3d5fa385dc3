"""Officials and units named in the words of a step, held against the performer columns."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache

from rapidfuzz import fuzz

from tatalaksana.core.checks.language import words
from tatalaksana.core.checks.tables import listed, table
from tatalaksana.core.procedure.model import Procedure, Step

LONGEST_TITLE = 6  #: words; "Kepala Subbagian Tata Usaha dan Kepegawaian" is the longest seen
TYPO = 84  #: points of rapidfuzz for one word: "Pengada" ~ "Pengadm", not "Kabag" ~ "Karo"
TOKEN = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
BREAK = re.compile(r"[;:()\n]|\.\s+(?=[A-Z][a-z]+(?:kan|i)\b)")
NUMERALS = frozenset(("i", "ii", "iii", "iv", "v", "1", "2", "3", "4"))


class Likeness(Enum):
    """How a name in the text relates to the columns."""

    SAME = "same"  #: written as the column is
    ABBREVIATED = "abbreviated"  #: the same office, written out or shortened
    MISSPELT = "misspelt"  #: a slip of the pen
    SHORTENED = "shortened"  #: the beginning of exactly one column
    UNKNOWN = "unknown"  #: no column


@dataclass(frozen=True, slots=True)
class Mention:
    """An official or unit whom a step's words name as taking part."""

    text: str  #: as written
    column: str | None  #: the column meant, if any
    likeness: Likeness
    before: tuple[str, ...]  #: the words before it in the same activity, small letters
    after: tuple[str, ...]  #: the words after it
    head: str  #: its first word, small letters


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text and where it stands."""

    word: str
    start: int
    end: int


def mentions(procedure: Procedure, step: Step) -> tuple[Mention, ...]:
    """Return the officials and units that the activities name as addressee or doer."""
    return tuple(
        mention
        for activity in step.activities
        for mention in mentions_in(activity, procedure.performers)
    )


@lru_cache(maxsize=2048)
def mentions_in(text: str, columns: tuple[str, ...]) -> tuple[Mention, ...]:
    """The mentions of one activity."""
    return tuple(_mentions(text, columns))


def _mentions(text: str, columns: tuple[str, ...]) -> Iterator[Mention]:
    tokens = [Token(m[0].casefold(), m.start(), m.end()) for m in TOKEN.finditer(text)]
    at, following = 0, False
    while at < len(tokens):
        word = tokens[at].word
        named = at > 0 and (is_handed(tokens, at) or (following and is_head(word)))
        if named and (found := read_title(text, tokens, at, columns)) is not None:
            length, column, likeness = found
            last = tokens[at + length - 1]
            yield Mention(
                text=text[tokens[at].start : last.end],
                column=column,
                likeness=likeness,
                before=tuple(token.word for token in tokens[:at]),
                after=tuple(token.word for token in tokens[at + length :]),
                head=word,
            )
            at, following = at + length, True
            continue
        following = following and word in ("dan", "serta")
        at += 1


def is_handed(tokens: list[Token], at: int) -> bool:
    """Whether the word before says that somebody gets or does something."""
    pair = " ".join(token.word for token in tokens[max(0, at - 2) : at])
    return tokens[at - 1].word in listed("offices", "handed") and (
        pair not in listed("offices", "not_handed")
    )


def is_head(word: str) -> bool:
    """Whether a title may begin with this word."""
    return (
        word in listed("offices", "officials")
        or word in listed("offices", "units")
        or (word in listed("offices", "everybody"))
    )


def read_title(
    text: str, tokens: list[Token], at: int, columns: tuple[str, ...]
) -> tuple[int, str | None, Likeness] | None:
    """How many words the title takes, which column it means and how; None = no title here."""
    span = reach(text, tokens, at)
    for length in range(min(len(span), LONGEST_TITLE), 0, -1):
        part = tuple(span[:length])
        written = text[tokens[at].start : tokens[at + length - 1].end]
        for column in columns:
            if (likeness := compare(written, part, column)) is not None:
                return length, column, likeness
    if not is_head(tokens[at].word):
        return None
    title = title_words(text, tokens, at)
    begun = [column for column in columns if is_beginning(title, column)]
    if len(begun) == 1:
        return len(title), begun[0], Likeness.SHORTENED
    return len(title), None, Likeness.UNKNOWN


def reach(text: str, tokens: list[Token], at: int) -> list[str]:
    """The words a title could take from `at` on."""
    span = [tokens[at].word]
    for left, right in zip(tokens[at:], tokens[at + 1 :], strict=False):
        if BREAK.search(text[left.end : right.end]) or len(span) == LONGEST_TITLE:
            break
        span.append(right.word)
    return span


def title_words(text: str, tokens: list[Token], at: int) -> tuple[str, ...]:
    """The words of a title that is no column: up to a comma or a word that ends it."""
    title = [tokens[at].word]
    for left, right in zip(tokens[at:], tokens[at + 1 :], strict=False):
        stop = right.word in listed("offices", "ends") or "," in text[left.end : right.start]
        if stop or BREAK.search(text[left.end : right.end]) or len(title) == 3:
            break
        title.append(right.word)
    return tuple(title)


def compare(written: str, part: tuple[str, ...], column: str) -> Likeness | None:
    """How a piece of text relates to one column; None when it is another office."""
    if " ".join(written.split()).casefold() == " ".join(column.split()).casefold():
        return Likeness.SAME
    header = words(column)
    if full(part) == full(header):
        return Likeness.ABBREVIATED
    if len(part) == len(header) and all(map(like, part, header)) and part != header:
        return Likeness.MISSPELT
    return None


def like(one: str, other: str) -> bool:
    """Whether two words are one word, a slip of the pen allowed."""
    if one == other:
        return True
    names: dict[str, str] = table("offices")["full"]
    if {one, other} & NUMERALS or (one in names and other in names):
        return names.get(one, one) == names.get(other, other)
    return min(len(one), len(other)) > 3 and fuzz.ratio(one, other) >= TYPO


def is_beginning(title: tuple[str, ...], column: str) -> bool:
    """Whether the title is the beginning of the column: "Kabag" of "Kabag Ketatalaksanaan"."""
    short, long = full(title), full(words(column))
    return len(short) < len(long) and all(map(like, short, long))


@lru_cache(maxsize=4096)
def full(title: tuple[str, ...]) -> tuple[str, ...]:
    """The title with its abbreviations written out: kabag -> kepala bagian."""
    names = table("offices")["full"]
    return tuple(part for word in title if word != "dan" for part in names.get(word, word).split())
