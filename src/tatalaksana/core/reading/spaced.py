"""Tables whose columns are parted by spaces only, as printed pages are copied.

The columns are found from the blanks that all lines of a table share. It knows nothing of
SOPs: a row begins where a number stands in the first column, and lines without one below it
go on in its cells.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Iterator, Sequence
from itertools import pairwise

GAP = re.compile(r" {2,}")
WORD = re.compile(r"\S+")
NUMBER = re.compile(r"\(?\d{1,3}[.)]*")
#: a line below an empty one still in its table: a numbered row, or several cells
GOES_ON = re.compile(r" *\(?\d{1,3}[.)]*\s| {2,}\S.* {2,}\S")
ITEM = re.compile(r"(?:[-–•*]|\(?(?:\d{1,2}|[a-z])[.)])\s")
MOST_GAPS = 3  #: gaps in a line that show a table by themselves
WIDE = 4  #: blanks that no sentence has, though its words be spread
WIDEST = 1000  #: letters of a line; no page is wider, a longer line is running text
LONGEST_WORD = 24  #: letters; a longer one may reach over its column
LEAST_LINES = 3  #: of a table; two lines may have gaps by chance
MOST_LINES = 3000  #: lines of one table that are weighed together
BLANKS_WITHIN = 1  #: empty lines in a row that a table may have


def tables_in(lines: Sequence[str]) -> dict[int, list[str]]:
    """The cells of every line that belongs to a table parted by spaces, by its index.

    A line that goes on in the cells of the row above has no cells of its own ([]).
    """
    found: dict[int, list[str]] = {}
    flat = [line.rstrip() for line in lines]
    for region in regions(flat):
        starts = columns_in([flat[i] for i in region]) if len(region) >= LEAST_LINES else []
        if len(starts) > 1:
            cells = {i: parted(flat[i], starts) for i in region}
            cells[region[0]] = labels_parted(flat[region[0]], starts)
            found |= rows_of(cells)
    return found


def regions(lines: Sequence[str]) -> Iterator[list[int]]:
    """The indices of the lines that stand together as a table."""
    region: list[int] = []
    for i, line in enumerate(lines):
        if not line:
            continue
        gaps = [gap.end() - gap.start() for gap in GAP.finditer(line.lstrip())]
        opens = len(gaps) >= MOST_GAPS or any(gap >= WIDE for gap in gaps)
        apart = i - region[-1] - 1 if region else 0
        goes_on = apart == 0 or (apart <= BLANKS_WITHIN and GOES_ON.match(line) is not None)
        inside = gaps or line[:2] == "  " or ITEM.match(line)
        fits = len(line) <= WIDEST
        if region and not (goes_on and inside and fits and len(region) < MOST_LINES):
            yield region
            region = []
        if region or (opens and fits):
            region.append(i)
    if region:
        yield region


def columns_in(lines: Sequence[str]) -> list[int]:
    """Where the columns of these lines begin.

    The first line is left out: its labels span several columns. Between two columns no line
    has a letter, and few have one blank only.
    """
    body = lines[1:]
    width = max(map(len, body), default=0)
    written = bytearray(width + 1)
    for line in body:
        for word in WORD.finditer(line):
            size = min(len(word[0]), LONGEST_WORD)
            written[word.start() : word.start() + size] = b"\1" * size
    starts = [i for i in range(1, width) if written[i] and not written[i - 1]]
    first = next((i for i in range(width) if written[i]), 0)
    bands = pairwise([*starts, width + 1])
    return [first, *(i for i, end in bands if i > first and parts(i, end, body))]


def parts(start: int, end: int, lines: Sequence[str]) -> bool:
    """Whether the words that begin from `start` to `end` stand apart from those before them.

    Otherwise only the words of one column happened to align.
    """
    wide = narrow = 0
    for line in lines:
        if word := WORD.search(line, start, end):
            apart = not line[max(0, word.start() - 2) : word.start()].strip()
            wide, narrow = wide + apart, narrow + (not apart)
    return narrow * 2 <= wide


def parted(line: str, starts: Sequence[int]) -> list[str]:
    """The cells of one line; a word belongs to the column in which it begins."""
    cells = [""] * len(starts)
    for word in WORD.finditer(line):
        column = max(bisect(starts, word.start()) - 1, 0)
        cells[column] = f"{cells[column]} {word[0]}".strip()
    return cells


def labels_parted(line: str, starts: Sequence[int]) -> list[str]:
    """The cells of the first line, whose labels may reach over several columns."""
    cells, column, last = [""] * len(starts), 0, 0
    for word in WORD.finditer(line):
        if word.start() - last > 1 or word.start() in starts:
            column = max(bisect(starts, word.start()) - 1, 0)
        cells[column] = f"{cells[column]} {word[0]}".strip()
        last = word.end()
    return cells


def rows_of(cells: dict[int, list[str]]) -> dict[int, list[str]]:
    """The lines with those joined to a numbered row that go on in its cells."""
    found: dict[int, list[str]] = {}
    numbered: list[str] | None = None
    for i, row in cells.items():
        if NUMBER.fullmatch(row[0]):
            numbered = found[i] = list(row)
        elif numbered is not None and not row[0]:
            for k, text in enumerate(row):
                numbered[k] = joined(numbered[k], text)
            found[i] = []
        else:
            found[i], numbered = row, None
    return found


def joined(above: str, text: str) -> str:
    """Two lines of one cell; an item keeps a line of its own."""
    broken = above[-1:] == "-" and not above[-2:-1].isspace() and text[:1].isdigit()
    parting = "<br>" if ITEM.match(text) else "" if broken else " "
    return f"{above}{parting}{text}" if above and text else above or text
