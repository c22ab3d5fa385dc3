"""Letters joined to runs, runs to the lines of a cell, lines to its text.

A run is what one stroke of typing wrote: a rule between two words ends it, so that each cell
gets its own words, even where they reach over its border.
"""

from __future__ import annotations

import itertools
import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from statistics import median

from tatalaksana.core.reading.brackets import closes_bracket
from tatalaksana.core.reading.page import Area
from tatalaksana.core.reading.pdf.rulings import Rule
from tatalaksana.core.reading.pdf.sheet import Letter

SPACE = 0.17  #: of the letters' size, from which a gap parts two words
WIDE = 1.6  #: of the letters' size, from which a gap parts two runs
PAD = 6.0  #: points between words and rules, at most
LEAST_PAD = 2.0
APART = 0.6  #: the same between the number of an item and its text, where they are two columns
LONGEST_NUMBER = 5  #: letters, blanks included
NUMBER = re.compile(r"\(?(\d{1,2}|[a-z])[.,)]")
LEVEL = 0.35  #: of the size by which the letters of a line may be off
ITEM = re.compile(r"(?:[-–—•●▪◦*·√✓]|§(?!\s*\d)|\(?(?:\d{1,2}|[a-zA-Z])[.)])(?:\s|$)")
#: the last letter of a word that was too long for its line
CUT_OFF = re.compile(r"[^\W\d_A-Z](?:\s|$)")
SLASH = re.compile(r"\S/$")
NUMBER_DASH = re.compile(r"\S-$")
DASH = re.compile(r"[^\W\d_]-$")


@dataclass(frozen=True, slots=True)
class Run:
    """Words on one line, typed in one go."""

    text: str
    area: Area
    base: float
    size: float
    upright: bool = False


def runs_of(letters: Sequence[Letter], down: Sequence[Rule]) -> list[Run]:
    """The runs of a page; `down` are its vertical rules."""
    tall = sorted(down, key=lambda one: one.at)
    found: list[Run] = []
    open_: list[Letter] = []
    for letter in letters:
        if open_ and (not follows(letter, open_[-1], tall) or behind_number(letter, open_)):
            found += run_of(open_)
            open_ = []
        open_.append(letter)
    return found + run_of(open_)


def follows(letter: Letter, last: Letter, tall: Sequence[Rule]) -> bool:
    """Whether `letter` goes on in the run of `last`."""
    size = max(last.size, letter.size, 1.0)
    if letter.upright or last.upright:
        beside = abs(letter.area.left - last.area.left) < size
        return letter.upright and last.upright and beside
    gap = letter.area.left - last.area.right
    level = abs(letter.base - last.base) <= LEVEL * size
    return level and -size < gap < WIDE * size and (gap <= 0 or not parted(letter, last, tall))


def behind_number(letter: Letter, before: Sequence[Letter]) -> bool:
    """Whether `letter` begins what a number of a list stands before, in a column of its own."""
    if len(before) > LONGEST_NUMBER or letter.text.isspace():
        return False
    shown = [one for one in before if not one.text.isspace()]
    if not shown or letter.area.left - shown[-1].area.right < APART * letter.size:
        return False
    return NUMBER.fullmatch("".join(one.text for one in shown)) is not None


def parted(letter: Letter, last: Letter, tall: Sequence[Rule]) -> bool:
    """Whether a vertical rule stands between two letters. `tall` are in order of their place."""
    first = bisect_left(tall, last.area.middle[0], key=lambda one: one.at)
    for k in range(first, len(tall)):
        if tall[k].at > letter.area.middle[0]:
            break
        if tall[k].start < letter.base < tall[k].end + letter.size:
            return True
    return False


def run_of(letters: Sequence[Letter]) -> list[Run]:
    """One run, without blanks at its ends; none where only blanks stand."""
    text, last = "", None
    for letter in letters:
        blank = letter.text.isspace()
        if last is not None and not blank:
            gap = letter.area.left - last.area.right
            if letter.upright:
                gap = last.area.top - letter.area.bottom
            if gap > SPACE * letter.size and text[-1:] != " ":
                text += " "
        text += " " if blank else letter.text
        last = last if blank else letter
    shown = [one for one in letters if not one.text.isspace()]
    if not shown:
        return []
    area = Area(
        min(one.area.left for one in shown),
        min(one.area.top for one in shown),
        max(one.area.right for one in shown),
        max(one.area.bottom for one in shown),
    )
    sizes = [max(one.size, one.area.height) for one in shown]
    upright = shown[0].upright
    base = area.right if upright else shown[0].base
    sizes = [one.area.width for one in shown] if upright else sizes
    return [Run(" ".join(text.split()), area, base, median(sizes), upright)]


@dataclass(frozen=True, slots=True)
class Written:
    """One line of a cell."""

    text: str
    area: Area
    size: float


def lines_of(runs: Iterable[Run]) -> list[Written]:
    """Runs on one height joined, from above."""
    rows: list[list[Run]] = []
    for run in sorted(runs, key=lambda one: (one.upright, one.base, one.area.left)):
        last = rows[-1][0] if rows else None
        level = LEVEL * max(run.size, last.size) if last else 0.0
        if last and run.upright == last.upright and abs(run.base - last.base) <= level:
            rows[-1].append(run)
        else:
            rows.append([run])
    return [line_of(sorted(row, key=begins)) for row in rows]


def begins(run: Run) -> float:
    """Where a run begins on its line; upright words read upwards."""
    return -run.area.bottom if run.upright else run.area.left


def line_of(runs: Sequence[Run]) -> Written:
    """One line; runs that touch are one word."""
    text = runs[0].text
    for before, run in itertools.pairwise(runs):
        gap = run.area.left - before.area.right
        if run.upright:
            gap = before.area.top - run.area.bottom
        joint = "" if gap < SPACE * run.size else "  " if gap > 2 * WIDE * run.size else " "
        text += joint + run.text
    area = Area(
        min(one.area.left for one in runs),
        min(one.area.top for one in runs),
        max(one.area.right for one in runs),
        max(one.area.bottom for one in runs),
    )
    return Written(text, area, max(one.size for one in runs))


def text_of(lines: Sequence[Written], area: Area, pad: float = PAD) -> str:
    """The text of a cell: lines joined, "\\n" where the document begins anew.

    `pad` is what the table leaves free at least between words and rules.
    """
    if not lines:
        return ""
    text = lines[0].text
    for above, line in itertools.pairwise(lines):
        if begins_anew(above, line, area, pad):
            text += "\n" + line.text
        elif DASH.search(above.text):
            parted = line.text[:1].islower() and not compound(text, line.text)
            text = (text[:-1] if parted else text) + line.text
        else:
            text += line.text if runs_on(above.text, line.text) else " " + line.text
    return text


def runs_on(above: str, line: str) -> bool:
    """Whether a word or a number, "SOP-2-" and "16/2024", was broken between two lines."""
    numbered = NUMBER_DASH.search(above) and line[:1].isdigit()
    return bool(numbered or SLASH.search(above) or CUT_OFF.match(line))


def compound(text: str, line: str) -> bool:
    """Whether the dash at the end of `text` belongs to a doubled word ("tugas-tugas")."""
    word = text.rsplit(maxsplit=1)[-1][:-1].lower()
    return line[:4].lower() in word


def padding(cells: Iterable[tuple[Area, Sequence[Written]]]) -> float:
    """What the cells of a table leave free between words and rules, where a text fills its line."""
    left = (
        min(line.area.left for line in lines) - area.left for area, lines in cells if len(lines) > 1
    )
    return min(PAD, max(LEAST_PAD, min(left, default=PAD)))


def begins_anew(above: Written, line: Written, area: Area, pad: float) -> bool:
    """Whether `line` begins an item or a paragraph, so that the line above ended early."""
    item = ITEM.match(line.text)
    goes_on = above.text.endswith((" dan", " no.", " nomor", ","))
    if item and not goes_on and not closes_bracket(above.text, item[0]):
        return True
    if line.text[:1].islower():
        return False
    if line.area.top - above.area.bottom > 0.9 * line.size:
        return True
    if above.text.endswith((",", "/", "-", "&", "(")):
        return False
    first = line.text.split()[0]
    wide = line.area.width * len(first) / max(1, len(line.text)) + SPACE * 2 * line.size
    margin = max(LEAST_PAD, min(above.area.left, line.area.left) - area.left)
    room = area.width - above.area.width - 2 * min(margin, pad)
    return room > wide + 0.08 * area.width
