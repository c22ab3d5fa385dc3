"""Sentences that still know how they were made, so that they can be said in another language."""

from __future__ import annotations

from collections.abc import Mapping


class Said(str):
    """A sentence in Bahasa Indonesia, with its pattern and the values in the pattern's gaps."""

    __slots__ = ("pattern", "values")
    pattern: str
    values: tuple[str, ...]


def worded(pattern: str, *values: object) -> Said:
    """`pattern` with its gaps {0}, {1} … filled; a value may be such a sentence itself."""
    kept = tuple(value if isinstance(value, str) else str(value) for value in values)
    sentence = Said(pattern.format(*kept))
    sentence.pattern, sentence.values = pattern, kept
    return sentence


def in_words_of(words: Mapping[str, str], text: str) -> str:
    """`text` by the `words` of another language: pattern -> pattern, with the same gaps.

    What has no translation stays as it is: quotations of the document, names, numbers.
    """
    if not isinstance(text, Said):
        return words.get(text, text)
    values = [in_words_of(words, value) for value in text.values]
    return words.get(text.pattern, text.pattern).format(*values)
