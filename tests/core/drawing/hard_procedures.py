"""Procedures that are hard to draw, each for one reason; the bench draws them as well."""

from __future__ import annotations

from tatalaksana.core.procedure.model import Decision, Procedure, Step

NAMES = tuple(f"Analis Kebijakan {number}" for number in range(20))
FIVE = NAMES[:5]
CHECKING = "Memeriksa konsep surat keputusan dan menyampaikannya kepada atasan untuk diparaf. "
WORDS = (
    "menyampaikan", "konsep", "surat", "keputusan", "pertanggungjawaban", "ketatalaksanaan",
    "kepada", "Kepala", "Bagian", "untuk", "diperiksa", "dan", "diparaf", "sebelum",
)  # fmt: skip


def step(
    row: int, name: str, text: str = "Memeriksa konsep surat", back: int | None = None
) -> Step:
    """One step; `back`: a decision that returns to that row."""
    decision = None if back is None else Decision(approve_row=None, return_row=back)
    return Step(row=row, no=str(row), activities=(text,), performers=(name,), decision=decision)


def some_words(row: int) -> str:
    """Four to fifteen words, others for every row."""
    return " ".join(WORDS[(row * row + at * 5) % len(WORDS)] for at in range(4 + row * 7 % 12))


TWENTY = Procedure(
    title="Dua puluh pelaksana",
    performers=NAMES,
    steps=tuple(step(row, NAMES[row * 7 % 20]) for row in range(1, 31)),
)
TWO_HUNDRED = Procedure(
    title="Dua ratus langkah",
    performers=FIVE,
    steps=tuple(
        step(row, FIVE[row * 3 % 5], some_words(row), back=row - 3 if row % 17 == 0 else None)
        for row in range(1, 201)
    ),
)
LONG_CELL = Procedure(
    title="Sel 600 kata",
    performers=FIVE,
    steps=(
        step(1, FIVE[0]),
        step(2, FIVE[1], " ".join(WORDS[at % len(WORDS)] for at in range(600))),
        step(3, FIVE[2], back=1),
    ),
)
FAR_RETURN = Procedure(
    title="Kembali jauh",
    performers=FIVE,
    steps=tuple(
        step(row, FIVE[row % 5], CHECKING * 3, back=2 if row == 44 else None)
        for row in range(1, 46)
    ),
)
THREE_IN_A_ROW = Procedure(
    title="Tiga keputusan ke langkah yang sama",
    performers=FIVE,
    steps=(
        step(1, FIVE[0]),
        *(step(row, FIVE[row - 1], back=1) for row in (2, 3, 4)),
        step(5, FIVE[4]),
    ),
)
HARD = (TWENTY, TWO_HUNDRED, LONG_CELL, FAR_RETURN, THREE_IN_A_ROW)
