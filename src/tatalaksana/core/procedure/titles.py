"""Titles printed in capitals, set in the usual way for lists and headings.

A document keeps its own wording; twenty-five lines of capitals in a list cannot be read.
"""

from __future__ import annotations

import re
import tomllib
from functools import lru_cache
from importlib.resources import files

WORD = re.compile(r"[^\W\d_]+")
VOWELS = re.compile(r"[AEIOUY]")


@lru_cache(maxsize=1)
def words_of_titles() -> tuple[frozenset[str], frozenset[str]]:
    """The abbreviations and the small words of the table."""
    text = (files("tatalaksana.core.procedure") / "data" / "titles.toml").read_text("utf-8")
    table = tomllib.loads(text)
    return frozenset(table["abbreviations"].split()), frozenset(table["small"].split())


def readable(title: str) -> str:
    """`title` with capitals at the beginnings of words only, if it is printed all in capitals.

    Any title begins with a capital.

    Abbreviations keep theirs: those of the table, words without a vowel, and what stands alone in
    brackets.
    """
    letters = [sign for sign in title if sign.isalpha()]
    if not letters or any(sign.islower() for sign in letters):
        return title[:1].upper() + title[1:]
    abbreviations, small = words_of_titles()

    def cased(found: re.Match[str]) -> str:
        word = found.group()
        start, end = found.span()
        bracketed = title[start - 1 : start] == "(" and title[end : end + 1] == ")"
        if word in abbreviations or bracketed or (len(word) > 1 and not VOWELS.search(word)):
            return word
        if word.lower() in small and start > 0:
            return word.lower()
        return word.capitalize()

    return WORD.sub(cased, title)
