"""Which column holds what: the header's words, weighed against the content below them.

Headers of these documents are often shifted: merged cells are lost, "Ket" stands before
"Output". So the performers are counted from the header, and the columns behind them are
given to Kelengkapan, Waktu, Output and Keterangan by what stands in them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, permutations

from tatalaksana.core.procedure.model import Unit
from tatalaksana.core.reading.block import Row
from tatalaksana.core.reading.understand.durations import duration_in, header_unit
from tatalaksana.core.reading.understand.headers import STANDARD, Header, header_of
from tatalaksana.core.reading.understand.items import documents, tidy
from tatalaksana.core.reading.understand.labels import label_in

BRACKETS, LETTER = re.compile(r"\([^()]*\)"), re.compile(r"[^\W\d_]")
NO_LENGTH = re.compile(r"[-–—\s]*|setiap\s+\w+|sesuai.*|tentatif|menyesuaikan", re.I)
REFERENCE = re.compile(r"\b(?:terkait|sop|lihat|apabila|jika)\b", re.I)
SAMPLE = 60  #: rows looked at
MOST_PERFORMERS = 100  #: more columns than any office has; the rest is left out with a doubt
MOST_COLUMNS = 7  #: columns behind the performers that are weighed
#: weights of the assignment: content first, then the header's order, then its position
LENGTHS, NOT_LENGTHS, FILLED, NOTE_FILLED, NOTE_REFERS, ORDER, PLACE = 6, 3, 1, 2, 1, 0.4, 0.6


@dataclass(frozen=True, slots=True, kw_only=True)
class Columns:
    """The columns of one step table, by index; None where the table has no such column."""

    no: int | None
    activity: int
    performers: tuple[tuple[int, str], ...]  #: (column, header) in order
    places: dict[str, int]  #: of STANDARD
    unit: Unit | None  #: of the header "Waktu (hari)"
    named: int | None = None  #: the one column that names the performer of each row
    count: int = 0  #: performers the header prints; more than `performers` were not taken
    unread: tuple[str, ...] = ()  #: headers of filled columns that belong to no field


def columns_of(header: Sequence[Row], body: Sequence[Row]) -> Columns:
    """The columns of a table with this header and body."""
    top = header[0]
    fields = {i: label_in("header", top.text(i)) for i in top.filled}
    activity = next(i for i, name in fields.items() if name == "activity")
    no = next((i for i, name in fields.items() if name == "no"), None)
    no = no if no is not None or activity == 0 else activity - 1
    head = header_of(header, activity)
    every = placed_names(head, activity, body)
    named = next((i for i, name in fields.items() if name == "performers"), None)
    named = named if named is not None and not every else None
    if named is not None:
        every = [(named, name) for name in named_performers(named, body)]
    taken = {*range(activity + 1), *(i for i, _ in every), *((named,) if named else ())}
    behind = max((i for i, _ in every), default=activity) + 1
    if head.standard_first:
        behind = activity + 1
    width = max((len(row.cells) for row in body), default=0)
    free = [i for i in range(behind, width) if i not in taken]
    filled = [i for i in free if any(row.text(i) for row in body)]
    places = printed_places(head, filled, body[:SAMPLE]) or assign(
        filled[:MOST_COLUMNS], head.printed, body[:SAMPLE]
    )
    return Columns(
        no=no,
        activity=activity,
        performers=tuple(every[:MOST_PERFORMERS]),
        places=places,
        unit=unit_of(header),
        named=named,
        count=len(every),
        unread=tuple(heading(i, header) for i in filled if i not in places.values()),
    )


def unit_of(header: Sequence[Row]) -> Unit | None:
    """The unit the header states beside or below "Waktu": "(hari)"."""
    for number, row in enumerate(header):
        for i in row.filled:
            if label_in("header", row.text(i)) == "duration":
                return next((u for one in header[number:] if (u := header_unit(one.text(i)))), None)
    return None


def heading(column: int, header: Sequence[Row]) -> str:
    """What the header prints over `column`, else the column's number."""
    texts = [tidy(row.text(column)) for row in header if row.text(column)]
    return texts[-1] if texts else f"ke-{column + 1}"


def placed_names(head: Header, activity: int, body: Sequence[Row]) -> list[tuple[int, str]]:
    """The performers with their columns in the body.

    They stand side by side after Kegiatan, for merged cells shift a header; unless the body
    shows that the header stands where it is printed.
    """
    if head.standard_first or head.drawn or aligned(head, body):
        return head.names
    return [(activity + 1 + k, name) for k, (_, name) in enumerate(head.names)]


def named_performers(column: int, body: Sequence[Row]) -> list[str]:
    """The performers that the cells of one column "Pelaksana" name, in order of appearance."""
    found = {
        tidy(one).lower(): tidy(one) for row in reversed(body) for one in names_in(row.text(column))
    }
    ordered = dict.fromkeys(tidy(one).lower() for row in body for one in names_in(row.text(column)))
    return [found[name] for name in ordered]


def names_in(text: str) -> tuple[str, ...]:
    """The performers one cell names: lines, bullets, commas."""
    return documents(text) if label_in("header", text) is None else ()


def aligned(head: Header, body: Sequence[Row]) -> bool:
    """Whether the names stand over their columns, though not side by side after Kegiatan.

    So it is where the column of lengths below stands exactly under the printed "Waktu".
    """
    names, column = head.names, head.printed.get("duration")
    if column is None or not names or names[-1][0] - names[0][0] + 1 == len(names):
        return False
    return share_of_lengths(column, body[:SAMPLE]) > 0.5


def printed_places(head: Header, filled: Sequence[int], body: Sequence[Row]) -> dict[str, int]:
    """The places the header prints, where it was seen to stand over its columns.

    None when lengths of time stand under another label than "Waktu": then the content decides.
    """
    found = {name: i for name, i in head.printed.items() if i in filled}
    strange = [i for i in filled if i != found.get("duration") and share_of_lengths(i, body) > 0.5]
    return found if head.drawn and not strange else {}


def share_of_lengths(column: int, body: Sequence[Row]) -> float:
    """Which part of the filled cells of `column` are lengths of time."""
    texts = [text for row in body if (text := row.text(column))]
    found = sum(is_length(text) for text in texts)
    return found / len(texts) if texts else 0.0


def is_length(text: str) -> bool:
    """Whether a cell looks like one of the column "Waktu": with a unit, or a number alone."""
    bare = not LETTER.search(BRACKETS.sub("", text))
    return duration_in(text, Unit.DAY if bare else None) is not None


def assign(
    candidates: Sequence[int], printed: Mapping[str, int], body: Sequence[Row]
) -> dict[str, int]:
    """Give the columns `candidates` to the fields of STANDARD, best content first."""
    fields = [name for name in STANDARD if name in printed] or list(STANDARD)
    worth = {(name, i): content(name, i, body) for name in fields for i in candidates}
    best: tuple[float, dict[str, int]] = (float("-inf"), {})
    for chosen in choices(fields, candidates):
        points = sum(worth[pair] for pair in chosen.items())
        points += header_worth(chosen, printed)
        if points > best[0]:
            best = (points, chosen)
    return best[1]


def choices(fields: Sequence[str], columns: Sequence[int]) -> Iterator[dict[str, int]]:
    """Every way to give the fields distinct columns; all of the fewer ones are given."""
    if len(columns) >= len(fields):
        for some in permutations(columns, len(fields)):
            yield dict(zip(fields, some, strict=True))
    else:
        for few in combinations(fields, len(columns)):
            for some in permutations(columns):
                yield dict(zip(few, some, strict=True))


def content(name: str, column: int, body: Sequence[Row]) -> float:
    """How well the content of `column` suits the field."""
    texts = [row.text(column) for row in body]
    have = [text for text in texts if text]
    fill = len(have) / max(1, len(texts))
    lengths = sum(is_length(text) for text in have)
    others = sum(not is_length(text) and not NO_LENGTH.fullmatch(text) for text in have)
    share, other = lengths / max(1, len(have)), others / max(1, len(have))
    if name == "duration":
        return LENGTHS * share - NOT_LENGTHS * other
    if name == "note":
        refers = sum(bool(REFERENCE.search(text)) for text in have) / max(1, len(have))
        return NOTE_REFERS * refers - NOTE_FILLED * fill - NOT_LENGTHS * share
    return FILLED * fill - NOT_LENGTHS * share


def header_worth(chosen: Mapping[str, int], printed: Mapping[str, int]) -> float:
    """How well the choice agrees with the order and the places the header prints."""
    points = 0.0
    for name, other in combinations([one for one in STANDARD if one in chosen], 2):
        usual = name == "inputs" or other == "note"
        before = chosen[name] < chosen[other]
        said = printed.get(name, -1) < printed.get(other, -1)
        points += ORDER * (before == said) + ORDER * (before and usual) / 2
    return points + sum(PLACE * (printed.get(name) == i) for name, i in chosen.items())
