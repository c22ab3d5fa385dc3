"""The flow-chart table: rows, header and connectors of every page.

Pages and letters depend on each other: an arrow that leaves its page needs a pentagon, a
pentagon may make its row taller, a taller row may move to the next page. So the rows are laid
until nothing changes; arrows only ever join the lettered ones, which ends it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from tatalaksana.core.drawing.cells import placed
from tatalaksana.core.drawing.columns import Columns, row_rules
from tatalaksana.core.drawing.drawing import Align, Box, Cell, Connector, Element, Page, Part
from tatalaksana.core.drawing.flow import Arrow, Flow, flow_of
from tatalaksana.core.drawing.header import (
    Header,
    header_cells,
    header_elements,
    header_for,
)
from tatalaksana.core.drawing.leaf import floor
from tatalaksana.core.drawing.paper import PageFormat
from tatalaksana.core.drawing.routing import route
from tatalaksana.core.drawing.rows import (
    Band,
    Frame,
    Lines,
    apart,
    broken,
    main_flow,
    paged,
    rows_of,
    strip_height,
)
from tatalaksana.core.drawing.sites import Sizes, sites_for, sizes_for
from tatalaksana.core.drawing.style import HouseStyle
from tatalaksana.core.drawing.symbols import Scene, add_row, add_strips
from tatalaksana.core.drawing.tables import paragraphs_of, table_of
from tatalaksana.core.drawing.widths import chosen
from tatalaksana.core.drawing.wording import NO, TIME, Wording, wording_of
from tatalaksana.core.procedure.model import Procedure

ALIGNED = {NO: Align.CENTRE, TIME: Align.CENTRE}
ROUNDS = 40  #: of laying rows and leading connectors; each joins arrows to the lettered ones


@dataclass(frozen=True, slots=True)
class Laid:
    """The table on its pages, and what could not be drawn."""

    pages: tuple[Page, ...]
    remarks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Ground:
    """What stays the same for every page of one table."""

    lines: list[Lines]  #: of every step
    page: PageFormat  #: with the size of the letters in the table
    flow: Flow
    columns: Columns
    sizes: Sizes
    header: Header
    head: tuple[list[Element], list[Cell]]  #: the header as it stands on every page
    frame: Frame


def table_pages(procedure: Procedure, page: PageFormat, style: HouseStyle) -> Laid:
    """The pages of the table. Errors: DrawingError TL400 when the columns do not fit."""
    flow = flow_of(procedure)
    ground = ground_of(wording_of(procedure), flow, page, style)
    lettered: frozenset[Arrow] = frozenset()
    for _ in range(ROUNDS):
        bands, scenes, connectors, failed = laid_once(ground, lettered)
        more = apart(bands, flow) | failed
        if more <= lettered:
            break
        lettered |= more
    lost = tuple(
        f"Panah dari langkah {arrow.from_row} ke langkah {arrow.to_row} tidak tergambar."
        for arrow in sorted(failed, key=lambda arrow: (arrow.from_row, arrow.to_row))
    )
    pages = tuple(
        drawn(ground, strips, scene, lines)
        for strips, scene, lines in zip(bands, scenes, connectors, strict=True)
    )
    remarks = smaller_letters(page, ground.page, len(flow.roles))
    return Laid(pages, (*flow.remarks, *ground.header.remarks, *remarks, *lost))


def ground_of(wording: Wording, flow: Flow, page: PageFormat, style: HouseStyle) -> Ground:
    """Columns, sizes and header. Errors: DrawingError TL400 when the columns do not fit."""
    fit = chosen(wording, flow, page, style)
    sizes = sizes_for(fit.columns, roomy=page.height is None)
    header = header_for(fit.columns, flow.roles, fit.page.size, style, wording.titles)
    frame = Frame(page.margin + header.height, floor(page), strip_height(sizes))
    lines = broken(wording, fit.columns, fit.page.size)
    heading = fit.columns, header, page.margin, fit.page.size
    head = header_elements(*heading), header_cells(*heading)
    return Ground(lines, fit.page, flow, fit.columns, sizes, header, head, frame)


def smaller_letters(asked: PageFormat, taken: PageFormat, roles: int) -> list[str]:
    """What to tell when the letters had to be made smaller."""
    if taken.size == asked.size:
        return []
    size = f"{taken.size:g}".replace(".", ",")
    return [f"Huruf tabel dikecilkan menjadi {size} pt agar {roles} pelaksana muat."]


def laid_once(
    ground: Ground, lettered: frozenset[Arrow]
) -> tuple[list[list[Band]], list[Scene], list[list[Connector]], frozenset[Arrow]]:
    """Rows on pages and connectors led, with these arrows through letters."""
    flow, sizes, columns = ground.flow, ground.sizes, ground.columns
    sites = {
        row: sites_for(stop, flow, lettered, columns, sizes) for row, stop in flow.stops.items()
    }
    rows = rows_of(ground.lines, sites, sizes)
    bands = paged(rows, ground.frame, ground.page.size)
    if not apart(bands, flow) <= lettered:
        return bands, [], [], frozenset()  # the pages will change: no need to lead connectors
    crossing = {arrow: ends for arrow, ends in main_flow(bands, flow).items()
                if arrow not in lettered}  # fmt: skip
    letters = letters_for(flow, lettered, frozenset(crossing))
    scenes, connectors, failed = [], [], set()
    stripped = []
    for at, page in enumerate(bands):
        come = [arrow for arrow, ends in crossing.items() if ends[1] == at]
        go = [arrow for arrow, ends in crossing.items() if ends[0] == at]
        page, strips = with_strips(page, ground.frame, bool(come), bool(go))  # noqa: PLW2901
        scene = Scene(columns, sizes, flow, letters)
        for band in page:
            add_row(scene, band)
        exits = sites[go[0].from_row].exits if go else {}
        add_strips(scene, strips, (come, go), exits)
        lines, lost = route(scene, page, lettered, (come, go))
        stripped.append(page)
        scenes.append(scene)
        connectors.append(lines)
        failed |= lost
    return stripped, scenes, connectors, frozenset(failed)


def with_strips(
    bands: list[Band], frame: Frame, head: bool, foot: bool
) -> tuple[list[Band], tuple[Band | None, Band | None]]:
    """The bands of a page with the strips it needs; rows close up where there is no head."""
    up = bands[0].top - frame.top - (frame.strip if head else 0.0) if bands else 0.0
    moved = [replace(band, top=band.top - up, bottom=band.bottom - up) for band in bands]
    first = Band(0, frame.top, frame.top + frame.strip) if head else None
    end = moved[-1].bottom if moved else frame.top
    last = Band(0, end, end + frame.strip) if foot else None
    return [*filter(None, (first,)), *moved, *filter(None, (last,))], (first, last)


def letters_for(
    flow: Flow, lettered: frozenset[Arrow], crossing: frozenset[Arrow]
) -> dict[tuple[int, bool], str]:
    """A letter for every step that is reached through pentagons; True: through a strip."""
    keys = [
        (arrow.to_row, arrow in crossing)
        for arrow in flow.arrows
        if arrow in lettered or arrow in crossing
    ]
    return {key: letter(i) for i, key in enumerate(dict.fromkeys(keys))}


def letter(index: int) -> str:
    """A, B … Z, AA, AB …"""
    name = chr(ord("A") + index % 26)
    return name if index < 26 else letter(index // 26 - 1) + name


def drawn(ground: Ground, bands: list[Band], scene: Scene, lines: list[Connector]) -> Page:
    """One page of the table as elements; rows in reading order, connectors after them."""
    page, columns = ground.page, ground.columns
    elements, cells = list(ground.head[0]), list(ground.head[1])
    for band in bands:
        row = band.row or None
        elements += row_rules(columns, band.top, band.bottom, row)
        cells += row_cells(columns, band, page.size)
        for column, cell_lines in enumerate(band.lines):
            cell = within(band, columns.text(column))
            elements += placed(cell_lines, cell, page.size, ALIGNED.get(column, Align.LEFT), row)
    elements += lines
    elements += scene.symbols()
    elements += [line.label for line in lines if line.label]
    height = page.height or (bands[-1].bottom if bands else ground.frame.top) + page.margin
    table = table_of(Part.STEPS, cells, ground.header.heads)
    return Page(page.width, height, tuple(elements), (table,))


def row_cells(columns: Columns, band: Band, size: float) -> list[Cell]:
    """The cells of one row; in a strip of pentagons the text cells beside it are one."""
    roles = [within(band, columns.role(role)) for role in range(columns.performers)]
    if not band.row:
        ends = (columns.edges[0], columns.area[0]), (columns.area[1], columns.edges[-1])
        return [Cell(box=box) for box in (*(within(band, span) for span in ends), *roles)]
    texts = [
        Cell(box=within(band, columns.text(column)), paragraphs=paragraphs_of(lines), size=size,
             align=ALIGNED.get(column, Align.LEFT), step=band.row)
        for column, lines in enumerate(band.lines)
    ]  # fmt: skip
    return [*texts, *(Cell(box=box, size=size, step=band.row) for box in roles)]


def within(band: Band, span: tuple[float, float]) -> Box:
    """The part of a row from a left to a right edge."""
    left, right = span
    return Box(left, band.top, right - left, band.bottom - band.top)
