"""What a picture shows too faintly to be sure: a doubt for every value with such a word."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence

from tatalaksana.core.procedure.model import Step
from tatalaksana.core.reading.block import Cell
from tatalaksana.core.reading.page import ScannedWord
from tatalaksana.core.reading.reading import Doubt, Evidence, Origin
from tatalaksana.core.reading.understand.document import Part
from tatalaksana.core.reading.understand.fields import labels
from tatalaksana.core.reading.understand.remarks import doubt

PICTURE = "picture"  #: the source of such evidence
DRAWN = frozenset({"performers", "decision"})  #: of a step: told by symbols, not by words
AT_ARROWS = "Jawaban di samping panah"
LONGEST_QUOTE = 80  #: letters of the words quoted in one doubt


Cells = dict[tuple[int, int], Cell]  #: by line and column


def illegible(
    part: Part, origins: Iterable[Origin], steps: Sequence[Step] = ()
) -> tuple[Doubt, ...]:
    """The doubts about words that may be misread, each at the value in which it stands.

    A number that is the next of its row was read well, however faint it is.
    """
    cells = {at: cell for at, cell in scanned_cells(part).items() if cell.faint}
    counted = {(step.row, "no") for step in steps if step.no == str(step.row)}
    return tuple(doubts(cells, origins, counted)) if cells else ()


def scanned_cells(part: Part) -> Cells:
    """The cells whose words were made out on a picture."""
    return {
        (row.line, k): cell
        for row in (*part.preamble, *part.header, *part.body)
        for k, cell in enumerate(row.cells)
        if cell.scanned
    }


def made_out(part: Part, origins: Iterable[Origin]) -> Iterator[Evidence]:
    """For every value whose words were made out on a picture, how surely they were."""
    cells = scanned_cells(part)
    told = set()
    for origin in origins if cells else ():
        key = (origin.row, origin.field)
        drawn = origin.row is not None and origin.field in DRAWN
        if origin.item is not None or origin.field not in labels() or drawn or key in told:
            continue
        words = words_at(origin, cells)
        if words:
            told.add(key)
            yield evidence(key, words)


def words_at(origin: Origin, cells: Cells) -> list[ScannedWord]:
    """The words of a value: those within its places, or all of its cells where it tells none."""
    found: list[ScannedWord] = []
    for place in origin.places:
        cell = cells.get((place.line, place.column or 0))
        inside = cell.scanned if cell else ()
        found += [one for one in inside
                  if place.area is None or place.area.holds(one.area.middle)]  # fmt: skip
    return list(dict.fromkeys(found))


def evidence(key: tuple[int | None, str], words: Sequence[ScannedWord]) -> Evidence:
    """How surely the words of one value were made out."""
    least = min(words, key=lambda one: one.sure)
    why = f"Dibaca dari gambar; kata yang paling kurang jelas: “{least.text}” ({least.sure:.0%})."
    return Evidence(row=key[0], field=key[1], source=PICTURE, sure=sure_of(words), why=why)


def sure_of(words: Sequence[ScannedWord]) -> float:
    """How sure words are together, 0 … 1: each counts by its letters. There must be one."""
    letters = sum(len(one.text) for one in words)
    return round(sum(one.sure * len(one.text) for one in words) / max(1, letters), 2)


def doubts(
    cells: Cells, origins: Iterable[Origin], proved: Collection[tuple[int | None, str]]
) -> Iterator[Doubt]:
    """One doubt for every value in such cells; a decision has no words of its own."""
    told = set()
    for origin in origins:
        if origin.item is not None or origin.field not in labels() or origin.field == "decision":
            continue
        found = [(place.line, place.column or 0) for place in origin.places]
        own = [cells[at] for at in dict.fromkeys(found) if at in cells]
        words = [word for cell in own for word in cell.faint]
        key, label = (origin.row, origin.field), labels()[origin.field]
        if origin.row is not None and origin.field == "performers" and any(x.marks for x in own):
            key, label = (origin.row, "decision"), AT_ARROWS  # a symbol, and what stands beside it
        if words and key not in told and key not in proved:
            told.add(key)
            quote = " … ".join(dict.fromkeys(words))[:LONGEST_QUOTE]
            yield doubt("RD050", *key, label=label, text=quote)
