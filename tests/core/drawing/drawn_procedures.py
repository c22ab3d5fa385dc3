"""Procedures to draw: the gold files, and any a person might bring."""

import json
from functools import cache
from pathlib import Path

from hypothesis import strategies as st

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.model import Approver, Decision, Procedure, Step

FOLDER = Path(__file__).parents[3] / "data/gold/procedures"
GOLD = {
    file.stem: procedure_from(json.loads(file.read_text("utf-8")))
    for file in sorted(FOLDER.glob("*.json"))
}
WORDS = (
    "menyampaikan", "konsep", "surat", "keputusan", "kepada", "Kasubbag", "untuk", "diperiksa",
    "pertanggungjawaban", "ketatalaksanaan", "dan/atau", "nota-dinas", "A" * 60, "(RPJMD)",
    "\u200b", "\u2713", "#panic()",
)  # fmt: skip


@cache
def drawn(name: str) -> Drawing:
    """A gold procedure on A4."""
    return arrange(GOLD[name])


def texts(most: int) -> st.SearchStrategy[str]:
    return st.lists(st.sampled_from(WORDS), min_size=1, max_size=most).map(" ".join)


@st.composite
def procedures(draw: st.DrawFn, most_steps: int = 60, most_performers: int = 20) -> Procedure:
    """1–20 performers, 1–60 steps, decisions and returns to anywhere, short and endless texts."""
    rows = draw(st.integers(1, most_steps))
    count = draw(st.integers(1, most_performers))
    names = [f"{draw(texts(3))} {number}" for number in range(count)]
    chance = draw(st.randoms(use_true_random=False))
    long = draw(texts(30)), draw(texts(12)), draw(texts(4))
    steps = []
    for row in range(1, rows + 1):
        decides = chance.random() < 0.35
        several = chance.choices([0, 1, 2, 3, count], [1, 16, 2, 1, 1])[0]
        steps.append(
            Step(
                row=row,
                no=str(row),
                activities=(long[0],) * chance.choices([1, 2, 40], [20, 5, 1])[0],
                performers=tuple(chance.sample(names, min(several, count))),
                decision=Decision(
                    approve_row=chance.choice([None, row + 1, chance.randint(1, rows)]),
                    return_row=chance.choice([None, max(1, row - 1), chance.randint(1, rows)]),
                )
                if decides
                else None,
                inputs=(long[1],) * chance.randint(0, 3),
                outputs=(long[2],),
                duration_text="10 Menit",
            )
        )
    return Procedure(
        title=long[0],
        agency=long[1:],
        approved_by=Approver(position=long[1], name=long[2], nip="1"),
        legal_basis=(long[0],) * chance.randint(0, 30),
        performers=tuple(names),
        steps=tuple(steps),
    )
