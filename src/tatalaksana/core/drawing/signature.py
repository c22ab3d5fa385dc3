"""The note of an electronic signature with the QR code of its verification address.

It stands on the document only when that is to be signed electronically. Source of its words:
`data/house.toml`.
"""

from __future__ import annotations

import segno

from tatalaksana.core.drawing.cells import PAD_X, PAD_Y, Line, height_of, lines_of, placed
from tatalaksana.core.drawing.drawing import Box, Cell, Code, Part, Rule
from tatalaksana.core.drawing.leaf import Leaf
from tatalaksana.core.drawing.paper import PageFormat
from tatalaksana.core.drawing.style import house
from tatalaksana.core.drawing.tables import paragraphs_of, table_of

CODE, QUIET = 22.0, 3.0  #: millimetres: the side of the QR code, and the white around it


def signature_height(address: str, page: PageFormat) -> float:
    """The height of the note."""
    width = page.width - 2 * page.margin - CODE - 2 * QUIET
    note = signature_lines(address, width, page.size)
    return max(CODE + 2 * QUIET, height_of(note, page.size) + 2 * PAD_Y)


def add_signature(leaf: Leaf, address: str, page: PageFormat) -> None:
    """The note below what stands on the page."""
    left, right, size = page.margin, page.width - page.margin, page.size
    edge = left + CODE + 2 * QUIET
    note = signature_lines(address, right - edge, size)
    y, tall = leaf.y, signature_height(address, page)
    code, words = Box(left, y, edge - left, tall), Box(edge, y, right - edge, tall)
    leaf.elements += placed(note, words, size, centred=True)
    leaf.elements.append(code_of(address, code))
    leaf.elements += [Rule(x, y, x, y + tall) for x in (left, right)]
    leaf.elements.append(Rule(left, y + tall, right, y + tall, 0.3))
    cells = [
        Cell(box=code, size=size),
        Cell(box=words, paragraphs=paragraphs_of(note), size=size, centred=True),
    ]
    leaf.tables.append(table_of(Part.SIGNATURE, cells))
    leaf.y += tall


def signature_lines(address: str, width: float, size: float) -> tuple[Line, ...]:
    """The words beside the code."""
    words = house()["signature"]
    return (
        *lines_of(words["notes"], width - PAD_X, size, "-"),
        *lines_of((words["verify"],), width, size),
        *lines_of((address,), width, size, bold=True),
    )


def code_of(address: str, cell: Box) -> Code:
    """The QR code in the middle of its cell; the white around it is part of the cell."""
    matrix = segno.make(address, error="m", micro=False).matrix
    rows = tuple("".join("1" if dark else "0" for dark in row) for row in matrix)
    x, y = cell.middle
    return Code(Box(x - CODE / 2, y - CODE / 2, CODE, CODE), rows, address)
