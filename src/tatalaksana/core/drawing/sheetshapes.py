"""The flow chart of a sheet as native shapes, anchored in the cells they lie in.

A shape moves and grows with its row and column. Source: ECMA-376, part 1, 20.1 and 20.5.
"""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.drawing.drawing import (
    Box,
    Code,
    Connector,
    Picture,
    Symbol,
    Text,
)
from tatalaksana.core.drawing.drawingml import (
    BLACK,
    PRESETS,
    WHITE,
    polyline,
    preset,
    solid,
    stroke,
    transform,
)
from tatalaksana.core.drawing.package import Node, made, node, root, written
from tatalaksana.core.drawing.shapewords import LOGO, image_words, label_words, symbol_words
from tatalaksana.core.drawing.sheetboard import Board
from tatalaksana.core.drawing.sheetlines import add_connector
from tatalaksana.core.drawing.sheets import Sheet

PREFIXES = ("xdr", "a", "r", "mc", "office2010")
CORNER = 3.0  #: millimetres, the arms of the four corners that keep the place of the logo
CORNER_WEIGHT = 0.1  #: millimetres


def drawing_part(sheet: Sheet, told: Sequence[str], face: str) -> bytes:
    """All shapes of a sheet: connectors below symbols below labels, as they are drawn.

    Its pictures are its rId1, rId2 … in their order.
    """
    symbols = [shape for shape in sheet.shapes if isinstance(shape, Symbol)]
    lines = [shape for shape in sheet.shapes if isinstance(shape, Connector)]
    ids = {id(symbol): number for number, symbol in enumerate(symbols, len(lines) + 2)}
    board = Board(sheet, root("xdr:wsDr", *PREFIXES), told, symbols, ids, face)
    for line in lines:
        board.count += 1
        add_connector(board, line, lines)
    for symbol in symbols:
        board.count += 1
        add_symbol(board, symbol)
    for label in (line.label for line in lines if line.label):
        board.count += 1
        add_label(board, label)
    for box in sheet.places:
        board.count += 1
        add_corners(board, box)
    for number, image in enumerate(pictures(sheet), 1):
        board.count += 1
        add_picture(board, image, f"rId{number}")
    for code in (image for image in sheet.images if isinstance(image, Code)):
        board.count += 1
        add_code(board, code)
    return written(board.top)


def add_symbol(board: Board, symbol: Symbol) -> None:
    """One symbol, its letter inside."""
    told = board.told[symbol.row - 1 : symbol.row]
    words = symbol_words(symbol, board.symbols, told[0] if told else "")
    letter = word(symbol.label, symbol.size, board.face, bold=True) if symbol.label else None
    board.shape(
        symbol.box, words, preset(PRESETS[symbol.kind]),
        solid(WHITE), stroke(), text=letter,
    )  # fmt: skip


def add_label(board: Board, label: Text) -> None:
    """ "Ya" or "Tidak" on a white ground that interrupts the rule below it."""
    ink = label.box
    ground = Box(ink.x - 0.2, ink.y - 0.1, ink.width + 0.4, ink.height)
    board.shape(
        ground, label_words(label), preset("rect"),
        solid(WHITE), made("a:ln", made("a:noFill")), text=word(label.text, label.size, board.face),
    )  # fmt: skip


def add_corners(board: Board, box: Box) -> None:
    """The place kept free for the logo: four light corners."""
    arms = [
        [(x + across, y), (x, y), (x, y + down)]
        for x, across in ((box.x, CORNER), (box.right, -CORNER))
        for y, down in ((box.y, CORNER), (box.bottom, -CORNER))
    ]
    board.shape(
        box, LOGO, polyline(arms, box),
        made("a:noFill"), stroke(CORNER_WEIGHT),
    )  # fmt: skip


def pictures(sheet: Sheet) -> list[Picture]:
    """The pictures of a sheet."""
    return [image for image in sheet.images if isinstance(image, Picture)]


def add_picture(board: Board, picture: Picture, relation: str) -> None:
    """A picture, such as the logo."""
    frame = board.anchor(picture.box)
    shape = node(frame, "xdr:pic")
    about = node(shape, "xdr:nvPicPr")
    board.named(about, image_words(picture))
    node(node(about, "xdr:cNvPicPr"), "a:picLocks", noChangeAspect=1)
    fill = node(shape, "xdr:blipFill")
    node(fill, "a:blip", r_embed=relation)
    node(node(fill, "a:stretch"), "a:fillRect")
    node(shape, "xdr:spPr").extend([transform(picture.box), preset("rect")])
    node(frame, "xdr:clientData")


def add_code(board: Board, code: Code) -> None:
    """A QR code as one shape."""
    bars = [[(b.x, b.y), (b.right, b.y), (b.right, b.bottom), (b.x, b.bottom)] for b in code.bars()]
    board.shape(
        code.box, image_words(code), polyline([], code.box, bars),
        solid(BLACK), made("a:ln", made("a:noFill")),
    )  # fmt: skip


def word(text: str, size: float, face: str, *, bold: bool = False) -> Node:
    """A word in the middle of a shape."""
    looks = made(
        "a:rPr", solid(BLACK), made("a:latin", typeface=face), lang="id-ID",
        sz=round(size * 100), b=int(bold),
    )  # fmt: skip
    found = made(
        "xdr:txBody",
        made("a:bodyPr", vertOverflow="overflow", horzOverflow="overflow", wrap="none",
             lIns=0, tIns=0, rIns=0, bIns=0, anchor="ctr"),
    )  # fmt: skip
    paragraph = node(found, "a:p")
    node(paragraph, "a:pPr", algn="ctr")
    run = node(paragraph, "a:r")
    run.append(looks)
    node(run, "a:t", text)
    return found
