"""Where a drawing lies: from the page, the margin, the column or the paragraph of its anchor.

Source: ECMA-376, part 1, 20.4.2 and 20.4.3 (`relativeFrom`, `layoutInCell`).
"""

from __future__ import annotations

from dataclasses import dataclass

from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.word.figures import Drawing, Figure
from tatalaksana.core.reading.word.names import TWIP, Node, child, number, tag

A4 = (595.3, 841.9)
INCH = 72.0
BODY = Area(INCH, INCH, A4[0] - INCH, A4[1] - INCH)


@dataclass(frozen=True, slots=True)
class Paper:
    """The paper of a section with the space its margins leave, in points."""

    width: float = A4[0]
    height: float = A4[1]
    body: Area = BODY


@dataclass(frozen=True, slots=True)
class Where:
    """What an anchor stands in: its paragraph, its column, its cell if it is in one."""

    paper: Paper
    column: Area  #: the inside of its cell, or the page's body
    top: float  #: of its paragraph
    cell: Area | None = None
    centred: bool = False  #: its paragraph


def paper_of(section: Node | None) -> Paper:
    """The paper a `w:sectPr` tells."""
    size, margin = child(section, "w:pgSz"), child(section, "w:pgMar")

    def told(node: Node | None, name: str, default: float) -> float:
        text = None if node is None else node.get(tag(f"w:{name}"))
        found = abs(number(text, -1.0)) * TWIP if text is not None else default
        return min(found, 20_000.0)

    width, height = told(size, "w", A4[0]) or A4[0], told(size, "h", A4[1]) or A4[1]
    edges = [told(margin, name, INCH) for name in ("left", "top", "right", "bottom")]
    left, top = min(edges[0], width / 2), min(edges[1], height / 2)
    right, bottom = max(width - edges[2], left + 1), max(height - edges[3], top + 1)
    return Paper(width, height, Area(left, top, right, bottom))


def placed(drawing: Drawing, where: Where) -> list[Figure]:
    """The figures of a drawing where they lie on the paper."""
    across, down = left_of(drawing, where), top_of(drawing, where)
    return [one.moved(across, down) for one in drawing.figures]


def left_of(drawing: Drawing, where: Where) -> float:
    """The left edge of a drawing."""
    anchor, body = drawing.anchor, where.paper.body
    if anchor.inline:
        middle = (where.column.left + where.column.right - anchor.width) / 2
        return middle if where.centred or where.cell else where.column.left
    if where.cell is not None and anchor.in_cell:
        base = where.column if anchor.from_left in {"column", "character"} else where.cell
    elif anchor.from_left == "page":
        base = Area(0.0, 0.0, where.paper.width, 0.0)
    elif anchor.from_left in {"margin", "insideMargin", "leftMargin"}:
        base = body if anchor.from_left == "margin" else Area(0.0, 0.0, body.left, 0.0)
    elif anchor.from_left in {"rightMargin", "outsideMargin"}:
        base = Area(body.right, 0.0, where.paper.width, 0.0)
    else:
        base = where.column
    if anchor.align_across in {"center", "centre"}:
        return base.middle[0] - anchor.width / 2
    if anchor.align_across in {"right", "outside"}:
        return base.right - anchor.width
    return base.left + anchor.across


def top_of(drawing: Drawing, where: Where) -> float:
    """The upper edge of a drawing; where nobody knows the page, its paragraph tells the row."""
    anchor, body = drawing.anchor, where.paper.body
    if anchor.inline:
        return where.top
    if anchor.from_top in {"paragraph", "line"}:
        return where.top + anchor.down
    if where.cell is not None and anchor.in_cell:
        base = where.cell
    elif where.top > body.bottom:
        return where.top
    elif anchor.from_top == "page":
        base = Area(0.0, 0.0, 0.0, where.paper.height)
    elif anchor.from_top == "bottomMargin":
        base = Area(0.0, body.bottom, 0.0, where.paper.height)
    else:
        base = body if anchor.from_top == "margin" else Area(0.0, 0.0, 0.0, body.top)
    if anchor.align_down in {"center", "centre"}:
        return base.middle[1] - anchor.height / 2
    if anchor.align_down in {"bottom", "outside"}:
        return base.bottom - anchor.height
    return base.top + anchor.down
