"""The rows of a step table, with their cells in the places the columns name."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from tatalaksana.core.reading.block import Arrow, Cell, Row
from tatalaksana.core.reading.understand.columns import Columns, names_in
from tatalaksana.core.reading.understand.items import tidy
from tatalaksana.core.reading.understand.kinds import ENUMERATOR
from tatalaksana.core.reading.understand.labels import fold
from tatalaksana.core.reading.understand.symbols import UNKNOWN, symbol_in

YES = frozenset({"ya", "y", "setuju", "lengkap", "yes", "sesuai"})
NO = frozenset({"tidak", "t", "tdk", "tidak setuju", "tidak lengkap", "no", "tidak sesuai"})
TERMINATORS = frozenset({"mulai", "start", "selesai", "end", "finish"})
CELLS = ("activity", "inputs", "outputs", "duration", "note")
NUMBERED = re.compile(r"\s*\(?(\d{1,3})[.)]+\s*(?=[^\W\d_])")
TOTAL = re.compile(r"\s*(?:jumlah|total)\b", re.I)
TICKS = {"x": "box", "v": "box", "o": "capsule"}  #: letters that stand for a sign
TICKED = frozenset("✓✔☑✅√✗✘☒vVxX")  #: of a table that is a matrix: every one names a performer
LEAST_TICKS = 3  #: in a table


@dataclass(slots=True)
class Line:
    """One row of the table, before it becomes a step."""

    line: int
    no: str | None
    activity: str
    inputs: str = ""
    outputs: str = ""
    duration: str = ""
    note: str = ""
    marks: dict[int, str] = field(default_factory=dict)  #: performer -> box, diamond, capsule
    labels: dict[int, str] = field(default_factory=dict)  #: performer -> yes, no
    traces: tuple[int, ...] = ()  #: performers whose cell holds only space
    ticks: tuple[int, ...] = ()  #: performers whose cell is only ticked
    strange: dict[int, str] = field(default_factory=dict)  #: performer -> text not understood
    rows: list[int] = field(default_factory=list)  #: the document's lines it was made of
    doers: tuple[int, ...] = ()  #: performers whose symbols were seen, in the order of the flow
    arrows: tuple[Arrow, ...] = ()  #: that leave it, their ends by line of the document
    condition: str = ""  #: what stands in its diamond

    @property
    def filled(self) -> bool:
        """Whether anything stands in it besides its number."""
        return bool(self.marks or any(getattr(self, name) for name in CELLS))


@dataclass(slots=True)
class Taken:
    """What was taken from the body of a table, and what was not."""

    lines: list[Line] = field(default_factory=list)
    idle: list[str] = field(default_factory=list)  #: numbers of rows without an activity
    foreign: list[str] = field(default_factory=list)  #: texts of rows that are no steps


def lines_of(columns: Columns, body: Sequence[Row]) -> Taken:
    """The rows that are steps; a row that only continues the one above is joined to it."""
    taken = Taken()
    found: list[Line] = []
    for row in body:
        line = line_of(columns, row)
        if column_numbers(row) or (line.no is None and is_total(row)):
            continue
        if is_foreign(line):
            taken.foreign.append(" ".join(row.text(i) for i in row.filled))
        elif found and continues(line, found[-1]):
            join(found[-1], line)
        elif line.activity or line.no:
            found.append(line)
        else:
            taken.foreign.append(" ".join(row.text(i) for i in row.filled))
    taken.lines = [line for line in found if line.activity]
    taken.idle = [line.no or "" for line in found if not line.activity and line.filled]
    if columns.no is None:
        number_by_activity(taken.lines)
    if is_matrix(taken.lines):
        for line in taken.lines:
            line.doers = line.doers or line.ticks
    return taken


def is_matrix(lines: Sequence[Line]) -> bool:
    """Whether the table only ticks who takes part: no symbol of a flow stands in it."""
    marked = [line for line in lines if line.marks]
    ticks = sum(len(line.ticks) for line in marked)
    return ticks >= LEAST_TICKS and all({*line.marks} == {*line.ticks} for line in marked)


def is_total(row: Row) -> bool:
    """Whether the row only adds up the others."""
    return TOTAL.match(next((row.text(i) for i in row.filled), "")) is not None


def is_foreign(line: Line) -> bool:
    """Whether a row is a page's head or foot: words where the number stands, and no act."""
    enumerated = line.no is None or ENUMERATOR.fullmatch(line.no)
    return not enumerated and not (line.activity or line.duration or line.marks)


def number_by_activity(lines: Sequence[Line]) -> None:
    """Take the numbers from the activities, where all of them begin with one."""
    found = [NUMBERED.match(line.activity) for line in lines]
    if all(found):
        for line, number in zip(lines, found, strict=True):
            line.no = number[1] if number else None


def column_numbers(row: Row) -> bool:
    """Whether the row only numbers the columns."""
    texts = [row.text(i).strip(" .()") for i in row.filled]
    return len(texts) > 3 and all(text.isdigit() for text in texts)


def line_of(columns: Columns, row: Row) -> Line:
    """One row with its cells in place."""
    line = Line(line=row.line, no=number_of(columns, row), activity=row.text(columns.activity))
    line.rows = [row.line]
    for name, i in columns.places.items():
        setattr(line, name, row.text(i))
    if columns.named is not None:
        known = {name.lower(): k for k, (_, name) in enumerate(columns.performers)}
        said = [tidy(one).lower() for one in names_in(row.text(columns.named))]
        line.marks = {known[name]: "name" for name in said if name in known}
        return line
    line.arrows, line.condition = row.arrows, row.condition
    index = {i: k for k, (i, _) in enumerate(columns.performers)}
    line.doers = tuple(index[i] for i in row.doers if i in index)
    traces = []
    for k, (i, name) in enumerate(columns.performers):
        if i < len(row.cells):
            sort_cell(line, k, row.cells[i])
            if row.cells[i].text and {*row.cells[i].text.strip()} <= TICKED:
                line.ticks += (k,)
            if k in line.strange and fold(line.strange[k]) == fold(name):
                line.marks[k] = "name"  # the performer's own name stands for the symbol
                del line.strange[k]
            traces += [k] if row.cells[i].trace else []
    line.traces = tuple(traces)
    return line


def number_of(columns: Columns, row: Row) -> str | None:
    """The row's number as printed, without a trailing dot."""
    text = "" if columns.no is None else row.text(columns.no)
    return text.strip(" .()\n") or None


def sort_cell(line: Line, performer: int, cell: Cell) -> None:
    """Put what stands in a performer's cell where it belongs: mark, label of an arrow."""
    text, shown = fold(cell.text), symbol_in(cell.text)
    for kind in cell.marks:
        line.marks[performer] = kind
    if text in TERMINATORS and not shown:
        shown = "capsule"
    if shown := shown or TICKS.get(text, ""):
        line.marks[performer] = "box" if shown == UNKNOWN else shown
    words = set(text.split()) if len(text) < 20 else set()
    if text in NO or "tidak" in words:
        line.labels[performer] = "no"
    elif text in YES or "ya" in words:
        line.labels[performer] = "yes"
    elif shown == UNKNOWN or (text and performer not in line.marks):
        line.strange[performer] = cell.text


def continues(line: Line, above: Line) -> bool:
    """Whether a row carries on the cells of the row above (the page broke within it)."""
    if line.no or line.marks:
        return False
    if line.duration and (re.search(r"\d", line.duration) or not above.duration):
        return False
    return not line.activity or line.activity[:1].islower()


def join(above: Line, line: Line) -> None:
    """Add the cells of a continuing row to the row above."""
    for name in CELLS:
        old, new = getattr(above, name), getattr(line, name)
        if new:
            joint = "\n" if re.match(r"[-–•]|\d+[.)]", new) else " "
            setattr(above, name, f"{old}{joint}{new}".strip())
    above.rows += line.rows
    above.arrows += line.arrows
    above.labels |= line.labels
    above.strange |= line.strange
