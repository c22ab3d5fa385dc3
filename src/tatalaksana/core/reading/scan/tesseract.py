"""Words in pictures, by the program tesseract in a process of its own."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from rapidfuzz.distance import Levenshtein

from tatalaksana.core.base.errors import ReaderStopped, TooSlow
from tatalaksana.core.reading.scan.needs import PROGRAM
from tatalaksana.core.reading.understand.labels import table

if TYPE_CHECKING:
    from tatalaksana.core.reading.scan.dots import Dots

KNOWN = table("scan")["tesseract"]
WORD = 5  #: the level of a word in what tesseract tells
COLUMNS = 12
STROKES = re.compile(r"[Il]{2,3}")
MONTHS = re.compile(r"([0-9]{1,2})([Bb])i(n)")  #: "1Bin"
ONE = re.compile(r"[Il|]")  #: 1, misread
SHORTEST_UNIT = 3  #: letters: "Ihr" may be anything
LONG_UNIT = 5  #: letters of a unit that is known with one letter wrong
TWO = 2  #: letters of a longer one


class Layout(StrEnum):
    """What a picture shows, as tesseract is told (its option --psm)."""

    COLUMN = "4"
    BLOCK = "6"
    LINE = "7"


@dataclass(frozen=True, slots=True)
class Word:
    """One word with its place in its picture, in dots."""

    text: str
    sure: float  #: 0 … 100
    left: float
    top: float
    right: float
    bottom: float
    line: tuple[int, int, int]  #: block, paragraph and line: the same for words side by side


def words_in(pieces: Sequence[tuple[Dots, Layout]]) -> list[list[Word]]:
    """The words of every picture with its layout.

    Every call of the program takes all pictures of one layout that fall to it: it starts in
    less than it takes for one cell. None waits for those of another layout.

    Errors: TooSlow TL203 when they take too long; ReaderStopped TL205 when the
    program fails.
    """
    if not pieces:
        return []
    order = sorted(range(len(pieces)), key=lambda i: -pieces[i][0].size)
    count = KNOWN["processes"]
    every = [[i for i in order if pieces[i][1] is layout][k::count]
             for layout in Layout for k in range(count)]  # fmt: skip
    parts = sorted(filter(None, every), key=lambda part: -sum(pieces[i][0].size for i in part))
    found: list[list[Word]] = [[] for _ in pieces]
    with ThreadPoolExecutor(count) as pool:
        told = pool.map(lambda part: run([pieces[i][0] for i in part], pieces[part[0]][1]), parts)
        for part, pages in zip(parts, told, strict=True):
            for i, words in zip(part, pages, strict=True):
                found[i] = words
    return found


def turn_of(picture: Dots) -> int:
    """By how many degrees a page must be turned clockwise to be read: 0, 90, 180 or 270.

    0 too where tesseract finds too few letters to say, or does not know how (its model "osd").
    Errors: TooSlow TL203.
    """
    with tempfile.TemporaryDirectory(prefix="tatalaksana-") as folder:
        name = written(Path(folder, "page.pgm"), picture)
        try:
            told = called([name, "stdout", "--psm", "0", "-l", "osd"], patience())
        except ReaderStopped:
            return 0  # too few letters
    said = dict(line.split(":", 1) for line in told.splitlines() if ":" in line)
    try:
        sure = float(said.get("Orientation confidence", "0"))
        return int(said.get("Rotate", "0")) if sure >= KNOWN["sure_turn"] else 0
    except ValueError:
        return 0


def patience() -> float:
    """Seconds for the words of one page."""
    return float(KNOWN["seconds"])


def written(path: Path, picture: Dots) -> str:
    """A picture as a file that tesseract reads without any library; its name."""
    height, width = picture.shape
    path.write_bytes(b"P5 %d %d 255\n" % (width, height) + picture.tobytes())
    return str(path)


def called(arguments: Sequence[str], seconds: float) -> str:
    """What tesseract says. Errors: TooSlow TL203, ReaderStopped TL205."""
    try:
        told = subprocess.run(  # noqa: S603 - a program by its own name, files of our own
            [shutil.which(PROGRAM) or PROGRAM, *arguments],
            capture_output=True, timeout=seconds, check=True,
            env=os.environ | {"OMP_THREAD_LIMIT": "1"},
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TooSlow(
            f"Tulisan pada satu halaman pindaian tidak selesai dikenali dalam {seconds:g} detik.",
            hint="Pindai ulang dengan 300 dpi hitam-putih, atau kirim satu SOP per berkas.",
        ) from None
    except (OSError, subprocess.CalledProcessError) as failed:
        raise ReaderStopped(
            "Program tesseract berhenti di tengah halaman pindaian.",
            hint="Periksa pemasangan tesseract-ocr dan tesseract-ocr-ind.",
        ) from failed
    return told.stdout.decode("utf-8", "replace")


def run(pictures: Sequence[Dots], layout: Layout) -> list[list[Word]]:
    """The words of some pictures, by one process."""
    with tempfile.TemporaryDirectory(prefix="tatalaksana-") as folder:
        names = [written(Path(folder, f"{i}.pgm"), one) for i, one in enumerate(pictures)]
        listing = Path(folder, "list.txt")
        listing.write_text("\n".join(names), "utf-8")
        told = called(
            [str(listing), "stdout", "-l", KNOWN["language"], "--psm", layout,
             "--dpi", str(table("scan")["work"]["dots"]), "tsv"],
            patience(),
        )  # fmt: skip
    return words_told(told, len(pictures))


def words_told(told: str, count: int) -> list[list[Word]]:
    """The words in tesseract's table, one list for each of `count` pictures."""
    found: list[list[Word]] = [[] for _ in range(count)]
    for row in told.splitlines():
        cells = row.split("\t")
        if len(cells) != COLUMNS or cells[0] != str(WORD) or not cells[11].strip():
            continue
        page, block, paragraph, line = (int(one) for one in cells[1:5])
        left, top, width, height = (int(one) for one in cells[6:10])
        if 1 <= page <= count:
            before = found[page - 1][-1].text if found[page - 1] else ""
            text, sure = mended(cells[11].strip(), before), float(cells[10])
            where = (left, top, left + width, top + height)
            word = Word(text, sure, *where, (block, paragraph, line))
            found[page - 1].append(word)
    return found


@cache
def units() -> frozenset[str]:
    """The words for units of time that are long enough to be told by."""
    found = (word for spellings in table("units")["units"].values() for word in spellings)
    return frozenset(word for word in found if len(word) >= SHORTEST_UNIT)


def unit_near(text: str) -> str:
    """The unit of time that a word is but for one letter, of a long one two within it.

    "" for none, and for the unit itself.
    """
    low = text.lower()
    if len(low) < LONG_UNIT - 1 or low in units():
        return ""
    found = [one for one in sorted(units()) if len(one) >= LONG_UNIT and near(low, one)]
    return found[0] if len(found) == 1 else ""


def near(low: str, unit: str) -> bool:
    """Whether a word is a misread unit: "mingau", "minaau", but not "hingga"."""
    apart = Levenshtein.distance(low, unit)
    ends = low[0] == unit[0] and low[-1] == unit[-1] and len(low) == len(unit)
    return apart <= 1 or (apart == TWO and ends and len(unit) > LONG_UNIT)


def mended(text: str, before: str) -> str:
    """A word with l and I told apart by what can stand there; `before` is the word before it.

    No Indonesian word has only I and l: it is a Roman number. Behind a figure stands the short
    word for month, "bln", not "bin", the son of; and "minggu", not "mingau". "ljam" is a figure
    before its unit.
    """
    if before.isdigit() and text.lower() == "bin":
        return text.replace("i", "l").replace("I", "L")
    if before.isdigit() and (unit := unit_near(text)):
        return unit
    if glued := MONTHS.fullmatch(text):
        return f"{glued[1]} {glued[2]}l{glued[3]}"
    if ONE.match(text) and text[1:].lower() in units():
        return f"1 {text[1:]}"
    bare = text.strip(",.;:()")
    return text.replace(bare, "I" * len(bare)) if STROKES.fullmatch(bare) else text
