"""The neutral thing every reader yields: blocks of text and tables, with their places.

A reader knows a file format and nothing of SOPs; `understand` knows SOPs and nothing of
file formats. Between them stand only these blocks.
"""

from __future__ import annotations

from dataclasses import dataclass

from tatalaksana.core.reading.page import Area, ScannedWord, TextLine


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell. `text` keeps line breaks ("\\n") where the document begins a new item."""

    text: str
    trace: bool = False  #: it holds nothing but space: perhaps the trace of a lost symbol
    marks: tuple[str, ...] = ()  #: symbols a reader saw as shapes: "box", "diamond", "capsule"
    area: Area | None = None  #: on its page, where the format has places
    lines: tuple[TextLine, ...] = ()  #: its text as broken on the paper, where that is known
    symbols: tuple[Area, ...] = ()  #: where the shapes in it stand
    scanned: tuple[ScannedWord, ...] = ()  #: its words, where they were made out on a picture

    @property
    def empty(self) -> bool:
        """Whether there is neither text nor symbol."""
        return not self.text and not self.marks

    @property
    def faint(self) -> tuple[str, ...]:
        """The words of it that may be misread."""
        return tuple(one.text for one in self.scanned if one.faint)


@dataclass(frozen=True, slots=True)
class Arrow:
    """An arrow that leaves the row, over pages too."""

    to: int  #: the `line` of the row it leads to
    label: str = ""  #: as printed beside it
    diamond: bool = False  #: it leaves a decision
    sure: bool = True  #: False where it has no head: its direction is that of reading


@dataclass(frozen=True, slots=True)
class Unsaid:
    """What a reader saw and no row can say: the code of its doubt, and the words of that."""

    code: str
    words: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Unread:
    """A page that is a picture, with perhaps the identity on it, and was not read."""

    page: int  #: from 1
    area: Area
    why: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table, or one line of running text (then with a single cell)."""

    line: int  #: the line of the document it begins on, from 1
    cells: tuple[Cell, ...]
    tabular: bool = True  #: False for running text
    drawn: bool = False  #: places are measured: cells stand under their header, symbols are shapes
    arrows: tuple[Arrow, ...] = ()
    doers: tuple[int, ...] = ()  #: the columns with a symbol, the first in the flow first
    condition: str = ""  #: what stands in its diamond
    page: int = 0  #: from 1; 0 where the format has no pages
    last: int = 0  #: the line it ends on, where it takes several
    heading: bool = False  #: the format itself says that it is one
    unsaid: tuple[Unsaid, ...] = ()  #: that stands here; on a header: anywhere in the procedure
    unread: tuple[Unread, ...] = ()  #: on a header: pictures before its table

    def text(self, column: int) -> str:
        """The text in `column`, "" where the row is shorter."""
        return self.cells[column].text if 0 <= column < len(self.cells) else ""

    @property
    def filled(self) -> tuple[int, ...]:
        """The columns that hold something."""
        return tuple([i for i, cell in enumerate(self.cells) if cell.text or cell.marks])


@dataclass(frozen=True, slots=True)
class Block:
    """Rows that stand together: a table or a part of one, or a paragraph."""

    rows: tuple[Row, ...]

    @property
    def tabular(self) -> bool:
        """Whether it is a table."""
        return self.rows[0].tabular
