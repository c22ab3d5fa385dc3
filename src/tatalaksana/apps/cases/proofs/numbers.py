"""The numbers of the cases of an agency: each year 1, 2, 3 … in the order in which they were made.

Whoever opens a case holds the counter until the case is there, so its handle grows with its number;
the handle is part of the hash of every event.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from tatalaksana.apps.cases.models import Case, Counter

GONE = "Berkas dengan nomor ini hilang bersama semua peristiwanya."
SWAPPED = "Nomor atau tahun berkas ini tidak menurut urutan berkas dibuka."
DAY = timedelta(days=1)  #: more than any zone lies from another


def faults_of_numbers(agency: int) -> Iterator[tuple[Case, str]]:
    """The numbers without a case, and the cases whose number is another's, year by year."""
    given = dict(Counter.objects.filter(agency=agency).values_list("year", "last"))
    cases = Case.objects.filter(agency=agency).order_by("year", "number")
    rows = cases.values_list("year", "number", "pk", "opened_at")
    year, last, handle = 0, 0, 0
    for there, number, pk, opened_at in rows.iterator(chunk_size=2_000):
        if there != year:
            yield from missing(agency, year, last, given.pop(year, 0))
            year, last, handle = there, 0, 0
        yield from missing(agency, year, last, number - 1)
        case = Case(pk=pk, agency_id=agency, year=there, number=number)
        if pk < handle or there not in {(opened_at - DAY).year, (opened_at + DAY).year}:
            yield case, SWAPPED
        last, handle = number, max(handle, pk)
    yield from missing(agency, year, last, given.pop(year, 0))
    for empty, number in given.items():
        yield from missing(agency, empty, 0, number)


def missing(agency: int, year: int, last: int, until: int) -> Iterator[tuple[Case, str]]:
    """The numbers after `last` up to `until`, which no case has."""
    for number in range(last + 1, until + 1):
        yield Case(agency_id=agency, year=year, number=number), GONE
