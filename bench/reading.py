"""Pages read per second, against what pdfplumber needs to extract the same pages.

The reader does everything: words, tables, symbols, arrows, and the procedure they mean;
pdfplumber extracts words, rectangles, lines and curves. On the 37 bundled procedures as our own
pen draws them, and on the PDFs of a folder: `python -m bench reading FOLDER`.
"""

from __future__ import annotations

import argparse
import io
import logging
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import median

import pdfplumber

from bench.drawing import SEEDS, procedures_of
from bench.machine import describe
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.pdf import draw
from tatalaksana.core.reading.read import read

BAR = 0.7  #: of pdfplumber's pages per second
ROUNDS = 3


def main() -> int:
    """Print both speeds and their ratio; the exit code is 1 when a bar was missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path, nargs="?")
    ask.add_argument("--rounds", type=int, default=ROUNDS)
    asked = ask.parse_args()
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    print(describe())
    drawn = [draw(arrange(one))[0][1] for one in procedures_of(SEEDS)]
    missed = compared("the 37 bundled, drawn by us", drawn, asked.rounds)
    if asked.folder:
        files = [file.read_bytes() for file in sorted(asked.folder.glob("*.pdf"))]
        missed |= compared(f"{len(files)} files of the folder", files, asked.rounds)
    return missed


def compared(what: str, files: Sequence[bytes], rounds: int) -> bool:
    """Both on the same files, in turns; whether the bar was missed."""
    ours, theirs, pages = [], [], 0
    for _ in range(rounds):
        ours.append(timed(understood, files))
        start = time.perf_counter()
        pages = sum(extracted(data) for data in files)
        theirs.append(time.perf_counter() - start)
    fast, slow = pages / median(ours), pages / median(theirs)
    print(
        f"{what}: {pages} pages; {fast:.1f} read a second, pdfplumber {slow:.1f}; "
        f"ratio {fast / slow:.2f} (bar {BAR})"
    )
    return fast / slow < BAR


def timed(work: Callable[[bytes], object], files: Sequence[bytes]) -> float:
    """Seconds for all files."""
    start = time.perf_counter()
    for data in files:
        work(data)
    return time.perf_counter() - start


def understood(data: bytes) -> None:
    """The whole reader; a refusal takes its time too."""
    try:
        read(data, "x.pdf")
    except TatalaksanaError:
        return


def extracted(data: bytes) -> int:
    """What pdfplumber extracts; the number of pages."""
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            page.extract_words()
            _ = page.rects, page.lines, page.curves
        return len(document.pages)


if __name__ == "__main__":
    sys.exit(main())
