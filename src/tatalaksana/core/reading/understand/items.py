"""Parting a cell into its items: lines, bullets, numbers, commas."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache

from tatalaksana.core.reading.brackets import closes_bracket
from tatalaksana.core.reading.understand.labels import fold, table

BULLET = re.compile(r"(?:^|(?<=\s))[-–—•●▪◦*·√✓](?=\s*[^\s\d-])\s*")
STARTS_WITH_BULLET = re.compile(r"\s*[-–—•●▪◦*·√✓]\s*\S")
ROUND_BULLET = re.compile(r"[•●▪◦]")
MARKER = re.compile(r"(?:^|(?<=[\s.;,:a-z)]))\(?(\d{1,2}|[a-z])[.)](?=\s*[^\W\d_]|\s+[(\"'])\s*")
ONLY_MARKER = re.compile(r"^\s*\(?(?:\d{1,2}|[a-z])[.)]\s+")
LINE_MARKER = re.compile(r"\s*\(?(\d{1,2}|[a-z])[.)]\s*(?=[^\W\d_])")
SEMICOLON = re.compile(r";\s+(?=[^\s(])")
COMMA = re.compile(r",(?=\s+\S)(?!\s+maka\b)")
REMARK = re.compile(
    r"\n\s*(?=\((?!\w{1,2}\)))"
)  #: a remark in brackets belongs to what stands above
JOINED = re.compile(r"\s*(?:dan|serta|atau|dan/atau)\s", re.I)
JOINED_WITHIN = re.compile(r"\s(?:dan|serta|atau)\s")
LED_IN = re.compile(r"[^\W\d_]:\s")  #: "Penetapan: metode pemilihan; …" is one thing with its parts
LONGEST_RUN = 40  #: words; a longer text is a sentence
WITH_COMMA = re.compile(r"^(1),(?=\s+[^\W\d_].*\n\s*2[.)])")  #: "1, …" before "2. …" is a misprint
LINE_NUMBER = re.compile(r"(?<=\n)\(?\d{1,2}[.)]\s*(?=[^\W\d_])")
FIRST = {"1": "digit", "a": "letter"}


def tidy(text: str) -> str:
    """Text on one line, spaces single."""
    return " ".join(text.split())


def items(text: str) -> list[str]:
    """The items of a cell by its own signs: lines, bullets, running numbers, semicolons."""
    if STARTS_WITH_BULLET.match(text):
        found = BULLET.split(text)
    elif ROUND_BULLET.search(text):
        found = ROUND_BULLET.split(text)
    else:
        found = numbered(text) or unmarked(REMARK.sub(" ", text).split("\n"))
        if len(found) == 1:
            found = semicolons(found[0])
    return finished(found)


def unmarked(lines: list[str]) -> list[str]:
    """Lines without the running letters or numbers before the last of them: "a.Foto", "b.KTP"."""
    marks = [LINE_MARKER.match(line) for line in lines]
    first = next((i for i, found in enumerate(marks) if found), len(lines))
    told = [found[1] for found in marks[first:] if found]
    runs = [chr(ord("a") + k) for k in range(len(told))], [str(k + 1) for k in range(len(told))]
    if len(told) < 2 or first + len(told) < len(lines) or told not in runs:
        return lines
    rest = zip(lines, marks, strict=True)
    return [line[mark.end() :] if mark else line for line, mark in rest]


def is_list(text: str) -> bool:
    """Whether the cell has list signs of its own: bullets, running numbers, lines."""
    return bool(STARTS_WITH_BULLET.match(text) or ROUND_BULLET.search(text) or numbered(text)) or (
        "\n" in text
    )


@lru_cache(maxsize=2048)
def documents(
    text: str, known: frozenset[str] = frozenset(), alone: frozenset[str] = frozenset()
) -> tuple[str, ...]:
    """The items of Kelengkapan or Output: also parted by commas and by known items.

    "Surat Buku Ekspedisi" is two documents where lists elsewhere in the document name both:
    `known` are items of such lists, `alone` the texts of whole cells.
    Items joined by "dan" or "&" stay one (FORMAT.md).
    """
    found: list[str] = []
    for item in items(text):
        for piece in semicolons(item):
            for part in commas(piece):
                found += [part] if key(part) in known else by_known(part, known, alone)
    return tuple(finished(found))


def finished(found: Iterable[str]) -> list[str]:
    """Items without list markers, closing separators and empty ones."""
    clean = (tidy(ONLY_MARKER.sub("", tidy(one), count=1)).rstrip(";, ") for one in found)
    return [one.lstrip("-–•; ") for one in clean if re.search(r"\w", one)]


def numbered(text: str) -> list[str] | None:
    """The items of "1. … 2. …" or "a. … b. …"; None unless the markers run on from the first."""
    text = WITH_COMMA.sub(r"\1.", text.strip())
    start = MARKER.match(text)
    if not start or start[1] not in FIRST:
        return None
    body, wanted = text, start[1]
    cuts: list[re.Match[str]] = []
    if in_columns := two_columns(body):
        return in_columns
    for found in MARKER.finditer(body):
        since = cuts[-1].end() if cuts else 0
        if found[1] == wanted and not closes_bracket(body[since : found.start()], found[0]):
            cuts.append(found)
            wanted = str(int(wanted) + 1) if wanted.isdigit() else chr(ord(wanted) + 1)
    if len(cuts) < 2:
        return None
    if start[1].isdigit():  # a number may be printed twice, or left out
        known = {cut.end() for cut in cuts}
        for one in LINE_NUMBER.finditer(body):
            since = max((cut.end() for cut in cuts if cut.end() < one.end()), default=0)
            if one.end() not in known and not closes_bracket(body[since : one.start()], one[0]):
                cuts.append(one)
        cuts.sort(key=lambda one: one.end())
    ends = [cut.start() for cut in cuts[1:]] + [len(body)]
    return [body[cut.end() : end] for cut, end in zip(cuts, ends, strict=True)]


def two_columns(text: str) -> list[str] | None:
    """The items of a list in two columns, read line by line: "1. …  4. …\\n2. …  5. …"."""
    cuts = [found for found in MARKER.finditer(text) if found[1].isdigit()]
    numbers = [int(found[1]) for found in cuts]
    if len(cuts) < 3 or sorted(numbers) != [*range(1, len(cuts) + 1)] or sorted(numbers) == numbers:
        return None
    ends = [cut.start() for cut in cuts[1:]] + [len(text)]
    pieces = {int(cut[1]): text[cut.end() : end] for cut, end in zip(cuts, ends, strict=True)}
    return [pieces[number] for number in sorted(pieces)]


def semicolons(text: str) -> list[str]:
    """The parts between semicolons, unless they are parts of one sentence."""
    found = SEMICOLON.split(text)
    return [text] if LED_IN.search(found[0]) or JOINED.match(found[-1]) else found


def commas(text: str) -> list[str]:
    """The parts between commas that stand outside brackets; a list joined by "dan" is one."""
    cuts, depth, last = [], 0, 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")" and depth > 0)
        if sign == "," and not depth and COMMA.match(text, place):
            cuts.append(text[last:place])
            last = place + 1
    found = [*cuts, text[last:]]
    return [text] if cuts and in_one_breath(found) else found


def in_one_breath(parts: Sequence[str]) -> bool:
    """Whether what commas part is one: "Berita Acara Klarifikasi, Negosiasi Teknis dan Harga".

    So is a list joined by "dan", unless what stands between its commas are documents by name.
    """
    if JOINED.match(parts[-1]):
        return True
    kinds = table("labels")["documents"]["begins"]
    named = any(fold(part).split()[:1] and fold(part).split()[0] in kinds for part in parts[1:])
    return JOINED_WITHIN.search(parts[-1]) is not None and not named


def by_known(text: str, *known: Collection[str]) -> list[str]:
    """`text` cut where every piece is one of the `known` items; else `text` alone.

    Each piece must begin with a capital letter, as an item of a list does.
    """
    words = text.split()
    if not 2 <= len(words) <= LONGEST_RUN or not any(known):
        return [text]
    best: list[list[str] | None] = [[]] + [None] * len(words)
    for end in range(1, len(words) + 1):
        for start in range(end):
            before, piece = best[start], " ".join(words[start:end])
            if before is None or end - start == len(words) or not piece[:1].isupper():
                continue
            if any(key(piece) in some for some in known):
                best[end] = [*before, piece]
                break
    return best[-1] or [text]


def key(text: str) -> str:
    """An item as it is compared: lower case, no closing punctuation."""
    return tidy(text).lower().strip(" .;,:-")
