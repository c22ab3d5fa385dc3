"""The sheets of a workbook as pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tatalaksana.core.reading.layout.flows import with_flow
from tatalaksana.core.reading.layout.pictures import among_steps, with_pictures
from tatalaksana.core.reading.page import Area, Grid, Kind, Page, Shape, TextLine
from tatalaksana.core.reading.sheet.book import Book, book_of
from tatalaksana.core.reading.sheet.cells import Cells, cells_of
from tatalaksana.core.reading.sheet.pictures import LARGEST, flows
from tatalaksana.core.reading.sheet.shapes import Drawn, Note, Symbol, drawn_on
from tatalaksana.core.reading.sheet.strokes import Squares, connectors_of, with_labels
from tatalaksana.core.reading.sheet.tables import Table

FRAMED = 3  #: symbols in a larger one, from which that is only a frame
COST = 20  #: of a shape, in cells: each is compared with its neighbours


def pages_of(data: bytes) -> Iterator[Page]:
    """The sheets that are shown, as pages. Errors: ReadingError TL200."""
    book = book_of(data)
    for number, part in enumerate(book.sheets, start=1):
        yield page_of(book, number, part)


def page_of(book: Book, number: int, part: str) -> Page:
    """One sheet."""
    cells = cells_of(book, part)
    drawn = drawing_of(book, part, cells)
    things = list(Table(book, cells).things())
    grids = [one for one in things if isinstance(one, Grid)]
    symbols, notes = with_texts(without_frames(drawn.symbols), drawn.notes)
    pictures = [
        one.area
        for one in drawn.pictures
        if 0 < one.area.width < LARGEST and 0 < one.area.height < LARGEST
        and among_steps(one.area, grids)
    ]  # fmt: skip
    symbols += [Symbol(Kind.OTHER, area, "", ("",)) for area in pictures]
    lines, notes = with_labels(connectors_of(symbols, drawn.strokes), symbols, notes)
    outside = [
        TextLine(note.area, note.text)
        for note in notes
        if not any(grid.area.holds(note.area.middle) for grid in grids)
    ]
    whole = around([one.area for one in things])
    page = Page(
        number, whole.right, whole.bottom, tuple(grids),
        (*(one for one in things if isinstance(one, TextLine)), *outside),
        tuple(Shape(one.kind, one.area, one.text) for one in symbols), tuple(lines),
    )  # fmt: skip
    shown, blind = flows(book, part, cells, drawn, grids)
    for flow in shown:
        page = with_flow(page, flow)
    return with_pictures(page, [*pictures, *blind])


def drawing_of(book: Book, part: str, cells: Cells) -> Drawn:
    """What lies on a sheet."""
    _, name = book.package.related(part).get(cells.drawing, ("", ""))
    drawn = drawn_on(cells, book.package.part(name) if name else None)
    book.spend(COST * drawn.count)
    return drawn


def without_frames(symbols: Sequence[Symbol]) -> list[Symbol]:
    """The symbols without those that only frame others."""
    places = Squares([one.area for one in symbols])
    kept = []
    for one in symbols:
        reach = max(one.area.width, one.area.height) / 2
        near = (symbols[k] for k in places.near(one.area.middle, reach))
        inside = sum(other is not one and one.area.holds(other.area.middle)
                     and other.area.width < one.area.width for other in near)  # fmt: skip
        if inside < FRAMED:
            kept.append(one)
    return kept


def with_texts(symbols: Sequence[Symbol], notes: Sequence[Note]) -> tuple[list[Symbol], list[Note]]:
    """The symbols with the words written over them, and the notes left."""
    found, left = list(symbols), []
    places = Squares([one.area for one in symbols])
    for note in notes:
        middle = note.area.middle
        k = next(
            (k for k in places.near(middle, 1.0)
             if found[k].area.holds(middle) and not found[k].text),
            None,
        )  # fmt: skip
        if k is None or note.area.width > 1.6 * found[k].area.width:
            left.append(note)
        else:
            found[k] = replace(found[k], text=note.text)
    return found, left


def around(areas: Sequence[Area]) -> Area:
    """The area around all things of a sheet."""
    return Area(
        0.0, 0.0, max((one.right for one in areas), default=0.0),
        max((one.bottom for one in areas), default=0.0),
    )  # fmt: skip
