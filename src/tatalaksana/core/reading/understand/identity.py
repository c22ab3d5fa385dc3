"""The identity block: who, which number, which dates, on what ground.

It comes in at least three shapes: label and value side by side; labels alone on their lines
with the values below; lists in two columns under a row of labels. All are walked row by row.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from tatalaksana.core.procedure.model import Approver
from tatalaksana.core.reading.block import Row
from tatalaksana.core.reading.understand.approver import approver_in
from tatalaksana.core.reading.understand.dates import date_in
from tatalaksana.core.reading.understand.items import commas, finished, items, tidy
from tatalaksana.core.reading.understand.kinds import number_in
from tatalaksana.core.reading.understand.labels import (
    fold,
    identity_label,
    is_foreign,
    is_list,
    label_in,
    table,
)
from tatalaksana.core.reading.understand.spots import Spot
from tatalaksana.core.reading.understand.titles import (
    clean_title,
    heading_in,
    is_agency,
    is_heading,
)

DATES = ("created", "revised", "effective")
NUMBER_LIKE = re.compile(r"(?=.*\d)(?!.*\bNIP\b)\S.{2,80}", re.I)
LONGEST_AGENCY = 90  #: letters of one line of an agency's name
DATED = re.compile(r"(?:^|\s)(?:tanggal|tgl)\b\s*[.:].*", re.I)  #: in one cell with the number
INLINE = re.compile(r"(?:^|[\s.;|])([^\W\d_]+)\s*:")  #: a label of one word within a line
LENGTH = re.compile(r"\b\d+\s*(?:detik|menit|jam|hari|minggu|bulan)\b", re.I)
SMALL = frozenset({"dan", "di", "pada", "untuk", "dari", "ke", "serta"})  #: words within a name


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """What stands before the step table."""

    title: str = ""
    number: str | None = None
    agency: tuple[str, ...] = ()
    created: date | None = None
    revised: date | None = None
    effective: date | None = None
    approved_by: Approver | None = None
    lists: dict[str, tuple[str, ...]] = field(default_factory=dict)
    foreign: tuple[str, ...] = ()  #: what stands under labels that are none of the format
    printed: frozenset[str] = frozenset()  #: the fields whose label the document prints
    unread: dict[str, str] = field(default_factory=dict)  #: printed, but not understood
    spots: dict[str, tuple[Spot, ...]] = field(default_factory=dict)  #: where each field stands


@dataclass(slots=True)
class Walk:
    """The state while the rows are walked."""

    values: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    rest: list[Row] = field(default_factory=list)  #: rows that belong to no label
    agency: list[list[str]] = field(default_factory=list)  #: the lines of each cell
    columns: dict[int, str] = field(default_factory=dict)
    open: str | None = None  #: the label whose value may stand below
    listing: bool = False  #: within a list of the SOPs of a book
    last_line: int = 0
    spots: dict[str, list[Spot]] = field(default_factory=lambda: defaultdict(list))
    headed: dict[str, Spot] = field(default_factory=dict)  #: the label of each field

    def take(self, name: str, row: Row, i: int) -> None:
        """Take a cell as a value of the field, or a part of one; a number of no item is none."""
        if is_list(name) and number_in(row.text(i)) is not None:
            return
        self.values[name].append(row.text(i))
        self.spots[name].append((row, i))

    def row(self, row: Row) -> None:
        """Take one row."""
        labels = {i: found for i in row.filled if (found := identity_label(row.text(i)))}
        if not row.tabular and tells_step(row.text(0)):
            labels, self.open, self.columns = {}, None, {}
        if not row.tabular and self.closes(row):
            self.open, self.columns = None, {}
        if self.columns and len(row.filled) > 1 and all(map(self.within, labels.items())):
            labels = {}  # a cell below the label of its list, whatever its first words are
        self.listing = row.tabular and (heads_listing(row, labels) or (self.listing and not labels))
        if self.listing:
            self.columns, self.open = {}, None
        elif labels:
            self.labelled(row, labels)
        elif self.columns and (row.tabular or self.is_below(row)):
            for i in row.filled:
                column = max((c for c in self.columns if c <= i), default=min(self.columns))
                self.take(self.columns[column], row, i)
        else:
            self.unlabelled(row)
        self.last_line = row.line

    def within(self, label: tuple[int, tuple[str, str]]) -> bool:
        """Whether a label only begins a cell of a list: "Peralatan: …" among the equipment."""
        i, (name, value) = label
        return bool(value) and (is_foreign(name) or self.columns.get(i) == name)

    def closes(self, row: Row) -> bool:
        """Whether running text apart from the label of a table cannot be its value."""
        label = self.headed.get(self.open or "")
        apart = label is not None and (label[0].page != row.page or row.line > self.last_line + 1)
        return label is not None and label[0].tabular and apart

    def left_of_label(self, row: Row, i: int) -> bool:
        """Whether a cell stands left of the label whose value is looked for, not below it."""
        label = self.headed.get(self.open or "")
        own = row.cells[i].area
        other = label[0].cells[label[1]].area if label else None
        return own is not None and other is not None and own.right <= other.left + 1.0

    def is_below(self, row: Row) -> bool:
        """Whether running text right below the labels of two lists is a cell of the first.

        So it is where the other cell was empty, and its tab was cut off.
        """
        text = row.text(0)
        return row.line == self.last_line + 1 and not (is_heading(text) or is_agency(text))

    def labelled(self, row: Row, labels: dict[int, tuple[str, str]]) -> None:
        """Take a row with at least one label."""
        for i, (name, value) in labels.items():
            self.values[name] += [value] if value else []
            self.spots[name] += [(row, i)] if value else []
            self.headed.setdefault(name, (row, i))
        names = {i: name for i, (name, _) in labels.items()}
        only_lists = all(is_list(name) for name in names.values())
        if only_lists and len(names) > 1 and set(row.filled) == set(names):
            self.columns, self.open = names, None
            return
        self.columns, self.open = {}, None
        for i in row.filled:
            if i in names:
                self.open = names[i]
            elif self.open:
                self.take(self.open, row, i)
            else:
                self.named(row, i, under=True)

    def unlabelled(self, row: Row) -> None:
        """Take a row without labels: the value of the label above, or of none."""
        below = [i for i in row.filled if not (row.tabular and self.left_of_label(row, i))]
        text = "\n".join(row.text(i) for i in below)
        if not row.tabular:
            self.columns = {}
        if self.open and below and self.takes(self.open, text, row):
            self.values[self.open].append(text)
            self.spots[self.open] += [(row, i) for i in below]
            for i in row.filled:
                if i not in below:
                    self.named(row, i)
            return
        self.open = None if self.open and is_list(self.open) else self.open
        self.rest.append(row)
        for i in row.filled:
            self.named(row, i)

    def named(self, row: Row, i: int, *, under: bool = False) -> None:
        """Take a cell that may name the agency, or its unit `under` it, left of the labels."""
        lines = row.text(i).split("\n")
        if under and self.agency:
            self.agency[-1] = [*self.agency[-1], *lines]
        else:
            self.agency.append(lines)
        self.spots["agency"].append((row, i))

    def found(self) -> dict[str, tuple[Spot, ...]]:
        """Where the value of each field stands, or its label; a title without one anywhere."""
        free = [(row, i) for row in self.rest for i in row.filled]
        found: dict[str, tuple[Spot, ...]]
        found = {name: (spot,) for name, spot in self.headed.items()}
        found |= {name: tuple(spots) for name, spots in self.spots.items() if spots}
        return found if self.spots["title"] else found | {"title": tuple(free)}

    def takes(self, name: str, text: str, row: Row) -> bool:
        """Whether `text` can be the value of the label `name` above it."""
        have = self.values[name]
        if name == "title":
            return not have or (row.line == self.last_line + 1 and not is_heading(text))
        if not is_list(name) and text.isupper() and begins_agency(text):
            return False  # it stands beside the labels, in a cell that begins lower
        if name == "approved_by":
            return not any("NIP" in one.upper() for one in have)
        if name in DATES:
            return not have and date_in(text) is not None
        if name == "number":
            return not have and bool(NUMBER_LIKE.fullmatch(text)) and date_in(text) is None
        beside = name == "related" and row.line == self.last_line + 1  # it lists other SOPs
        return beside or not is_heading(text)


def tells_step(text: str) -> bool:
    """Whether a line tells a step in words: "Kelengkapan: Formulir Output: Surat"."""
    found = [label_in("header", one[1]) for one in INLINE.finditer(text)]
    return bool({"performers", "outputs", "duration"} & {*found})


def heads_listing(row: Row, labels: Mapping[int, tuple[str, str]]) -> bool:
    """Whether a row heads a list of SOPs: "No", "Nomor SOP", "Nama SOP", "Halaman"."""
    bare = {name for name, value in labels.values() if not value}
    return "title" in bare and any(
        label_in("header", row.text(i)) == "no" for i in row.filled if i not in labels
    )


def identity_in(rows: Sequence[Row]) -> Identity:
    """What `rows` (everything before the step table) say about the procedure."""
    walk = Walk()
    for row in rows:
        walk.row(row)
    values = {name: tidy_lines(found) for name, found in walk.values.items()}
    foreign = tuple(values.pop(name) for name in list(values) if is_foreign(name))
    days = {name: date_in(values.get(name, "")) for name in DATES}
    title = clean_title(values.get("title", "")) or heading_in(walk.rest)
    agency = agency_in(walk.agency)
    approver = approver_in(values.get("approved_by", ""), agency)
    return Identity(
        title=title,
        number=DATED.sub("", tidy(values.get("number", ""))).strip("._ ") or None,
        agency=agency,
        approved_by=approver,
        lists={name: list_items(name, text) for name, text in values.items() if is_list(name)},
        foreign=foreign,
        printed=frozenset(values),
        unread={
            name: values[name]
            for name in DATES
            if values.get(name, "").strip("- .") and not days[name]
        },
        spots={name: told for name, told in walk.found().items() if not is_foreign(name)},
        **days,
    )


def tidy_lines(found: Sequence[str]) -> str:
    """The pieces of a value, one below the other, without a leading colon."""
    return "\n".join(one.lstrip(": ") for one in found if one.strip(": "))


def list_items(name: str, text: str) -> tuple[str, ...]:
    """The items of a list field; equipment without any list sign is parted at its commas."""
    found = items(text)
    if len(found) == 1 and name in ("equipment", "related"):
        found = finished(commas(found[0]))
    return tuple(found)


def agency_in(cells: Sequence[Sequence[str]]) -> tuple[str, ...]:
    """The agency's name from the top down; a line of the top rank begins it anew.

    In a cell that begins with such a line those below belong to the name, whatever they are called,
    as long as they are in capitals too.
    """
    found: list[str] = []
    for lines in cells:
        inside = False
        for line in lines:
            text = tidy(line)
            known = is_agency(text)
            inside = begins_agency(text) or (inside and (known or (text.isupper() and plain(text))))
            if not (known or inside) or len(fold(line)) > LONGEST_AGENCY or not is_name(text):
                continue
            if begins_agency(text):
                found = []
            found += [] if text in found else [text]
    return tuple(found)


def is_name(text: str) -> bool:
    """Whether a line is a name: its words begin with capitals, and it tells no length of time."""
    words = [word for word in text.split() if word[:1].isalpha() and fold(word) not in SMALL]
    capital = sum(not word[0].islower() for word in words)
    return capital * 2 > len(words) and not LENGTH.search(text)


def begins_agency(text: str) -> bool:
    """Whether a text is, or begins with, the uppermost line of an agency's name."""
    top = table("labels")["agency"]["top"]
    return is_agency(text) and any(fold(text).startswith(one) for one in top)


def plain(text: str) -> bool:
    """Whether a line may be the name of an office: no heading, no label, no number."""
    return not (is_heading(text) or identity_label(text) or re.search(r"\d", text))
