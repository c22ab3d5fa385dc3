"""Read a document: judge its format, take it apart, understand it."""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import NoProcedure, ReadingError, UnknownFormat
from tatalaksana.core.reading import readers
from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.formats import foreign_format
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.reading import Reading
from tatalaksana.core.reading.understand.office_vocabulary import NO_CORRECTIONS, OfficeVocabulary
from tatalaksana.core.reading.understand.understand import understand


def read(
    data: bytes, name: str, vocabulary: OfficeVocabulary = NO_CORRECTIONS
) -> tuple[Reading, ...]:
    """Read one document into its procedures, in their order, with every doubt met on the way.

    `vocabulary` is what words mean in the office whose document it is; each use of it is told as
    evidence of the source "correction".

    Errors: UnknownFormat TL201 when no reader claims the bytes; ReadingError TL200 when they
    are empty or broken; NoProcedure TL202 when there is no procedure table. A poor document
    is no error: it yields doubts. The format is judged by content, never by the name's ending.
    """
    return read_pages(data, name, vocabulary)[1]


def read_pages(
    data: bytes, name: str, vocabulary: OfficeVocabulary = NO_CORRECTIONS
) -> tuple[tuple[Page, ...], tuple[Reading, ...]]:
    """The same, with the pages from which it was read; () where a format has none of its own."""
    reader = reader_of(data, name)
    if reader.pages is None or reader.of_pages is None:
        return (), understood(reader.blocks(data), name, vocabulary)
    pages = tuple(reader.pages(data))
    return pages, understood(reader.of_pages(pages), name, vocabulary)


def understood(
    blocks: Sequence[Block], name: str, vocabulary: OfficeVocabulary = NO_CORRECTIONS
) -> tuple[Reading, ...]:
    """The procedures of a document that was taken apart. Errors: NoProcedure TL202."""
    found = understand(blocks, vocabulary)
    if not found:
        raise NoProcedure(
            "Dokumen ini tidak memuat tabel prosedur.",
            hint="Tabel prosedur berkepala kolom No, Kegiatan, Pelaksana, dan Mutu Baku, "
            "dengan tab, garis tegak, atau spasi yang sejajar di antara kolom.",
            place=name,
        )
    return found


def reader_of(data: bytes, name: str) -> Reader:
    """The reader for the bytes. Errors: ReadingError TL200 when empty; UnknownFormat TL201."""
    if not data.strip():
        raise ReadingError("Dokumen ini kosong.", hint="Periksa berkasnya.", place=name)
    known = discover(readers, "READER", Reader)
    reader = max(known, key=lambda one: one.claims(data))
    if not reader.claims(data):
        raise UnknownFormat(
            f"Dokumen ini {foreign_format(data) or 'bukan teks'}; versi ini hanya membaca "
            f"{', '.join(one.name for one in known)}.",
            hint="Simpan dokumennya sebagai Word (.docx), Excel (.xlsx), atau PDF, lalu baca itu.",
            place=name,
        )
    return reader
