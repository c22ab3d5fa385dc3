"""Whether the doubt about misread words stands where words are misread: `python -m bench scan`.

Bundled procedures, as our own pen draws them, go through scanners from a good one to a bad one,
and are read back. Of every value it is known whether it came back as it was drawn, and whether it
carries the doubt RD050. Told are precision (of the doubted values, those that are wrong), recall
(of the wrong values, those that are doubted), and how many right values are left in peace.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bench.machine import describe
from bench.real import score
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.pdf import draw
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tests.files.round_trip import as_drawn, bundled
from tests.files.scanned import Scanner, scanned, tiff

CODE = "RD050"
SCANNERS = {
    "300 dots, clean": Scanner(dpi=300),
    "300 dots, leaning, noise, JPEG 60": Scanner(dpi=300, lean=1.2, noise=5, quality=60),
    "200 dots, leaning, noise, JPEG 55": Scanner(dpi=200, lean=1.5, noise=5, quality=55),
    "150 dots, clean": Scanner(dpi=150),
    "150 dots, leaning, noise, JPEG 40": Scanner(dpi=150, lean=1.0, noise=8, quality=40),
    "200 dots, much noise, JPEG 30": Scanner(dpi=200, lean=2.0, noise=14, quality=30),
    "120 dots, leaning, JPEG 60": Scanner(dpi=120, lean=0.7, noise=4, quality=60),
}
EVERY = 9  #: of the bundled procedures, by name, that one is taken
TEXTS = ("title", "number")
LISTS = (
    "agency", "legal_basis", "qualifications", "related", "equipment", "warning", "records",
    "performers",
)  # fmt: skip
STEP_LISTS = ("activities", "inputs", "outputs")
STEP_TEXTS = ("no", "duration_text", "note")
RECALL, QUIET = 0.85, 0.95  #: bars: of the wrong values, and of the right ones
Key = tuple[int | None, str]  #: row and field, as a doubt names them


@dataclass(slots=True)
class Tally:
    """Values by whether they came back, and whether they are doubted."""

    right: int = 0
    wrong: int = 0
    doubted_right: int = 0
    doubted_wrong: int = 0
    lost: int = 0  #: procedures whose rows did not come back, of which no value is compared
    pages: int = 0
    misses: list[str] = field(default_factory=list)  #: wrong values without a doubt

    def add(self, other: Tally) -> None:
        """Count another one in."""
        for name in ("right", "wrong", "doubted_right", "doubted_wrong", "lost", "pages"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.misses += other.misses

    @property
    def recall(self) -> float:
        """Of the wrong values, those that are doubted."""
        return self.doubted_wrong / self.wrong if self.wrong else 1.0

    @property
    def precision(self) -> float:
        """Of the doubted values, those that are wrong."""
        doubted = self.doubted_wrong + self.doubted_right
        return self.doubted_wrong / doubted if doubted else 1.0

    @property
    def quiet(self) -> float:
        """Of the right values, those that nobody is asked about."""
        return 1 - self.doubted_right / self.right if self.right else 1.0

    def line(self, what: str) -> str:
        """One row of the table."""
        return (
            f"{what:36} {self.pages:4} {self.right + self.wrong:6} {self.wrong:6} "
            f"{self.recall:7.3f} {self.precision:10.3f} {self.quiet:6.3f} {self.lost:5}"
        )


def main() -> int:
    """Print the table; the exit code is 1 when a bar was missed."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--every", type=int, default=EVERY)
    ask.add_argument("--misses", action="store_true", help="print wrong values without a doubt")
    asked = ask.parse_args()
    print(describe())
    print(f"{'scanner':36} pages values  wrong  recall  precision  quiet  lost")
    names = sorted(bundled())[:: asked.every]
    whole, begun = Tally(), time.perf_counter()
    for what, scanner in SCANNERS.items():
        tally = Tally()
        for name in names:
            tally.add(judged(bundled()[name], scanner))
        print(tally.line(what), flush=True)
        whole.add(tally)
    print(whole.line("all"))
    print(f"{(time.perf_counter() - begun) / max(1, whole.pages):.1f} s a page")
    if asked.misses:
        print("\n".join(whole.misses))
    return whole.recall < RECALL or whole.quiet < QUIET


def judged(meant: Procedure, scanner: Scanner) -> Tally:
    """One procedure through one scanner."""
    pages = scanned(draw(arrange(meant))[0][1], scanner)
    tally = Tally(pages=len(pages))
    try:
        got, *more = read(tiff(pages, scanner.dpi), "x.tif")
    except TatalaksanaError:
        got, more = None, []
    if got is None or more or len(got.procedure.steps) != len(meant.steps):
        tally.lost = 1
        return tally
    doubted = {(one.row, one.field) for one in got.doubts if one.code == CODE}
    told = dict(values(got.procedure))
    for key, value in values(as_drawn(meant)):
        compare(tally, key, (value, told[key]), key in doubted)
    return tally


def compare(tally: Tally, key: Key, texts: tuple[str, str], doubted: bool) -> None:
    """Count one value."""
    if texts[0] == texts[1]:
        tally.right += bool(texts[0])
        tally.doubted_right += doubted
        return
    tally.wrong += 1
    tally.doubted_wrong += doubted
    if not doubted:
        row, name = key
        tally.misses.append(
            f"  {row or '-':>3} {name:14} {texts[0][:150]!r}\n{texts[1][:150]!r:>20}"
        )


def values(procedure: Procedure) -> Iterator[tuple[Key, str]]:
    """Every value of a procedure as one text, without regard to how it is broken and listed."""
    for name in TEXTS:
        yield (None, name), plain([getattr(procedure, name) or ""])
    for name in LISTS:
        yield (None, name), plain(getattr(procedure, name))
    who = procedure.approved_by
    yield (None, "approved_by"), plain([who.position, who.name, who.nip] if who else [])
    for name in ("created", "revised", "effective"):
        yield (None, name), str(getattr(procedure, name) or "")
    for step in procedure.steps:
        for name in STEP_LISTS:
            yield (step.row, name), plain(getattr(step, name))
        for name in STEP_TEXTS:
            yield (step.row, name.removesuffix("_text")), plain([getattr(step, name) or ""])


def plain(texts: Iterable[str]) -> str:
    """Texts as one, as the gold standard compares them, and without blanks: they are no words."""
    return str(score.plain(" ".join(texts).replace(";", " "))).replace(" ", "")


if __name__ == "__main__":
    sys.exit(main())
