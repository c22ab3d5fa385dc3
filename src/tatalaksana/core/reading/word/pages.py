"""The pages of a Word document, each from one break that the document makes to the next.

Where Word itself begins a page nobody knows but Word: such pages are one high page here.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from tatalaksana.core.reading.layout.flows import with_flow
from tatalaksana.core.reading.page import Area, Grid, GridCell, Page, TextLine
from tatalaksana.core.reading.word.figures import Figure
from tatalaksana.core.reading.word.flows import Media, pictured
from tatalaksana.core.reading.word.lists import lists_of
from tatalaksana.core.reading.word.names import Node, child, value
from tatalaksana.core.reading.word.package import opened
from tatalaksana.core.reading.word.places import Paper, Where, paper_of, placed
from tatalaksana.core.reading.word.symbols import with_figures
from tatalaksana.core.reading.word.tables import (
    TABLE,
    Item,
    Measure,
    Table,
    TableCell,
    blocks_in,
    words_of,
)
from tatalaksana.core.reading.word.texts import breaks_page, usual_size

MIDDLE, END = frozenset({"center"}), frozenset({"right", "end"})


@dataclass(slots=True)
class Sheet:
    """One page while it is filled, from above."""

    paper: Paper
    top: float
    grids: list[Grid] = field(default_factory=list)
    lines: list[TextLine] = field(default_factory=list)
    figures: list[Figure] = field(default_factory=list)

    @property
    def empty(self) -> bool:
        """Whether nothing stands on it."""
        return not (self.grids or self.lines or self.figures)

    def paragraph(self, item: Item, column: Area) -> None:
        """One paragraph outside every table."""
        where = Where(self.paper, column, self.top + item.top, centred=item.centred)
        self.draw(item, where)
        texts = [line for line in item.text.split("\n") if line]
        tall = item.height / max(1, len(texts))
        for k, text in enumerate(texts):
            top = where.top + k * tall
            self.lines.append(TextLine(Area(column.left, top, column.right, top + tall), text))

    def draw(self, item: Item, where: Where) -> None:
        """The drawings anchored in a paragraph."""
        for drawing in item.drawings:
            self.figures += placed(drawing, where)

    def table(self, table: Table, left: float, top: float) -> None:
        """One table, and those in its cells."""
        cells = []
        for cell in table.cells:
            area = Area(
                left + table.xs[cell.column], top + table.ys[cell.row],
                left + table.xs[cell.column + cell.columns], top + table.ys[cell.row + cell.rows],
            )  # fmt: skip
            text = words_of(cell.items)
            lines = tuple(text.split("\n")) if text else ()
            cells.append(
                GridCell(area, cell.row, cell.column, cell.rows, cell.columns, text, lines)
            )
        if cells:
            width, height = table.xs[-1], table.ys[-1]
            self.grids.append(Grid(Area(left, top, left + width, top + height), tuple(cells)))
        for cell, one in zip(table.cells, cells, strict=True):
            self.inside(cell, one.area)

    def inside(self, cell: TableCell, area: Area) -> None:
        """The drawings and tables in one cell."""
        column = Area(area.left + cell.sides[0], area.top, area.right - cell.sides[1], area.bottom)
        top = area.top + cell.above + cell.sinks * max(0.0, area.height - cell.height)
        for item in cell.items:
            where = Where(self.paper, column, top + item.top, area, item.centred)
            self.draw(item, where)
            if item.table is None:
                continue
            if item.table.apart:
                self.table(item.table, column.left + item.table.indent, where.top)
            else:
                for inner in item.table.cells:
                    for one in inner.items:
                        self.draw(one, where)

    def page(self, number: int, media: Media) -> Page:
        """The page with its symbols and connectors."""
        page = Page(
            number, self.paper.width, max(self.paper.height, self.top), tuple(self.grids),
            tuple(self.lines),
        )  # fmt: skip
        flows, figures = pictured(page.grids, self.figures, media)
        page = with_figures(page, figures)
        for flow in flows:
            page = with_flow(page, flow)
        return page


def pages_of(data: bytes) -> Iterator[Page]:
    """The pages of a document. Errors: ReadingError TL200, see `opened` and `Measure`."""
    package = opened(data)
    measure = Measure(lists_of(package.numbering, package.styles), usual_size(package.styles))
    for number, sheet in enumerate(sheets(package.body, measure), start=1):
        yield sheet.page(number, package.picture)


def sheets(body: Node, measure: Measure) -> Iterator[Sheet]:
    """What stands between the breaks that the document makes."""
    blocks = list(blocks_in(body))
    papers = papers_of(body, blocks)
    paper = papers[0] if papers else Paper()
    sheet = Sheet(paper, paper.body.top)
    for block, own in zip(blocks, papers, strict=True):
        before, after = (False, False) if block.tag == TABLE else breaks_page(block)
        if (before or own != sheet.paper) and not sheet.empty:
            yield sheet
            sheet = Sheet(own, own.body.top)
        width = own.body.width
        if block.tag == TABLE:
            table = measure.table(block)
            sheet.table(table, left_of(table, own.body), sheet.top)
            sheet.top += table.ys[-1]
        else:
            item = measure.paragraph(block, width, 0.0)
            sheet.paragraph(item, own.body)
            sheet.top += item.height
        if (after or ends_page(block)) and not sheet.empty:
            yield sheet
            sheet = Sheet(own, own.body.top)
    if not sheet.empty:
        yield sheet


def left_of(table: Table, body: Area) -> float:
    """The left edge of a table."""
    free = body.width - table.xs[-1]
    if table.align in MIDDLE:
        return body.left + free / 2
    return body.left + (free if table.align in END else table.indent)


def ends_page(block: Node) -> bool:
    """Whether a section ends with the paragraph, and its page with it."""
    section = child(block, "w:pPr", "w:sectPr")
    return section is not None and value(section, "w:type") != "continuous"


def papers_of(body: Node, blocks: list[Node]) -> list[Paper]:
    """The paper of every block: a section tells its own at its end."""
    found: list[Paper] = []
    for k, block in enumerate(blocks):
        section = child(block, "w:pPr", "w:sectPr")
        if section is not None:
            found += [paper_of(section)] * (k + 1 - len(found))
    return found + [paper_of(child(body, "w:sectPr"))] * (len(blocks) - len(found))
