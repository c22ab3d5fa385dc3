"""Lengths of time as the column "Waktu" prints them: "1jam", "1 Bln", "0.5" under "(hari)"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from tatalaksana.core.procedure.model import Duration, Unit
from tatalaksana.core.reading.understand.labels import fold, table

AMOUNT = re.compile(r"(\d{1,6}(?:[.,]\d{1,4})?)\s*([^\W\d_]+|'|’|′|\")?")
#: between the two bounds of a range: "15-20 menit", "30 menit s.d. 1 jam"
RANGE = re.compile(
    r"(?<=[\w'’′.])\s*(?:[-–—~]|\bs\s*/\s*d\b|\bs\.\s?d\b\.?|\bsd\b|"
    r"\bsampai(?:\s+dengan)?\b|\bhingga\b|\batau\b)\s*(?=\d)",
    re.I,
)
CLOCK = re.compile(r"\d{1,2}[.:]\d{2}\s*(?:[-–—]|s\W?d\W)\s*\d{1,2}[.:]\d{2}", re.I)
BRACKETS = re.compile(r"\([^()]*\)")  #: "3 (tiga) hari"
DIGIT_OUTSIDE = re.compile(r"[^()]*[\d½¼¾]")
TIMES = re.compile(r"\b(\d{1,3})\s*[x×]\s*(?=\d)", re.I)
THOUSANDS = re.compile(r"\b[1-9]\d{0,2}(?:\.\d{3})+\b(?![.,]\d)")  #: the comma parts decimals
SLASHED = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
SLASH = re.compile(r"(?<![\d/.,])[13]/[24](?![\d/])")
FRACTION = re.compile(r"(\d{1,3})?\s*([½¼¾])")
FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
MINUTE_SIGNS = ("'", "’", "′")
MINUTES = {Unit.MINUTE: 1, Unit.HOUR: 60}
LONGEST = 60  #: letters; a longer text is a sentence, not a length


@lru_cache(maxsize=4096)
def duration_in(text: str, unit: Unit | None = None) -> Duration | None:
    """The length `text` states; `unit` is the header's, for a bare number.

    None when it states none ("-", "setiap hari") or several that do not add up. Of a range
    ("5-10 menit") the upper bound counts: it is the promise.
    """
    if len(text) > LONGEST or CLOCK.search(text):
        return None
    text = figures(BRACKETS.sub(" ", text) if DIGIT_OUTSIDE.match(text) else text)
    *lower, upper = RANGE.split(text)
    if not all(AMOUNT.search(one) for one in lower):
        return None  # "H-1" is a day, not a range
    return one_length(upper, unit)


def one_length(text: str, unit: Unit | None) -> Duration | None:
    """The length that the figures of `text` state together."""
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


def figures(text: str) -> str:
    """`text` with its number words, fractions and thousands as plain decimal figures."""
    text = THOUSANDS.sub(lambda found: found[0].replace(".", ""), number_words(text))
    text = SLASH.sub(lambda found: SLASHED.get(found[0], found[0]), text)
    return FRACTION.sub(lambda found: f" {Decimal(found[1] or 0) + FRACTIONS[found[2]]} ", text)


def number_words(text: str) -> str:
    """Number words as digits; "sehari" alone is one day, in "2 x sehari" it is none."""
    known = table("units")["numbers"]
    alone = not re.search(r"\d", text)

    def digits(found: re.Match[str]) -> str:
        word = found[0].lower()
        if alone and word.startswith("se") and unit_in(word[2:]):
            return f"1 {word[2:]}"
        return str(known.get(word, found[0]))

    return re.sub(r"[^\W\d_]+", digits, text)


def amount_of(number: str, word: str, unit: Unit | None) -> tuple[Decimal, Unit] | None:
    """One number with its unit; None without a unit that is known."""
    value = Decimal(number.replace(",", "."))
    if word in MINUTE_SIGNS:
        return value, Unit.MINUTE
    if months := table("units")["months"].get(word.lower()):
        return value * months, Unit.MONTH
    of = unit_in(word) if word else unit
    return (value, of) if of else None


def unit_in(text: str) -> Unit | None:
    """The unit a word stands for."""
    words = fold(text)
    for unit, spellings in table("units")["units"].items():
        if words in spellings:
            return Unit(unit)
    return None


def header_unit(text: str) -> Unit | None:
    """The unit a header states: "Waktu (hari)"."""
    return next((unit for word in fold(text).split() if (unit := unit_in(word))), None)
