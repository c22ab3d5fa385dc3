"""The flow charts that web pages draw with SVG: their symbols, arrows and words.

Source: SVG 1.1, chapters 8 (paths) and 9 (basic shapes). Only moves are followed of the
transformations; nothing is fetched or run.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from tatalaksana.core.reading.hypertext.texts import Node, name_of, shown
from tatalaksana.core.reading.layout.flows import Flow
from tatalaksana.core.reading.page import Area, Kind, Point, Shape
from tatalaksana.core.reading.sheet.pages import with_texts
from tatalaksana.core.reading.sheet.shapes import Note, Stroke, Symbol, around, hand_drawn
from tatalaksana.core.reading.sheet.strokes import connectors_of, with_labels

MOST = 3000  #: elements of one drawing
MOST_POINTS = 500  #: of one line
ASIDE = frozenset({"defs", "marker", "symbol", "clippath", "mask", "pattern", "title", "desc"})
NUMBERS = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?", re.I)
STEP = re.compile(r"([a-z])([^a-z]*)", re.I)  #: of a path; "e" of a number is none of its letters
MOVE = re.compile(r"translate\(([^)]*)\)", re.I)
ENDS = {"l": 2, "m": 2, "t": 2, "c": 6, "s": 4, "q": 4, "a": 7}  #: numbers of one step
FRAME = 0.8  #: of the drawing's width and height, from which a figure is its frame
ROUND = 0.3  #: of its height, from which the corner of a box makes it a capsule
HEAD = 12.0  #: the side of a triangle that is the head of an arrow
LEAST = 6.0  #: the side of a symbol
Move = tuple[float, float]


@dataclass(slots=True)
class Drawing:
    """What is found in one drawing, in its own units."""

    frame: Area
    symbols: list[Symbol] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    heads: list[Area] = field(default_factory=list)
    count: int = 0

    def take(self, node: Node, move: Move) -> None:
        """One element and what is in it."""
        for one in node:
            self.count += 1
            name = name_of(one)
            if self.count > MOST or not shown(one) or name in ASIDE:
                continue
            moved = after(move, one)
            if name == "text":
                self.note(one, moved)
            elif name in ("g", "a", "svg"):
                self.take(one, moved)
            else:
                self.thing(one, name, moved)

    def thing(self, node: Node, name: str, move: Move) -> None:
        """A figure or a line."""
        x, y, wide, tall = (number(node, key) for key in ("x", "y", "width", "height"))
        if name == "rect":
            area = Area(x, y, x + wide, y + tall)
            rounded = max(number(node, "rx"), number(node, "ry")) >= ROUND * min(wide, tall)
            self.figure(Kind.CAPSULE if rounded else Kind.BOX, moved_by(area, move))
        elif name in ("circle", "ellipse"):
            x, y, both = number(node, "cx"), number(node, "cy"), number(node, "r")
            wide, tall = both or number(node, "rx"), both or number(node, "ry")
            self.figure(Kind.CAPSULE, moved_by(Area(x - wide, y - tall, x + wide, y + tall), move))
        elif name == "line":
            points = [(number(node, f"x{k}"), number(node, f"y{k}")) for k in (1, 2)]
            self.line(node, points, move)
        elif name in ("polygon", "polyline"):
            figures = numbers(node.get("points", ""))
            points = list(zip(figures[::2], figures[1::2], strict=False))[:MOST_POINTS]
            self.line(node, points, move) if name == "polyline" else self.corners(points, move)
        elif name == "path":
            for points, closed in runs(node.get("d", "")):
                self.corners(points, move) if closed else self.line(node, points, move)

    def figure(self, kind: Kind, area: Area) -> None:
        """A symbol, unless it frames the drawing or is too small."""
        whole = area.width > FRAME * self.frame.width and area.height > FRAME * self.frame.height
        if min(area.width, area.height) >= LEAST and not whole:
            self.symbols.append(Symbol(kind, area, "", ("",)))

    def corners(self, points: Sequence[Point], move: Move) -> None:
        """A closed figure by its corners; a small triangle is the head of an arrow."""
        if len(points) < 3:
            return
        box = around(points)
        area = moved_by(box, move)
        distinct = len({*points})
        if distinct == 3 and max(area.width, area.height) <= HEAD:
            self.heads.append(area)
            return
        wide, tall = box.width or 1.0, box.height or 1.0
        shares = [((x - box.left) / wide, (y - box.top) / tall) for x, y in points]
        diamond = hand_drawn(shares) == "diamond"
        kind = Kind.DIAMOND if diamond else Kind.PENTAGON if distinct == 5 else Kind.BOX
        self.figure(kind, area)

    def line(self, node: Node, points: Sequence[Point], move: Move) -> None:
        """A line, with heads where markers stand."""
        placed = [(x + move[0], y + move[1]) for x, y in points]
        if len(placed) > 1 and any(a != b for a, b in pairwise(placed)):
            heads = marked(node, "marker-start"), marked(node, "marker-end")
            self.strokes.append(Stroke(tuple(placed), heads))

    def note(self, node: Node, move: Move) -> None:
        """Words."""
        words = " ".join("".join(map(str, node.itertext())).split())
        size = number(node, "font-size") or 10.0
        x, y = number(node, "x") + move[0], number(node, "y") + move[1]
        wide = len(words) * size * 0.55
        anchor = node.get("text-anchor", "start")
        left = x - {"middle": wide / 2, "end": wide}.get(anchor, 0.0)
        if words:
            self.notes.append(Note(Area(left, y - size, left + wide, y), words))

    def flow(self) -> Flow:
        """The symbols and the connectors between them."""
        strokes = [self.with_heads(one) for one in self.strokes]
        symbols, notes = with_texts(self.symbols, self.notes)
        lines, _ = with_labels(connectors_of(symbols, strokes), symbols, notes)
        shapes = (Shape(one.kind, one.area, one.text) for one in symbols)
        return Flow(tuple(shapes), tuple(lines))

    def with_heads(self, stroke: Stroke) -> Stroke:
        """A stroke with the heads that are drawn at its ends."""
        start, end = (
            told or any(one.holds(stroke.points[k], 1.0) for one in self.heads)
            for told, k in zip(stroke.heads, (0, -1), strict=True)
        )
        return replace(stroke, heads=(start, end))


def drawing_in(svg: Node) -> tuple[Flow, Area] | None:
    """(what an SVG draws, its frame) in its own units; None where it is no flow of several."""
    box = numbers(svg.get("viewbox", svg.get("viewBox", "")))
    if len(box) != 4:
        box = [0.0, 0.0, number(svg, "width"), number(svg, "height")]
    frame = Area(box[0], box[1], box[0] + box[2], box[1] + box[3])
    if frame.width < LEAST or frame.height < LEAST:
        return None
    drawing = Drawing(frame)
    drawing.take(svg, (0.0, 0.0))
    flow = drawing.flow() if len(drawing.symbols) > 1 else Flow()
    return (flow, frame) if flow.shapes else None


def runs(path: str) -> Iterator[tuple[list[Point], bool]]:
    """The runs of a path: their corners, and whether they are closed."""
    points: list[Point] = []
    for found in STEP.finditer(path):
        letter, told = found[1], numbers(found[2])
        kind, own = letter.lower(), letter.islower()
        if kind == "z":
            yield points, True
            points = points[:1]
            continue
        if kind == "m" and len(points) > 1:
            yield points, points[0] == points[-1]
        points = [] if kind == "m" and not own else points[-1:] if kind == "m" else points
        points += corners_of(kind, told, points[-1] if points else (0.0, 0.0), own=own)
        points = points[1:] if kind == "m" and own and len(points) > 1 else points
        if len(points) > MOST_POINTS:
            return
    if len(points) > 1:
        yield points, points[0] == points[-1]


def corners_of(kind: str, told: Sequence[float], start: Point, *, own: bool) -> list[Point]:
    """The ends of one step of a path; `own`: they count from where the step begins."""
    x, y = start
    found = []
    if kind in "hv":
        for one in told:
            x = (x if own else 0.0) + one if kind == "h" else x
            y = (y if own else 0.0) + one if kind == "v" else y
            found.append((x, y))
        return found
    size = ENDS.get(kind, 2)
    for k in range(0, len(told) - size + 1, size):
        a, b = told[k + size - 2], told[k + size - 1]
        x, y = (x + a, y + b) if own else (a, b)
        found.append((x, y))
    return found


def numbers(text: str) -> list[float]:
    """The numbers in a text, those within all measure."""
    return [value for one in NUMBERS.findall(text) if abs(value := float(one)) < 1e6]


def number(node: Node, key: str) -> float:
    """An attribute as a number; 0 where it is none, or a share."""
    told = node.get(key, "")
    found = [] if "%" in told else numbers(told)
    return found[0] if found else 0.0


def marked(node: Node, key: str) -> bool:
    """Whether a line has a head at that end."""
    return key in node.get("style", "") or node.get(key, "none") != "none"


def after(move: Move, node: Node) -> Move:
    """Where an element begins that is moved itself."""
    found = MOVE.search(node.get("transform", ""))
    told = numbers(found[1]) if found else []
    return move[0] + (told[0] if told else 0.0), move[1] + (told[1] if len(told) > 1 else 0.0)


def moved_by(area: Area, move: Move) -> Area:
    """An area at another place."""
    x, y = move
    return Area(area.left + x, area.top + y, area.right + x, area.bottom + y)
