"""Cells in which a value stands, and the place of the value among them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tatalaksana.core.reading.block import Cell, Row
from tatalaksana.core.reading.located import hull, located, squeezed
from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.reading import Origin, Place

Spot = tuple[Row, int]  #: a row and the column of a cell in it


def cell_at(spot: Spot) -> Cell:
    """The cell of a spot; an empty one where its row is shorter."""
    row, i = spot
    return row.cells[i] if 0 <= i < len(row.cells) else Cell("")


def letters_at(spot: Spot) -> str:
    """The letters and figures of a spot, as they are compared."""
    return squeezed(cell_at(spot).text)


def places_at(spots: Iterable[Spot], area: Area | None = None) -> tuple[Place, ...]:
    """The places of cells, or of the part `area` of one.

    A row that was put together from several lines has no cells any more, only its lines.
    """
    found = []
    for row, i in spots:
        if row.last:
            found += [Place(line, None, row.page) for line in range(row.line, row.last + 1)]
        else:
            found.append(Place(row.line, i, row.page, area or cell_at((row, i)).area))
    return tuple(dict.fromkeys(found))


def row_place(row: Row) -> Place:
    """The place of a whole row."""
    areas = [cell.area for cell in row.cells if cell.area and not cell.empty]
    return Place(row.line, None, row.page, hull(areas) if areas else None)


def places_of(text: str, spots: Sequence[Spot], again: int = 0) -> tuple[Place, ...]:
    """The place of `text` among the cells: the lines it runs over, else all the cells.

    `again` is how many times the same text was found before.
    """
    wanted = squeezed(text)
    holding = [spot for spot in spots if wanted and wanted in letters_at(spot)]
    if not holding:
        return places_at(spots)
    spot = holding[min(again, len(holding) - 1)]
    return places_at([spot], located(text, cell_at(spot).lines))


def pieced(text: str, spots: Sequence[Spot]) -> tuple[Place, ...]:
    """The cells that `text` was put together from; the last where it is printed twice."""
    wanted = squeezed(text)
    whole = [spot for spot in spots if wanted and wanted in letters_at(spot)]
    if whole:
        return places_of(text, whole[-1:])
    return places_at(spot for spot in spots if (own := letters_at(spot)) and own in wanted)


def listed(
    row: int | None, field: str, items: Sequence[str], spots: Sequence[Spot]
) -> Iterator[Origin]:
    """Where a list stands, and each of its items where it has several."""
    kept = [spot for spot in spots if holds_any(spot, items)] or list(spots)
    yield Origin(row=row, field=field, places=places_at(kept))
    seen: dict[str, int] = {}
    for k, text in enumerate(items if len(items) > 1 else ()):
        seen[text] = again = seen.get(text, -1) + 1
        yield Origin(row=row, field=field, item=k, places=places_of(text, kept, again))


def holds_any(spot: Spot, items: Sequence[str]) -> bool:
    """Whether a cell has one of the items, or a part of one."""
    own = letters_at(spot)
    return bool(own) and any((one := squeezed(text)) in own or own in one for text in items)
