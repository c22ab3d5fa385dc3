"""Pictures of a sheet that are large enough to show a flow: over its cells, and in them.

A picture in a cell is its value, which Excel keeps apart and calls an error ("#VALUE!") for the
programs that do not know it. Source: MS-XLSX 2.3.6 (rich values), 2.6 (their relations).
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import TypeVar

from tatalaksana.core.reading import pace
from tatalaksana.core.reading.layout.flows import Flow
from tatalaksana.core.reading.layout.pictures import among_steps
from tatalaksana.core.reading.markup import Node, children, name_of, number, within
from tatalaksana.core.reading.package import relation
from tatalaksana.core.reading.page import Area, Grid
from tatalaksana.core.reading.scan.flow import flow_on
from tatalaksana.core.reading.sheet.book import Book
from tatalaksana.core.reading.sheet.cells import MOST_ROWS, Cells
from tatalaksana.core.reading.sheet.shapes import Drawn

LARGEST = 90.0  #: points; a larger picture is no symbol, but may show several
Some = TypeVar("Some")
MOST_LOOKED_AT = 100  #: pictures of one workbook; each takes some tenths of a second
MOST_EDGES = 400  #: rows beside one picture
LARGEST_PICTURE = 16 * 2**20  #: bytes


def in_cells(book: Book, cells: Cells) -> Iterator[tuple[Area, str]]:
    """The pictures that are values of cells: their places, and the names of their parts."""
    if not cells.pictures:
        return
    parts = book.cell_pictures
    if parts is None:
        parts = book.cell_pictures = parts_of(book)
    for spot, index in cells.pictures.items():
        if index in parts:
            yield cells.area(*spot, *cells.merged.get(spot, spot)), parts[index]


def parts_of(book: Book) -> dict[int, str]:
    """The pictures by the number that a cell has for its value, from 1."""
    links = book.package.related(book.start)
    known = dict(links.values())
    meta = book.package.part(known.get("sheetMetadata", ""))
    values = book.package.part(known.get("rdRichValue", ""))
    named = known.get("richValueRel", "")
    relations = [relation(one) for one in children(book.package.part(named), "rel")]
    files = book.package.related(named) if named else {}
    rich = [int(number(one, "i")) for one in deep(within(meta, "futureMetadata"), "rvb")]
    firsts = [next(children(one, "v"), None) for one in children(values, "rv")]
    found = {}
    for at, one in enumerate(deep(within(meta, "valueMetadata"), "rc"), start=1):
        index = chosen(rich, int(number(one, "v")))
        place = chosen(firsts, index) if index is not None else None
        text = place.text if place is not None else ""
        name = chosen(relations, int(text)) if text and text.isdecimal() else None
        kind, part = files.get(name or "", ("", ""))
        if kind == "image":
            found[at] = part
    return found


def edges_in(cells: Cells, area: Area) -> list[float]:
    """The rules of the shown rows whose middle lies in an area; none of a monstrous one."""
    first = bisect_left(range(MOST_ROWS), area.top, key=lambda row: cells.ys.at(row + 1))
    found: list[float] = []
    for row in range(first, min(first + MOST_EDGES, MOST_ROWS)):
        top, high = cells.ys.at(row), cells.ys.size(row)
        if top >= area.bottom:
            return found
        if high > 0 and area.top < top + high / 2 < area.bottom:
            found = [*(found or [top]), top + high]
    return []


def pictures_in(book: Book) -> int:
    """How many pictures the whole workbook has; each may lie on several sheets."""
    return max(sum("/media/" in one for one in book.package.entries), book.looked_at + 1)


def deep(top: Node | None, name: str) -> Iterator[Node]:
    """The elements below with that name."""
    return (one for one in (top.iter() if top is not None else ()) if name_of(one) == name)


def chosen(some: Sequence[Some], index: int) -> Some | None:
    """One of some; None where there is none of that number."""
    return some[index] if 0 <= index < len(some) else None


def flows(
    book: Book, part: str, cells: Cells, drawn: Drawn, grids: Sequence[Grid]
) -> tuple[list[Flow], list[Area]]:
    """What the large pictures among the steps show, and the places of those that show nothing."""
    links = book.package.related(part)
    _, drawing = links.get(cells.drawing, ("", ""))
    files = book.package.related(drawing) if drawing and drawn.pictures else {}
    over = [(one.area, files.get(one.relation, ("", ""))[1]) for one in drawn.pictures]
    found: list[Flow] = []
    blind: list[Area] = []
    every = [*((*one, False) for one in over), *((*one, True) for one in in_cells(book, cells))]
    for area, name, fitted in islice(every, MOST_LOOKED_AT):
        if max(area.width, area.height) < LARGEST or not among_steps(area, grids):
            continue
        data = book.package.bytes_of(name, LARGEST_PICTURE) if name else None
        flow = Flow()
        if data and book.looked_at < MOST_LOOKED_AT:
            pace.tell(book.looked_at, min(pictures_in(book), MOST_LOOKED_AT))
            book.looked_at += 1
            flow = flow_on(data, area, edges_in(cells, area), fitted=fitted)
        found += [flow] if flow.shapes else []
        blind += [] if flow.shapes else [area]
    return found, blind
