"""How surely the words of a picture were made out: cell by cell, and the words that are unsure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tatalaksana.core.reading.explain.stretch import Stretch
from tatalaksana.core.reading.explain.svg import box, element, group, safe, text
from tatalaksana.core.reading.page import Area, Page, ScannedWord
from tatalaksana.core.reading.understand.illegible import sure_of

SURE, UNSURE = "#4a5568", "#8a3b00"  #: of a cell read without doubt, of words that may be misread
SIZE, SIGN = 5.0, 7.0  #: points of the letters of a figure, and of the sign at an unsure word
BROAD = 0.56  #: width of a letter of a figure, in its size


def sureness(page: Page, how: Stretch) -> Iterator[str]:
    """A figure in every cell with words from a picture, a sign at every word that is unsure."""
    if not page.words:
        return
    for grid in page.grids:
        inside = [one for one in page.words if grid.area.holds(one.area.middle)]
        for cell in grid.cells:
            words = [one for one in inside if cell.area.holds(one.area.middle)]
            if words:
                yield figure(words, how.area(cell.area))
    for word in page.words:
        if word.faint:
            yield unsure(word, how.area(word.area))


def figure(words: Sequence[ScannedWord], area: Area) -> str:
    """How sure a cell is, in its lower right corner; with a sign where a word of it is not."""
    faint = [one.text for one in words if one.faint]
    told = f"dibaca dari gambar, yakin {sure_of(words):.0%}"
    if faint:
        told += f"; kurang jelas: “{' … '.join(faint)}”"
    shown = f"{'? ' if faint else ''}{sure_of(words):.0%}"
    wide, colour = len(shown) * SIZE * BROAD + 1.5, UNSURE if faint else SURE
    place = Area(area.right - wide, area.bottom - SIZE - 0.6, area.right, area.bottom)
    parts = [
        element("title", safe(told)),
        box(place, fill="#ffffff", fill_opacity=0.8),
        text(shown, (place.left + 0.8, area.bottom - 1.0), SIZE, fill=colour,
             font_weight="bold" if faint else "normal"),
    ]  # fmt: skip
    return group(parts)


def unsure(word: ScannedWord, area: Area) -> str:
    """A word that may be misread: underlined, with a sign above its end and its words told."""
    told = f"kurang jelas, terbaca “{word.text}” (yakin {word.sure:.0%})"
    place = Area(area.right - 1, area.top - SIGN * 0.6, area.right + SIGN * 0.7, area.top + 2.6)
    parts = [
        element("title", safe(told)),
        box(area, fill="none", stroke=UNSURE, stroke_width=1.0, stroke_dasharray="2 1"),
        box(place, fill="#ffffff", fill_opacity=0.9, stroke=UNSURE, stroke_width=0.5),
        text("?", (place.left + 1.0, place.bottom - 0.9), SIGN, fill=UNSURE, font_weight="bold"),
    ]
    return group(parts)
