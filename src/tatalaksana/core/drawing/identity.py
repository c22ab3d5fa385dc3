"""The identity page: the upper block, then the lists two by two.

Source: PermenPANRB 35/2012, Lampiran: legal basis, qualification, related procedures, equipment,
warning, records. What the document does not say stays an empty list.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from tatalaksana.core.drawing.cells import PAD_Y, Line, lines_of, pitch, placed
from tatalaksana.core.drawing.drawing import Box, Cell, Element, Part, Rule, Shade
from tatalaksana.core.drawing.fieldblock import UNDER_LOGO, Block, head
from tatalaksana.core.drawing.leaf import FOOT, Leaf, floor
from tatalaksana.core.drawing.paper import SMALLEST_FONT, PageFormat
from tatalaksana.core.drawing.signature import add_signature, signature_height
from tatalaksana.core.drawing.style import HouseStyle, Signing
from tatalaksana.core.drawing.tables import paragraphs_of, table_of
from tatalaksana.core.procedure.model import Procedure

__all__ = ["FOOT", "UNDER_LOGO", "identity_leaves"]

LARGER = 1.0  #: points by which the identity block is larger than the table
LEAST_LIST = 20.0  #: height of a list
#: how much smaller the letters, and how high a list at least, to keep the block on one page
TIGHTER = ((0.0, LEAST_LIST), (0.0, 12.0), (0.5, 11.0), (1.0, 10.0), (1.5, 10.0), (2.0, 9.0))


@dataclass(frozen=True, slots=True)
class Pair:
    """Two lists side by side, each under its title."""

    left: tuple[Line, ...]
    right: tuple[Line, ...]
    heading: bool  #: the first line of both is a title


def identity_leaves(
    procedure: Procedure, page: PageFormat, style: HouseStyle, signing: Signing
) -> list[Leaf]:
    """The identity block on one page, set tighter where it must be; else over several."""
    for smaller, least in TIGHTER:
        size = page.size + LARGER - smaller
        if size >= SMALLEST_FONT:
            leaves = laid(Block(procedure, page, size, style, signing), least)
            if len(leaves) == 1:
                return leaves
    return laid(Block(procedure, page, page.size + LARGER, style, signing), LEAST_LIST)


def laid(block: Block, least: float) -> list[Leaf]:
    """The identity block at one font size, its lists at least `least` millimetres high.

    The note of an electronic signature stands below the lists, on the page of the approval.
    """
    page, size = block.page, block.size
    bottom = floor(page)
    if block.signing.address and bottom is not None:
        bottom -= signature_height(block.signing.address, page)
    elements, table = head(block, bottom)
    leaves = [Leaf(table.box.bottom, elements, [table])]
    cells: list[Cell] = []
    for pair in pairs_of(block.procedure, page, size):
        for part in parts(pair, size, None if bottom is None else bottom - page.margin):
            tall = pair_height(part, size, least)
            if bottom is not None and leaves[-1].y + tall > bottom:
                close(leaves[-1], cells)
                cells = []
                leaves.append(Leaf(page.margin))
                top = page.margin
                leaves[-1].elements.append(Rule(top, top, page.width - top, top, 0.3))
            leaf = leaves[-1]
            leaf.elements += drawn(part, block, leaf.y, tall)
            cells += pair_cells(part, block, leaf.y, tall)
            leaf.y += tall
    close(leaves[-1], cells)
    if block.signing.address:
        add_signature(leaves[-1], block.signing.address, page)
    return leaves


def close(leaf: Leaf, cells: list[Cell]) -> None:
    """The lists of a page as a table."""
    if cells:
        leaf.tables.append(table_of(Part.LISTS, cells))


def pairs_of(procedure: Procedure, page: PageFormat, size: float) -> list[Pair]:
    """The six lists, two by two."""
    width = (page.width - 2 * page.margin) / 2

    def block(title: str, items: tuple[str, ...]) -> tuple[Line, ...]:
        marks = "1" if len(items) > 1 else ""
        return (Line(title, bold=True), *lines_of(items, width, size, marks))

    p = procedure
    return [
        Pair(block("Dasar Hukum", p.legal_basis),
             block("Kualifikasi Pelaksana", p.qualifications), True),
        Pair(block("Keterkaitan", p.related), block("Peralatan/Perlengkapan", p.equipment), True),
        Pair(block("Peringatan", p.warning), block("Pencatatan dan Pendataan", p.records), True),
    ]  # fmt: skip


def title_height(size: float) -> float:
    """The height of the grey band with the title of a list."""
    return pitch(size) + 1.4 * PAD_Y


def pair_height(pair: Pair, size: float, least: float = LEAST_LIST) -> float:
    """The height of two lists side by side."""
    skip = int(pair.heading)
    lines = max(len(pair.left), len(pair.right)) - skip
    body = lines * pitch(size) + 2 * PAD_Y
    return max(body, least) + title_height(size) if pair.heading else body


def parts(pair: Pair, size: float, room: float | None) -> Iterator[Pair]:
    """The pair in pieces that each fit on a page."""
    most = max(len(pair.left), len(pair.right))
    if room is None or pair_height(pair, size) <= room:
        yield pair
        return
    each = int((room - title_height(size) - 2 * PAD_Y) // pitch(size))
    for at in range(0, most, each):
        yield replace(
            pair,
            left=pair.left[at : at + each],
            right=pair.right[at : at + each],
            heading=at == 0,
        )


def drawn(pair: Pair, block: Block, y: float, tall: float) -> list[Element]:
    """Two lists side by side with their rules."""
    left, right, size, fill = block.left, block.right, block.size, block.style.header_fill
    found: list[Element] = []
    if pair.heading:
        band = title_height(size)
        found += [Shade(Box(left, y, right - left, band), fill)] if fill else []
        found.append(Rule(left, y + band, right, y + band))
    boxes = list(pair_boxes(pair, block, y, tall))
    for box, lines, title in boxes:
        found += placed(lines, box, size, centred=title)
    found += [Rule(x, y, x, y + tall) for x in (left, boxes[0][0].right, right)]
    return [*found, Rule(left, y + tall, right, y + tall)]


def pair_cells(pair: Pair, block: Block, y: float, tall: float) -> list[Cell]:
    """Two lists side by side as cells."""
    fill = block.style.header_fill
    return [
        Cell(box=box, paragraphs=paragraphs_of(lines), size=block.size, centred=title,
             shaded=title and bool(fill), fill=fill)
        for box, lines, title in pair_boxes(pair, block, y, tall)
    ]  # fmt: skip


def pair_boxes(
    pair: Pair, block: Block, y: float, tall: float
) -> Iterator[tuple[Box, tuple[Line, ...], bool]]:
    """Where the titles (True) and the lists of a pair stand, with their lines."""
    left, middle, right = block.left, block.middle, block.right
    band = title_height(block.size) if pair.heading else 0.0
    for x, end, lines in ((left, middle, pair.left), (middle, right, pair.right)):
        if pair.heading:
            yield Box(x, y, end - x, band), lines[:1], True
        yield Box(x, y + band, end - x, tall - band), lines[int(pair.heading) :], False
