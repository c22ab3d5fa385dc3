"""Indonesian office prose: folding, words, roots, quoting."""

from __future__ import annotations

import re
from functools import lru_cache

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.tables import listed, table

WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
QUOTED = 70  #: characters of the document in a message; more hides the message
VOWELS = "aeiou"
SHORTEST_ROOT = 4  #: letters; what is shorter is not cut further


@lru_cache(maxsize=8192)
def words(text: str) -> tuple[str, ...]:
    """The words of a text in small letters, without punctuation."""
    return tuple(WORD.findall(text.casefold()))


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """The text without what does not matter: case, spacing, punctuation."""
    return " ".join(words(text))


def quote(text: str) -> str:
    """The text in quotation marks, shortened to what a message bears."""
    text = " ".join(text.split())
    return f'"{text}"' if len(text) <= QUOTED else f'"{text[: QUOTED - 1].rstrip()}…"'


def series(parts: list[str]) -> str:
    """The quoted parts as an enumeration: "a", "b" dan "c"."""
    quoted = [quote(part) for part in parts]
    if len(quoted) == 1:
        return quoted[0]
    return worded("{0} dan {1}", ", ".join(quoted[:-1]), quoted[-1])


@lru_cache(maxsize=8192)
def root(word: str) -> str:
    """A rough root: me-, di-, pe- and their endings gone; equal for "mencatat" and "dicatat"."""
    for prefix, first in table("language")["prefixes"]:
        rest = word[len(prefix) :]
        if word.startswith(prefix) and len(rest) >= SHORTEST_ROOT - 1:
            word = first + rest if rest[0] in VOWELS else rest
            break
    if word[0] == "k" and word[1:2] in tuple(VOWELS):  # "mengirim" has lost the k of "dikirim"
        word = word[1:]
    for ending in ("kannya", "annya", "kan", "nya", "an", "i"):
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST_ROOT:
            return word[: -len(ending)]
    return word


@lru_cache(maxsize=8192)
def content(text: str) -> tuple[str, ...]:
    """The words that carry meaning, abbreviations written out."""
    full: dict[str, str] = table("language")["abbreviations"]
    return tuple(
        full.get(word, word) for word in words(text) if word not in listed("language", "function")
    )


@lru_cache(maxsize=4096)
def is_active_verb(word: str) -> bool:
    """Whether the word is an active verb: me-, ber-, or one that needs no prefix."""
    word = word.casefold()
    if word in listed("language", "not_verbs"):
        return False
    if word in listed("language", "bare_verbs"):
        return True
    return bool(re.match(r"(?:me[mnrlwy]|meng|meny|ber|memper)[a-z-]{3,}", word))
