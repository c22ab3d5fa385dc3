"""Breaking text into lines: between words, after / and -, by Indonesian syllables, by letters."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

from tatalaksana.core.drawing.metrics import clean, family_measured, length

SLACK = 0.01  #: millimetres; sums of advances are floating numbers
BREAK_AFTER = re.compile(r"(?<=[\w)])[/\-–@_](?=\w)")
#: signs that mostly have a space behind them: at the end of a line it would be missed
BREAK_LAST = re.compile(r"(?<=[\w)])[/\-–,;:@_.](?=\w)")
VOWELS = frozenset("aiueoAIUEO")


@lru_cache(maxsize=1)
def rules() -> dict[str, Any]:
    """The table `data/hyphenation.toml`."""
    text = (files("tatalaksana.core.drawing") / "data" / "hyphenation.toml").read_text("utf-8")
    return tomllib.loads(text)


@lru_cache(maxsize=1)
def one_sound() -> re.Pattern[str]:
    """A sound: letters that are never parted, or one letter."""
    return re.compile(f"{'|'.join(rules()['sounds'])}|[a-z]", re.IGNORECASE)


def wrap(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of `text`, none longer than `width` millimetres if a letter fits at all."""
    return wrapped(text, width, size, bold, family_measured())


@lru_cache(maxsize=20_000)
def wrapped(text: str, width: float, size: float, bold: bool, _family: str) -> tuple[str, ...]:
    """What `wrap` gives in the family that is measured."""
    lines: list[str] = []
    line, used = "", 0.0
    space = length(" ", size, bold)
    for word in words_of(text, width, size, bold):
        rest = word
        while rest:
            room = width - used - space if line else width
            if length(rest, size, bold) <= room + SLACK:
                used = used + space + length(rest, size, bold) if line else length(rest, size, bold)
                line = f"{line} {rest}" if line else rest
                break
            head, rest = part(rest, room, width, size, bold)
            if not head and not line:
                head, rest = by_letters(rest, width, size, bold)
            lines.append(f"{line} {head}" if line and head else line or head)
            line, used = "", 0.0
    return (*lines, line) if line else tuple(lines)


def words_of(text: str, width: float, size: float, bold: bool) -> list[str]:
    """The words of `text`; one that ends with a slash keeps the next one on its line, if a line
    holds both, for behind a slash at the end of a line a space would be missed.
    """
    found: list[str] = []
    for word in clean(text).split():
        both = f"{found[-1]} {word}" if found else ""
        slash = both and found[-1] != "/" and found[-1].endswith("/")
        if slash and length(both, size, bold) <= width + SLACK:
            found[-1] = both
        else:
            found.append(word)
    return found


def part(word: str, room: float, width: float, size: float, bold: bool) -> tuple[str, str]:
    """The head of `word` that fits into `room`, and the rest; no head when nothing fits.

    Syllables, and words behind a full stop or comma, are parted only where the word would not fit
    on a line of its own (`width`).
    """
    long = length(word, size, bold) > width + SLACK
    signs = (BREAK_LAST if long else BREAK_AFTER).finditer(word)
    for at in reversed([match.end() for match in signs]):
        if at > rules()["first"] and length(word[:at], size, bold) <= room + SLACK:
            return word[:at], word[at:]
    if long:
        for at in reversed(syllable_ends(word)):
            if length(word[:at] + "-", size, bold) <= room + SLACK:
                return word[:at] + "-", word[at:]
    return "", word


def by_letters(word: str, width: float, size: float, bold: bool) -> tuple[str, str]:
    """As many letters as fit, at least one, and the rest, which is no lone sign."""
    count = 1
    while count < len(word) and length(word[: count + 1], size, bold) <= width + SLACK:
        count += 1
    while count > 1 and not any(map(str.isalnum, word[count:])):
        count -= 1
    return word[:count], word[count:]


@lru_cache(maxsize=5_000)
def syllable_ends(word: str) -> tuple[int, ...]:
    """Where `word` may be parted, as letters before it. Source: `data/hyphenation.toml`."""
    if not word.isascii():
        return ()
    sounds = [(match.start(), match.group()) for match in one_sound().finditer(word)]
    vowels = [i for i, (_, sound) in enumerate(sounds) if sound in VOWELS]
    unsure = frozenset(unsure_seams(word, [start for start, _ in sounds]))
    first, last = rules()["first"], len(word) - rules()["last"]
    ends: list[int] = []
    for here, there in pairwise(vowels):
        if there - here < 2:
            continue
        at = sounds[here + 1 if there - here == 2 else here + 2][0]
        between = word[sounds[here][0] + 1 : sounds[there][0]]
        if between.isalpha() and first <= at <= last and at not in unsure:
            ends.append(at)
    return tuple(ends)


def unsure_seams(word: str, starts: Sequence[int]) -> Iterator[int]:
    """Where a syllable ends by its sound, but perhaps not by the affix: before the last sound of
    a prefix, and before the sound that ends the stem.
    """
    small, table = word.casefold(), rules()
    for prefix in table["prefixes"]:
        if small.startswith(prefix) and small[len(prefix) : len(prefix) + 1] in VOWELS:
            yield max(start for start in starts if start < len(prefix))
    verb = small.startswith(tuple(table["verbs"])) and small.endswith(table["verb_suffix"])
    if verb or len(word) < table["derived_from"]:
        return
    for suffix in table["suffixes"]:
        if small.endswith(suffix):
            yield max(start for start in starts if start < len(word) - len(suffix))


def clipped(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most `most` lines; the last one tells by an ellipsis that there was more."""
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], lines[most - 1][:-2].rstrip() + "…") if most > 0 else ()
