"""A workbook: its sheets in their order, and what all of them share.

Source: ECMA-376, part 1, 18.2 (workbook), 18.4 (shared strings), 18.8 (styles).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.markup import (
    Node,
    broken,
    children,
    name_of,
    number,
    too_large,
    within,
)
from tatalaksana.core.reading.package import Package, relation
from tatalaksana.core.reading.sheet.formats import BUILT_IN

MOST_SHEETS = 300
MOST_THINGS = 300_000  #: cells of tables and what is merged, in the whole workbook
LONGEST_CODE = 255  #: letters of a number format
ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")
LEFT, RIGHT, TOP, BOTTOM = 1, 2, 4, 8  #: the sides of a cell that are ruled
SIDES = {"left": LEFT, "start": LEFT, "right": RIGHT, "end": RIGHT, "top": TOP, "bottom": BOTTOM}


@dataclass(frozen=True, slots=True)
class Style:
    """How a cell looks."""

    code: str = "General"  #: of its number format
    sides: int = 0  #: ruled ones


@dataclass(slots=True)
class Book:
    """An opened workbook."""

    package: Package
    sheets: tuple[str, ...]  #: the parts of those that are shown
    strings: Sequence[str] = ()
    styles: Sequence[Style] = field(default_factory=tuple)
    since_1904: bool = False
    spent: int = 0  #: of MOST_THINGS
    start: str = ""  #: its own part
    cell_pictures: dict[int, str] | None = None  #: once asked for: see `pictures`
    looked_at: int = 0  #: pictures

    def spend(self, things: int) -> None:
        """Count what is kept. Errors: ReadingError TL200 when it is more than any document has."""
        self.spent += things
        if self.spent > MOST_THINGS:
            raise too_large()

    def style(self, index: int) -> Style:
        """One style; the plain one where there is none of that number."""
        return self.styles[index] if 0 <= index < len(self.styles) else Style()


def book_of(data: bytes) -> Book:
    """The workbook in these bytes. Errors: ReadingError TL200 when it is none, or damaged."""
    package = Package(data)
    start = next((to for kind, to in package.related("").values() if kind == "officeDocument"), "")
    if start.endswith(".bin"):
        raise ReadingError(
            "Berkas ini buku kerja Excel biner (.xlsb), yang belum dapat dibaca.",
            hint="Buka di Excel, lalu Simpan Sebagai “Buku Kerja Excel (.xlsx)”.",
        )
    top = package.part(start) if start else None
    if top is None or name_of(top) != "workbook":
        raise broken()
    links = package.related(start)
    book = Book(package, shown_sheets(top, links), start=start)
    known = dict(links.values())
    if "sharedStrings" in known:
        book.strings = [text_of(one) for one in package.walk(known["sharedStrings"], "si")]
    if "styles" in known:
        book.styles = styles_of(package.part(known["styles"]))
    about = within(top, "workbookPr")
    book.since_1904 = about is not None and about.get("date1904") in ("1", "true")
    return book


def shown_sheets(top: Node, links: dict[str, tuple[str, str]]) -> tuple[str, ...]:
    """The parts of the sheets that are not hidden."""
    found = []
    for one in list(children(within(top, "sheets"), "sheet"))[:MOST_SHEETS]:
        kind, part = links.get(relation(one), ("", ""))
        if kind == "worksheet" and one.get("state", "visible") == "visible":
            found.append(part)
    return tuple(found)


def styles_of(top: Node | None) -> list[Style]:
    """The looks of cells by their number."""
    codes = dict(BUILT_IN)
    for one in children(within(top, "numFmts"), "numFmt"):
        codes[int(number(one, "numFmtId"))] = one.get("formatCode", "General")[:LONGEST_CODE]
    borders = [sides_of(one) for one in children(within(top, "borders"), "border")]
    found = []
    for one in children(within(top, "cellXfs"), "xf"):
        border = int(number(one, "borderId"))
        sides = borders[border] if 0 <= border < len(borders) else 0
        found.append(Style(codes.get(int(number(one, "numFmtId")), "General"), sides))
    return found


def sides_of(border: Node) -> int:
    """The ruled sides of a border."""
    return sum(
        {SIDES[name] for side in border
         if (name := name_of(side)) in SIDES and side.get("style", "none") != "none"}
    )  # fmt: skip


def text_of(node: Node) -> str:
    """The text in a cell or a shared string; how to pronounce it does not belong to it."""
    parts: list[str] = []
    for child in node:
        name = name_of(child)
        if name == "t":
            parts.append(child.text or "")
        elif name == "r":
            parts += [one.text or "" for one in children(child, "t")]
    return unescaped("".join(parts))


def unescaped(text: str) -> str:
    """Text without the escapes of a workbook; lines end with "\\n"."""
    if "_x" in text:
        text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    return text.replace("\r\n", "\n").replace("\r", "\n")
