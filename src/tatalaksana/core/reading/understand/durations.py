"""Lengths of time as the column "Waktu" prints them: "1jam", "1 Bln", "0.5" under "(hari)"."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

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
TIMES = re.compile(r"(?<![\d.,])(\d{1,3}(?:[.,]\d{1,2})?)\s*[x×]\s*(?=\d)", re.I)
FULL_DAY = Decimal(24)  #: hours
THOUSANDS = re.compile(r"\b[1-9]\d{0,2}(?:\.\d{3})+\b(?![.,]\d)")  #: the comma parts decimals
SLASHED = {"1/2": "½", "1/4": "¼", "3/4": "¾"}
SLASH = re.compile(r"(?<![\d/.,])[13]/[24](?![\d/])")
FRACTION = re.compile(r"(\d{1,3})?\s*([½¼¾])")
FRACTIONS = {"½": Decimal("0.5"), "¼": Decimal("0.25"), "¾": Decimal("0.75")}
MINUTE_SIGNS = ("'", "’", "′")
KINDS = {Unit.HOUR: "jam", Unit.DAY: "hari", Unit.WEEK: "minggu"}  #: of which there are two kinds
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
    text = joined(text)
    text = figures(BRACKETS.sub(" ", text) if DIGIT_OUTSIDE.match(text) else text)
    *lower, upper = RANGE.split(text)
    if not all(AMOUNT.search(one) for one in lower):
        return None  # "H-1" is a day, not a range
    return one_length(upper, unit)


def one_length(text: str, unit: Unit | None) -> Duration | None:
    """The length that the figures of `text` state together."""
    factor = Decimal(1)
    if times := TIMES.search(text):
        factor, text = Decimal(times[1].replace(",", ".")), text[times.end() :]
    amounts = [amount_of(number, word, unit) for number, word in AMOUNT.findall(text)]
    lengths = [one for one in amounts if one is not None]
    if not lengths or len(lengths) != len(amounts):
        return None
    if len(lengths) == 1:
        value, of = lengths[0]
        if times and lengths[0] == (FULL_DAY, Unit.HOUR) and "jamkerja" not in text.lower():
            value, of = Decimal(1), Unit.FULL_DAY
    elif all(of in MINUTES for _, of in lengths):
        value, of = sum((v * MINUTES[u] for v, u in lengths), Decimal(0)), Unit.MINUTE
    else:
        return None
    return Duration(value * factor, of) if value * factor > 0 else None


def joined(text: str) -> str:
    """`text` with the word that tells the kind of time drawn to its unit: "14 harikalender"."""

    def drawn(found: re.Match[str]) -> str:
        kind = table("units")["counted"][found[3].lower()]
        unit = unit_in(found[1].lower().removeprefix("se"))
        if unit not in KINDS:
            return found[0]
        known = f"{KINDS[unit]}{kind}"
        once = "se" if found[1].lower().startswith("se") else ""
        return f"{once}{known}" if is_unit(known) else f"{found[1]} "

    return kind_of_time().sub(drawn, text)


@cache
def kind_of_time() -> re.Pattern[str]:
    """A word, and behind it what kind of time is meant: "hari kalender", "jam (kerja)"."""
    words = "|".join(table("units")["counted"])
    return re.compile(rf"([^\W\d_]+)\.?\s*(\()?\s*\b({words})\b(?(2)\s*\))", re.I)


def is_unit(word: str) -> bool:
    """Whether `word` stands for a unit of time."""
    return unit_in(word) is not None or word in table("units")["calendar_days"]


def says_kind(text: str) -> bool:
    """Whether `text` says itself which days or hours it means: working or calendar ones."""
    return any(word in table("units")["counted"] for word in fold(text).split())


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
        if alone and word.startswith("se") and is_unit(word[2:]):
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
    if days := table("units")["calendar_days"].get(word.lower()):
        return value * days, Unit.CALENDAR_DAY
    of = unit_in(word) if word else unit
    if of is Unit.DAY and unit is Unit.CALENDAR_DAY and not word.lower().endswith("kerja"):
        of = unit  # the header says which days
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
    words = fold(joined(text)).split()
    if any(word in table("units")["calendar_days"] for word in words):
        return Unit.CALENDAR_DAY
    return next((unit for word in words if (unit := unit_in(word))), None)
