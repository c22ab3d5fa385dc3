"""Words the page broke in two, mended where the document itself proves the whole word."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.understand.labels import table

WORD = re.compile(r"[^\W\d_]{3,}")
HYPHEN = re.compile(r"\b([^\W\d_]{2,})- ([a-z]+)\b")
SPLIT = re.compile(r"\b([A-Za-z]{3,}) (?=([a-z]{2,3})\b)")
ENCLITIC = "nya"  #: never a word of its own
SHORT_WORDS = frozenset(table("spelling")["short_words"])
RARE = 3  #: a fragment seen more often than this is a word


class Vocabulary:
    """The words of a document, counted."""

    def __init__(self, texts: Iterable[str]) -> None:
        self.count = Counter(word.lower() for text in texts for word in WORD.findall(text))

    def mend(self, text: str) -> str:
        """`text` with broken words joined: "Ekspe- disi", "Dokum en", "Tersusun nya"."""
        if "- " in text:
            text = HYPHEN.sub(self._joined_hyphen, text)
        return SPLIT.sub(self._joined_space, text)

    def _joined_hyphen(self, found: re.Match[str]) -> str:
        left, right = found[1], found[2]
        if left.lower() == right:
            return f"{left}-{right}"
        whole = (left + right).lower()
        unknown = right not in SHORT_WORDS and self.count[right] <= 1
        return left + right if self.count[whole] or unknown else found[0]

    def _joined_space(self, found: re.Match[str]) -> str:
        left, right = found[1], found[2]
        if right == ENCLITIC:
            return left
        whole = (left + right).lower()
        proved = self.count[whole] and right not in SHORT_WORDS and self.count[right] <= RARE
        return left if proved else found[0]


def vocabulary(blocks: Iterable[Block]) -> Vocabulary:
    """The words of all blocks."""
    return Vocabulary(
        cell.text for block in blocks for row in block.rows for cell in row.cells if cell.text
    )
