"""Symbols, connectors and labels as native, movable shapes of Word.

Each is anchored in the table cell it lies in and placed from that cell, so that it moves with its
row when somebody writes more above it. Source: ECMA-376, part 1, 20.4 and presetShapeDefinitions;
MS-ODRAWXML 2.24 (`wps`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tatalaksana.core.drawing.cells import PAD_X
from tatalaksana.core.drawing.drawing import (
    Box,
    Code,
    Connector,
    Page,
    Picture,
    Point,
    Symbol,
    Text,
    Way,
)
from tatalaksana.core.drawing.drawingml import (
    BLACK,
    PRESETS,
    WHITE,
    emu,
    polyline,
    preset,
    solid,
    stroke,
    transform,
)
from tatalaksana.core.drawing.elbows import Elbow, elbow
from tatalaksana.core.drawing.package import Node
from tatalaksana.core.drawing.pen import head
from tatalaksana.core.drawing.shapewords import (
    LOGO,
    ShapeWords,
    connector_words,
    image_words,
    label_words,
    symbol_words,
)
from tatalaksana.core.drawing.wordml import node, qualified, value
from tatalaksana.core.drawing.wordpictures import Media, code_look, picture_look
from tatalaksana.core.drawing.wordtables import TOP, Anchors, run_face

SHAPE = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape"
PICTURE = "http://schemas.openxmlformats.org/drawingml/2006/picture"
TOUCH = 0.05  #: millimetres that count as touching
#: lowest to highest: what lies upon what
CORNERS, LINES, SYMBOLS, LABELS = range(4)
LABEL_MARGIN = 0.6  #: millimetres a label is wider than its word, so that it never wraps
CORNER, CORNER_WEIGHT = 3.0, 0.1  #: arms and lines of the corners of the place for the logo
LONG_ENOUGH = 2.2  #: millimetres, a last stretch that holds an arrow head


@dataclass(slots=True)
class Sheet:
    """One page on its way into Word: where shapes are anchored and what they are called."""

    page: Page
    tables: Sequence[Anchors]  #: from above to below
    told: Mapping[int, str]  #: row -> the step in words
    media: Media
    first: int  #: number of the first shape of this page
    ids: dict[int, int] = field(default_factory=dict)  #: which symbol has which number

    def table_at(self, y: float) -> Anchors:
        """The table at a height of the page, or the next one below, or the last."""
        return next((one for one in self.tables if y <= one.table.box.bottom), self.tables[-1])

    def number(self) -> int:
        """A number no other shape has."""
        self.first += 1
        return self.first


def add_shapes(sheet: Sheet) -> None:
    """Anchor every shape of the page; symbols get their numbers before connectors name them."""
    symbols = [e for e in sheet.page.elements if isinstance(e, Symbol)]
    for one in sheet.page.elements:
        if isinstance(one, Picture):
            look = picture_look(one, sheet.media.add(one))
            add(sheet, Shape(one.box, CORNERS, look), image_words(one))
        elif isinstance(one, Code):
            markup = wsp(node("wps:cNvSpPr"), place(one.box), code_look(one))
            add(sheet, Shape(one.box, SYMBOLS, markup), image_words(one))
    empty = not any(isinstance(one, Picture) for one in sheet.page.elements)
    for cell in (cell for one in sheet.tables for cell in one.table.cells):
        if cell.picture and empty:
            add(sheet, corners(cell.picture), LOGO)
    for at in range(len(symbols)):
        sheet.ids[at] = sheet.number()
    for connector in (e for e in sheet.page.elements if isinstance(e, Connector)):
        add_connector(sheet, connector, symbols)
    for at, symbol in enumerate(symbols):
        words = symbol_words(symbol, symbols, sheet.told.get(symbol.row, ""))
        add(sheet, symbol_shape(symbol), words, sheet.ids[at])


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape before it is anchored: its place on the page and its own markup."""

    box: Box
    layer: int
    markup: Node

    @property
    def anchor(self) -> Point:
        """The point whose cell it belongs to: of a line the upper left corner."""
        return (self.box.x, self.box.y) if self.layer == LINES else self.box.middle


def add_connector(sheet: Sheet, connector: Connector, symbols: Sequence[Symbol]) -> None:
    """Anchor a connector in the cell where its upper left corner lies, and its label beside it.

    From there it reaches to the right and down only, which every version of Word shows alike.
    """
    ends = [touched(point, symbols) for point in (connector.points[0], connector.points[-1])]
    glued = [(sheet.ids[one[0]], one[1]) if one else None for one in ends]
    shape = connector_shape(connector, glued)
    add(sheet, shape, connector_words(connector))
    if connector.label:
        add(sheet, label_shape(connector.label), label_words(connector.label))


def touched(point: Point, symbols: Sequence[Symbol]) -> tuple[int, int] | None:
    """The symbol whose outline a point lies on, and the nearest of its four sites.

    The sites count from the top against the clock, as all flow-chart presets have them.
    """
    x, y = point
    for at, symbol in enumerate(symbols):
        box = symbol.box
        if (
            box.x - TOUCH <= x <= box.right + TOUCH and box.y - TOUCH <= y <= box.bottom + TOUCH
        ):  # fmt: skip
            far = (y - box.y, x - box.x, box.bottom - y, box.right - x)
            return at, min(range(4), key=far.__getitem__)
    return None


def add(sheet: Sheet, shape: Shape, words: ShapeWords, number: int = 0) -> None:
    """Anchor a shape in its cell, placed from the cell's left edge and first line."""
    number = number or sheet.number()
    table = sheet.table_at(shape.anchor[1])
    cell = table.cell_at(shape.anchor)
    image = shape.markup.tag == qualified("pic:pic")
    pad = PAD_X if cell.picture or cell.paragraphs else 0.0
    across, down = shape.box.x - cell.box.x - pad, shape.box.y - cell.box.y - TOP
    anchor = node(
        "wp:anchor",
        node("wp:simplePos", x=0, y=0),
        node("wp:positionH", node("wp:posOffset", str(emu(across))), relativeFrom="column"),
        node("wp:positionV", node("wp:posOffset", str(emu(down))), relativeFrom="paragraph"),
        node("wp:extent", cx=emu(shape.box.width), cy=emu(shape.box.height)),
        node("wp:effectExtent", l=0, t=0, r=0, b=0),
        node("wp:wrapNone"),
        node("wp:docPr", id=number, name=f"{words.name} ({number})", descr=words.told),
        node("wp:cNvGraphicFramePr"),
        node("a:graphic", node("a:graphicData", shape.markup, uri=PICTURE if image else SHAPE)),
        distT=0, distB=0, distL=0, distR=0, simplePos=0,
        relativeHeight=shape.layer * 100_000 + number, behindDoc=0, locked=0, layoutInCell=1,
        allowOverlap=1,
    )  # fmt: skip
    found = node("w:drawing", anchor)
    if not image:  # Word 2007 knows no shapes of this kind
        found = node("mc:AlternateContent", node("mc:Choice", found, Requires="wps"))
    table.add(cell, node("w:r", found))


def symbol_shape(symbol: Symbol) -> Shape:
    """A symbol of the flow chart, with its letter if it has one."""
    letter = letters(symbol.label, symbol.size, bold=True) if symbol.label else None
    look = preset(PRESETS[symbol.kind]), solid(WHITE), stroke()
    return Shape(symbol.box, SYMBOLS, wsp(node("wps:cNvSpPr"), place(symbol.box), look, letter))


def connector_shape(connector: Connector, glued: Sequence[tuple[int, int] | None]) -> Shape:
    """A connector with its arrow head, glued to the symbols it touches.

    It is a preset that follows when an end is dragged, but for two: an elbow that would have to
    be turned, because programs place turned shapes by different corners, and a line whose last
    stretch is shorter than an arrow head. These are lines of their own, heads drawn.
    """
    tied = node(
        "wps:cNvCnPr",
        *(
            node(f"a:{name}", id=end[0], idx=end[1])
            for name, end in zip(("stCxn", "endCxn"), glued, strict=True)
            if end
        ),
    )
    (a, b), (x, y) = connector.points[-2:]
    short = abs(x - a) + abs(y - b) < LONG_ENOUGH
    bend = elbow(connector.points)
    if bend and not bend.turn and not short:
        look = (
            preset(bend.preset, bend.adjustments),
            node("a:noFill"),
            stroke(head=None if connector.way is Way.JOIN else "med"),
        )
        return Shape(bend.box, LINES, wsp(tied, place(bend.box, bend), look))
    xs, ys = zip(*connector.points, strict=True)
    box = Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
    tips = [] if connector.way is Way.JOIN else [head(*connector.points[-2:])]
    look = polyline([connector.points], box, tips), solid(BLACK), stroke()
    return Shape(box, LINES, wsp(tied, place(box), look))


def label_shape(label: Text) -> Shape:
    """ "Ya" or "Tidak" on white."""
    ink = label.box
    box = Box(ink.x - LABEL_MARGIN / 2, ink.y - 0.1, ink.width + LABEL_MARGIN, ink.height)
    look = preset("rect"), solid(WHITE), node("a:ln", node("a:noFill"))
    word = letters(label.text, label.size)
    return Shape(box, LABELS, wsp(node("wps:cNvSpPr", txBox=1), place(box), look, word))


def corners(box: Box) -> Shape:
    """The place kept free for the logo: four light corners."""
    lines = [
        [(x, y + down), (x, y), (x + across, y)]
        for x, across in ((box.x, CORNER), (box.right, -CORNER))
        for y, down in ((box.y, CORNER), (box.bottom, -CORNER))
    ]
    look = polyline(lines, box), node("a:noFill"), stroke(CORNER_WEIGHT)
    return Shape(box, CORNERS, wsp(node("wps:cNvSpPr"), place(box), look))


def place(box: Box, bend: Elbow | None = None) -> Node:
    """The size of a shape; where it lies is told by its anchor."""
    return transform(Box(0.0, 0.0, box.width, box.height), bend)


def wsp(kind: Node, frame: Node, look: Sequence[Node], text: Node | None = None) -> Node:
    """A shape of Word 2010 and later: geometry, ground and line, and one line of text."""
    return node(
        "wps:wsp",
        kind,
        node("wps:spPr", frame, *look),
        node("wps:txbx", node("w:txbxContent", text)) if text is not None else None,
        node("wps:bodyPr", wrap="square", lIns=0, tIns=0, rIns=0, bIns=0, anchor="ctr"),
    )


def letters(text: str, size: float, *, bold: bool = False) -> Node:
    """One centred line in a shape."""
    return node(
        "w:p",
        node("w:pPr", node("w:spacing", before=0, after=0, line=240, lineRule="auto"),
             value("w:jc", "center")),
        node("w:r", run_face(size, bold=bold), node("w:t", text)),
    )  # fmt: skip
