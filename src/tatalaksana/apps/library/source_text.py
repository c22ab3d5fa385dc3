"""The text a version was read from, line by line, as the reader took it apart."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from tatalaksana.apps.library.models import Version
from tatalaksana.apps.shared import files
from tatalaksana.core.base.discover import discover
from tatalaksana.core.reading import readers
from tatalaksana.core.reading.reader import Reader


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One line of the document; several cells where it is a row of a table."""

    number: int
    cells: tuple[str, ...]


def source_text_of(version: Version) -> tuple[SourceLine, ...]:
    """The lines the version was read from; empty when it was not read from a document.

    Errors: FileMissing TL703 when the document is gone from the disk; ReadingError TL200 when
    it cannot be read any more.
    """
    if version.source is None or len(version.source_lines) != 2:
        return ()
    first, last = version.source_lines
    return tuple(line for line in lines_of(version.source.sha256) if first <= line.number <= last)


def has_no_picture(version: Version) -> bool:
    """Whether the document is of a format with pictures, but holds none: a process model without.

    Errors: FileMissing TL703.
    """
    return version.source is not None and unpictured(version.source.sha256)


@lru_cache(maxsize=64)
def unpictured(sha256: str) -> bool:
    """The same for a stored document."""
    data = files.content_of(sha256)
    reader = max(discover(readers, "READER", Reader), key=lambda one: one.claims(data))
    return reader.pages is not None and reader.of_pages is None and not tuple(reader.pages(data))


@lru_cache(maxsize=8)
def lines_of(sha256: str) -> tuple[SourceLine, ...]:
    """Every line of a stored document; kept in memory, since its content never changes."""
    data = files.content_of(sha256)
    reader = max(discover(readers, "READER", Reader), key=lambda one: one.claims(data))
    return tuple(
        SourceLine(row.line, tuple(cell.text for cell in row.cells))
        for block in reader.blocks(data)
        for row in block.rows
    )
