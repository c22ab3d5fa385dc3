"""The tables of a page as cells with whole paragraphs, for formats in which people go on editing.

A cell only says where it lies; its row, its column and what it spans follow from the edges of all.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from tatalaksana.core.drawing.cells import Line
from tatalaksana.core.drawing.drawing import Cell, Paragraph, Part, Table

#: signs after which the picture breaks a line and other programs do not
UNUSUAL = ("/", ":", ";", "@", "_", ".", ",")
SAME = 0.001  #: millimetres; edges nearer than this are one


def table_of(part: Part, cells: Sequence[Cell], heads: int = 0) -> Table:
    """The table these cells make, in reading order; they must cover it."""
    xs = edges(x for cell in cells for x in (cell.box.x, cell.box.right))
    ys = edges(y for cell in cells for y in (cell.box.y, cell.box.bottom))
    placed = [numbered(cell, xs, ys) for cell in cells]
    placed.sort(key=lambda cell: (cell.row, cell.column))
    return Table(part=part, xs=xs, ys=ys, cells=tuple(placed), heads=heads)


def edges(values: Iterable[float]) -> tuple[float, ...]:
    """The values in order, those that are nearly the same once."""
    found: list[float] = []
    for value in sorted(values):
        if not found or value - found[-1] > SAME:
            found.append(value)
    return tuple(found)


def numbered(cell: Cell, xs: tuple[float, ...], ys: tuple[float, ...]) -> Cell:
    """The cell with its row, its column and what it spans."""
    box = cell.box
    column, row = bisect_left(xs, box.x - SAME), bisect_left(ys, box.y - SAME)
    right, bottom = bisect_left(xs, box.right - SAME), bisect_left(ys, box.bottom - SAME)
    # written out, because `replace` takes most of the time of a long table
    return Cell(
        box=box, row=row, column=column, rows=bottom - row, columns=right - column,
        paragraphs=cell.paragraphs, size=cell.size, align=cell.align, centred=cell.centred,
        upright=cell.upright, shaded=cell.shaded, fill=cell.fill, picture=cell.picture,
        step=cell.step,
    )  # fmt: skip


def paragraphs_of(lines: Iterable[Line]) -> tuple[Paragraph, ...]:
    """The texts the lines were broken from, as far as the lines show them."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.begins or not groups:
            groups.append([])
        groups[-1].append(line)
    return tuple(paragraph(group) for group in groups)


def paragraph(lines: Sequence[Line]) -> Paragraph:
    """One text from its lines."""
    text, parted, broken = "", [], []
    for line in lines:
        text += line.source or line.text
        if line.source and line.text != line.source.rstrip(" "):
            parted.append(len(text))
        elif text.endswith(UNUSUAL) and line is not lines[-1]:
            broken.append(len(text))
    first = lines[0]
    return Paragraph(
        text=text.strip(),
        mark=first.mark,
        indent=first.indent,
        bold=first.bold,
        lines=len(lines),
        parted=tuple(parted),
        broken=tuple(broken),
        goes_on=not first.begins,
    )
