"""The pages of a PDF with their tables, symbols and connectors."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.page import (
    Area,
    Grid,
    GridCell,
    Page,
    Shape,
    TextLine,
)
from tatalaksana.core.reading.pdf.content import sheets
from tatalaksana.core.reading.pdf.labels import with_labels
from tatalaksana.core.reading.pdf.lines import connectors, parted
from tatalaksana.core.reading.pdf.lists import list_of
from tatalaksana.core.reading.pdf.missing import missing_rules
from tatalaksana.core.reading.pdf.outlines import sorted_out
from tatalaksana.core.reading.pdf.overflow import brought_home
from tatalaksana.core.reading.pdf.rulings import (
    Rule,
    edges_of,
    merged,
    rules_of,
    symbols_and_frames,
    tables,
)
from tatalaksana.core.reading.pdf.seen import NOTHING, Seen, beside
from tatalaksana.core.reading.pdf.sheet import Sheet
from tatalaksana.core.reading.pdf.words import Run, lines_of, padding, runs_of, text_of

MOST_SHAPES = 500  #: of one page; the most crowded flow charts have a hundred


def pages_of(data: bytes, seen: Mapping[int, Seen] = MappingProxyType({})) -> Iterator[Page]:
    """The pages of a document. Errors: ReadingError TL200, see `sheets`.

    `seen` is what the pictures on some pages show, by the number of the page.
    """
    for number, sheet in enumerate(sheets(data), start=1):
        if sheet.refused:
            raise ReadingError(
                f"Halaman {number} berkas PDF ini tidak dapat dibaca: {sheet.refused}.",
                hint="Simpan ulang berkasnya tanpa halaman itu, lalu baca lagi.",
            )
        yield page_of(number, sheet, seen.get(number, NOTHING))


def page_of(number: int, sheet: Sheet, seen: Seen = NOTHING) -> Page:
    """One page; what was seen on a picture stands for what the file tells there."""
    sheet = beside(sheet, seen)
    drawn = sorted_out(sheet.traces)
    figures, frames = symbols_and_frames(drawn.figures, drawn.pieces)
    shapes = [Shape(one.kind, one.area) for one in figures]
    if len(shapes) > MOST_SHAPES or len(drawn.heads) > MOST_SHAPES:
        shapes, drawn.heads = [], []  # an ornament, no flow chart
    arrows, rules = parted(drawn.pieces, shapes, drawn.heads)
    shapes, arrows, rules = [*shapes, *seen.shapes], [*arrows, *seen.arrows], [*rules, *seen.rules]
    drawn.heads += seen.heads
    flat, tall = rules_of(rules)
    for frame in frames:
        tops, sides = edges_of(frame.area)
        flat, tall = flat + tops, tall + sides
    grids, runs = tables_and_runs(flat, tall, sheet)
    shapes = [one for one in shapes if any(area.holds(one.area.middle, 30) for area, _ in grids)]
    shapes, runs = with_texts(shapes, runs)
    lines = connectors(arrows, shapes, drawn.heads)
    lines, runs = with_labels(lines, shapes, runs)
    placed = [Grid(area, with_words(cells, runs)) for area, cells in grids]
    outside = [run for run in runs if cell_of(run, grids) is None]
    return Page(
        number, sheet.width, sheet.height, tuple(placed),
        tuple(TextLine(line.area, line.text) for line in lines_of(outside)),
        tuple(shapes), lines, picture=sheet.picture, words=seen.words,
        levelled=seen.levelled,
    )  # fmt: skip


def tables_and_runs(
    flat: list[Rule], tall: list[Rule], sheet: Sheet
) -> tuple[list[tuple[Area, list[GridCell]]], list[Run]]:
    """The tables of the rules, and the words as the rules part them."""
    runs = runs_of(sheet.letters, merged(tall))
    grids = [one for one in tables(flat, tall) if len(one[1]) > 1]
    lacking = [rule for _, cells in grids for rule in missing_rules(cells, runs)]
    if lacking:
        tall = tall + lacking
        runs = runs_of(sheet.letters, merged(tall))
        grids = [one for one in tables(flat, tall) if len(one[1]) > 1]
    return sorted(grids, key=lambda one: (one[0].top, one[0].left)), runs


def cell_of(run: Run, grids: Sequence[tuple[Area, Sequence[GridCell]]]) -> GridCell | None:
    """The cell in which a run stands, the smallest where tables lie in tables."""
    middle = run.area.middle
    inside = [
        cell
        for area, cells in grids
        if area.holds(middle)
        for cell in cells
        if cell.area.holds(middle)
    ]
    return min(inside, key=lambda one: one.area.width * one.area.height, default=None)


def with_words(cells: Sequence[GridCell], runs: Sequence[Run]) -> tuple[GridCell, ...]:
    """The cells of one table with their texts."""
    found: dict[int, list[Run]] = {}
    for k, i in brought_home(cells, runs, places_of(cells, runs)).items():
        found.setdefault(i, []).append(runs[k])
    written = {i: lines_of(inside) for i, inside in found.items()}
    pad = padding((cells[i].area, lines) for i, lines in written.items())
    return tuple(
        replace(
            cell,
            text=list_of(found[i], cell.area) or text_of(written[i], cell.area, pad),
            lines=tuple(one.text for one in written[i]),
            places=tuple(one.area for one in written[i]),
        )
        if i in written
        else cell
        for i, cell in enumerate(cells)
    )


def places_of(cells: Sequence[GridCell], runs: Sequence[Run]) -> dict[int, int]:
    """The cell of each run that stands in one, by their places."""
    found: dict[int, int] = {}
    for k, run in enumerate(runs):
        middle = run.area.middle
        inside = next((i for i, cell in enumerate(cells) if cell.area.holds(middle)), None)
        if inside is not None:
            found[k] = inside
    return found


def with_texts(shapes: Sequence[Shape], runs: Sequence[Run]) -> tuple[list[Shape], list[Run]]:
    """The symbols with the words in them, and the words left."""
    inside: dict[int, list[Run]] = {}
    left = []
    for run in runs:
        at = next((i for i, one in enumerate(shapes) if within(run.area, one)), None)
        if at is None:
            left.append(run)
        else:
            inside.setdefault(at, []).append(run)
    texts = {i: " ".join(line.text for line in lines_of(found)) for i, found in inside.items()}
    return [replace(one, text=texts.get(i, "")) for i, one in enumerate(shapes)], left


def within(words: Area, shape: Shape) -> bool:
    """Whether words stand in a symbol, or were written over it."""
    return shape.area.holds(words.middle) and words.width <= 1.6 * shape.area.width
