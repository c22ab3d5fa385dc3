"""A folder of 348 documents in one command: all cores against one.

Each document is read in a process of its own; what that costs, beside the reading itself, is the
second ratio. The bundled procedures as our own pen draws them, or the files of a folder:
`python -m bench folder FOLDER`.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

from bench.drawing import SEEDS, procedures_of
from bench.machine import describe
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.pdf import draw
from tatalaksana.core.reading.apart.desk import Document
from tatalaksana.core.reading.apart.folder import read_apart
from tatalaksana.core.reading.apart.limits import usual_limits
from tatalaksana.core.reading.read import read

DOCUMENTS = 348
BAR = 0.75  #: of the speed that as many processes as cores could give at best


def main() -> int:
    """Print the speeds and their ratios; the exit code is 1 when the bar was missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("folder", type=Path, nargs="?")
    asked = ask.parse_args()
    print(describe())
    with tempfile.TemporaryDirectory() as made:
        files = sorted(asked.folder.rglob("*.pdf")) if asked.folder else drawn(Path(made))
        cores = os.cpu_count() or 1
        alone, one, many = here(files), apart(files, 1), apart(files, cores)
    gain = one / many
    print(
        f"{len(files)} documents: {len(files) / many:.1f} a second on {cores} cores, "
        f"{len(files) / one:.1f} on one; ratio {gain:.2f} (bar {BAR * cores:.2f})"
    )
    print(f"one process apart against reading in line: {alone / one:.2f} of its speed")
    return gain < BAR * cores


def drawn(folder: Path) -> list[Path]:
    """The bundled procedures as PDF, again and again under other names."""
    data = [draw(arrange(one))[0][1] for one in procedures_of(SEEDS)]
    files = [folder / f"{number:03}.pdf" for number in range(DOCUMENTS)]
    for number, file in enumerate(files):
        file.write_bytes(data[number % len(data)])
    return files


def here(files: list[Path]) -> float:
    """Seconds for all files, one after the other in this process."""
    start = time.perf_counter()
    for file in files:
        read(file.read_bytes(), file.name)
    return time.perf_counter() - start


def apart(files: list[Path], processes: int) -> float:
    """Seconds for all files in so many reading processes."""
    start = time.perf_counter()
    documents = (Document(file, file.name) for file in files)
    for outcome in read_apart(documents, processes=processes, limits=usual_limits()):
        if outcome.refusal:
            sys.stderr.write(f"{outcome.document.name}: {outcome.refusal}\n")
    return time.perf_counter() - start


if __name__ == "__main__":
    sys.exit(main())
