"""Parting a document into procedures: what stands before each step table, and the table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from tatalaksana.core.reading.block import Block, Row
from tatalaksana.core.reading.understand.labels import identity_label, is_list, label_in

#: what must stand beside Kegiatan in the header of a step table, two of them
BESIDES = frozenset({"no", "performers", "standard", "inputs", "duration", "outputs"})
MOST_HEADER_ROWS = 5
NUMBER = re.compile(r"\s*(\d{1,3})\s*[.)]?\s*")


@dataclass(slots=True)
class Part:
    """The rows of one procedure: before its table, the table's header, its body."""

    preamble: list[Row]
    header: list[Row]
    body: list[Row] = field(default_factory=list)

    @property
    def lines(self) -> tuple[int, int]:
        """First and last line in the document."""
        rows = [*self.preamble, *self.header, *self.body]
        return rows[0].line, rows[-1].line


def parts(blocks: Iterable[Block]) -> Iterator[Part]:
    """The procedures of the document, in their order."""
    before: list[Row] = []
    part: Part | None = None
    fresh = False  # whether the header may still get a second row
    for row in (row for block in blocks for row in block.rows):
        if is_header(row):
            if part and not part.body and not before:
                part.header.append(row)  # the header's second row repeats "No", "Kegiatan"
                continue
            if part and part.body:
                yield part
            part, fresh = Part(before, [row]), True
            before = []
        elif part and fresh and is_subheader(row, below_names=len(part.header) > 1):
            part.header.append(row)
            fresh = len(part.header) < MOST_HEADER_ROWS
        elif part and not before and belongs(row):
            part.body.append(row)
            fresh = False
        elif part and before and continues(row, part):
            part.body.append(row)
            before = []
        else:
            before.append(row)
    if part and part.body:
        yield part


def whole(blocks: Iterable[Block]) -> tuple[Part, ...]:
    """The procedures, with tables joined that a page break had parted and headed anew."""
    joined: list[Part] = []
    for part in parts(blocks):
        last = joined[-1] if joined else None
        if last and is_continuation(part, last):
            last.body += part.body
        else:
            joined.append(part)
    return tuple(joined)


def is_continuation(part: Part, last: Part) -> bool:
    """Whether `part` goes on numbering where `last` stopped, with no identity of its own."""
    if any(identity_label(row.text(0)) for row in part.preamble if row.tabular):
        return False
    if not part.preamble and texts(part.header) == texts(last.header):
        return True  # the same header again, with nothing between: a page break
    first, before = first_number(part.body), first_number(reversed(last.body))
    return first is not None and before is not None and first == before + 1 and first > 1


def texts(rows: Iterable[Row]) -> list[list[str]]:
    """The texts of the rows, to compare."""
    return [[cell.text for cell in row.cells if cell.text] for row in rows]


def first_number(rows: Iterable[Row]) -> int | None:
    """The first row number among `rows`."""
    for row in rows:
        if found := NUMBER.fullmatch(row.text(0)):
            return int(found[1])
    return None


def is_header(row: Row) -> bool:
    """Whether the row heads a step table."""
    if not row.tabular:
        return False
    fields = {label_in("header", row.text(i)) for i in row.filled}
    return "activity" in fields and len(fields & BESIDES) >= 2


def is_subheader(row: Row, *, below_names: bool = False) -> bool:
    """Whether the row, just below a header, still belongs to it.

    `below_names`: below a row that may name performers, where one word may go on alone.
    """
    if not row.tabular:
        return False
    texts = [row.text(i) for i in row.filled]
    fields = {label_in("header", text) for text in texts} - {None}
    if len(fields & {"inputs", "duration", "outputs"}) >= 2:
        return True
    if len(texts) > 2 and all(NUMBER.fullmatch(text) for text in texts):
        return True  # the columns numbered 1, 2, 3 …
    least = 1 if below_names and any(text.isalpha() for text in texts) else 2
    return not row.text(0) and not row.text(1) and len(texts) >= least


def belongs(row: Row) -> bool:
    """Whether a row that directly follows the table still belongs to it."""
    if not row.tabular or is_identity(row):
        return False
    return len(row.filled) > 1 or len(row.cells) > 3


def continues(row: Row, part: Part) -> bool:
    """Whether a row after foreign lines (a page's head or foot) takes the numbering up again."""
    if not row.tabular or not (found := NUMBER.fullmatch(row.text(0))):
        return False
    last = first_number(reversed(part.body))
    return last is not None and int(found[1]) == last + 1 and len(row.cells) > 4


def is_identity(row: Row) -> bool:
    """Whether the row is one of an identity block."""
    labels = [found for i in row.filled if (found := identity_label(row.text(i)))]
    return (
        bool(labels)
        and not NUMBER.fullmatch(row.text(0))
        and (len(row.cells) < 5 or any(not is_list(name) for name, _ in labels))
    )
