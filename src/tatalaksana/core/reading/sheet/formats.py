"""Numbers and dates of cells as a person sees them in Indonesia.

Source: ECMA-376, part 1, 18.8.30 (number formats and their built-in numbers).
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli", "Agustus", "September",
    "Oktober", "November", "Desember",
)  # fmt: skip
BUILT_IN = {
    1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 14: "d/m/yyyy",
    15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 18: "h:mm", 19: "h:mm:ss", 20: "h:mm", 21: "h:mm:ss",
    22: "d/m/yyyy h:mm", 37: "#,##0", 38: "#,##0", 39: "#,##0.00", 40: "#,##0.00", 45: "mm:ss",
    46: "h:mm:ss", 47: "mm:ss",
}  # fmt: skip
LITERAL = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
DIGITS = re.compile(r"[0#?][0#?,.]*|General", re.I)
FIRST_DAY, FIRST_DAY_1904 = date(1899, 12, 30), date(1904, 1, 1)
LAST_DAY = 2_958_465  #: 31 December 9999
DAY = 24 * 60  #: minutes


def shown(value: str, code: str, *, since_1904: bool = False) -> str:
    """A number of a cell by the code of its format: "0,5", "30 menit", "2 Januari 2024"."""
    try:
        exact = Decimal(value)
    except InvalidOperation:
        return value
    if not exact.is_finite() or abs(exact) > Decimal(10) ** 15:
        return value
    section = code.partition(";")[0]
    bare = LITERAL.sub("", section).lower()
    if bare != "general" and re.search(r"[dyhs]|mm", bare):
        return moment(exact, bare, since_1904=since_1904)
    return worded(exact, section)


def moment(value: Decimal, bare: str, *, since_1904: bool) -> str:
    """A day, or a time of day where the format shows no day."""
    whole = int(value // 1)
    if not 0 <= whole <= LAST_DAY:
        return plain(value)
    if re.search(r"[dy]|mmm", bare):
        day = (FIRST_DAY_1904 if since_1904 else FIRST_DAY) + timedelta(days=whole)
        return f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    minutes = int((value * DAY).to_integral_value(ROUND_HALF_UP))
    return f"{minutes // 60:02}:{minutes % 60:02}"


def worded(value: Decimal, section: str) -> str:
    """A number with the words its format puts around it."""
    words = LITERAL.sub(lambda found: "\0" if found[1] or found[2] else "", section)
    literals = [found[1] or found[2] for found in LITERAL.finditer(section) if found[1] or found[2]]
    pattern = DIGITS.search(words)
    if pattern is None:
        return plain(value)
    percent = "%" in words
    decimals = None
    if pattern[0].lower() != "general":
        decimals = sum(sign in "0#?" for sign in pattern[0].partition(".")[2])
    amount = plain(value * 100 if percent else value, decimals)
    before, after = words[: pattern.start()], words[pattern.end() :]
    text = f"{before}{amount}{after}"
    for literal in literals:
        text = text.replace("\0", literal, 1)
    return text.strip()


def plain(value: Decimal, decimals: int | None = None) -> str:
    """A number with a decimal comma and no zeros behind it."""
    if decimals is None:
        value = round(value, 10)  # what is left of binary fractions
    else:
        value = value.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{value:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace(".", ",") or "0"
