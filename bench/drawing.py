#!/usr/bin/env python3
"""How well and how fast procedures are drawn: faults (must be 0), crossings, bends, pages, time.

    python bench/drawing.py [--random 60] [--sheet contact.png]

Draws every procedure of data/seeds on every paper and on the screen, then random ones (1-20
performers, 1-60 steps, decisions and returns to anywhere). Time is printed as milliseconds and as
a ratio to wrapping all texts of the same procedures once, which no drawing can do without.
--sheet writes one picture of all A4 pages and needs pdftoppm (poppler). Exit status 1 on a fault.
"""

from __future__ import annotations

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

import typst

from tatalaksana.core.drawing.arrange import arrange, bound
from tatalaksana.core.drawing.columns import cell_texts
from tatalaksana.core.drawing.judge import judge
from tatalaksana.core.drawing.metrics import clean, ems
from tatalaksana.core.drawing.paper import SCREEN, PageFormat, paper, papers
from tatalaksana.core.drawing.pens.pdf import PEN as PDF
from tatalaksana.core.drawing.pens.svg import PEN as SVG
from tatalaksana.core.drawing.wrapping import wrap
from tatalaksana.core.procedure.model import Decision, Procedure, Step
from tatalaksana.core.reading.read import read

SEEDS = Path(__file__).parents[1] / "data/seeds"
WORDS = (
    "menyampaikan", "konsep", "surat", "keputusan", "kepada", "Kasubbag", "untuk", "diperiksa",
    "dan/atau", "pertanggungjawaban", "ketatalaksanaan", "nota-dinas", "tim", "penyusun",
)  # fmt: skip
SHEET_COLUMNS, SHEET_DPI = 8, 45


def main() -> int:
    """Measure, print, and draw the contact sheet."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--random", type=int, default=60, help="how many random procedures")
    ask.add_argument("--sheet", type=Path, help="write the contact sheet to this PNG")
    line = ask.parse_args()
    real = [
        one.procedure
        for file in sorted(SEEDS.glob("*.txt"))
        for one in read(file.read_bytes(), file.name)
    ]
    made = [any_procedure(seed) for seed in range(line.random)]
    print(f"{'':16}{'drawn':>6}{'faults':>7}{'lost':>5}{'cross':>6}{'bends':>6}"
          f"{'pages':>6}{'ms':>7}{'max ms':>8}")  # fmt: skip
    pages = (*papers(), SCREEN)
    faults = sum(measure(f"seeds {page.name}", [(p, page) for p in real]) for page in pages)
    mixed = [(procedure, pages[i % len(pages)]) for i, procedure in enumerate(made)]
    faults += measure("random", mixed) if mixed else 0
    speed(real)
    if line.sheet:
        contact_sheet(real, line.sheet)
    return 1 if faults else 0


def measure(name: str, jobs: Iterable[tuple[Procedure, PageFormat]]) -> int:
    """Draw and judge; crossings and bends are given per connector."""
    total: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    times: list[float] = []
    for procedure, page in jobs:
        start = time.perf_counter()
        drawing = arrange(procedure, page)
        times.append(time.perf_counter() - start)
        verdict = judge(drawing)
        kinds.update({kind: n for kind, n in asdict(verdict.faults).items() if n})
        total["pages"] += len(drawing.pages)
        total["lost"] += sum(remark.startswith("Panah") for remark in drawing.remarks)
        for part in ("connectors", "crossings", "bends"):
            total[part] += getattr(verdict, part)
    each = total["connectors"] or 1
    print(
        f"{name:16}{len(times):6}{kinds.total():7}{total['lost']:5}"
        f"{total['crossings'] / each:6.3f}{total['bends'] / each:6.2f}{total['pages']:6}"
        f"{1000 * sum(times) / len(times):7.1f}{1000 * max(times):8.1f}"
        + "".join(f"  {kind}: {n}" for kind, n in kinds.items())
    )
    return kinds.total() + total["lost"]


def speed(procedures: list[Procedure]) -> None:
    """Arranging and each pen, against wrapping the texts alone."""
    page = paper("A4")
    arrange(procedures[0], page)
    PDF.draw(arrange(procedures[0], page))

    def wrapped() -> None:
        wrap.cache_clear()
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
