"""The signs a flow chart leaves in the cells of a text: shapes, ticks, arrows.

A sign is known by its Unicode name, so that every font's square is a square. The shapes are
those of PermenPANRB 35/2012: capsule, box, diamond, arrow, and the pentagon that only leads
to another page.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

KINDS = ("diamond", "box", "capsule")  #: the strongest first, where a cell holds several
UNKNOWN = "unknown"  #: a sign all the same: something stood there
#: words of Unicode names; the first group that has one tells
NAMES = (
    ("", ("ARROW", "POINTING", "TRIANGLE", "PENTAGON", "HOUSE", "BOX DRAWINGS", "DASH")),
    ("diamond", ("DIAMOND", "LOZENGE")),
    ("box", ("SQUARE", "RECTANGLE", "BALLOT", "CHECK", "MULTIPLICATION X", "PARALLELOGRAM")),
    ("box", ("BULLET", "BLOCK", "CROSS MARK")),
    ("capsule", ("CIRCLE", "ELLIPSE", "OVAL", "IDEOGRAPHIC NUMBER ZERO")),
)
DRAWN = {"<>": "diamond", "[]": "box", "()": "capsule"}  #: shapes drawn with brackets
#: Wingdings keeps its signs in the private area, at 0xF000 + the letter
WINGDINGS_DIAMONDS = frozenset({0xF074, 0xF075, 0xF076})
WINGDINGS_ARROWS = range(0xF0D5, 0xF0F9)
WINGDINGS_CIRCLES = frozenset({0xF06C, 0xF06D, 0xF09E, 0xF09F, 0xF0A1})


def symbol_in(text: str) -> str:
    """The shape that `text` shows: one of KINDS, UNKNOWN, or "" for none (an arrow, a dash)."""
    drawn = "".join(text.split())
    if drawn in DRAWN:
        return DRAWN[drawn]
    shown = {kind_of(sign) for sign in drawn if not sign.isascii() or sign in "*#"}
    return next((kind for kind in (*KINDS, UNKNOWN) if kind in shown), "")


@lru_cache(maxsize=512)
def kind_of(sign: str) -> str:
    """The kind of one sign; "" for letters, punctuation and arrows."""
    category = unicodedata.category(sign)
    if category == "Co":
        return wingdings(ord(sign))
    name = unicodedata.name(sign, "")
    for kind, words in NAMES:
        if any(word in name for word in words):
            return kind
    return UNKNOWN if category in ("So", "Sm") or sign in "*#" else ""


def wingdings(code: int) -> str:
    """The kind of a sign of the private area, read as the font Wingdings shows it."""
    if code in WINGDINGS_DIAMONDS:
        return "diamond"
    if code in WINGDINGS_CIRCLES:
        return "capsule"
    return "" if code in WINGDINGS_ARROWS else "box"
