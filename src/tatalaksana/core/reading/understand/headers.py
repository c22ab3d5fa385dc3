"""What the header of a step table prints: the performers' names and where the rest stands."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from tatalaksana.core.reading.block import Cell, Row
from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.understand.items import tidy
from tatalaksana.core.reading.understand.labels import label_in

STANDARD = ("inputs", "duration", "outputs", "note")  #: the usual order
FIELDS = frozenset(STANDARD)
MEASURES = FIELDS - {"note"}
NUMBERS = re.compile(r"\W*\d[\d\s.()]*")  #: of columns; one text may run over two of them
BROKEN = re.compile(r"[^\W\d_]-$")  #: a word parted at the end of a line


@dataclass(frozen=True, slots=True)
class Header:
    """The header's words with the columns they are printed in."""

    names: list[tuple[int, str]]  #: (column, performer) in order
    printed: Mapping[str, int]  #: of FIELDS
    standard_first: bool  #: Mutu Baku stands before Pelaksana
    drawn: bool = False  #: its cells were seen to stand over their columns


def header_of(header: Sequence[Row], activity: int) -> Header:
    """Read a header of one or several rows; `activity` is the column of Kegiatan."""
    drawn = header[0].drawn
    rows = [header[0], *(row if drawn else shifted(row, activity) for row in header[1:])]
    rows = [row for row in rows if not is_numbering(row)]
    printed: dict[str, int] = {}
    for row in rows:
        printed = {name: i for i, name in fields_in(row).items() if name in FIELDS} | printed
    measures = [i for name, i in printed.items() if name in MEASURES]
    before = names_in(rows, activity, min(measures, default=None))
    follow = bool(measures) and not before and performers_follow(header[0])
    after = names_in(rows, max(measures), None) if follow else []
    return Header(before or after, printed, standard_first=bool(after), drawn=drawn)


def performers_follow(top: Row) -> bool:
    """Whether the header prints Pelaksana to the right of Mutu Baku."""
    places = {name: i for i, name in fields_in(top).items()}
    standard = [places[name] for name in ("standard", *STANDARD[:3]) if name in places]
    return bool(standard) and places.get("performers", -1) > min(standard)


def fields_in(row: Row) -> dict[int, str | None]:
    """The label in every filled cell, None for a word that is no label."""
    return {i: label_in("header", row.text(i)) for i in row.filled}


def is_numbering(row: Row) -> bool:
    """Whether the row only numbers the columns."""
    return all(NUMBERS.fullmatch(row.text(i)) for i in row.filled)


def shifted(row: Row, activity: int) -> Row:
    """The row pushed behind Kegiatan, where it lost its empty cells on the left.

    So it is when performers and measures begin in the first column, where No stands.
    """
    fields = fields_in(row)
    lost = fields.get(0, "no") is None and len(MEASURES & set(fields.values())) > 1
    if not lost or "activity" in fields.values():
        return row
    return replace(row, cells=(*[Cell("")] * (activity + 1), *row.cells))


def names_in(rows: Sequence[Row], after: int, before: int | None) -> list[tuple[int, str]]:
    """The performers printed between two columns, those on several lines joined.

    A row that names all the columns of the row above and more makes that one a mere heading; so
    does one that has several names below a single cell.
    """
    names: dict[int, str] = {}
    areas: dict[int, Area | None] = {}
    for row in rows:
        found = {
            i: tidy(row.text(i))
            for i, name in fields_in(row).items()
            if (name is None or (i in names and name not in MEASURES))
            and after < i
            and (before is None or i < before)
        }
        if set(names) < set(found):
            names = {}
        for i in [i for i in names if heads_several(areas[i], row, found)]:
            del names[i]
        for i, text in found.items():
            names[i] = joined(names.get(i, ""), text)
            areas[i] = row.cells[i].area
    return sorted(names.items())


def heads_several(above: Area | None, row: Row, columns: Iterable[int]) -> bool:
    """Whether several of these cells of a row stand below the area of one cell."""
    below = [area for i in columns if (area := row.cells[i].area) is not None]
    return above is not None and (
        sum(above.left <= one.middle[0] <= above.right for one in below) > 1
    )


def joined(above: str, text: str) -> str:
    """Two lines of one name; a word parted between them is whole again."""
    if above and BROKEN.search(above) and text[:1].islower():
        return above[:-1] + text
    return f"{above} {text}".strip()
