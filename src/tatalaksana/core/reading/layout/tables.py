"""One table of a page as rows: the fields above, the header, the steps with their symbols.

The columns of the steps are those of the header's lowest cells; a row of steps is as high as
its cell under "No".
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from tatalaksana.core.reading.block import Cell, Row
from tatalaksana.core.reading.located import hull, located
from tatalaksana.core.reading.page import Area, Grid, GridCell, Kind, Page, Shape, TextLine
from tatalaksana.core.reading.understand.kinds import is_header, number_in
from tatalaksana.core.reading.understand.labels import identity_field, label_in
from tatalaksana.core.reading.understand.titles import is_agency

NUMBERS = re.compile(r"[\d\s.()]+")  #: of columns; one text may run over two of them
NUMBERED = re.compile(r"^\s*\d{1,2}[.)]", re.M)  #: a list, perhaps of rules that name agencies
SAME_EDGE = 12.0  #: points by which a table that goes on may be shifted on its next page
OF_COLUMN, OF_SYMBOL = 0.5, 0.25  #: that a symbol covers of a column, and of itself in it
GROUPS = frozenset({"performers", "standard"})  #: headers that only span others
LEADS_AWAY = frozenset({Kind.PENTAGON, Kind.CIRCLE})  #: they do nothing themselves


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a step table, from left to right."""

    left: float
    right: float


@dataclass(slots=True)
class Placed:
    """One row with its place, before the arrows are known."""

    row: Row
    page: int
    area: Area
    symbols: dict[int, int] = field(default_factory=dict)  #: shape of the page -> column
    spread: dict[int, tuple[int, ...]] = field(default_factory=dict)  #: further columns it covers


def grid_rows(grid: Grid) -> list[list[GridCell]]:
    """The cells of every row of rules, by the row in which they begin."""
    found: dict[int, list[GridCell]] = {}
    for cell in grid.cells:
        found.setdefault(cell.row, []).append(cell)
    return [sorted(found[j], key=lambda one: one.column) for j in sorted(found)]


def header_at(rows: Sequence[Sequence[GridCell]]) -> int | None:
    """The index of the row that heads the steps."""
    for j, cells in enumerate(rows):
        if is_header(Row(0, tuple(Cell(cell.text) for cell in cells))):
            return j
    return None


def field_rows(rows: Iterable[Sequence[GridCell]]) -> list[tuple[tuple[Cell, ...], Area]]:
    """The rows of an identity block; a cell with several labels is a row for each."""
    kept = [[cell for cell in cells if cell.text] for cells in rows]
    starts = sorted({cell.column for cells in kept for cell in cells})
    found = []
    for cells in kept:
        if not cells:
            continue
        area = around(cells)
        texts = [""] * len(starts)
        seen: list[list[GridCell]] = [[] for _ in starts]
        for cell in cells:
            i = starts.index(cell.column)
            texts[i] = with_agency(cell)
            seen[i] = [cell]
        labelled = max(range(len(texts)), key=lambda i: len(label_lines(texts[i])))
        lines = label_lines(texts[labelled])
        if len(lines) < 2:
            found.append((tuple(map(placed, texts, seen)), area))
            continue
        for k, line in enumerate(lines):
            first, _, below = line.partition("\n")
            label, _, value = line.partition(":")
            if label_in("list", first):
                label, value = first, below
            parts = [line] if not value else [label.strip(), value.strip()]
            rest = texts[:labelled] if not k else [""] * labelled
            own = [*seen[:labelled], *([seen[labelled]] * len(parts))]
            found.append((tuple(map(placed, [*rest, *parts], own)), area))
    return found


def placed(text: str, cells: Sequence[GridCell], empty: Area | None = None) -> Cell:
    """A cell with `text` from `cells`, whose lines stand where the document has them."""
    lines = tuple(
        TextLine(*one) for cell in cells for one in zip(cell.places, cell.lines, strict=False)
    )
    area = around(cells) if cells else empty
    if text != "\n".join(cell.text for cell in cells):
        area = located(text, lines) or area
    return Cell(text, area=area, lines=lines)


def with_agency(cell: GridCell) -> str:
    """The text of a cell; each line of an agency's name begins anew, however long the one above."""
    if sum(map(is_agency, cell.lines)) < 2 or NUMBERED.search(cell.text):
        return cell.text
    text = ""
    for line in cell.lines:
        anew = is_agency(line) or f"\n{line}" in cell.text
        text = f"{text}\n{line}" if anew else f"{text} {line}"
    return text.strip()


def label_lines(text: str) -> list[str]:
    """The lines of a cell, each from its label on; [] where it has no two labels of fields."""
    found: list[str] = []
    labels = 0
    alone = {label for line in text.split("\n") if (label := label_in("list", line))}
    for line in text.split("\n"):
        head, colon, _ = line.partition(":")
        field = identity_field(" ".join(head.split())) if colon else None
        if field or (len(alone) > 1 and label_in("list", line)):
            labels += 1
            found.append(line)
        elif found:
            found[-1] += "\n" + line
        else:
            found.append(line)
    return found if labels > 1 else []


def around(cells: Sequence[GridCell]) -> Area:
    """The area of some cells."""
    return hull([one.area for one in cells])


def header_height(rows: Sequence[Sequence[GridCell]], first: int) -> int:
    """How many rows of rules the header takes, that with the columns' numbers included."""
    top = rows[first]
    activity = next((one for one in top if label_in("header", one.text) == "activity"), top[0])
    last = activity.row + activity.rows
    count = sum(1 for cells in rows[first:] if cells[0].row < last)
    while first + count < len(rows):
        texts = [one.text for one in rows[first + count] if one.text]
        below = rows[first + count]
        names = not any(number_in(one.text) is not None for one in below[:1]) and (
            {label_in("header", one.text) for one in below} & {"inputs", "duration", "outputs"}
        )
        if not names and not (len(texts) > 3 and all(map(NUMBERS.fullmatch, texts))):
            break
        count += 1
    return count


def columns_below(rows: Sequence[Sequence[GridCell]], first: int, count: int) -> list[Column]:
    """The columns of the steps: the header's lowest cells, those that span many parted."""
    header = [cell for cells in rows[first : first + count] for cell in cells]
    body = [cell for cells in rows[first + count :] for cell in cells]
    lowest = [
        one
        for one in header
        if not any(other.row > one.row and overlap(one, other) for other in header)
    ]
    found = []
    for cell in sorted(lowest, key=lambda one: one.area.left):
        edges = [cell.area.left, cell.area.right]
        label = label_in("header", cell.text)
        if label in GROUPS or (label == "activity" and numbered(cell, body)):
            inner = [one.area.left for one in body if cell.area.left + 4 < one.area.left]
            edges += {round(x, 1) for x in inner if x < cell.area.right - 4}
        edges.sort()
        found += [Column(a, b) for a, b in itertools.pairwise(edges)]
    return found


def numbered(cell: GridCell, body: Sequence[GridCell]) -> bool:
    """Whether the steps below one header cell are numbered in a column of their own."""
    x = cell.area.left
    first = [one for one in body if one.text and abs(one.area.left - x) < 4]
    narrow = [one for one in first if one.area.right < cell.area.right - 4]
    numbers = sum(number_in(one.text) is not None for one in narrow)
    return numbers > 1 and numbers * 2 > len(first)


def overlap(one: GridCell, other: GridCell) -> bool:
    """Whether two cells stand above one another."""
    return one.column < other.column + other.columns and other.column < one.column + one.columns


def column_of(columns: Sequence[Column], x: float) -> int | None:
    """The column at `x`; None beside the table."""
    return next((i for i, one in enumerate(columns) if one.left <= x <= one.right), None)


def bands(rows: Sequence[Sequence[GridCell]], columns: Sequence[Column]) -> list[Area]:
    """The rows of steps: as high as the cells of the first column."""
    if not columns:
        return []
    left, right = columns[0].left, columns[-1].right
    return [
        Area(left, cell.area.top, right, cell.area.bottom)
        for cells in rows
        for cell in cells
        if column_of(columns, cell.area.left + 1.0) == 0
    ]


def header_rows(
    rows: Sequence[Sequence[GridCell]], columns: Sequence[Column]
) -> list[tuple[tuple[Cell, ...], Area]]:
    """The rows of a header with their texts over the columns in which they begin."""
    found = []
    for cells in rows:
        texts = [""] * len(columns)
        seen: list[list[GridCell]] = [[] for _ in columns]
        for cell in cells:
            i = column_of(columns, cell.area.left + 1.0)
            if i is not None and label_in("header", cell.text) == "activity":
                i = column_of(columns, cell.area.right - 1.0) or i  # its numbers stand before it
            if i is not None and cell.text:
                texts[i] = f"{texts[i]} {cell.text}".strip()
                seen[i].append(cell)
        row = (placed(" ".join(one.split()), own) for one, own in zip(texts, seen, strict=True))
        found.append((tuple(row), around(cells)))
    return found


def step_cells(
    band: Area, rows: Sequence[Sequence[GridCell]], columns: Sequence[Column], page: Page
) -> tuple[tuple[Cell, ...], dict[int, int]]:
    """The cells of one row of steps, and the symbols in it with their columns."""
    texts = [""] * len(columns)
    seen: list[list[GridCell]] = [[] for _ in columns]
    for cells in rows:
        if not band.top - 20 <= cells[0].area.top < band.bottom + 20:
            continue  # all cells of a row begin at one rule: far rows are soon passed
        for cell in cells:
            if cell.text and band.top - 1 <= cell.area.top < band.bottom - 1:
                i = column_of(columns, cell.area.left + 1.0)
                i = column_of(columns, cell.area.middle[0]) if i is None else i
                if i is not None:
                    texts[i] = f"{texts[i]}\n{cell.text}".strip()
                    seen[i].append(cell)
    marks: list[list[str]] = [[] for _ in columns]
    areas: list[list[Area]] = [[] for _ in columns]
    symbols: dict[int, int] = {}
    for k, shape in enumerate(page.shapes):
        x, y = shape.area.middle
        i = column_of(columns, x) if band.top <= y < band.bottom else None
        if i is None:
            continue
        symbols[k] = i
        if shape.kind not in LEADS_AWAY:
            marks[i].append("box" if shape.kind is Kind.OTHER else str(shape.kind))
            areas[i].append(shape.area)
    found = []
    for i, column in enumerate(columns):
        empty = placed(texts[i], seen[i], Area(column.left, band.top, column.right, band.bottom))
        found.append(replace(empty, marks=tuple(marks[i]), symbols=tuple(areas[i])))
    return tuple(found), symbols


def covered(shape: Shape, columns: Sequence[Column], own: int) -> tuple[int, ...]:
    """The columns beside its `own` that a symbol covers: drawn over two, both do the step."""
    found = []
    for i, column in enumerate(columns):
        shared = min(shape.area.right, column.right) - max(shape.area.left, column.left)
        large = shared >= OF_COLUMN * (column.right - column.left)
        if i != own and large and shared >= OF_SYMBOL * shape.area.width:
            found.append(i)
    return tuple(found)


def goes_on(grid: Grid, columns: Sequence[Column]) -> bool:
    """Whether a table without a header goes on under the columns of the page before."""
    return (
        len(columns) > 3
        and abs(grid.area.left - columns[0].left) < SAME_EDGE
        and abs(grid.area.right - columns[-1].right) < SAME_EDGE
        and len({cell.column for cell in grid.cells}) > 3
    )
