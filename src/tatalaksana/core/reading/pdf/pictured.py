"""Which pages of a PDF must be looked at as pictures, beside what the file itself tells of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from tatalaksana.core.reading.block import Block, Unread
from tatalaksana.core.reading.layout.blocks import blocks_of
from tatalaksana.core.reading.page import Area, Page
from tatalaksana.core.reading.understand.kinds import is_header
from tatalaksana.core.reading.understand.labels import identity_field, table

LARGE = 0.12  #: of the page, from which a picture may be a table; a code or a logo is smaller
FEW = 2  #: symbols; no flow has fewer
TELLING = 2  #: labels of fields that make an identity


def has_header(told: Sequence[Page]) -> bool:
    """Whether a table of steps is on the pages."""
    return any(is_header(row) for block in blocks_of(told) for row in block.rows)


def flow_is_picture(page: Page) -> bool:
    """Whether a table of steps has its words but hardly a symbol: a picture shows the flow."""
    return page.picture > LARGE and len(page.shapes) < FEW and has_header((page,))


def identity_pages(told: Sequence[Page]) -> Iterator[Page]:
    """The pages, or upper parts of one, whose picture may show the identity of a table of words.

    They stand right before a table whose identity the file does not tell.
    """
    most = table("scan")["identity"]["pages"]
    for i, page in enumerate(told):
        if not has_header((page,)) or tells_identity(page):
            continue
        before: list[Page] = []
        for one in reversed(told[max(0, i - most) : i]):
            if not is_picture(one):
                before = [] if tells_identity(one) else before
                break
            before.insert(0, one)
        yield from before
        if not before and page.picture > LARGE and not follows_table(told, i):
            yield page


def follows_table(told: Sequence[Page], i: int) -> bool:
    """Whether the page before has words: a table or an identity, which goes on here."""
    return i > 0 and not is_picture(told[i - 1])


def is_picture(page: Page) -> bool:
    """Whether a page is a picture with hardly a word of its own."""
    own = sum(len(cell.text) for grid in page.grids for cell in grid.cells)
    return page.picture > LARGE and own <= table("scan")["own"]["whole"]


def tells_identity(page: Page) -> bool:
    """Whether a page prints labels of an identity."""
    texts = [cell.text for grid in page.grids for cell in grid.cells]
    texts += [line.text for line in page.lines]
    heads = (line.partition(":")[0].strip() for text in texts for line in text.split("\n"))
    found = {identity_field(head) for head in heads if head}
    return len(found - {None}) >= TELLING


def with_unread(blocks: Sequence[Block], pages: Sequence[Page]) -> tuple[Block, ...]:
    """The blocks, each header told which pictures before its table were not read."""
    waiting = [one for one in pages if one.unread]
    if not waiting:
        return tuple(blocks)
    heads = [row.page for block in blocks for row in block.rows if is_header(row)]
    return tuple(
        Block(tuple(
            replace(row, unread=tuple(unread(one) for one in waiting
                                      if first_from(heads, one.number) == row.page))
            if is_header(row) else row
            for row in block.rows
        ))
        for block in blocks
    )  # fmt: skip


def first_from(heads: Sequence[int], page: int) -> int:
    """The first page from `page` on that has a header; 0 for none."""
    return next((head for head in heads if head >= page), 0)


def unread(page: Page) -> Unread:
    """A page that was not read, all of it."""
    return Unread(page.number, Area(0.0, 0.0, page.width, page.height), page.unread)
