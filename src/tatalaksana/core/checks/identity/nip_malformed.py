"""ID004: the NIP of the approver cannot exist.

Wrong: "NIP. 19631322 198403 1 002" (there is no month 13).
Right: eighteen digits: birth date, month of appointment, sex (1 or 2), serial number.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from tatalaksana.core.base.said import worded
from tatalaksana.core.checks.finding import Check, Finding, Surroundings, Weight
from tatalaksana.core.procedure.model import Procedure

LENGTH = 18
#: Years of age at appointment; wider than any rule of recruitment since 1950, so that only slips
#: of the pen are found.
YOUNGEST, OLDEST = 15, 60
SEXES = "12"


def find(procedure: Procedure, _around: Surroundings) -> Iterator[Finding]:
    """Yield what is impossible in the NIP; nothing when none is given (ID002)."""
    nip = procedure.approved_by.nip if procedure.approved_by else ""
    wrong = fault(re.sub(r"\D", "", nip)) if nip.strip() else ""
    if wrong:
        yield CHECK.at(
            None,
            "approved_by",
            worded('NIP "{0}" tidak mungkin benar: {1}.', nip, wrong),
            "Cocokkan dengan data kepegawaian pejabat yang mengesahkan.",
        )


def fault(digits: str) -> str:
    """What is wrong with a NIP, or nothing."""
    if len(digits) != LENGTH:
        return worded("{0} angka, seharusnya {1}", len(digits), LENGTH)
    born, month = day(digits[:8]), day(f"{digits[8:14]}01")
    if born is None:
        return worded('"{0}" bukan tanggal lahir', digits[:8])
    if month is None:
        return worded('"{0}" bukan tahun dan bulan pengangkatan', digits[8:14])
    if digits[14] not in SEXES:
        return worded('angka jenis kelamin "{0}", seharusnya 1 atau 2', digits[14])
    if not YOUNGEST <= month.year - born.year <= OLDEST:
        return worded("diangkat pada usia {0} tahun", month.year - born.year)
    return ""


def day(digits: str) -> date | None:
    """The day that eight digits name; None when there is no such day."""
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        return None


CHECK = Check(
    id="ID004",
    name="identity.nip_malformed",
    source="Peraturan Kepala BKN 22/2007: susunan NIP",
    find=find,
    weight=Weight.ERROR,
)
