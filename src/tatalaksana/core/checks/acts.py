"""What kind of work an activity is: to order, to draft, to sign, to meet …"""

from __future__ import annotations

import re
from functools import lru_cache

from tatalaksana.core.checks.language import words
from tatalaksana.core.checks.tables import table
from tatalaksana.core.procedure.model import Step

#: What follows these words is somebody else's work, or a purpose.
PURPOSE = re.compile(r"\b(?:untuk|utk|guna|agar|supaya)\b[^,;.]*", re.I)


@lru_cache(maxsize=4096)
def kinds(text: str, *, purposes: bool = False) -> tuple[str, ...]:
    """Return the kinds of work (keys of acts.toml) in a text, in their order, each once.

    What stands behind "untuk …" is left out unless `purposes`.
    """
    if not purposes:
        text = without_purposes(text)
    found = [kind for word in words(text) for kind in kind_of(word)]
    return tuple(dict.fromkeys(found))


def without_purposes(text: str) -> str:
    """The text without "untuk …" up to the next comma or full stop."""
    return PURPOSE.sub(" ", text)


@lru_cache(maxsize=8192)
def kind_of(word: str) -> tuple[str, ...]:
    """The kinds one word stands for."""
    return tuple(kind for kind, pattern in patterns().items() if pattern.fullmatch(word))


@lru_cache(maxsize=1)
def patterns() -> dict[str, re.Pattern[str]]:
    """The compiled table of acts."""
    return {kind: re.compile(pattern) for kind, pattern in table("acts")["kinds"].items()}


def is_order(step: Step) -> bool:
    """Whether the row only orders somebody else to work."""
    first = next((kind for word in words(step.text) for kind in kind_of(word)), None)
    return first == "order"


def work(step: Step, *, purposes: bool = False) -> frozenset[str]:
    """The kinds of work in all activities of a row."""
    return frozenset(
        kind for activity in step.activities for kind in kinds(activity, purposes=purposes)
    )
