"""What a reader saw and no row can say, as doubts: never left unsaid."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tatalaksana.core.reading.block import Row
from tatalaksana.core.reading.reading import Doubt
from tatalaksana.core.reading.understand.document import Part
from tatalaksana.core.reading.understand.remarks import doubt
from tatalaksana.core.reading.understand.rows import Line

PROCEDURE, STEP = "steps", "decision"


def unsaid(part: Part, lines: Sequence[Line]) -> Iterator[Doubt]:
    """The doubts of the header about the whole procedure, then those of each step."""
    yield from doubts(part.header, None)
    rows = {row.line: row for row in part.body}
    for i, line in enumerate(lines, start=1):
        yield from doubts([rows[number] for number in line.rows if number in rows], i)


def doubts(rows: Sequence[Row], step: int | None) -> Iterator[Doubt]:
    """The doubts of some rows."""
    for row in rows:
        for one in row.unsaid:
            yield doubt(one.code, step, PROCEDURE if step is None else STEP, **dict(one.words))
