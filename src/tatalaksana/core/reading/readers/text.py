"""Plain text: tables with tabs, upright bars or spaces, cells with fragments of HTML.

This is what is left when a Word or web document is copied out: columns parted by tabs,
lists as `<ol><li>` (often unclosed), entities, bold as `**`.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.block import Block, Cell, Row
from tatalaksana.core.reading.cleaning import clean
from tatalaksana.core.reading.formats import foreign_format
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.spaced import tables_in

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65536  #: bytes looked at to tell text from binary
SURE, LIKELY = 0.9, 0.5
MOSTLY = 0.8  #: of the letters of a two-byte text are Latin
CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1f\x7f]")
LINE_END = re.compile(r"\r\n|\r|\n|\x0b|\x0c|\x85|\u2028|\u2029")
RULE = re.compile(r"[\s|:+=-]+")


def claims(data: bytes) -> float:
    """How sure the bytes are text."""
    if any(data.startswith(bom) for bom, _ in BOMS) or unmarked_utf16(data):
        return SURE
    if CONTROL.search(data[:SAMPLE]) or foreign_format(data):
        return 0.0
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return LIKELY  # an older Windows code page: every byte of it is a letter
    return SURE


def decode(data: bytes) -> str:
    """The text of the bytes. Errors: ReadingError TL200 when a declared encoding is broken."""
    for bom, name in BOMS:
        if data.startswith(bom):
            try:
                return data.decode(name)
            except UnicodeDecodeError as wrong:
                raise ReadingError(
                    "Teks ini rusak: pengodeannya tidak sesuai dengan tandanya sendiri.",
                    hint="Simpan ulang sebagai teks UTF-8.",
                ) from wrong
    try:
        return data.decode(unmarked_utf16(data) or "utf-8")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def unmarked_utf16(data: bytes) -> str:
    """The name of the two-byte encoding that `data` has without saying so; "" for none.

    Latin letters then leave every other byte zero, and none of the rest.
    """
    start = data[:SAMPLE]
    high, low = start[0::2].count(0), start[1::2].count(0)
    half = len(start) // 2
    if low > MOSTLY * half and not high:
        return "utf-16-le"
    return "utf-16-be" if high > MOSTLY * half and not low else ""


def blocks(data: bytes) -> tuple[Block, ...]:
    """The paragraphs and tables of the text; an empty line parts them."""
    return tuple(blocks_of(decode(data)))


def blocks_of(text: str) -> Iterator[Block]:
    """The same, from decoded text."""
    together: list[Row] = []
    lines = LINE_END.split(text)
    tables = {} if any(cells_of(line) is not None for line in lines) else tables_in(lines)
    for number, line in enumerate(lines, start=1):
        if tables.get(number - 1) == []:
            continue  # it stands in the cells of the row above
        row = row_of(number, line, tables.get(number - 1))
        if row is None or (together and together[0].tabular != row.tabular):
            if together:
                yield Block(tuple(together))
            together = []
        if row is not None:
            together.append(row)
    if together:
        yield Block(tuple(together))


def row_of(number: int, line: str, cells: list[str] | None = None) -> Row | None:
    """One line as a row, `cells` where they are known; None when nothing stands in it."""
    raw = cells_of(line) if cells is None else cells
    if raw is None:
        text = clean(line)
        return Row(number, (Cell(text),), tabular=False) if text else None
    row = Row(number, tuple(Cell(clean(one), bool(one) and not one.strip()) for one in raw))
    return row if any(cell.text for cell in row.cells) else None


def cells_of(line: str) -> list[str] | None:
    """The cells of a table line; None for running text."""
    if "\t" in line:
        return line.split("\t")
    bare = line.strip()
    if bare.startswith("|") and bare.count("|") >= 3:
        return [] if RULE.fullmatch(bare) else bare[1:].removesuffix("|").split("|")
    return None


READER = Reader(name="teks", claims=claims, blocks=blocks)
