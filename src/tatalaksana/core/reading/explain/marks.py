"""What the reader recognised, to be laid over a page: cells, columns, symbols, connectors."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from math import atan2, cos, pi, sin

from tatalaksana.core.reading.explain.outlines import outline
from tatalaksana.core.reading.explain.stretch import Stretch
from tatalaksana.core.reading.explain.sureness import sureness
from tatalaksana.core.reading.explain.svg import box, element, group, path, safe, text
from tatalaksana.core.reading.page import Area, Connector, Kind, Page, Point
from tatalaksana.core.reading.reading import Origin, Reading
from tatalaksana.core.reading.understand.fields import short_labels

GRID, SYMBOL, LINE, WRONG = "#1f5fa8", "#b4540a", "#a3166e", "#b00020"
TAG = 5.0  #: points of the letters of a tag
#: the colour of each field of a step, dark enough to be read on white
SHADES: Mapping[str, str] = {
    "no": "#4a5568", "activities": "#1b6e3c", "performers": "#b4540a", "decision": "#8a1c7c",
    "inputs": "#1f5fa8", "duration": "#6b3fa0", "outputs": "#0b6b7a", "note": "#6b5b00",
}  # fmt: skip
#: field -> colour and name
MEANINGS: Mapping[str, tuple[str, str]] = {
    name: (SHADES[name], told) for name, told in short_labels("step").items()
}
IDENTITY = short_labels("identity")
OF_IDENTITY = "#34507a"
COLOURS = {name: colour for colour, name in MEANINGS.values()}
DRAWN = frozenset({"performers", "decision"})  #: their places are symbols, which have tags
KINDS: Mapping[Kind, str] = {
    Kind.CAPSULE: "kapsul",
    Kind.BOX: "persegi",
    Kind.DIAMOND: "belah ketupat",
    Kind.PENTAGON: "segi lima",
    Kind.CIRCLE: "lingkaran",
    Kind.OTHER: "bentuk lain",
}


def recognised(page: Page, how: Stretch) -> Iterator[str]:
    """The tables, symbols and connectors of a page; of a picture, how sure its words are."""
    for grid in page.grids:
        inside = [box(how.area(cell.area)) for cell in grid.cells]
        yield group(inside, fill="none", stroke=GRID, stroke_width=0.6, stroke_dasharray="3 1.5")
        yield box(how.area(grid.area), "tabel", fill="none", stroke=GRID, stroke_width=1.4)
    for line in page.connectors:
        yield connector(line, how)
    for shape in page.shapes:
        area, kind = how.area(shape.area), KINDS[shape.kind]
        told = f"{kind}: {shape.text}" if shape.text else kind
        parts = [element("title", safe(told)), outline(shape, area, fill="none")]
        yield group([*parts, *tag(kind, area, SYMBOL)], stroke=SYMBOL, stroke_width=1.4)
    yield from sureness(page, how)


def tag(words: str, area: Area, colour: str) -> Iterator[str]:
    """A word at the upper edge of an area, its initials where that is narrow, on its own ground."""
    if len(words) * TAG * 0.55 > max(area.width, 3 * TAG) and words[-1].isdigit():
        words = "".join(one if one.isdigit() else one[0] for one in words.split())
    wide = len(words) * TAG * 0.55 + 2
    place = Area(area.left, area.top - TAG - 1, area.left + wide, area.top)
    yield box(place, fill="#ffffff", fill_opacity=0.85, stroke="none")
    yield text(words, (area.left + 1, area.top - 1.2), TAG, fill=colour, stroke="none")


def connector(line: Connector, how: Stretch) -> str:
    """A connector with a dot where it begins, a head where it ends, and its label."""
    points = [how.point(one) for one in line.points]
    told = "garis penghubung" + (f", “{line.label}”" if line.label else "")
    if not line.directed:
        told += ", tanpa kepala panah: arahnya menurut urutan baca"
    parts = [path(points, told, fill="none", stroke=LINE, stroke_width=1.3)]
    if len(points) > 1:
        parts += ends(line, points)
    if line.label and points:
        x, y = points[len(points) // 2]
        parts.append(text(f"“{line.label}”", (x + 2, y - 2), 6.0, fill=LINE, font_weight="bold"))
    return group(parts)


def ends(line: Connector, points: list[Point]) -> Iterator[str]:
    """The dot at the start and the head at the end; a ring where no symbol was found."""
    (x, y), end, before = points[0], points[-1], points[-2]
    yield element("circle", cx=x, cy=y, r=1.8, fill=LINE)
    if line.directed:
        turn = atan2(end[1] - before[1], end[0] - before[0])
        corners = [(end[0] - 6 * cos(turn + one), end[1] - 6 * sin(turn + one))
                   for one in (pi / 8, -pi / 8)]  # fmt: skip
        yield path([end, *corners, end], fill=LINE)
    for found, (a, b) in ((line.start, points[0]), (line.end, end)):
        if found is None:
            told = element("title", "ujung ini tidak menyentuh simbol")
            yield element("circle", told, cx=a, cy=b, r=4.0, fill="none", stroke=WRONG)


def meanings(page: Page, how: Stretch, origins: Iterable[Origin]) -> Iterator[str]:
    """The cells of which a value was taken, in the colour of their meaning; each column named."""
    named: dict[tuple[str, bool], list[Area]] = {}
    shaded: set[Area] = set()  #: one shade over the other would hide the words
    for one in origins:
        if one.item is not None and (one.field != "performers" or one.row):
            continue
        colour, name = meaning_of(one)
        told = f"baris {one.row}: {name}" if one.row else name
        for place in one.places:
            if place.page == page.number and place.area is not None:
                area = how.area(place.area)
                shade = 0.13 if one.field not in DRAWN or not one.row else 0.05
                shade = 0.0 if area in shaded else shade
                shaded.add(area)
                yield box(area, told, fill=colour, fill_opacity=shade, stroke=colour,
                          stroke_width=0.4)  # fmt: skip
                if one.field not in DRAWN or one.item is not None:
                    named.setdefault((name, one.row is None), []).append(area)
    for (name, head), areas in named.items():
        if head or (name, True) not in named:  # a page without a header has its names too
            first = min(areas, key=lambda one: one.top)
            yield from tag(name, first, COLOURS.get(name, OF_IDENTITY))


def doubted(page: Page, how: Stretch, reading: Reading) -> Iterator[str]:
    """The values about which there is a doubt, each with what is doubted."""
    places = {(one.row, one.field): one.places for one in reading.origins if one.item is None}
    for doubt in reading.doubts:
        there = places.get((doubt.row, doubt.field)) or places.get((doubt.row, "activities"), ())
        for place in there:
            if place.page == page.number and place.area is not None:
                yield box(how.area(place.area), doubt.what, fill="none", stroke=WRONG,
                          stroke_width=1.6, stroke_dasharray="5 2.5")  # fmt: skip


def meaning_of(origin: Origin) -> tuple[str, str]:
    """(colour, name) of what stands at an origin."""
    field = origin.field.removeprefix("steps.")
    if field == "performers" and origin.item is not None and origin.row is None:
        return MEANINGS[field][0], f"Pelaksana {origin.item + 1}"
    if field == "steps":
        return WRONG, "tidak terbaca"
    return MEANINGS.get(field) or (OF_IDENTITY, IDENTITY.get(field, field))
