"""The compiler that sets Typst markup as PDF or PNG, with the bundled fonts only."""

from __future__ import annotations

from functools import lru_cache
from threading import Lock
from typing import Literal

import typst

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.metrics import font_folder

STANDARDS: typst.PDFStandards = ["a-2a", "ua-1"]
ONE_AT_A_TIME = Lock()  #: Typst's compiler refuses a second thread


def as_pdf(source: str) -> bytes:
    """Typst markup as one PDF. Errors: DrawingError TL400 when Typst refuses it."""
    found = compiled(source, "pdf")
    if not isinstance(found, bytes):
        raise DrawingError("PDF tidak dapat dibuat: hasilnya kosong.")
    return found


def as_png(source: str, dots: float) -> list[bytes]:
    """Typst markup as one PNG for each page, `dots` per inch. Errors: DrawingError TL400."""
    found = compiled(source, "png", dots)
    return [found] if isinstance(found, bytes) else list(found or ())


@lru_cache(maxsize=1)
def compiler() -> typst.Compiler:
    """The compiler; no font of the machine gets in."""
    fonts = typst.Fonts(
        include_system_fonts=False,
        include_embedded_fonts=False,
        font_paths=[str(font_folder())],
    )
    return typst.Compiler(font_paths=fonts)


def compiled(
    source: str, form: Literal["pdf", "png"], dots: float | None = None
) -> bytes | list[bytes] | None:
    """What Typst makes of the markup. Errors: DrawingError TL400 when it refuses it."""
    standards = STANDARDS if form == "pdf" else []
    try:
        with ONE_AT_A_TIME:
            return compiler().compile(
                input=source.encode(), format=form, ppi=dots, pdf_standards=standards, timestamp=0
            )
    except typst.TypstError as wrong:
        raise DrawingError(f"{form.upper()} tidak dapat dibuat: {wrong.message}") from wrong
