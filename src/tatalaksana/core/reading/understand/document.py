"""Parting a document into procedures: what stands before each step table, and the table."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tatalaksana.core.reading.block import Block, Row
from tatalaksana.core.reading.understand.broken import mended
from tatalaksana.core.reading.understand.kinds import (
    first_number,
    is_header,
    is_identity,
    is_page_foot,
    is_subheader,
    number_in,
)
from tatalaksana.core.reading.understand.labels import identity_label

MOST_HEADER_ROWS = 5


@dataclass(slots=True)
class Part:
    """The rows of one procedure: before its table, the table's header, its body."""

    preamble: list[Row]
    header: list[Row]
    body: list[Row] = field(default_factory=list)
    foreign: list[Row] = field(default_factory=list)  #: between and behind the rows of the table

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line in the document."""
        rows = [*self.preamble, *self.header, *self.body]
        return rows[0].line, rows[-1].line

    @property
    def width(self) -> int:
        """The columns of the header."""
        return max(len(row.cells) for row in self.header)


def parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """The procedures of the document, in their order."""
    rows = [row for block in blocks for row in block.rows]
    before: list[Row] = []
    part: Part | None = None
    fresh = False  # whether the header may still get another row
    i = 0
    while i < len(rows):
        row, used = rows[i], 1
        if is_header(row):
            if part and not part.body and not before:
                part.header.append(row)  # the header's second row repeats "No", "Kegiatan"
            else:
                if part and part.body:
                    yield part
                part, fresh, before = Part(before, [row]), True, []
        elif part and fresh and is_subheader(row, below_names=len(part.header) > 1):
            part.header.append(row)
            fresh = len(part.header) < MOST_HEADER_ROWS
        else:
            whole_row, used = mended(rows, i, part.width) if part and not row.drawn else (row, 1)
            if part and (continues(whole_row, part) if before else belongs(whole_row)):
                part.body.append(whole_row)
                part.foreign += before
                before, fresh = [], False
            else:
                before.append(row)
                used = 1
        i += used
    if part and part.body:
        part.foreign += before
        yield part


def whole(blocks: Iterable[Block]) -> tuple[Part, ...]:
    """The procedures, with tables joined that a page break had parted and headed anew."""
    joined: list[Part] = []
    for part in parts(blocks):
        last = joined[-1] if joined else None
        if last and is_continuation(part, last):
            last.body += part.body
            known = printed(last.preamble)
            last.foreign += [row for row in part.preamble if words(row) not in known]
            last.foreign += part.foreign
        else:
            joined.append(part)
    return tuple(joined)


def is_continuation(part: Part, last: Part) -> bool:
    """Whether `part` goes on numbering where `last` stopped, with no identity of its own."""
    labelled = [row for row in part.preamble if row.tabular and identity_label(row.text(0))]
    if labelled and not printed(labelled) <= printed(last.preamble):
        return False
    between = [row for row in part.preamble if not is_page_foot(" ".join(words(row)))]
    if not between and [*map(words, part.header)] == [*map(words, last.header)]:
        return True  # the same header again, with nothing between: a page break
    first, before = first_number(part.body), first_number(reversed(last.body))
    return first is not None and before is not None and first == before + 1 and first > 1


def printed(rows: Iterable[Row]) -> set[tuple[str, ...]]:
    """The texts of the rows, to know one that a page prints again."""
    return {words(row) for row in rows}


def words(row: Row) -> tuple[str, ...]:
    """The texts of a row, to compare."""
    return tuple(cell.text for cell in row.cells if cell.text)


def belongs(row: Row) -> bool:
    """Whether a row that directly follows the table still belongs to it."""
    if not row.tabular or is_identity(row):
        return False
    return len(row.filled) > 1 or len(row.cells) > 3


def continues(row: Row, part: Part) -> bool:
    """Whether a row after foreign lines (a page's head or foot) takes the numbering up again."""
    if not row.tabular or (number := number_in(row.text(0))) is None:
        return False
    last = first_number(reversed(part.body))
    return last is not None and number == last + 1 and len(row.cells) > 4
