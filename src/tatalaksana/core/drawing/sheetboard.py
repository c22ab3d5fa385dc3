"""The drawing part of a sheet while it is written: anchors, and what every shape begins with.

Source: ECMA-376, part 1, 20.5 (SpreadsheetML drawing).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tatalaksana.core.drawing.drawing import Box, Point, Symbol
from tatalaksana.core.drawing.drawingml import emu, transform
from tatalaksana.core.drawing.package import Node, node
from tatalaksana.core.drawing.shapewords import ShapeWords
from tatalaksana.core.drawing.sheets import Sheet

NEAR = 0.1  #: millimetres between a point and the symbol it touches


@dataclass(slots=True)
class Board:
    """The shapes of one sheet; `ids` tells the number of each symbol before it is drawn."""

    sheet: Sheet
    top: Node
    told: Sequence[str]  #: each step as one sentence, by row
    symbols: Sequence[Symbol]
    ids: dict[int, int]  #: by the symbol's identity
    face: str  #: the font of its words
    count: int = 1  #: the last number given to a shape

    def anchor(self, box: Box, under: Node | None = None) -> Node:
        """A new anchor over `box`: what is in it moves and grows with its cells."""
        found = node(self.top if under is None else under, "xdr:twoCellAnchor", editAs="twoCell")
        for name, x, y in (("from", box.x, box.y), ("to", box.right, box.bottom)):
            corner, place = node(found, f"xdr:{name}"), self.sheet.place(x, y)
            node(corner, "xdr:col", str(place.column))
            node(corner, "xdr:colOff", str(emu(place.right)))
            node(corner, "xdr:row", str(place.row))
            node(corner, "xdr:rowOff", str(emu(place.down)))
        return found

    def shape(
        self,
        box: Box,
        words: ShapeWords,
        *looks: Node,
        text: Node | None = None,
        under: Node | None = None,
    ) -> None:
        """A shape over `box` with its anchor; `looks` are geometry, fill and line."""
        frame = self.anchor(box, under)
        shape = node(frame, "xdr:sp", macro="", textlink="")
        about = node(shape, "xdr:nvSpPr")
        self.named(about, words)
        node(about, "xdr:cNvSpPr")
        node(shape, "xdr:spPr").extend([transform(box), *looks])
        if text is not None:
            shape.append(text)
        node(frame, "xdr:clientData")

    def named(self, parent: Node, words: ShapeWords) -> None:
        """The number, name and alternative text of a shape."""
        node(parent, "xdr:cNvPr", id=self.count, name=words.name, descr=words.told)

    def symbol_at(self, point: Point) -> Symbol | None:
        """The symbol whose outline a point lies on."""
        x, y = point
        for symbol in self.symbols:
            box = symbol.box
            edge = min(abs(x - box.x), abs(x - box.right), abs(y - box.y), abs(y - box.bottom))
            if edge < NEAR and Box(x, y, 0.0, 0.0).meets(box, NEAR):
                return symbol
        return None
