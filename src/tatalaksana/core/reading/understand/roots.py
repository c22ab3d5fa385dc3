"""Words of one root: "mendaftar" and "Pendaftaran", "mengarsipkan" and "Arsiparis".

Indonesian verbs with me- and nouns with pe-…-an change the first letter of a root in the
same way, so taking the prefix off both leaves the same letters.
"""

from __future__ import annotations

import re
from functools import lru_cache

PREFIX = re.compile(r"^(?:me|pe)(?:ng|ny|m|n|r|l)?|^di|^ber|^ke")
SUFFIX = re.compile(r"(?:kan|an|i)$")
SHORTEST = 4  #: letters two roots must share from the first on
MOST = 6  #: letters that are enough in longer roots: "verifikasi", "verifikator"
LONGEST_REST = 4  #: letters a root may have more: "arsip", "arsiparis"


@lru_cache(maxsize=4096)
def of_one_root(verb: str, name: tuple[str, ...]) -> bool:
    """Whether a step's verb has the root of a word of the performer's name."""
    if not verb.startswith(("me", "di", "pe")):
        return False
    own = root(verb)
    return any(alike(own, root(word)) for word in name)


def root(word: str) -> str:
    """The word without its prefix and suffix, roughly."""
    bare = PREFIX.sub("", word.lower())
    return SUFFIX.sub("", bare) if len(bare) > SHORTEST + 1 else bare


def alike(one: str, other: str) -> bool:
    """Whether the shorter root begins the longer one, or most of both is the same."""
    short, long = sorted((one, other), key=len)
    return (
        short[:MOST] == long[:MOST]
        if len(short) > MOST
        else (
            len(short) >= SHORTEST
            and long.startswith(short)
            and len(long) - len(short) <= LONGEST_REST
        )
    )
