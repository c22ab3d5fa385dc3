"""Texts that people type, before they are kept."""

from __future__ import annotations

import re

CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")  #: all but tab and line feed
LONGEST_SEARCH, MOST_WORDS = 100, 8


def clean(text: str) -> str:
    """`text` without control signs and blank edges; line breaks stay, as one kind."""
    return CONTROL.sub("", text.replace("\r\n", "\n")).strip()


def one_line(text: str) -> str:
    """`text` on one line, with single blanks."""
    return " ".join(clean(text).split())


def search_words(text: str) -> list[str]:
    """The words of a search; more or longer ones would only load the database."""
    return one_line(text[:LONGEST_SEARCH]).split()[:MOST_WORDS]
