"""Lengths of time as the column "Waktu" prints them: "1jam", "1 Bln", "0.5" under "(hari)"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from tatalaksana.core.procedure.model import Duration, Unit
from tatalaksana.core.reading.understand.labels import fold, table

AMOUNT = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*([^\W\d_]+|'|’|′|\")?")
RANGE = re.compile(r"\d\s*(?:[-–]|s/d|sd|sampai(?:\s+dengan)?)\s*(?=\d)", re.I)
BRACKETS = re.compile(r"\([^()]*\)")  #: "3 (tiga) hari"
DIGIT_OUTSIDE = re.compile(r"[^()]*\d")
TIMES = re.compile(r"\b(\d{1,3})\s*[x×]\s*(?=\d)", re.I)
MINUTE_SIGNS = ("'", "’", "′")
MONTHS_A_YEAR = 12
MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60}
LONGEST = 60  #: letters; a longer text is a sentence, not a length


@lru_cache(maxsize=4096)
def duration_in(text: str, unit: Unit | None = None) -> Duration | None:
    """The length `text` states; `unit` is the header's, for a bare number.

    None when it states none ("-", "setiap hari") or several that do not add up. Of a range
    ("5-10 menit") the upper bound counts: it is the promise.
    """
    if len(text) > LONGEST:
        return None
    text = RANGE.sub(
        "", number_words(BRACKETS.sub(" ", text) if DIGIT_OUTSIDE.match(text) else text)
    )
    factor = Decimal(1)
    if times := TIMES.search(text):
        factor, text = Decimal(times[1]), text[times.end() :]
    amounts = [amount_of(number, word, unit) for number, word in AMOUNT.findall(text)]
    lengths = [one for one in amounts if one is not None]
    if not lengths or len(lengths) != len(amounts):
        return None
    if len(lengths) == 1:
        value, of = lengths[0]
    elif all(of in MINUTES for _, of in lengths):
        value, of = sum((v * MINUTES[u] for v, u in lengths), Decimal(0)), Unit.MINUTE
    else:
        return None
    return Duration(value * factor, of) if value * factor > 0 else None


def number_words(text: str) -> str:
    """Number words as digits."""
    known = table("units")["numbers"]
    return re.sub(r"[^\W\d_]+", lambda word: known.get(word[0].lower(), word[0]), text)


def amount_of(number: str, word: str, unit: Unit | None) -> tuple[Decimal, Unit] | None:
    """One number with its unit; None without a unit that is known."""
    value = Decimal(number.replace(",", "."))
    if word in MINUTE_SIGNS:
        return value, Unit.MINUTE
    found = unit_in(word) if word else None
    if found == "year":
        return value * MONTHS_A_YEAR, Unit.MONTH
    of = Unit(found) if found else (unit if not word else None)
    return (value, of) if of else None


def unit_in(text: str) -> str | None:
    """The unit a word stands for: a value of Unit, or "year"."""
    words = fold(text)
    for unit, spellings in table("units")["units"].items():
        if words in spellings:
            return str(unit)
    return None


def header_unit(text: str) -> Unit | None:
    """The unit a header states: "Waktu (hari)"."""
    for word in fold(text).split():
        found = unit_in(word)
        if found and found != "year":
            return Unit(found)
    return None
