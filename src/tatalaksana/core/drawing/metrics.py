"""How long a text is, from the metrics of the font it will be set in.

Source: advance widths (`hmtx`) of Liberation Sans and Serif 2.1.5, metric-compatible with Arial
and Times New Roman; both have the same characters. Kerning
is off in every pen, so that the sum of the advances is the truth.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from fontTools.ttLib import TTFont

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.drawing import POINT, SANS

SERIF = "Liberation Serif"
#: each family with its files, regular and bold
FAMILIES = {
    SANS: ("LiberationSans-Regular.ttf", "LiberationSans-Bold.ttf"),
    SERIF: ("LiberationSerif-Regular.ttf", "LiberationSerif-Bold.ttf"),
}
#: the family that is measured; set by `typeset`, so that not every measure has to name it
_measured: ContextVar[str] = ContextVar("family", default=SANS)
MISSING = "□"  #: stands for a character the font does not have


@lru_cache(maxsize=1)
def font_folder() -> Path:
    """The folder of the bundled fonts."""
    with as_file(files("tatalaksana.core.drawing") / "fonts") as folder:
        return folder


@contextmanager
def typeset(family: str) -> Iterator[None]:
    """Measure in `family` within the block. Errors: DrawingError TL400 for an unknown family."""
    if family not in FAMILIES:
        raise DrawingError(f"Huruf “{family}” tidak ada.", hint=f"Yang ada: {', '.join(FAMILIES)}.")
    before = _measured.set(family)
    try:
        yield
    finally:
        _measured.reset(before)


def family_measured() -> str:
    """The family that `length` measures now."""
    return _measured.get()


@lru_cache(maxsize=4)
def advances(bold: bool, family: str = SANS) -> dict[str, float]:
    """The advance of each character the font has, in ems."""
    name = FAMILIES[family][bold]
    with TTFont(font_folder() / name, lazy=True) as font:
        em = font["head"].unitsPerEm
        lengths = font["hmtx"].metrics
        return {chr(code): lengths[glyph][0] / em for code, glyph in font.getBestCmap().items()}


@lru_cache(maxsize=20_000)
def ems(text: str, bold: bool, family: str = SANS) -> float:
    """The length of `text` in ems."""
    table = advances(bold, family)
    missing = table[MISSING]
    return sum([table.get(letter, missing) for letter in text])


def length(text: str, size: float, bold: bool = False) -> float:
    """The length of `text` in millimetres at `size` points."""
    return ems(text, bold, _measured.get()) * size * POINT


@lru_cache(maxsize=5_000)
def clean(text: str) -> str:
    """`text` as it can be set: one line, composed, without control characters.

    What the font lacks becomes an empty square, so that a loss is seen.
    """
    table = advances(False)
    composed = unicodedata.normalize("NFC", text)
    kept = "".join(
        " " if letter.isspace() else letter
        for letter in composed
        if letter.isspace() or unicodedata.category(letter) not in {"Cc", "Cf", "Cs", "Mn", "Me"}
    )
    return "".join(letter if letter in table else MISSING for letter in " ".join(kept.split()))
