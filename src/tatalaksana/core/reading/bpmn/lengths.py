"""Lengths of timers, as ISO 8601 writes them, in the words of an SOP."""

from __future__ import annotations

import re

LENGTH = re.compile(
    r"P(?:([0-9]{1,6})Y)?(?:([0-9]{1,6})M)?(?:([0-9]{1,6})W)?(?:([0-9]{1,6})D)?"
    r"(?:T(?:([0-9]{1,6})H)?(?:([0-9]{1,6})M)?(?:[0-9]+(?:\.[0-9]+)?S)?)?"
)
UNITS = ("Tahun", "Bulan", "Minggu", "Hari", "Jam", "Menit")


def length_in(text: str) -> str:
    """ "PT1H30M" as "1 Jam 30 Menit"; "" for what is no length of at least a minute."""
    found = LENGTH.fullmatch(text.strip())
    if not found:
        return ""
    pairs = zip(found.groups(), UNITS, strict=True)
    return " ".join(f"{int(number)} {unit}" for number, unit in pairs if number and int(number))
