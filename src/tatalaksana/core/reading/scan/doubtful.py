"""Which words of a picture may be misread: those tesseract doubts, and those it is wrongly sure of.

tesseract is sometimes sure of a wrong letter, mostly of one that looks like the right one. The page
itself then often tells: the same word stands on it once more, read better.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache

from tatalaksana.core.reading.scan.tesseract import Word
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["words"]
SIGNS = ".,;:()/-“”\"'"
MARKER = re.compile(r"\(?(?:\d{1,2}|[A-Za-z])[.)]|[-•]")  #: of an item of a list


@dataclass(slots=True)
class Doubtful:
    """The words of a page, by which each of them is judged."""

    proved: set[str] = field(default_factory=set)  #: read surely somewhere on the page
    seen: Counter[str] = field(default_factory=Counter)
    best: dict[str, float] = field(default_factory=dict)  #: how surely a word was read at best
    alike: dict[str, set[str]] = field(default_factory=dict)  #: words by how they look

    def add(self, words: Iterable[Word]) -> None:
        """Count in the words of a piece."""
        for one in words:
            bare = bare_of(one.text)
            if not bare.isalpha() or len(bare) < KNOWN["telling"]:
                continue
            self.seen[bare] += 1
            self.best[bare] = max(self.best.get(bare, 0.0), one.sure)
            self.alike.setdefault(look_of(bare), set()).add(bare)
            if one.sure >= KNOWN["proved"]:
                self.proved.add(bare)

    def has(self, word: Word, *, begins: bool) -> bool:
        """Whether a word may be misread; `begins`: others follow it on its line.

        The marker of an item is none of its words.
        """
        bare = bare_of(word.text)
        if begins and MARKER.fullmatch(word.text):
            return False
        if word.sure < KNOWN["faint"] and bare not in self.proved:
            return True
        return len(bare) >= KNOWN["twins"] and self.surpassed(bare)

    def surpassed(self, bare: str) -> bool:
        """Whether a word that looks alike was read more surely: then one of both is misread."""
        others = self.alike.get(look_of(bare), set()) - {bare} if bare in self.seen else set()
        own = self.best.get(bare, 0.0), self.seen[bare]
        return any((self.best[one], self.seen[one]) > own for one in others)


def bare_of(text: str) -> str:
    """A word without the signs about it, in small letters."""
    return text.strip(SIGNS).lower()


@cache
def looks() -> dict[int, str]:
    """Letters, and the one that stands for all that look like it."""
    return {ord(one): group[0] for group in KNOWN["alike"] for one in group}


def look_of(bare: str) -> str:
    """How a word looks: the same for words that differ only by letters that look alike."""
    for pair, single in KNOWN["ligatures"]:
        bare = bare.replace(pair, single)
    return bare.translate(looks())
