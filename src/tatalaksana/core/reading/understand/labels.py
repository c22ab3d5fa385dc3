"""Recognising the labels an SOP document prints, misprints included."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz import fuzz, process

ALIKE = 88.0  #: per cent of equal letters from which a misprinted label is taken for the label
SHORTEST_ALIKE = 7  #: letters; shorter labels must be exact
BRACKETS = re.compile(r"\([^)]*\)")
NOT_WORD = re.compile(r"[^\w]+|_")


@cache
def table(name: str) -> Mapping[str, Any]:
    """One of the toml files of core/reading/data, each read once: there are a dozen."""
    text = (files("tatalaksana.core.reading") / "data" / f"{name}.toml").read_text("utf-8")
    return tomllib.loads(text)


def fold(text: str) -> str:
    """Text as labels are compared: lower case, words parted by one space, no punctuation."""
    return NOT_WORD.sub(" ", text.lower()).strip()


@cache
def spellings(part: str) -> Mapping[str, str]:
    """Every spelling of the labels in `part` of labels.toml, with the field it stands for."""
    return {spelling: field for field, known in table("labels")[part].items() for spelling in known}


@lru_cache(maxsize=4096)
def label_in(part: str, text: str) -> str | None:
    """The field whose label `text` is; None when it is no label of `part`."""
    if len(text) > 60:
        return None
    words = fold(BRACKETS.sub(" ", text)) if "(" in text else ""
    words = words or fold(text)
    known = spellings(part)
    if words in known:
        return known[words]
    if len(words) < SHORTEST_ALIKE:
        return None
    near = of_size(part, len(words.split()))  # a misprint changes no number of words
    best = process.extractOne(words, near, scorer=fuzz.ratio, score_cutoff=ALIKE)
    return known[best[0]] if best else None


@lru_cache(maxsize=64)
def of_size(part: str, count: int) -> tuple[str, ...]:
    """The spellings of the labels in `part` that have `count` words."""
    return tuple(one for one in spellings(part) if len(one.split()) == count)


def identity_label(text: str) -> tuple[str, str] | None:
    """(field, value in the same cell) when `text` is or begins with an identity label.

    "Nama SOP Pelayanan KTP" begins with a label of two words; a label of one word needs a
    colon after it ("Peringatan: …"), for it may also be the first word of a sentence.
    """
    whole = identity_field(text)
    if whole:
        return whole, ""
    first, _, below = text.partition("\n")
    if below and (field := label_in("list", first)):
        return field, below.strip()
    head, colon, rest = text.partition(":")
    if colon and (field := identity_field(head)):
        return field, rest.strip()
    words = text.split()
    for count in (4, 3, 2):
        field = identity_spelling(" ".join(words[:count])) if len(words) > count else None
        if field:
            return field, text.split(None, count)[count].strip(" :")
    return None


def identity_field(text: str) -> str | None:
    """The identity field whose label `text` is."""
    return label_in("value", text) or label_in("list", text) or label_in("foreign", text)


def identity_spelling(text: str) -> str | None:
    """The field of a label printed exactly, of two words or more."""
    words = fold(text)
    if " " not in words:
        return None
    return spellings("value").get(words)


def is_list(field: str) -> bool:
    """Whether the field holds a list of items."""
    return field in table("labels")["list"] or is_foreign(field)


def is_foreign(field: str) -> bool:
    """Whether the label is printed in identity blocks, but is none of the format."""
    return field in table("labels")["foreign"]
