"""How many lines a text takes in a cell, told by the usual widths of its letters.

Word keeps no heights: a row is as high as its longest text needs. Source: advance widths of Arial
(and the letters metric-compatible with it); what an office writes in Times or Calibri is narrower.
"""

from __future__ import annotations

from functools import lru_cache

#: letters by their width in font sizes; all others are as wide as USUAL
WIDTHS = {
    letter: width
    for width, letters in (
        (0.22, "'ijl|"),
        (0.28, " !,./:;I[]\\ft"),
        (0.34, '()-`r{}"*'),
        (0.5, "Jcksvxyz^"),
        (0.61, "FTZ+<=>~"),
        (0.67, "&ABEKPSVXY"),
        (0.72, "CDHNRUw"),
        (0.78, "GOQ"),
        (0.86, "Mm%"),
        (0.97, "W@"),
    )
    for letter in letters
}
USUAL = 0.56
SPACE = WIDTHS[" "]


@lru_cache(maxsize=8192)
def width_of(word: str) -> float:
    """The width of a word in font sizes."""
    return sum([WIDTHS.get(letter, USUAL) for letter in word])


def lines_needed(text: str, width: float, size: float) -> int:
    """The lines of a text in `width`, both in points, at letters of `size`; at least one each."""
    room, count = max(width / size, 1.0), 0
    for line in text.split("\n"):
        count += 1
        used = 0.0
        for word in line.split():
            wide = width_of(word)
            if used and used + SPACE + wide > room:
                count += 1
                used = 0.0
            if wide > room:  # it is broken within
                count += int(wide / room)
                wide %= room
            used += SPACE * bool(used) + wide
    return count
