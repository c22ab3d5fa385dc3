"""Procedures to draw: the gold files, and any a person might bring."""

import json
import random
from functools import cache
from pathlib import Path

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


def any_procedure(seed: int, most_steps: int = 60, most_performers: int = 20) -> Procedure:
    """Performers none, one or joined; decisions and returns to anywhere; short and endless texts.

    The same for the same seed, so that a failing one is a number and not a thousand lines.
    """
    chance = random.Random(seed)

    def text(most: int) -> str:
        return " ".join(chance.choices(WORDS, k=chance.randint(1, most)))

    rows, count = chance.randint(1, most_steps), chance.randint(1, most_performers)
    names = [f"{text(3)} {number}" for number in range(count)]
    deciding, silent = chance.choice([0.1, 0.35, 0.8]), chance.choice([1, 1, 10])
    favourite = chance.randint(1, rows)
    steps = []
    for row in range(1, rows + 1):
        several = chance.choices([0, 1, 2, 3, count], [silent, 16, 3, 1, 1])[0]
        anywhere = chance.randint(1, rows)
        decision = Decision(
            approve_row=chance.choice([None, row + 1, row + 1, anywhere]),
            return_row=chance.choice([None, max(1, row - 1), favourite, anywhere]),
        )
        steps.append(
            Step(
                row=row,
                no=str(row),
                activities=(text(30),) * chance.choices([1, 2, 40], [20, 5, 0.5])[0],
                performers=tuple(chance.sample(names, min(several, count))),
                decision=decision if chance.random() < deciding else None,
                inputs=(text(12),) * chance.randint(0, 3),
                outputs=(text(4),),
                duration_text="10 Menit",
            )
        )
    return Procedure(
        title=text(30),
        agency=(text(12), text(4)),
        approved_by=Approver(position=text(12), name=text(4), nip="1"),
        legal_basis=(text(30),) * chance.randint(0, 30),
        performers=tuple(names),
        steps=tuple(steps),
    )
