"""Rows that lost cells: their values stand further left than the header says.

LibreOffice writes a cell with a shape on it as one cell for all the shape touches, and leaves out
those beside it. What is left of such a row is put where the length of time belongs; where its
symbols belong nobody knows.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tatalaksana.core.reading.page import Area, GridCell
from tatalaksana.core.reading.understand.durations import duration_in
from tatalaksana.core.reading.understand.labels import label_in


def mended(cells: Sequence[GridCell], first: int, wide: float) -> dict[int, GridCell | None]:
    """The cells that belong further right, by their place in `cells`; None: nobody knows.

    `first` is the row that heads the steps, `wide` the width of a column.
    """
    head = next(
        (one for one in cells if one.row >= first and label_in("header", one.text) == "duration"),
        None,
    )
    if head is None:
        return {}
    width = max(one.column + one.columns for one in cells)
    found: dict[int, GridCell | None] = {}
    for j in {one.row for one in cells if one.row > head.row}:
        own = [k for k, one in enumerate(cells) if one.row == j]
        over = [one for one in cells if one.row <= j < one.row + one.rows]
        lacks = width - max(one.column + one.columns for one in over)
        time = next((k for k in own if is_time(cells[k], head.column - lacks)), None)
        if lacks > 0 and time is not None:
            found |= moved([(k, cells[k]) for k in own], lacks, wide)
    return found


def is_time(cell: GridCell, column: int) -> bool:
    """Whether a cell in that column is a length of time with its unit."""
    return cell.column == column and duration_in(cell.text, None) is not None


def moved(
    own: Sequence[tuple[int, GridCell]], lacks: int, wide: float
) -> dict[int, GridCell | None]:
    """The cells of one row behind its activity: those with words further right, no symbols."""
    worded = [one.column for _, one in own if one.text and one.column > 1]
    start = min(worded, default=0)
    found: dict[int, GridCell | None] = {}
    for k, one in own:
        if one.column >= start:
            area = one.area
            far = lacks * wide
            place = Area(area.left + far, area.top, area.right + far, area.bottom)
            found[k] = replace(one, column=one.column + lacks, area=place)
        elif one.column > 1:
            found[k] = None
    return found
