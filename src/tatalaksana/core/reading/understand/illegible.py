"""What a picture shows too faintly to be sure: a doubt for every value with such a word."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tatalaksana.core.reading.block import Cell
from tatalaksana.core.reading.reading import Doubt, Origin
from tatalaksana.core.reading.understand.document import Part
from tatalaksana.core.reading.understand.fields import labels
from tatalaksana.core.reading.understand.remarks import doubt

LONGEST_QUOTE = 80  #: letters of the words quoted in one doubt


def illegible(part: Part, origins: Iterable[Origin]) -> tuple[Doubt, ...]:
    """The doubts about words that may be misread, each at the value in which it stands."""
    cells = {
        (row.line, k): cell
        for row in (*part.preamble, *part.header, *part.body)
        for k, cell in enumerate(row.cells)
        if cell.faint
    }
    if not cells:
        return ()
    return tuple(doubts(cells, origins))


def doubts(cells: dict[tuple[int, int], Cell], origins: Iterable[Origin]) -> Iterator[Doubt]:
    """One doubt for every value in such cells; a decision has no words of its own."""
    told = set()
    for origin in origins:
        if origin.item is not None or origin.field not in labels() or origin.field == "decision":
            continue
        found = [(place.line, place.column or 0) for place in origin.places]
        words = [word for at in dict.fromkeys(found) if at in cells for word in cells[at].faint]
        key = (origin.row, origin.field)
        if words and key not in told:
            told.add(key)
            quote = " … ".join(dict.fromkeys(words))[:LONGEST_QUOTE]
            yield doubt("RD050", *key, label=labels()[origin.field], text=quote)
