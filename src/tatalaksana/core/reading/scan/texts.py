"""The words of a picture: read piece by piece, with how sure each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.page import Area, ScannedWord
from tatalaksana.core.reading.pdf.sheet import Letter
from tatalaksana.core.reading.scan.crops import Crop, crops_of
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.doubtful import Doubtful
from tatalaksana.core.reading.scan.drawn import Drawn
from tatalaksana.core.reading.scan.ink import crowded, dots, per_point
from tatalaksana.core.reading.scan.tesseract import Word, words_in
from tatalaksana.core.reading.understand.labels import table

KNOWN = table("scan")["words"]


@dataclass(frozen=True, slots=True)
class Texts:
    """The letters of a picture, and the words they make with how sure each is."""

    letters: tuple[Letter, ...]
    words: tuple[ScannedWord, ...]


NO_TEXTS = Texts((), ())


def texts_in(picture: Dots, ink: Dots, drawn: Drawn) -> Texts:
    """The words of a picture. Errors: as `words_in`; ReadingError TL200 for too many pieces."""
    crops = list(crops_of(picture, ink, drawn))
    if len(crops) > table("scan")["bounds"]["crops"]:
        raise crowded()
    read: dict[Area, tuple[float, Crop, list[Word]]] = {}
    found = words_in([(one.picture, one.layout) for one in crops])
    for crop, words in zip(crops, found, strict=True):
        clear = clearness(words)
        if crop.area not in read or clear > read[crop.area][0]:
            read[crop.area] = clear, crop, words
    letters: list[Letter] = []
    made_out: list[ScannedWord] = []
    doubtful = Doubtful()
    for _, _, words in read.values():
        doubtful.add(words)
    for _, crop, words in read.values():
        for line in lines_of(words):
            letters += letters_of(line, crop)
            made_out += scanned_in(line, crop, doubtful)
    return Texts(tuple(letters), tuple(made_out))


def clearness(words: Sequence[Word]) -> float:
    """How well a piece was read: by it one of two ways to read it is chosen."""
    letters = sum(len(one.text) for one in words)
    told = sum(one.sure * len(one.text) for one in words)
    return float(told / letters**0.5) if letters else 0.0


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words by the line on which they stand; noise left out where there is anything else."""
    noise = KNOWN["noise"]
    kept = [one for one in words if one.sure >= noise or one.text.isalnum()]
    found: dict[tuple[int, int, int], list[Word]] = {}
    for word in kept:
        found.setdefault(word.line, []).append(word)
    return list(found.values())


def letters_of(line: Sequence[Word], crop: Crop) -> Iterator[Letter]:
    """The letters of one line; each takes its share of its word's width."""
    top, bottom = min(one.top for one in line), max(one.bottom for one in line)
    base = placed((line[0].left, top, line[-1].right, bottom), crop)
    level = base.right if crop.upright else base.bottom
    for i, word in enumerate(line):
        size = (word.right - word.left) / max(1, len(word.text))
        if i:
            blank = placed((line[i - 1].right, top, word.left, bottom), crop)
            yield Letter(" ", blank, blank.height, level, crop.upright)
        for k, sign in enumerate(word.text):
            box = (word.left + k * size, top, word.left + (k + 1) * size, bottom)
            area = placed(box, crop)
            high = area.width if crop.upright else area.height
            yield Letter(sign, area, high, level, crop.upright)


def placed(box: tuple[float, float, float, float], crop: Crop) -> Area:
    """A box of dots of a crop as an area of the picture, in points."""
    k, size = per_point(), dots(table("scan")["pieces"]["padding"])
    left, top, right, bottom = ((one - size) / k for one in box)
    if crop.upright:  # turned clockwise: what was below is left
        return Area(
            crop.area.left + top, crop.area.bottom - right,
            crop.area.left + bottom, crop.area.bottom - left,
        )  # fmt: skip
    return Area(
        crop.area.left + left, crop.area.top + top,
        crop.area.left + right, crop.area.top + bottom,
    )  # fmt: skip


def scanned_in(line: Sequence[Word], crop: Crop, doubtful: Doubtful) -> Iterator[ScannedWord]:
    """The words of a line, with how sure each is."""
    for i, word in enumerate(line):
        faint = doubtful.has(word, begins=i == 0 and len(line) > 1)
        box = (word.left, word.top, word.right, word.bottom)
        yield ScannedWord(placed(box, crop), word.text, word.sure / 100, faint)
