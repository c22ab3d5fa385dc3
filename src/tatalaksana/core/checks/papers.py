"""Documents in Kelengkapan and Output: what they are, and which of them are one."""

from __future__ import annotations

import re
from functools import lru_cache

from tatalaksana.core.checks.acts import kind_of, without_purposes
from tatalaksana.core.checks.language import content, fold, root, words
from tatalaksana.core.checks.tables import listed

ENOUGH = 0.6  #: share of the smaller set of words that two names of one document have in common


@lru_cache(maxsize=4096)
def document_words(item: str) -> frozenset[str]:
    """The roots of the words that name a document."""
    return frozenset(root(word) for word in content(item))


def same_document(one: str, other: str) -> bool:
    """Whether two items name one document: "Surat Undangan Rapat" and "Surat undangan" do."""
    first, second = document_words(one), document_words(other)
    if not first or not second:
        return False
    return len(first & second) >= ENOUGH * min(len(first), len(second))


@lru_cache(maxsize=4096)
def is_made(item: str) -> bool:
    """Whether the item is a document that somebody must have written (draft, minutes, report)."""
    return not listed("papers", "made").isdisjoint(content(item))


@lru_cache(maxsize=4096)
def is_final(item: str) -> bool:
    """Whether nobody needs to take the item up: a receipt, an archive, a disposition."""
    return not listed("papers", "final").isdisjoint(words(item))


@lru_cache(maxsize=4096)
def is_activity(item: str) -> bool:
    """Whether the item names an act ("Penyusunan SPM", "Terlaksananya …") and no document."""
    said = words(item)
    if not said or not listed("papers", "documents").isdisjoint(said):
        return False
    first = said[0]
    verb = bool(re.match(r"(?:me[mnlr]|ter\w+nya$)", first)) and first not in listed(
        "papers", "documents"
    )
    return verb or first in listed("papers", "activities")


@lru_cache(maxsize=4096)
def makings(text: str) -> tuple[tuple[str, ...], ...]:
    """What a text says is drafted: the words behind each drafting verb, up to the next verb."""
    said = words(without_purposes(text))
    found: list[tuple[str, ...]] = []
    for at, word in enumerate(said):
        noun = word.startswith("pe") and at > 0  # "SK Tim penyusunan laporan" drafts nothing
        if noun or "draft" not in kind_of(word):
            continue
        rest: list[str] = []
        for later in said[at + 1 :]:
            if kind_of(later) or later in ("diserahkan", "menyampaikan", "kemudian", "selanjutnya"):
                break
            rest.append(later)
        found.append(tuple(rest))
    return tuple(found)


def same_items(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two lists hold the same items."""
    return sorted(map(fold, one)) == sorted(map(fold, other))
