"""The title of a procedure: the heading above its table, without what every heading says."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tatalaksana.core.reading.block import Row
from tatalaksana.core.reading.understand.items import tidy
from tatalaksana.core.reading.understand.kinds import is_page_number
from tatalaksana.core.reading.understand.labels import fold, table

SOP = (
    r"(?:sop|s\.\s?o\.\s?p|standar\s+operasional\s+(?:dan\s+)?prosedur"
    r"|standard\s+operating\s+procedures?)"
)
SOP_PREFIX = re.compile(
    rf"^\W*(?:(?:\d{{1,2}}|[a-z]|[ivx]{{1,4}})[.)]\s+)?"
    rf"(?:(?:bagan\s+alir|diagram\s+alir|alur|flow\s?chart)\s+)?"
    rf"{SOP}(?![^\W\d_])(?:[\s-]*\(\s*sop(?:[\s-]*ap)?\s*\)|[\s-]*\bap\b)?"
    rf"(?:\s+tentang\b)?[\s:.–-]*",
    re.I,
)
STRAY_NIP = re.compile(r"^NIP\b[\s.:]*[\d\s]{9,}(?=\D)", re.I)  #: from the cell above
OF_GOVERNMENT = re.compile(r"\(?(?:administrasi\s+pemerintahan)?\s*(?:\(?(?:sop\W*)?ap\)?)?", re.I)
YEAR = re.compile(r"\W*tahun\s+(?:anggaran\s+)?\d{4}\W*", re.I)
REGIONS = ("provinsi ", "kabupaten ", "kota ")  #: a title may end with one
FIELD = re.compile(r"[^\W\d_]+(?:\s[^\W\d_]+)?\s?:\s")  #: "Unit Kerja: …", a field of its own
LONGEST_HEADING = 4  #: lines of one heading above the table


def is_heading(text: str) -> bool:
    """Whether a line names a procedure: "SOP …"."""
    words = fold(text)
    known = table("labels")["heading"]["begins"]
    return any(words == one or words.startswith(one + " ") for one in known)


def heading_in(rows: Sequence[Row]) -> str:
    """The title in the lines above the table: the last that begins with "SOP", else the last.

    A line that the format calls a heading comes before one that only begins as one, unless that
    heads the table itself.
    """
    alone = [row for row in rows if len(row.filled) == 1]
    alone = [row for row in alone if not is_page_number(tidy(row.text(row.filled[0])))]
    lines = [(row.line, tidy(row.text(row.filled[0]))) for row in alone]
    named = [i for i in range(len(lines)) if is_heading(lines[i][1])]
    told = [i for i in named if alone[i].heading]
    told = [] if any(alone[i].tabular for i in named if told and i > told[-1]) else told
    for i in (*reversed(told), *range(len(lines) - 1, -1, -1)):
        below = lines[i:] if i not in told else lines[i : i + 1]
        if is_heading(lines[i][1]) and (title := title_from(below)):
            return title
    others = [text for _, text in lines if not is_agency(text)]
    return clean_title(others[-1]) if others else ""


def title_from(lines: Sequence[tuple[int, str]]) -> str:
    """The title in a heading's (line number, text): its first line and those that go on below.

    Where the first line says only "Standar Operasional Prosedur", or of which office, the
    title is the next paragraph.
    """
    own = without_common(lines[0][1])
    name = "" if is_agency(own) else own
    found, last = [name] if name else [], lines[0][0]
    for line, text in lines[1 : LONGEST_HEADING + 2]:
        if found and (line > last + 1 or len(found) == LONGEST_HEADING or ends_before(text, found)):
            break
        last = line
        if found or not is_agency(text):
            found.append(text)
    return clean_title(" ".join(found)) or own


def without_common(text: str) -> str:
    """The first line of a heading without the words that every heading has; "" when no more."""
    rest = clean_title(text)
    common = fold(rest) in table("labels")["heading"]["common"] or OF_GOVERNMENT.fullmatch(rest)
    return "" if common else rest


def ends_before(text: str, found: Sequence[str]) -> bool:
    """Whether a line below a heading is no more of the title: an office, a year."""
    if YEAR.fullmatch(text) or is_heading(text) or FIELD.match(text):
        return True
    unfinished = set(fold(found[-1]).split()[-1:]) & set(table("labels")["heading"]["unfinished"])
    return is_agency(text) and not unfinished and not fold(text).startswith(REGIONS)


def clean_title(text: str) -> str:
    """The title without a leading "SOP", quotes and a closing full stop."""
    text = STRAY_NIP.sub("", tidy(text)).strip("\"'“” ")
    return SOP_PREFIX.sub("", text, count=1).strip(" .:\"'“”") or ""


@lru_cache(maxsize=1)
def agency_beginnings() -> tuple[str, ...]:
    """How the lines of an agency's name begin, each with a space after it."""
    known = table("labels")["agency"]
    return tuple(one + " " for one in (*known["top"], *known["below"]))


def is_agency(text: str) -> bool:
    """Whether a line is one of an agency's name."""
    return (fold(text) + " ").startswith(agency_beginnings())
