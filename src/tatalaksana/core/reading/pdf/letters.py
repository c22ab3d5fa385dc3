"""The visible letters of a PDF page, in the order in which they are written."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.pdf.sheet import Covers, Letter, Matrix

if TYPE_CHECKING:
    from types import ModuleType

MOST_LETTERS = 60_000  #: of one page
NO_LETTERS = frozenset({0, 10, 13, 0xFFFE, 0xFFFF})
HYPHEN = 2  #: how PDFium tells the dash at the end of a line


def letters_of(
    raw: ModuleType, page: Any, shown: Matrix, covers: Covers, turns: Mapping[int, int]
) -> Iterator[Letter]:
    """The letters that no cover hides; `turns` tell when each text of the page was painted."""
    text = raw.FPDFText_LoadPage(page)
    if not text:
        return
    a, b, c, d, e, f = shown
    box, x, y = raw.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    try:
        for i in range(min(raw.FPDFText_CountChars(text), MOST_LETTERS + 1)):
            code = raw.FPDFText_GetUnicode(text, i)
            if raw.FPDFText_IsGenerated(text, i) == 1 or code in NO_LETTERS:
                continue
            raw.FPDFText_GetLooseCharBox(text, i, box)
            raw.FPDFText_GetCharOrigin(text, i, x, y)
            u = (a * box.left + c * box.bottom + e, a * box.right + c * box.top + e)
            v = (b * box.left + d * box.bottom + f, b * box.right + d * box.top + f)
            area = Area(min(u), min(v), max(u), max(v))
            covered = covers.after(area)
            if covered >= 0 and covered > painted(raw, text, i, turns):
                continue
            # The letter's own angle against the page's: text that reads upwards stands apart.
            angle = raw.FPDFText_GetCharAngle(text, i)
            own = 1 if 0.8 < angle < 2.3 or 3.9 < angle < 5.5 else 0
            upright = bool(own) != (abs(b) > 0.5)
            base = b * x.value + d * y.value + f
            size = area.width if upright else area.height  # a font may be told a hundredfold
            yield Letter("-" if code == HYPHEN else chr(code), area, size, base, upright)
    finally:
        raw.FPDFText_ClosePage(text)


def painted(raw: ModuleType, text: Any, i: int, turns: Mapping[int, int]) -> float:
    """When letter `i` was painted; last of all where that is not known."""
    thing = raw.FPDFText_GetTextObject(text, i)
    if not thing:
        return float("inf")
    return turns.get(ctypes.addressof(thing.contents), float("inf"))
