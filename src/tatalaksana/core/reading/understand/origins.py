"""Where every value of a procedure stands in the document."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.core.reading.block import Row
from tatalaksana.core.reading.located import squeezed
from tatalaksana.core.reading.reading import Origin, Place
from tatalaksana.core.reading.understand.columns import Columns
from tatalaksana.core.reading.understand.document import Part
from tatalaksana.core.reading.understand.identity import Identity
from tatalaksana.core.reading.understand.kinds import is_page_number
from tatalaksana.core.reading.understand.labels import label_in
from tatalaksana.core.reading.understand.rows import Line, column_numbers
from tatalaksana.core.reading.understand.spots import (
    Spot,
    cell_at,
    letters_at,
    listed,
    pieced,
    places_at,
    places_of,
    row_place,
)
from tatalaksana.core.reading.understand.symbols import symbol_in

IDENTITY_LISTS = frozenset({
    "agency", "legal_basis", "qualifications", "related", "equipment", "warning", "records",
})  # fmt: skip
#: label of a column -> the field of its cells
FIELDS = {"no": "no", "activity": "activities", "inputs": "inputs", "duration": "duration",
          "outputs": "outputs", "note": "note"}  # fmt: skip
LISTS = ("activities", "inputs", "outputs")


def origins(
    procedure: Procedure, part: Part, identity: Identity, columns: Columns, lines: Sequence[Line]
) -> tuple[Origin, ...]:
    """Where the values stand: the identity, the header, the steps, and what was left over."""
    table = Table(columns, {row.line: row for row in part.body})
    found = [*identity_origins(procedure, identity), *header_origins(procedure, part, columns)]
    for step, line in zip(procedure.steps, lines, strict=True):
        found += table.step(step, line)
    left = tuple(row_place(row) for row in unused(part, lines))
    found.append(Origin(row=None, field="steps", places=left))
    return tuple(one for one in found if one.places)


def identity_origins(procedure: Procedure, identity: Identity) -> Iterator[Origin]:
    """Where the values before the table stand."""
    for name, spots in identity.spots.items():
        value = getattr(procedure, name)
        if name == "title":
            yield Origin(row=None, field=name, places=pieced(procedure.title, spots))
        elif name in IDENTITY_LISTS:
            if value or name != "agency":
                yield from listed(None, name, value, spots)
        else:
            text = value if isinstance(value, str) else ""
            yield Origin(row=None, field=name, places=places_of(text, spots))


def header_origins(procedure: Procedure, part: Part, columns: Columns) -> Iterator[Origin]:
    """The header of every column: "steps.inputs" and its like, and the performers one by one."""
    spots = [(row, i) for row in part.header for i in row.filled]
    for label, field in FIELDS.items():
        own = [one for one in spots if label_in("header", cell_at(one).text) == label]
        yield Origin(row=None, field=f"steps.{field}", places=places_at(own))
    if columns.named is not None:
        spots = [(row, columns.named) for row in part.body if row.text(columns.named)]
    else:
        spots = [one for one in spots if label_in("header", cell_at(one).text) not in FIELDS]
    every: list[Place] = []
    for k, (column, name) in enumerate(columns.performers[: len(procedure.performers)]):
        places = performer_places(name, column, spots)
        every += places
        yield Origin(row=None, field="performers", item=k, places=places)
    yield Origin(row=None, field="performers", places=tuple(dict.fromkeys(every)))


def performer_places(name: str, column: int, spots: Sequence[Spot]) -> tuple[Place, ...]:
    """The cells that print the name: those over its column, else the first with the same words."""
    wanted = squeezed(name)
    alike = [one for one in spots if (own := letters_at(one)) and own in wanted]
    over = [one for one in alike if one[1] == column]
    if over:
        return places_at(over)
    exact = [one for one in alike if letters_at(one) == wanted]
    if exact:
        return places_at(exact[:1])
    return places_of(name, [one for one in spots if wanted in letters_at(one)][:1])


@dataclass(frozen=True, slots=True)
class Table:
    """A step table: its columns, and its rows by their lines."""

    columns: Columns
    rows: Mapping[int, Row]

    def step(self, step: Step, line: Line) -> Iterator[Origin]:
        """Where the values of one step stand; an empty cell too, where one would stand."""
        columns = {"no": self.columns.no, "activity": self.columns.activity}
        for label, column in (columns | self.columns.places).items():
            if column is None:
                continue
            field, spots = FIELDS[label], self.spots(line, column)
            if field in LISTS:
                yield from listed(step.row, field, getattr(step, field), spots)
            else:
                yield Origin(row=step.row, field=field, places=places_at(spots))
        yield Origin(row=step.row, field="performers", places=self.performers(step, line))
        if step.decision:
            yield Origin(row=step.row, field="decision", places=self.decision(line))

    def spots(self, line: Line, column: int) -> list[Spot]:
        """The cells of one column of a step; the empty one where all are."""
        every = [(self.rows[n], column) for n in line.rows if n in self.rows]
        return [one for one in every if cell_at(one).text] or every[:1]

    def performers(self, step: Step, line: Line) -> tuple[Place, ...]:
        """The symbols of the performers; else what stands in their cells, else the activity."""
        if self.columns.named is not None:
            return places_at(self.spots(line, self.columns.named))
        seats = [i for i, name in self.columns.performers if name in step.performers]
        rows = [self.rows[n] for n in line.rows if n in self.rows]
        found = [place for row in rows for i in seats for place in signs((row, i))]
        other = [place for row in rows for i, _ in self.columns.performers
                 for place in signs((row, i))]  # fmt: skip
        activity = self.spots(line, self.columns.activity)
        return tuple(found or other) or places_at(activity)

    def decision(self, line: Line) -> tuple[Place, ...]:
        """The diamonds of the row; else the words of its activity."""
        rows = [self.rows[n] for n in line.rows if n in self.rows]
        spots = [(row, i) for row in rows for i, _ in self.columns.performers]
        diamonds = [place for one in spots for place in signs(one, "diamond")]
        return tuple(diamonds) or places_at(self.spots(line, self.columns.activity))


def signs(spot: Spot, kind: str = "") -> tuple[Place, ...]:
    """The symbols in a cell, each where it is drawn; the cell where its text shows one."""
    cell = cell_at(spot)
    if cell.symbols:
        pairs = zip(cell.marks, cell.symbols, strict=False)
        own = [area for mark, area in pairs if kind in ("", mark)]
        return tuple(place for area in own for place in places_at([spot], area))
    shown = symbol_in(cell.text) == kind if kind else cell.text or cell.trace
    return places_at([spot]) if shown else ()


def unused(part: Part, lines: Sequence[Line]) -> Iterator[Row]:
    """The rows in and about the table that became no step, but for the numbers of its pages."""
    used = {number for line in lines for number in line.rows}
    for row in (*part.body, *part.foreign):
        numbers = column_numbers(row) or is_page_number(" ".join(map(row.text, row.filled)))
        if row.line not in used and not numbers:
            yield row
