"""The words of a picture: cell by cell, label by label, and what stands outside all tables."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.page import Area, ScannedWord
from tatalaksana.core.reading.pdf.sheet import Letter
from tatalaksana.core.reading.scan.dots import Dots
from tatalaksana.core.reading.scan.drawn import Drawn
from tatalaksana.core.reading.scan.ink import cut, dots, in_points, per_point
from tatalaksana.core.reading.scan.rules import Both
from tatalaksana.core.reading.scan.symbols import without
from tatalaksana.core.reading.scan.tesseract import Layout, Word, words_in
from tatalaksana.core.reading.understand.labels import table

SIGNS = ".,;:()/-“”\"'"
SURER = 20  #: by how much more a word is sure that proves the same word elsewhere
TELLING = 4  #: letters of such a word
INSET = 1.6  #: points from the middle of a rule to the inside of its cell
WITHIN = 2.0  #: the same for the outline of a symbol
DARK, LIGHT = 1, 80  #: per cent of the dots that are darker than the ink, than the paper
PAPER = 0.85  #: of how light the paper is, from which all is paper: noise and shadows vanish
LEAST_CONTRAST = 40  #: of 255, between ink and paper
PADDING = 8.0  #: points of white about what tesseract is given
SPECK = 0.6  #: points; smaller marks are dust
ONE_LINE = 20.0  #: points; what is higher is never taken for one line of text
A_LINE = 2.2  #: points of height from which marks are a line of text, not the dots of one
TALL = 1.15  #: times as high as wide: words in it may read upwards
LABEL = (4.0, 40.0, 14.0)  #: points of height at least, of width at most, of height at most
NEXT = 4.0  #: points between two letters of one label


@dataclass(frozen=True, slots=True)
class Crop:
    """A piece of the picture with words, and where it was cut out."""

    area: Area  #: in points, without the padding
    picture: Dots
    layout: Layout
    upright: bool = False  #: it was turned: its words read upwards


@dataclass(frozen=True, slots=True)
class Texts:
    """The letters of a picture, and the words they make with how sure each is."""

    letters: tuple[Letter, ...]
    words: tuple[ScannedWord, ...]


NO_TEXTS = Texts((), ())


def texts_in(picture: Dots, ink: Dots, drawn: Drawn) -> Texts:
    """The words of a picture. Errors: as `words_in`; ReadingError TL200 for too many pieces."""
    crops = list(crops_of(picture, ink, drawn))
    bounds = table("scan")["bounds"]
    if len(crops) > bounds["crops"]:
        raise ReadingError(
            "Halaman pindaian ini terlalu rumit: garisnya membentuk terlalu banyak kotak.",
            hint="Pindai ulang dengan 300 dpi hitam-putih, tanpa latar bergambar.",
        )
    read: dict[Area, tuple[float, Crop, list[Word]]] = {}
    for layout in Layout:
        own = [one for one in crops if one.layout is layout]
        found = words_in([one.picture for one in own], layout)
        for crop, words in zip(own, found, strict=True):
            clear = clearness(words)
            if crop.area not in read or clear > read[crop.area][0]:
                read[crop.area] = clear, crop, words
    letters: list[Letter] = []
    made_out: list[ScannedWord] = []
    known = sure_words(word for _, _, words in read.values() for word in words)
    for _, crop, words in read.values():
        for line in lines_of(words):
            letters += letters_of(line, crop)
            made_out += scanned_in(line, crop, known)
    return Texts(tuple(letters), tuple(made_out))


def clearness(words: Sequence[Word]) -> float:
    """How well a piece was read: by it one of two ways to read it is chosen."""
    letters = sum(len(one.text) for one in words)
    told = sum(one.sure * len(one.text) for one in words)
    return float(told / letters**0.5) if letters else 0.0


def sure_words(words: Iterable[Word]) -> frozenset[str]:
    """The words, long enough to tell, that were read without doubt somewhere on the page."""
    bound = table("scan")["work"]["faint"]
    every = (one for one in words if one.sure >= bound + SURER and len(one.text) >= TELLING)
    return frozenset(
        one.text.strip(SIGNS).lower() for one in every if one.text.strip(SIGNS).isalpha()
    )


def crops_of(picture: Dots, ink: Dots, drawn: Drawn) -> Iterator[Crop]:
    """Everything on the picture that may be words."""
    bare, marks = without_lines(picture, ink, drawn)
    tables = [area for area, _ in drawn.grids]
    for _, cells in drawn.grids:
        for cell in cells:
            if not any(overlaps(cell.area, flow) for flow in drawn.flow):
                yield from cell_crops(bare, marks, cell.area)
    for symbol in drawn.symbols:
        yield from symbol_crops(picture, ink, symbol.area)
    for flow in drawn.flow:
        for label in labels_in(marks, flow):
            yield Crop(label, padded(cut(bare, label)), Layout.LINE)
    yield from outside(bare, marks, tables)


def overlaps(one: Area, other: Area) -> bool:
    """Whether the middle of an area lies in another."""
    return other.holds(one.middle)


def without_lines(picture: Dots, ink: Dots, drawn: Drawn) -> tuple[Dots, Dots]:
    """The picture and its ink without rules, connectors and their heads."""
    bare, marks = picture.copy(), without(ink, drawn.symbols, 0.8, 0)
    for part, white in ((bare, 255), (marks, 0)):
        for area in covered(drawn.strokes, 0.5):
            cut(part, area)[:] = white
        for head in drawn.heads:
            (x0, y0), (x1, y1) = head.tip, head.base
            spread = max(abs(x1 - x0), abs(y1 - y0)) / 2
            area = Area(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))
            flat = abs(y1 - y0) < abs(x1 - x0)
            cut(part, grown(area, 0.0 if flat else spread, spread if flat else 0.0))[:] = white
    return bare, marks


def covered(lines: Both, margin: float) -> Iterator[Area]:
    """The areas on which lines lie."""
    for k, part in enumerate(lines):
        for one in part:
            thick = one.thick / 2 + margin
            area = (
                Area(one.start, one.at, one.end, one.at)
                if k == 0
                else Area(one.at, one.start, one.at, one.end)
            )
            yield grown(area, thick, thick)


def grown(area: Area, across: float, down: float) -> Area:
    """An area, larger on all sides."""
    return Area(area.left - across, area.top - down, area.right + across, area.bottom + down)


def cell_crops(bare: Dots, marks: Dots, cell: Area) -> Iterator[Crop]:
    """What is written in a cell; twice, level and turned, where it may read upwards."""
    inner = grown(cell, -INSET, -INSET)
    if inner.width <= 0 or inner.height <= 0:
        return
    written = written_in(cut(marks, inner), inner)
    if written is None:
        return
    part, shown = cut(bare, written), cut(marks, written)
    yield Crop(written, padded(part), fitting(shown))
    if written.height > TALL * written.width and written.height > ONE_LINE:
        yield Crop(written, padded(turned(part)), fitting(turned(shown)), upright=True)


def symbol_crops(picture: Dots, ink: Dots, symbol: Area) -> Iterator[Crop]:
    """What is written in a symbol: what does not hang on its outline."""
    inner = grown(symbol, -WITHIN, -WITHIN)
    marks = inner_marks(cut(ink, inner))
    written = written_in(marks, inner)
    if written is None:
        return
    part = cut(picture, inner).copy()
    part[marks == 0] = 255
    yield Crop(inner, padded(part), fitting(marks))


def fitting(marks: Dots) -> Layout:
    """How text is laid out: by the white between its lines."""
    import numpy as np  # noqa: PLC0415 - see needs

    filled = np.concatenate(([False], (marks > 0).any(axis=1), [False]))
    edges = np.flatnonzero(filled[1:] != filled[:-1])
    bands = int(((edges[1::2] - edges[::2]) >= dots(A_LINE)).sum())
    tall = marks.shape[0] > dots(ONE_LINE)
    return Layout.BLOCK if bands > 1 or tall else Layout.LINE


def inner_marks(ink: Dots) -> Dots:
    """The ink that does not reach the edge of its part of the picture, a little wider."""
    import cv2  # noqa: PLC0415 - see needs
    import numpy as np  # noqa: PLC0415

    count, marks = cv2.connectedComponents(ink, connectivity=8)
    edge = np.unique(np.concatenate((marks[0], marks[-1], marks[:, 0], marks[:, -1])))
    kept = np.isin(marks, np.setdiff1d(np.arange(1, count), edge)).astype("uint8") * 255
    wider = cv2.getStructuringElement(cv2.MORPH_RECT, (5, 5))
    return cv2.dilate(kept, wider)


def written_in(ink: Dots, area: Area) -> Area | None:
    """Around the ink of a part of the picture, dust left out; None where there is no more."""
    import cv2  # noqa: PLC0415 - see needs

    if not ink.size:
        return None
    count, _, stats, _ = cv2.connectedComponentsWithStats(ink, connectivity=8)
    speck = dots(SPECK)
    kept = [one for one in stats[1:count] if max(one[2], one[3]) > speck]
    if not kept:
        return None
    left, top = min(int(one[0]) for one in kept), min(int(one[1]) for one in kept)
    right = max(int(one[0] + one[2]) for one in kept)
    bottom = max(int(one[1] + one[3]) for one in kept)
    if max(int(max(one[2], one[3])) for one in kept) < dots(2 * SPECK):
        return None
    k = per_point()
    x, y = max(0, int(area.left * k)), max(0, int(area.top * k))
    return in_points(x + left, y + top, right - left, bottom - top)


def turned(picture: Dots) -> Dots:
    """A picture whose words read upwards, level."""
    import cv2  # noqa: PLC0415 - see needs

    return cv2.rotate(picture, cv2.ROTATE_90_CLOCKWISE)


def padded(picture: Dots) -> Dots:
    """A picture with clean white paper, and more of it about: at the edge letters get lost."""
    import cv2  # noqa: PLC0415 - see needs
    import numpy as np  # noqa: PLC0415

    size = dots(PADDING)
    if not picture.size:
        return picture
    dark, light = np.percentile(picture, (DARK, LIGHT))
    white = max(PAPER * light, dark + LEAST_CONTRAST)
    clean = np.clip((picture.astype("float32") - dark) * (255 / (white - dark)), 0, 255)
    return cv2.copyMakeBorder(
        clean.astype("uint8"), size, size, size, size, cv2.BORDER_CONSTANT, value=255
    )


def labels_in(marks: Dots, flow: Area) -> Iterator[Area]:
    """Where short words stand beside the connectors."""
    import cv2  # noqa: PLC0415 - see needs

    part = cut(marks, flow)
    k = per_point()
    x, y = max(0, int(flow.left * k)), max(0, int(flow.top * k))
    near = cv2.getStructuringElement(cv2.MORPH_RECT, (dots(NEXT), 1))
    count, _, stats, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(part, cv2.MORPH_CLOSE, near), connectivity=8
    )
    for i in range(1, count):
        left, top, width, height, _ = (int(one) for one in stats[i])
        if dots(LABEL[0]) <= height <= dots(LABEL[2]) and dots(2) <= width <= dots(LABEL[1]):
            yield in_points(x + left, y + top, width, height)


def outside(bare: Dots, marks: Dots, tables: Sequence[Area]) -> Iterator[Crop]:
    """The page without its tables, as far as something is written there."""
    rest = marks.copy()
    for area in tables:
        cut(rest, area, INSET)[:] = 0
    tall, wide = marks.shape
    k = per_point()
    written = written_in(rest, Area(0, 0, wide / k, tall / k))
    if written is not None:
        page = bare.copy()
        for area in tables:
            cut(page, area, INSET)[:] = 255
        yield Crop(written, padded(cut(page, written)), Layout.COLUMN)


def lines_of(words: Iterable[Word]) -> list[list[Word]]:
    """Words by the line on which they stand; noise left out where there is anything else."""
    noise = table("scan")["work"]["noise"]
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
    k, size = per_point(), dots(PADDING)
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


def scanned_in(line: Iterable[Word], crop: Crop, known: frozenset[str]) -> Iterator[ScannedWord]:
    """The words of a line; faint are those unsure ones that are known from nowhere on the page."""
    for word in line:
        unsure = word.sure < table("scan")["work"]["faint"]
        faint = unsure and word.text.strip(SIGNS).lower() not in known
        box = (word.left, word.top, word.right, word.bottom)
        yield ScannedWord(placed(box, crop), word.text, word.sure / 100, faint)
