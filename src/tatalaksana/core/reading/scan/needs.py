"""What reading pictures needs beside this program, and whether it is there."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
from functools import cache

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.understand.labels import table

PACKAGES = ("cv2", "numpy", "PIL")
PROGRAM = "tesseract"
HINT = (
    'Minta pengelola sistem memasang paketnya dengan `pip install "tatalaksana[scan]"` dan '
    "programnya dengan `apt install tesseract-ocr tesseract-ocr-ind`; atau minta berkas "
    "Word, Excel, atau PDF yang dibuat langsung dari dokumen aslinya."
)


def lacking() -> str:
    """What is missing to read pictures, for the user; "" when everything is there."""
    try:
        complete()
    except NotThere as missing:
        return str(missing)
    return ""


class NotThere(Exception):
    """What is missing; it may be installed while this program runs, so it is looked for again."""


@cache
def complete() -> None:
    """Look once whether everything is there. Errors: NotThere, never kept."""
    if missing := sought():
        raise NotThere(missing)


def sought() -> str:
    """What is missing at this moment."""
    absent = [name for name in PACKAGES if importlib.util.find_spec(name) is None]
    if absent:
        return "paket tambahan untuk pindaian belum terpasang"
    if shutil.which(PROGRAM) is None:
        return "program tesseract belum terpasang"
    language = table("scan")["tesseract"]["language"]
    if language not in languages():
        return f"tesseract belum mengenal bahasa Indonesia ({language})"
    return ""


def languages() -> frozenset[str]:
    """The languages that tesseract has on this machine; none where it does not run."""
    patience = table("scan")["tesseract"]["languages_seconds"]
    try:
        told = subprocess.run(  # noqa: S603 - a program by its own name, no argument of a user
            [shutil.which(PROGRAM) or PROGRAM, "--list-langs"],
            capture_output=True, text=True, timeout=patience, check=False,
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired):
        return frozenset()
    return frozenset(line.strip() for line in told.stdout.splitlines()[1:])


def prepare() -> None:
    """See that everything is there. Errors: ReadingError TL200 naming what is missing."""
    missing = lacking()
    if missing:
        raise ReadingError(f"Gambar dan pindaian tidak dapat dibaca: {missing}.", hint=HINT)
    # One thread is enough for pictures of one page; each more takes memory from the document.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
