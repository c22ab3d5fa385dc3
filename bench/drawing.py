#!/usr/bin/env python3
"""How well and how fast procedures are drawn: faults (must be 0), crossings, bends, pages, time.

    python -m bench drawing
    python -m bench.drawing [--random 300] [--folder FOLDER] [--sheet contact.png]

Draws every procedure of data/seeds, the hard ones of the tests, random ones (1-20 performers, 1-60
steps, decisions and returns to anywhere) and every procedure of a folder, on every paper, upright
and not, and on the screen. Refused are those with more performers than the paper holds; `lost` are
connectors that were not drawn and titles that were cut. `white` is the share of the flow charts,
header and rows, that bears no letter and no symbol. Bars: 0 faults; all seeds to PDF in 3 s after
start-up; no single drawing of a seed above 100 ms, nor the arranging of 200 steps; less than
300 MB. --sheet writes one picture of all A4 pages and needs pdftoppm (poppler). Exit status 1 on a
fault or a missed bar.
"""

from __future__ import annotations

import argparse
import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from pathlib import Path

import typst

from bench.machine import describe
from tatalaksana.core.base.errors import DrawingError, ReadingError
from tatalaksana.core.drawing.arrange import arrange, bound
from tatalaksana.core.drawing.judge import judge
from tatalaksana.core.drawing.metrics import clean, ems
from tatalaksana.core.drawing.paper import SCREEN, PageFormat, paper, papers
from tatalaksana.core.drawing.pens.pdf import PEN as PDF
from tatalaksana.core.drawing.pens.svg import PEN as SVG
from tatalaksana.core.drawing.wording import cell_texts
from tatalaksana.core.drawing.wrapping import wrap
from tatalaksana.core.drawing.wrapping import wrapped as wrapped_lines
from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.model import Decision, Procedure, Step
from tatalaksana.core.reading.read import read
from tests.core.drawing.hard_procedures import HARD, TWO_HUNDRED

SEEDS = Path(__file__).parents[1] / "data/seeds"
WORDS = (
    "menyampaikan", "konsep", "surat", "keputusan", "kepada", "Kasubbag", "untuk", "diperiksa",
    "dan/atau", "pertanggungjawaban", "ketatalaksanaan", "nota-dinas", "tim", "penyusun",
)  # fmt: skip
SHEET_COLUMNS, SHEET_DPI = 8, 45
PDF_BAR, SINGLE_BAR, MEMORY_BAR = 3.0, 100.0, 300.0  #: seconds, milliseconds, megabytes
LOST = "Panah", "Judul kolom"  #: how a remark begins that something was not drawn


def main() -> int:
    """Measure, print, and draw the contact sheet."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--random", type=int, default=300, help="how many random procedures")
    ask.add_argument("--folder", type=Path, help="documents or exchange JSON to draw as well")
    ask.add_argument("--sheet", type=Path, help="write the contact sheet to this PNG")
    line = ask.parse_args()
    real = list(procedures_of(SEEDS))
    print(describe())
    missed = speed(real)
    print(f"{'':22}{'drawn':>6}{'refused':>8}{'faults':>7}{'lost':>5}{'cross':>6}{'bends':>6}"
          f"{'pages':>6}{'white':>6}{'ms':>7}{'max ms':>8}")  # fmt: skip
    pages = [*papers(), *(one.portrait() for one in papers()), SCREEN]
    groups = {
        "seeds": real,
        "hard": list(HARD),
        "random": list(map(any_procedure, range(line.random))),
    }
    if line.folder:
        groups["folder"] = list(procedures_of(line.folder))
    faults = 0
    for name, group in groups.items():
        for page in pages if group else ():
            faults += measure(f"{name} {page.told}", [(one, page) for one in group])
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"peak memory {memory:.0f} MB (bar {MEMORY_BAR:.0f})")
    if line.sheet:
        contact_sheet(real, line.sheet)
    return 1 if faults or missed or memory > MEMORY_BAR else 0


def procedures_of(folder: Path) -> Iterator[Procedure]:
    """Every procedure of the documents and exchange files below a folder."""
    for file in sorted(file for file in folder.rglob("*") if file.is_file()):
        try:
            if file.suffix == ".json":
                found = json.loads(file.read_text("utf-8"))
                yield from map(procedure_from, found if isinstance(found, list) else [found])
            elif file.suffix != ".md":
                yield from (one.procedure for one in read(file.read_bytes(), file.name))
        except ReadingError as wrong:
            print(f"{file}: {wrong}", file=sys.stderr)


def measure(name: str, jobs: Iterable[tuple[Procedure, PageFormat]]) -> int:
    """Draw and judge; crossings and bends are given per connector."""
    total: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    times: list[float] = []
    area = white = 0.0
    for procedure, page in jobs:
        start = time.perf_counter()
        try:
            drawing = arrange(procedure, page)
        except DrawingError:
            total["refused"] += 1
            continue
        times.append(time.perf_counter() - start)
        verdict = judge(drawing)
        kinds.update({kind: n for kind, n in asdict(verdict.faults).items() if n})
        total["pages"] += len(drawing.pages)
        total["lost"] += sum(remark.startswith(LOST) for remark in drawing.remarks)
        for part in ("connectors", "crossings", "bends"):
            total[part] += getattr(verdict, part)
        area += verdict.table
        white += verdict.white
    each = total["connectors"] or 1
    print(
        f"{name:22}{len(times):6}{total['refused']:8}{kinds.total():7}{total['lost']:5}"
        f"{total['crossings'] / each:6.3f}{total['bends'] / each:6.2f}{total['pages']:6}"
        f"{white / (area or 1):6.2f}"
        f"{1000 * sum(times) / (len(times) or 1):7.1f}{1000 * max(times, default=0.0):8.1f}"
        + "".join(f"  {kind}: {n}" for kind, n in kinds.items()),
        flush=True,
    )
    return kinds.total() + total["lost"]


def speed(procedures: list[Procedure]) -> bool:
    """Arranging and each pen, against wrapping the texts alone; whether a bar was missed."""
    page = paper("A4")
    arrange(procedures[0], page)
    PDF.draw(arrange(procedures[0], page))
    start = time.perf_counter()
    for procedure in procedures:
        PDF.draw(arrange(procedure, page))
    whole = time.perf_counter() - start
    single = max(slowest(procedure, one) for procedure in procedures for one in papers())
    print(f"all {len(procedures)} seeds to PDF on A4: {whole:.2f} s (bar {PDF_BAR:.0f})")
    print(f"slowest single drawing of a seed: {single:.0f} ms (bar {SINGLE_BAR:.0f})")
    long = min(arranged(TWO_HUNDRED, page) for _ in range(5))
    print(f"{TWO_HUNDRED.title}, arranged on A4: {long:.0f} ms (bar {SINGLE_BAR:.0f})")
    against_wrapping(procedures, page)
    return whole > PDF_BAR or max(single, long) > SINGLE_BAR


def arranged(procedure: Procedure, page: PageFormat) -> float:
    """Milliseconds to arrange one procedure."""
    start = time.perf_counter()
    arrange(procedure, page)
    return 1000 * (time.perf_counter() - start)


def slowest(procedure: Procedure, page: PageFormat) -> float:
    """Milliseconds to arrange one procedure and write its PDF; the better of two tries."""
    times = []
    for _ in range(2):
        start = time.perf_counter()
        PDF.draw(arrange(procedure, page))
        times.append(1000 * (time.perf_counter() - start))
    return min(times)


def against_wrapping(procedures: list[Procedure], page: PageFormat) -> None:
    """Arranging and each pen as a ratio to wrapping the texts alone."""

    def wrapped() -> None:
        wrapped_lines.cache_clear()
        ems.cache_clear()
        clean.cache_clear()
        for procedure in procedures:
            for step in procedure.steps:
                for texts in cell_texts(step):
                    for text in texts:
                        wrap(text, 40.0, page.size)

    def timed(work: Iterable[object]) -> float:
        start = time.perf_counter()
        for _ in work:
            pass
        return (time.perf_counter() - start) * 1000 / len(procedures)

    start = time.perf_counter()
    wrapped()
    base = (time.perf_counter() - start) * 1000 / len(procedures)
    drawings = [arrange(procedure, page) for procedure in procedures]
    for name, spent in (
        ("arrange", timed(arrange(procedure, page) for procedure in procedures)),
        ("svg", timed(SVG.draw(drawing) for drawing in drawings)),
        ("pdf", timed(PDF.draw(drawing) for drawing in drawings)),
    ):
        print(f"{name:8}{spent:7.1f} ms each, {spent / base:5.1f} times the wrapping of its texts")


def contact_sheet(procedures: list[Procedure], target: Path) -> None:
    """All A4 pages in one picture, rendered from the PDF by pdftoppm."""
    drawing = bound([arrange(procedure, paper("A4")) for procedure in procedures], "contact sheet")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "all.pdf").write_bytes(PDF.draw(drawing)[0][1])
        subprocess.run(
            ["pdftoppm", "-r", str(SHEET_DPI), "-png", folder / "all.pdf", folder / "p"],
            check=True,
        )
        images = ", ".join(f'image("{one.name}")' for one in sorted(folder.glob("p-*.png")))
        (folder / "sheet.typ").write_text(
            "#set page(width: 800mm, height: auto, margin: 5mm, fill: luma(150))\n"
            f"#grid(columns: {SHEET_COLUMNS}, gutter: 3mm, {images})\n"
        )
        typst.compile(str(folder / "sheet.typ"), output=str(target), format="png", ppi=72.0)
    print(f"contact sheet: {target}")


def any_procedure(seed: int) -> Procedure:
    """A random procedure; the same for the same seed."""
    chance = random.Random(seed)

    def text(most: int) -> str:
        return " ".join(chance.choice(WORDS) for _ in range(chance.randint(1, most)))

    rows, count = chance.randint(1, 60), chance.randint(1, 20)
    names = [f"{text(3)} {number}" for number in range(count)]
    steps = []
    for row in range(1, rows + 1):
        several = chance.choices([0, 1, 2, 4, count], [1, 16, 2, 1, 0.3])[0]
        decision = None
        if chance.random() < 0.35:
            decision = Decision(
                approve_row=chance.choice([row + 1, row + 1, chance.randint(1, rows)]),
                return_row=chance.choice([None, max(1, row - 1), chance.randint(1, rows)]),
            )
        steps.append(
            Step(
                row=row,
                no=str(row),
                activities=(text(400 if chance.random() < 0.03 else 30),),
                performers=tuple(chance.sample(names, min(several, count))),
                decision=decision,
                inputs=tuple(text(8) for _ in range(chance.randint(0, 3))),
                outputs=(text(5),),
                duration_text="10 Menit",
            )
        )
    return Procedure(title=text(20), performers=tuple(names), steps=tuple(steps))


if __name__ == "__main__":
    sys.exit(main())
