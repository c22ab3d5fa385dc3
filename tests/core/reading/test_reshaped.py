"""The bundled documents in the shapes of other offices are read as before."""

from __future__ import annotations

import textwrap
from collections.abc import Callable

import pytest

from tatalaksana.core.reading.readers.text import blocks_of, clean
from tatalaksana.core.reading.understand.columns import Columns, columns_of
from tatalaksana.core.reading.understand.document import parts
from tatalaksana.core.reading.understand.labels import label_in
from tests.core.reading.scoring import scored, seed

Table = tuple[list[str], list[tuple[list[str], list[str], list[str]]]]
Shape = Callable[[Table], list[list[str]]]
MEASURES = ["Kelengkapan", "Waktu", "Output"]
FIELDS = ("inputs", "duration", "outputs", "note")


def reshaped(text: str, shape: Shape) -> str:
    """`text` with every step table in another shape."""
    lines, table = [], list[str]()
    for line in [*text.split("\n"), ""]:
        cells = line.split("\t")
        head = "activity" in {label_in("header", cell.strip()) for cell in cells}
        if table and (head or len(cells) <= 3):
            lines += ["\t".join(row) for row in shape(table_of(table))]
            table = []
        if (table and not head) or (head and len(cells) > 4):
            table.append(line)
        else:
            lines.append(line)
    return "\n".join(lines)


def table_of(lines: list[str]) -> Table:
    """The performers and the rows of a table: (number and activity, marks, measures and note)."""
    (part,) = parts(blocks_of("\n".join(lines)))
    columns: Columns = columns_of(part.header, part.body)
    names = [name for _, name in columns.performers]
    rows = []
    for line in lines[len(part.header) :]:
        cells = [*line.split("\t"), *[""] * 20]
        measures = [cells[columns.places[one]] if one in columns.places else "" for one in FIELDS]
        rows.append((cells[:2], [cells[i] for i, _ in columns.performers], measures))
    return names, rows


def usual(names: list[str]) -> list[list[str]]:
    """A header with an empty row of names."""
    gap = [""] * (len(names) - 1)
    return [["No", "Kegiatan", "Pelaksana", *gap, "Mutu Baku", "", "", "Ket"]]


def mutu_baku_first(table: Table) -> list[list[str]]:
    names, rows = table
    gap = [""] * (len(names) - 1)
    top = ["No", "Kegiatan", "Mutu Baku", "", "", "Pelaksana", *gap, "Ket"]
    body = [[*act, *measures[:3], *marks, measures[3]] for act, marks, measures in rows]
    return [top, ["", "", *MEASURES, *names, ""], *body]


def names_on_two_lines(table: Table) -> list[list[str]]:
    names, rows = table
    upper = [name.rsplit(" ", 1)[0] for name in names]
    lower = [name.rsplit(" ", 1)[1] if " " in name else "" for name in names]
    header = [["", "", *upper, *MEASURES, ""], ["", "", *lower, "", "", "", ""]]
    return [*usual(names), *header, *([*a, *m, *rest] for a, m, rest in rows)]


def empty_cells_lost(table: Table) -> list[list[str]]:
    names, rows = table
    header = [["No", "Kegiatan", "Pelaksana", "Mutu Baku", "Ket"], [*names, *MEASURES]]
    return [*header, *([*a, *m, *rest] for a, m, rest in rows)]


def lines_wrapped(table: Table) -> list[list[str]]:
    names, rows = table

    def wrapped(cell: str) -> str:
        text = clean(cell)
        return text if "\n" in text else textwrap.fill(text, 45, break_on_hyphens=False)

    body = [[a[0], wrapped(a[1]), *m, wrapped(r[0]), r[1], wrapped(r[2]), r[3]] for a, m, r in rows]
    return [*usual(names), ["", "", *names, *MEASURES, ""], *body]


def two_pages(table: Table) -> list[list[str]]:
    names, rows = table
    header = [*usual(names), ["", "", *names, *MEASURES, ""]]
    body = [[*a, *m, *rest] for a, m, rest in rows]
    return [*header, *body[:4], [], ["Halaman 2"], [], *(header if body[4:] else []), *body[4:]]


@pytest.mark.parametrize(
    "shape", [mutu_baku_first, names_on_two_lines, empty_cells_lost, lines_wrapped, two_pages]
)
def test_another_shape_of_the_tables_changes_nothing(shape: Shape) -> None:
    assert reshaped(seed("000"), shape) != seed("000")
    assert scored(lambda text: reshaped(text, shape)).misses == []
