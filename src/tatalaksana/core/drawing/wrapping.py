"""Breaking text into lines: between words, after / and -, by Indonesian syllables, by letters."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from tatalaksana.core.drawing.metrics import clean, family_measured, length

SLACK = 0.01  #: millimetres; sums of advances are floating numbers
BREAK_AFTER = re.compile(r"(?<=[\w)])[/\-–,;:@_.](?=\w)")
#: ng, ny, sy, kh stand for one sound and are never parted (Ejaan Bahasa Indonesia, EYD V 2022)
SOUNDS = re.compile(r"ng|ny|sy|kh|[a-z]", re.IGNORECASE)
VOWELS = frozenset("aiueoAIUEO")
FIRST, LAST = 2, 3  #: letters that stay together at the beginning and the end of a word


def wrap(text: str, width: float, size: float, bold: bool = False) -> tuple[str, ...]:
    """The lines of `text`, none longer than `width` millimetres if a letter fits at all."""
    return wrapped(text, width, size, bold, family_measured())


@lru_cache(maxsize=20_000)
def wrapped(text: str, width: float, size: float, bold: bool, _family: str) -> tuple[str, ...]:
    """What `wrap` gives in the family that is measured."""
    lines: list[str] = []
    line, used = "", 0.0
    space = length(" ", size, bold)
    for word in clean(text).split():
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


def part(word: str, room: float, width: float, size: float, bold: bool) -> tuple[str, str]:
    """The head of `word` that fits into `room`, and the rest; no head when nothing fits.

    Syllables are parted only where the word would not fit on a line of its own (`width`).
    """
    for at in reversed([match.end() for match in BREAK_AFTER.finditer(word)]):
        if at >= FIRST + 1 and length(word[:at], size, bold) <= room + SLACK:
            return word[:at], word[at:]
    if length(word, size, bold) > width + SLACK:
        for at in reversed(syllable_ends(word)):
            if length(word[:at] + "-", size, bold) <= room + SLACK:
                return word[:at] + "-", word[at:]
    return "", word


def by_letters(word: str, width: float, size: float, bold: bool) -> tuple[str, str]:
    """As many letters as fit, at least one, and the rest."""
    count = 1
    while count < len(word) and length(word[: count + 1], size, bold) <= width + SLACK:
        count += 1
    return word[:count], word[count:]


@lru_cache(maxsize=5_000)
def syllable_ends(word: str) -> tuple[int, ...]:
    """Where `word` may be parted: before the last consonant between two vowels."""
    if not word.isascii():
        return ()
    sounds = [(match.start(), match.group()) for match in SOUNDS.finditer(word)]
    vowels = [i for i, (_, sound) in enumerate(sounds) if sound in VOWELS]
    ends: list[int] = []
    for here, there in pairwise(vowels):
        if there - here < 2:
            continue
        at = sounds[here + 1 if there - here == 2 else here + 2][0]
        between = word[sounds[here][0] + 1 : sounds[there][0]]
        if between.isalpha() and FIRST <= at <= len(word) - LAST:
            ends.append(at)
    return tuple(ends)


def clipped(lines: tuple[str, ...], most: int) -> tuple[str, ...]:
    """At most `most` lines; the last one tells by an ellipsis that there was more."""
    if len(lines) <= most:
        return lines
    return (*lines[: most - 1], lines[most - 1][:-2].rstrip() + "…") if most > 0 else ()
