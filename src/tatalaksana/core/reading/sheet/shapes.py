"""What lies on the cells of a sheet: symbols, strokes, notes, with their places.

Anchors of all three kinds, groups in groups, shapes turned and mirrored.
Source: ECMA-376, part 1, 20.1 (DrawingML) and 20.5 (SpreadsheetML drawing).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from math import hypot

from tatalaksana.core.reading.layout.answers import is_answer
from tatalaksana.core.reading.markup import Node, children, name_of, number, too_large, within
from tatalaksana.core.reading.package import relation
from tatalaksana.core.reading.page import Area, Kind, Point
from tatalaksana.core.reading.sheet.cells import Cells
from tatalaksana.core.reading.sheet.places import Turn, anchored, chosen, own_box
from tatalaksana.core.reading.sheet.presets import ARROWS, LINES, TWO_HEADED, bends, kind_of

SHARE = 100_000  #: a share of a side counts in these
MOST_SHAPES = 3000
MOST_POINTS = 500  #: of one line drawn by hand
DEEPEST = 20  #: groups in groups
HEAD = 14.0  #: points of an arrow head drawn as a figure
LEAST, WIDEST, TALLEST = 4.0, 700.0, 400.0  #: points of a symbol
LONGEST_NOTE = 400  #: letters
ANSWERED = ("rect", "roundRect", "flowChartProcess")  #: shapes in which people write an answer
Place = Callable[[float, float], Point]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A shape that may be a symbol of the flow chart."""

    kind: Kind
    area: Area
    text: str
    numbers: tuple[str, ...]  #: its own, then those of the groups it is in


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line; `start` and `end` are the numbers of the shapes it is glued to."""

    points: tuple[Point, ...]
    heads: tuple[bool, bool]  #: at its start, at its end
    start: str = ""
    end: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Words that lie on the sheet: a text box, or a box without a line."""

    area: Area
    text: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture over the cells."""

    area: Area
    relation: str  #: of its file


@dataclass(slots=True)
class Drawn:
    """Everything on a sheet."""

    symbols: list[Symbol] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    pictures: list[Picture] = field(default_factory=list)

    @property
    def count(self) -> int:
        """How many things."""
        return len(self.symbols) + len(self.strokes) + len(self.notes) + len(self.pictures)


def drawn_on(cells: Cells, top: Node | None) -> Drawn:
    """What the drawing `top` puts on a sheet. Errors: ReadingError TL200, too many shapes."""
    taker = Taker()
    for anchor in chosen(top):
        area = anchored(cells, anchor)
        if area is not None:
            for child in chosen(anchor):
                taker.take(child, area)
    return taker.drawn


class Taker:
    """Takes shapes, groups and all."""

    def __init__(self) -> None:
        self.drawn = Drawn()

    def take(
        self, node: Node, area: Area, groups: tuple[str, ...] = (), *, turned: bool = True
    ) -> None:
        """One shape or group in `area`; `turned`: the area is that of the shape as it is seen."""
        kind = name_of(node)
        if self.drawn.count > MOST_SHAPES:
            raise too_large()
        if kind == "grpSp":
            self.group(node, area, groups)
        elif kind in ("sp", "cxnSp"):
            self.shape(node, own_box(node, area) if turned else area, groups)
        elif kind == "pic":
            file = (
                relation(blip, "embed")
                if (blip := within(node, "blipFill", "blip")) is not None
                else ""
            )
            self.drawn.pictures.append(Picture(area, file))

    def group(self, node: Node, area: Area, groups: tuple[str, ...]) -> None:
        """A group: its own coordinates laid on its area."""
        about = within(node, "grpSpPr", "xfrm")
        offset, size = within(about, "chOff"), within(about, "chExt")
        x, y = number(offset, "x"), number(offset, "y")
        wide, high = number(size, "cx") or 1.0, number(size, "cy") or 1.0
        mirrored = [about is not None and about.get(key) in ("1", "true")
                    for key in ("flipH", "flipV")]  # fmt: skip

        def place(px: float, py: float) -> Point:
            u, v = (px - x) / wide, (py - y) / high
            u, v = 1 - u if mirrored[0] else u, 1 - v if mirrored[1] else v
            return area.left + u * area.width, area.top + v * area.height

        if len(groups) < DEEPEST:
            inside = (*groups, number_of(node))
            for child in chosen(node):
                self.in_group(child, place, inside)

    def in_group(self, node: Node, place: Place, groups: tuple[str, ...]) -> None:
        """A shape in a group, which tells its place itself."""
        about = within(node, "grpSpPr" if name_of(node) == "grpSp" else "spPr", "xfrm")
        offset, size = within(about, "off"), within(about, "ext")
        if about is None or offset is None or size is None:
            return
        x, y = number(offset, "x"), number(offset, "y")
        (a, b), (c, d) = place(x, y), place(x + number(size, "cx"), y + number(size, "cy"))
        area = Area(min(a, c), min(b, d), max(a, c), max(b, d))
        self.take(node, area, groups, turned=False)

    def shape(self, node: Node, box: Area, groups: tuple[str, ...]) -> None:
        """A symbol, a stroke or a note."""
        looks, text = within(node, "spPr"), words_of(node)
        preset = within(looks, "prstGeom")
        name = preset.get("prst", "") if preset is not None else ""
        turn = Turn(looks, box)
        if name_of(node) == "cxnSp" or name in LINES or name.endswith(("Connector1", "Connector2",
           "Connector3", "Connector4", "Connector5")):  # fmt: skip
            shares: Sequence[Point] = bends(name, adjustments(preset))
            self.stroke(node, looks, [turn.point(*share) for share in shares], text)
        elif name in ARROWS:
            points = [turn.point(*share) for share in ARROWS[name]]
            self.add(Stroke(tuple(points), (name in TWO_HEADED, True), text=text))
        elif (custom := within(looks, "custGeom")) is not None:
            self.freeform(node, custom, turn, text, groups)
        else:
            self.figure(node, name, turn, text, groups)

    def stroke(self, node: Node, looks: Node | None, points: Sequence[Point], text: str) -> None:
        """A connector or a line."""
        line = within(looks, "ln")
        if within(line, "noFill") is not None or len(points) < 2:
            return
        ends = within(node, "nvCxnSpPr", "cNvCxnSpPr")
        start, end = within(ends, "stCxn"), within(ends, "endCxn")
        heads = [
            one is not None and one.get("type", "none") != "none"
            for one in (within(line, "headEnd"), within(line, "tailEnd"))
        ]
        self.add(
            Stroke(
                tuple(points), (heads[0], heads[1]),
                start.get("id", "") if start is not None else "",
                end.get("id", "") if end is not None else "", text,
            )
        )  # fmt: skip

    def add(self, stroke: Stroke) -> None:
        """Keep a stroke that has any length."""
        if length(stroke.points) > 0.5:
            self.drawn.strokes.append(stroke)

    def figure(self, node: Node, name: str, turn: Turn, text: str, groups: tuple[str, ...]) -> None:
        """A shape with an inside: a symbol, or words."""
        about = within(node, "nvSpPr", "cNvSpPr")
        boxed = about is not None and about.get("txBox") in ("1", "true")
        seen = turn.seen
        looks = within(node, "spPr")
        plain = bare(looks) or (boxed and within(looks, "ln", "solidFill") is None)
        answer = is_answer(text) and (boxed or name in ANSWERED)
        if text and (plain or answer):
            self.drawn.notes.append(Note(seen, text[:LONGEST_NOTE]))
            return
        adjusted = adjustments(within(node, "spPr", "prstGeom"))
        kind = kind_of(name, seen, adjusted[0] if adjusted else None)
        fits = LEAST <= seen.width <= WIDEST and LEAST <= seen.height <= TALLEST
        if kind is not None and fits and not bare(looks):
            numbers = (number_of(node), *reversed(groups))
            self.drawn.symbols.append(Symbol(kind, seen, text, numbers))

    def freeform(
        self, node: Node, custom: Node, turn: Turn, text: str, groups: tuple[str, ...]
    ) -> None:
        """A shape drawn by hand: lines are strokes, small filled figures their heads."""
        lines: list[list[Point]] = []
        figures: list[list[Point]] = []
        for points, closed in runs(custom):
            run = [turn.point(*share) for share in points]
            (figures if closed else lines).append(run)
        heads = [run for run in figures if around(run).width < HEAD and around(run).height < HEAD]
        for points in lines:
            line = within(node, "spPr", "ln")
            tips = [
                any(around(run).holds(point, 1.0) for run in heads)
                or (end is not None and end.get("type", "none") != "none")
                for point, end in (
                    (points[0], within(line, "headEnd")), (points[-1], within(line, "tailEnd")),
                )
            ]  # fmt: skip
            self.add(Stroke(tuple(points), (tips[0], tips[1]), text=text))
        if not lines and len(figures) == 1:
            self.figure(node, hand_drawn(figures[0]), turn, text, groups)


def adjustments(preset: Node | None) -> tuple[float, ...]:
    """The adjustments of a preset shape, as shares."""
    found = []
    for guide in children(within(preset, "avLst"), "gd"):
        word, _, figure = guide.get("fmla", "").partition(" ")
        try:
            found.append(max(-50.0, min(50.0, float(figure) / SHARE)) if word == "val" else 0.5)
        except ValueError:
            found.append(0.5)
    return tuple(found)


def runs(custom: Node) -> Iterator[tuple[list[Point], bool]]:
    """The runs of a freeform: points as shares of its box, and whether it is closed."""
    for path in children(within(custom, "pathLst"), "path"):
        wide, high = number(path, "w") or 1.0, number(path, "h") or 1.0
        points: list[Point] = []
        for step in path:
            name = name_of(step)
            if name == "close":
                if len(points) > 2:
                    yield points, True
                points = []
                continue
            if name == "moveTo":
                if len(points) > 1:
                    yield points, points[0] == points[-1]
                points = []
            last = next(reversed(list(children(step, "pt"))), None)
            if last is not None and len(points) < MOST_POINTS:
                points.append((number(last, "x") / wide, number(last, "y") / high))
        if len(points) > 1:
            yield points, points[0] == points[-1]


def hand_drawn(points: Sequence[Point]) -> str:
    """The preset that a closed figure resembles: one whose corners touch the middles of the sides
    is a diamond."""
    corners = list(dict.fromkeys((round(x, 2), round(y, 2)) for x, y in points))
    middles = sum(abs(x - 0.5) < 0.1 or abs(y - 0.5) < 0.1 for x, y in corners)
    return "diamond" if len(corners) == 4 and middles == 4 else "rect"


def bare(looks: Node | None) -> bool:
    """Whether a shape has neither line nor colour of its own."""
    return within(looks, "ln", "noFill") is not None and (
        within(looks, "noFill") is not None or light(within(looks, "solidFill"))
    )


def light(fill: Node | None) -> bool:
    """Whether a fill is white, so that only words are seen."""
    if fill is None:
        return False
    return any(
        one.get("val", "").upper() in ("FFFFFF", "BG1", "LT1", "WINDOW", "WHITE") for one in fill
    )


def words_of(node: Node) -> str:
    """The text in a shape, its paragraphs in one line."""
    lines = (
        "".join(
            one.text or "" if name_of(one) == "t" else " "
            for one in paragraph.iter("{*}t", "{*}br")
        )
        for paragraph in children(within(node, "txBody"), "p")
    )
    return " ".join(" ".join(lines).split())


def number_of(node: Node) -> str:
    """The number of a shape, by which connectors name it."""
    about = next((one for one in node if name_of(one).startswith("nv")), None)
    named = within(about, "cNvPr")
    return named.get("id", "") if named is not None else ""


def around(points: Sequence[Point]) -> Area:
    """The area around points."""
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Area(min(xs), min(ys), max(xs), max(ys))


def length(points: Sequence[Point]) -> float:
    """How long a line is."""
    return sum(hypot(c - a, d - b) for (a, b), (c, d) in pairwise(points))
