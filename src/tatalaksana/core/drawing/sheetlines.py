"""The connectors of a sheet: glued to the symbols they link, and led where they are drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tatalaksana.core.drawing.drawing import Box, Connector, Point, Symbol, Way
from tatalaksana.core.drawing.drawingml import (
    BLACK,
    polyline,
    preset,
    solid,
    stroke,
    transform,
)
from tatalaksana.core.drawing.elbows import Elbow, elbow
from tatalaksana.core.drawing.package import Node, made, node
from tatalaksana.core.drawing.pen import head
from tatalaksana.core.drawing.shapewords import connector_words
from tatalaksana.core.drawing.sheetboard import NEAR, Board

STRAIGHT = "straightConnector1"
LONG_ENOUGH = 2.2  #: millimetres, a last stretch that holds an arrow head


def add_connector(board: Board, line: Connector, lines: Sequence[Connector]) -> None:
    """One connector of `lines`.

    One that bends is told twice: as a glued connector for programs that draw it as it is told, and
    as a plain shape for the others, which lead connectors their own way (LibreOffice). Only the
    former know `office2010`. A line with more bends than any elbow is a plain shape for all.
    """
    whole = joined(line, lines, board)
    found = elbow(whole.points)
    if found is None:
        add_plain(board, board.top, line)
    elif found.preset == STRAIGHT and whole is line:
        add_glued(board, board.top, line, found)
    else:
        choices = node(board.top, "mc:AlternateContent")
        add_glued(board, node(choices, "mc:Choice", Requires="office2010"), whole, found)
        add_plain(board, node(choices, "mc:Fallback"), line)


def add_glued(board: Board, parent: Node, line: Connector, found: Elbow) -> None:
    """A connector that follows when one of its symbols is moved by hand."""
    frame = board.anchor(found.bounds, parent)
    shape = node(frame, "xdr:cxnSp", macro="")
    about = node(shape, "xdr:nvCxnSpPr")
    board.named(about, connector_words(line))
    ends = node(about, "xdr:cNvCxnSpPr")
    for name, point in (("st", line.points[0]), ("end", line.points[-1])):
        symbol = board.symbol_at(point)
        if symbol is not None:
            node(ends, f"a:{name}Cxn", id=board.ids[id(symbol)], idx=site_of(symbol, point))
    (a, b), (c, d) = line.points[-2:]
    tip = "med" if abs(a - c) + abs(b - d) > LONG_ENOUGH else "sm"
    node(shape, "xdr:spPr").extend([
        transform(found.box, found), preset(found.preset, found.adjustments), made("a:noFill"),
        stroke(head=None if line.way is Way.JOIN else tip),
    ])  # fmt: skip
    node(frame, "xdr:clientData")


def add_plain(board: Board, parent: Node, line: Connector) -> None:
    """A connector as a shape like any other, its arrow head as it is drawn."""
    box = around(line.points)
    tips = [] if line.way is Way.JOIN else [head(*line.points[-2:])]
    board.shape(
        box, connector_words(line), polyline([line.points], box, tips), solid(BLACK), stroke(),
        under=parent,
    )  # fmt: skip


def joined(line: Connector, lines: Sequence[Connector], board: Board) -> Connector:
    """A connector that ends on another one, led on with it to its symbol, so that it is glued."""
    x, y = line.points[-1]
    if board.symbol_at((x, y)) is not None:
        return line
    for other in lines:
        (_, before), (last_x, last_y) = other.points[-2:]
        low, high = sorted((before, last_y))
        if other is not line and abs(x - last_x) < NEAR and low - NEAR < y < high + NEAR:
            return replace(line, points=(*line.points, (x, last_y)))
    return line


def site_of(symbol: Symbol, point: Point) -> int:
    """The connection site nearest to a point; they lie above, left, below and right of a symbol."""
    (x, y), box = symbol.box.middle, symbol.box
    sites = ((x, box.y), (box.x, y), (x, box.bottom), (box.right, y))
    far = [abs(point[0] - a) + abs(point[1] - b) for a, b in sites]
    return far.index(min(far))


def around(points: Sequence[Point]) -> Box:
    """The box around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Box(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
