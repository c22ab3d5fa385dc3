"""One sheet of a workbook: texts, rules, merged cells, and where columns and rows lie.

Columns and rows count from 0; lengths are in points. What a sheet says of its own size is not
believed. Source: ECMA-376, part 1, 18.3 (worksheets).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass, field

from tatalaksana.core.reading.markup import Node, children, name_of, number, too_large
from tatalaksana.core.reading.package import relation
from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.sheet.book import Book, text_of, unescaped
from tatalaksana.core.reading.sheet.formats import shown

MOST_ROWS, MOST_COLUMNS = 1_048_576, 16_384  #: of any sheet
LAST_COLUMN = 200  #: beyond it a sheet is no document
MOST_CELLS = 200_000  #: with text or rules
MOST_MERGES = 40_000
MOST_LETTERS = 8_000_000  #: of all cells
LONGEST_TEXT = 32_767  #: letters of a cell
DIGIT = 7  #: pixels of the widest digit of the usual fonts; column widths are counted in it
PIXEL = 0.75  #: points
USUAL_COLUMN, USUAL_ROW = 64 * PIXEL, 15.0
TALLEST_ROW, WIDEST_COLUMN = 409.5, 255 * DIGIT * PIXEL
REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})")
SIGNS: Mapping[int, str | None] = {0xA0: " ", **dict.fromkeys((0xAD, 0x200B, 0xFEFF))}
Spot = tuple[int, int]  #: row and column


@dataclass(slots=True)
class Axis:
    """The places of columns or rows; only those of unusual size are kept."""

    usual: float
    sizes: dict[int, float] = field(default_factory=dict)
    known: list[int] = field(default_factory=list)
    sums: list[float] = field(default_factory=list)  #: how much the first known ones add

    def close(self) -> None:
        """Make it ready to be asked."""
        self.known, self.sums = sorted(self.sizes), [0.0]
        for index in self.known:
            self.sums.append(self.sums[-1] + self.sizes[index] - self.usual)

    def at(self, index: int) -> float:
        """Where a column or row begins."""
        return index * self.usual + self.sums[bisect_left(self.known, index)]

    def size(self, index: int) -> float:
        """How wide or high it is; 0 when it is hidden."""
        return self.sizes.get(index, self.usual)


@dataclass(slots=True)
class Cells:
    """One sheet."""

    xs: Axis = field(default_factory=lambda: Axis(USUAL_COLUMN))
    ys: Axis = field(default_factory=lambda: Axis(USUAL_ROW))
    texts: dict[Spot, str] = field(default_factory=dict)
    sides: dict[Spot, int] = field(default_factory=dict)  #: ruled ones
    merged: dict[Spot, Spot] = field(default_factory=dict)  #: first cell -> last cell
    drawing: str = ""  #: the relation of its drawing
    pictures: dict[Spot, int] = field(default_factory=dict)  #: cell -> the number of its picture

    def area(self, row: int, column: int, last_row: int, last_column: int) -> Area:
        """The place of some cells."""
        return Area(
            self.xs.at(column), self.ys.at(row), self.xs.at(last_column + 1),
            self.ys.at(last_row + 1),
        )  # fmt: skip


def cells_of(book: Book, part: str) -> Cells:
    """One sheet. Errors: ReadingError TL200 when it is damaged or too large."""
    found = Cells()
    taker = Taker(book, found)
    for node in book.package.walk(part, *taker.methods):
        name = name_of(node)
        taker.methods[name](node)
    found.xs.close()
    found.ys.close()
    return found


class Taker:
    """Takes the elements of a sheet."""

    def __init__(self, book: Book, cells: Cells) -> None:
        self.book, self.cells = book, cells
        self.last: Spot = (-1, -1)
        self.zero_height = False
        self.letters = 0
        self.methods = {
            "c": self.cell, "row": self.row, "col": self.columns, "sheetFormatPr": self.usual,
            "mergeCell": self.merge, "drawing": self.drawing,
        }  # fmt: skip

    def cell(self, node: Node) -> None:
        """A cell."""
        row, column = self.spot(node)
        self.last = row, column
        if column > LAST_COLUMN or row >= MOST_ROWS:
            return
        if node.get("t") == "e" and node.get("vm"):
            self.cells.pictures[row, column] = int(number(node, "vm"))
        style = self.book.style(int(number(node, "s")))
        text = tidied(self.value(node, style.code))
        if text:
            self.cells.texts[row, column] = text[:LONGEST_TEXT]
            self.letters += len(text)
        if style.sides:
            self.cells.sides[row, column] = style.sides
        many = len(self.cells.texts) + len(self.cells.sides) > MOST_CELLS
        if many or self.letters > MOST_LETTERS:
            raise too_large()

    def spot(self, node: Node) -> Spot:
        """Where a cell stands; one that does not say so follows the one before."""
        found = spot_of(node.get("r", ""))
        if found:
            return found
        parent = node.getparent()
        row = int(number(parent, "r", self.last[0] + 1)) - 1 if parent is not None else 0
        return max(row, 0), self.last[1] + 1 if row == self.last[0] else 0

    def value(self, node: Node, code: str) -> str:
        """What a cell shows."""
        kind = node.get("t", "n")
        if kind == "e" and node.get("vm"):
            return ""  # a picture, and an error only for those who do not know it
        if kind == "inlineStr":
            return "".join(text_of(one) for one in children(node, "is"))
        text = next((one.text or "" for one in children(node, "v")), "")
        if kind == "s":
            index = int(text) if text.isdecimal() and len(text) < 10 else -1
            return self.book.strings[index] if 0 <= index < len(self.book.strings) else ""
        if kind == "b":
            return "BENAR" if text == "1" else "SALAH"
        if kind == "n" and text:
            return shown(text, code, since_1904=self.book.since_1904)
        return unescaped(text)

    def row(self, node: Node) -> None:
        """A row: its height, or that it is hidden."""
        index = int(number(node, "r")) - 1
        if not 0 <= index < MOST_ROWS:
            return
        if is_true(node, "hidden") or (self.zero_height and node.get("ht") is None):
            self.cells.ys.sizes[index] = 0.0
        elif node.get("ht") is not None:
            self.cells.ys.sizes[index] = min(max(number(node, "ht"), 0.0), TALLEST_ROW)

    def columns(self, node: Node) -> None:
        """Some columns: their width, or that they are hidden."""
        first, last = int(number(node, "min", 1)) - 1, int(number(node, "max", 1)) - 1
        wide = 0.0 if is_true(node, "hidden") else width_of(number(node, "width", 9.14))
        for index in range(max(first, 0), min(last, MOST_COLUMNS - 1) + 1):
            self.cells.xs.sizes[index] = wide

    def usual(self, node: Node) -> None:
        """The usual sizes."""
        self.zero_height = is_true(node, "zeroHeight")
        high = number(node, "defaultRowHeight", USUAL_ROW)
        self.cells.ys.usual = min(max(high, 1.0), TALLEST_ROW)
        if node.get("defaultColWidth") is not None:
            self.cells.xs.usual = max(width_of(number(node, "defaultColWidth")), 1.0)
        elif node.get("baseColWidth") is not None:
            base = number(node, "baseColWidth", 8)
            self.cells.xs.usual = max(width_of(base + 8 / DIGIT), 1.0)

    def merge(self, node: Node) -> None:
        """Some cells that are one."""
        first, _, last = node.get("ref", "").partition(":")
        start, end = spot_of(first), spot_of(last)
        if start and end and start <= end and start[1] <= end[1]:
            if len(self.cells.merged) > MOST_MERGES:
                raise too_large()
            self.cells.merged[start] = end

    def drawing(self, node: Node) -> None:
        """What lies on the cells."""
        self.cells.drawing = relation(node)


def spot_of(text: str) -> Spot | None:
    """The row and column of a reference such as "AB12"."""
    found = REFERENCE.fullmatch(text)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - ord("A") + 1
    return max(int(found[2]) - 1, 0), column - 1


def is_true(node: Node, key: str) -> bool:
    """Whether an attribute says yes."""
    return node.get(key) in ("1", "true")


def width_of(digits: float) -> float:
    """The width of a column in points; programs count it in digits, and show whole pixels."""
    pixels = int((256 * digits + int(128 / DIGIT)) / 256 * DIGIT)
    return min(max(pixels * PIXEL, 0.0), WIDEST_COLUMN)


def tidied(text: str) -> str:
    """Text without invisible signs and empty lines."""
    if "\n" not in text:
        return text.translate(SIGNS).strip()
    lines = (line.strip() for line in text.translate(SIGNS).split("\n"))
    return "\n".join(line for line in lines if line)
