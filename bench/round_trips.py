#!/usr/bin/env python3
"""How many SOPs come back equal: the bundled ones and random ones, drawn and read again.

    python -m bench round_trips
    python -m bench.round_trips [--random 500] [--pens docx xlsx pdf] [--seed 0]

The random ones are those of the strategy `tests.files.any_sop`; what a drawing cannot show by its
nature stands in `tests.files.round_trip.as_drawn`. `refused` are those with more performers than
the paper holds. Of what did not come back equal the fields are counted. Exit code 1 if any did not.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, fields

from hypothesis import HealthCheck, Phase, given, seed, settings

from bench.machine import describe
from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import DrawingError, ReadingError
from tatalaksana.core.drawing import pens
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pen import Pen
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tests.files.any_sop import sops
from tests.files.round_trip import as_drawn, bundled, differences, without_conditions

PENS = ("docx", "xlsx", "pdf")


@dataclass(slots=True)
class Tally:
    """What came back of one format."""

    drawn: int = 0
    refused: int = 0
    equal: int = 0
    wrong: Counter[str] = field(default_factory=Counter)  #: fields that differ
    seconds: float = 0.0  #: of reading

    def told(self, name: str) -> str:
        """One line."""
        wrong = ", ".join(f"{what} {count}" for what, count in self.wrong.most_common(8))
        return (
            f"{name:16} drawn {self.drawn:4}  refused {self.refused:3}  equal {self.equal:4}"
            f"  read in {self.seconds:6.1f} s  {wrong and f'differ: {wrong}'}"
        )


def main() -> int:
    """Draw, read, compare, print."""
    ask = argparse.ArgumentParser(description=__doc__)
    ask.add_argument("--random", type=int, default=500, help="how many random SOPs for each pen")
    ask.add_argument("--pens", nargs="+", default=PENS)
    ask.add_argument("--seed", type=int, default=0, help="of the random ones")
    line = ask.parse_args()
    print(describe())
    known = {one.name: one for one in discover(pens, "PEN", Pen)}
    chosen = list(random_sops(line.random, line.seed))
    missed = 0
    for name in line.pens:
        for group, procedures in (("bundled", bundled().values()), ("random", chosen)):
            tally = tallied(known[name], procedures)
            print(tally.told(f"{group} {name}"), flush=True)
            missed += tally.drawn - tally.equal
    return 1 if missed else 0


def random_sops(count: int, start: int) -> Iterator[Procedure]:
    """So many SOPs of the strategy, none of them twice."""
    found: list[Procedure] = []

    @seed(start)
    @settings(
        max_examples=count + count // 2 + 20, database=None, deadline=None, phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )  # fmt: skip
    @given(sops())
    def collect(procedure: Procedure) -> None:
        if len(found) < count and procedure not in found:
            found.append(procedure)

    collect()
    return iter(found)


def tallied(pen: Pen, procedures: Iterable[Procedure]) -> Tally:
    """Draw and read all of them."""
    found = Tally()
    for procedure in procedures:
        try:
            ((_, data),) = pen.draw(arrange(procedure))
        except DrawingError:
            found.refused += 1
            continue
        found.drawn += 1
        began = time.perf_counter()
        wrong = wrong_in(data, as_drawn(procedure))
        found.seconds += time.perf_counter() - began
        found.wrong.update(wrong)
        found.equal += not wrong
    return found


def wrong_in(data: bytes, meant: Procedure) -> set[str]:
    """The fields in which what `data` tells is not `meant`."""
    try:
        (got,) = read(data, "kembali")
    except (ReadingError, ValueError):
        return {"procedures"}
    told = without_conditions(got.procedure)
    wrong = {
        one.name
        for one in fields(Procedure)
        if one.name != "steps" and getattr(told, one.name) != getattr(meant, one.name)
    }
    if len(told.steps) != len(meant.steps):
        return wrong | {"rows"}
    for mine, other in zip(meant.steps, told.steps, strict=True):
        wrong |= differences(mine, other)
    return wrong


if __name__ == "__main__":
    sys.exit(main())
