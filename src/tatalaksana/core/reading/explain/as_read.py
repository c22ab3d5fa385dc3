"""A page as it was read, told in JSON: what took long to recognise is not recognised again."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.page import (
    Area,
    Connector,
    Grid,
    GridCell,
    Kind,
    Levelling,
    Page,
    ScannedWord,
    Shape,
)

DIGITS = 1  #: behind the comma, of points
Plain = dict[str, Any]


def plain_pages(pages: Iterable[Page]) -> list[Plain]:
    """The pages of which something was made out on a picture; the others are soon read anew."""
    return [plain_page(one) for one in pages if one.levelled or one.words]


def plain_page(page: Page) -> Plain:
    """A page without the texts of its cells: its tables, symbols, connectors and words."""
    how = page.levelled
    return {
        "number": page.number,
        "size": [page.width, page.height],
        "levelled": [how.lean, how.turn] if how else None,
        "grids": [[edges(one.area), [edges(cell.area) for cell in one.cells]]
                  for one in page.grids],
        "shapes": [[one.kind, edges(one.area), one.text] for one in page.shapes],
        "connectors": [
            [[round(value, DIGITS) for point in one.points for value in point],
             one.start, one.end, one.directed, one.label]
            for one in page.connectors
        ],
        "words": [[edges(one.area), one.text, round(one.sure, 2), one.faint] for one in page.words],
    }  # fmt: skip


def edges(area: Area) -> list[float]:
    """Left, top, right and bottom."""
    return [round(one, DIGITS) for one in (area.left, area.top, area.right, area.bottom)]


def page_from(told: Plain) -> Page:
    """The page that `plain_page` told. Errors: ReadingError TL200 when it is none."""
    try:
        width, height = map(float, told["size"])
        how = told["levelled"]
        return Page(
            int(told["number"]), width, height,
            grids=tuple(grid_from(*one) for one in told["grids"]),
            shapes=tuple(Shape(Kind(kind), Area(*area), str(words))
                         for kind, area, words in told["shapes"]),
            connectors=tuple(connector_from(*one) for one in told["connectors"]),
            words=tuple(ScannedWord(Area(*area), str(words), float(sure), bool(faint))
                        for area, words, sure, faint in told["words"]),
            levelled=Levelling(float(how[0]), int(how[1])) if how else None,
        )  # fmt: skip
    except (KeyError, TypeError, ValueError) as wrong:
        raise ReadingError("Hasil pembacaan halaman ini rusak.") from wrong


def grid_from(area: list[float], cells: list[list[float]]) -> Grid:
    """A table by the places of its cells alone."""
    return Grid(Area(*area), tuple(GridCell(Area(*one), 0, k) for k, one in enumerate(cells)))


def connector_from(
    values: list[float], start: int | None, end: int | None, directed: bool, label: str
) -> Connector:
    """A connector; `values` are x and y in turn."""
    points = tuple(zip(values[::2], values[1::2], strict=True))
    return Connector(points, start, end, bool(directed), str(label))
