"""What kind of row a row is: the header of a step table, a numbered row, a line of identity."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tatalaksana.core.reading.block import Row
from tatalaksana.core.reading.understand.labels import identity_label, is_list, label_in

#: what must stand beside Kegiatan in the header of a step table, two of them
BESIDES = frozenset({"no", "performers", "standard", "inputs", "duration", "outputs"})
NUMBER = re.compile(r"\s*\(?(\d{1,3})\s*[.)]*\s*")
#: a number or letter that counts rows: "1", "2.1", "b", "IV", "Langkah 3"
ENUMERATOR = re.compile(
    r"(?:(?:langkah|tahap|step)\s+)?(?:\d{1,3}(?:[.-]\d{1,3})*|[a-z]{1,2}|[ivxlc]{1,6})", re.I
)
WORD = re.compile(r"[^\W\d_]{2,}")
FOOT = re.compile(r"\s(?:halaman|hal\.?|page)\s+\d{1,4}\s*(?:dari|of|/)\s*\d{1,4}\s*$", re.I)
LONGEST_FOOT = 300  #: letters
PAGE = re.compile(
    r"\W*(?:.{0,60}\b(?:halaman|hal|page|hlm)\b\W*)?\d{1,3}\W*(?:(?:dari|of|/)\W*\d{1,3}\W*)?", re.I
)


def number_in(text: str) -> int | None:
    """The running number that is all of `text`."""
    found = NUMBER.fullmatch(text)
    return int(found[1]) if found else None


def first_number(rows: Iterable[Row]) -> int | None:
    """The first row number among `rows`."""
    return next((n for row in rows if (n := number_in(row.text(0))) is not None), None)


def is_page_number(text: str) -> bool:
    """Whether a line only tells the page: "Halaman 2 dari 3", "- 2 -"."""
    return len(text) < 100 and PAGE.fullmatch(text) is not None


def is_page_foot(text: str) -> bool:
    """Whether a line is the foot of a page: "SOP Izin Penelitian  Halaman 2 dari 4"."""
    return is_page_number(text) or (len(text) < LONGEST_FOOT and FOOT.search(text) is not None)


def is_header(row: Row) -> bool:
    """Whether the row heads a step table."""
    if not row.tabular:
        return False
    fields = {label_in("header", row.text(i)) for i in row.filled}
    return "activity" in fields and len(fields & BESIDES) >= 2


def is_subheader(row: Row, *, below_names: bool = False) -> bool:
    """Whether the row, just below a header, still belongs to it.

    `below_names`: below a row that may name performers, where one word may go on alone.
    """
    if not row.tabular:
        return False
    texts = [row.text(i) for i in row.filled]
    fields = {label_in("header", text) for text in texts} - {None}
    if len(fields & {"inputs", "duration", "outputs"}) >= 2:
        return True
    if len(texts) > 2 and all(number_in(text) is not None for text in texts):
        return True  # the columns numbered 1, 2, 3 …
    least = 1 if below_names and any(WORD.search(text) for text in texts) else 2
    return not row.text(0) and not row.text(1) and len(texts) >= least


def is_identity(row: Row) -> bool:
    """Whether the row is one of an identity block."""
    labels = [found for i in row.filled if (found := identity_label(row.text(i)))]
    return (
        bool(labels)
        and number_in(row.text(0)) is None
        and (len(row.cells) < 5 or any(not is_list(name) for name, _ in labels))
    )
