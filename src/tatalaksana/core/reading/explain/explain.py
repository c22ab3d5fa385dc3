"""A document as the reader saw it: one SVG for every page, with the reasons beside its rows."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tatalaksana.core.base.errors import NoProcedure
from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.explain import marks
from tatalaksana.core.reading.explain.notes import Note, Told
from tatalaksana.core.reading.explain.redraw import shown_anew, size_of
from tatalaksana.core.reading.explain.sheet import kind_of
from tatalaksana.core.reading.explain.stretch import PLAIN, Stretch
from tatalaksana.core.reading.explain.sureness import UNSURE
from tatalaksana.core.reading.explain.svg import box, document, element, group, path, text, wrapped
from tatalaksana.core.reading.explain.typed import pages_from, with_places
from tatalaksana.core.reading.page import Area, Page
from tatalaksana.core.reading.read import reader_of, understood
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.reading import Reading

MARGIN, HEAD, PANEL, GAP = 14.0, 40.0, 300.0, 26.0  #: points
SIZE, LEADING = 7.0, 8.6  #: of the notes
INK, PALE, WRONG = "#1a1a1a", "#5a6270", marks.WRONG
LEGEND = (
    (marks.GRID, "garis biru putus-putus: sel tabel yang dikenali"),
    (marks.SYMBOL, "jingga: simbol dan jenisnya"),
    (marks.LINE, "merah muda: garis penghubung, titik = awal, kepala panah = akhir"),
    (marks.MEANINGS["activities"][0], "sel berwarna: nilai yang diambil, menurut arti kolomnya"),
    (UNSURE, "“?” dan persen: dibaca dari gambar, seberapa yakin; bertanda “?” kurang jelas"),
    (WRONG, "merah putus-putus: diragukan; merah: tidak terbaca sebagai langkah"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """A document as the reader took it apart, with what it understood."""

    name: str
    data: bytes
    reader: Reader
    pages: tuple[Page, ...]
    readings: tuple[Reading, ...] = ()
    refusal: NoProcedure | None = None


def explain(data: bytes, name: str) -> Iterator[str]:
    """The pages of a document as SVG, one after the other.

    A document without a procedure table is drawn too, and says so: it is the one to look at.
    Errors: ReadingError TL200 and UnknownFormat TL201, as `read`.
    """
    found = seen(data, name)
    for page in found.pages:
        yield explained(found, page)


def seen(data: bytes, name: str) -> Seen:
    """Take a document apart and understand it. Errors: see `explain`."""
    reader = reader_of(data, name)
    pages = tuple(reader.pages(data)) if reader.pages is not None else ()
    if reader.of_pages is not None:
        readings, refusal = tried(partial(reader.of_pages, pages), name)
    else:
        blocks = reader.blocks(data)
        readings, refusal = tried(lambda: blocks, name)
        if not pages:
            sheets = pages_from(blocks)
            pages = tuple(sheets.pages)
            readings = tuple(with_places(one, sheets) for one in readings)
    return Seen(name=name, data=data, reader=reader, pages=pages, readings=readings,
                refusal=refusal)  # fmt: skip


def tried(
    blocks: Callable[[], Sequence[Block]], name: str
) -> tuple[tuple[Reading, ...], NoProcedure | None]:
    """The procedures in the blocks, or why there are none."""
    try:
        return understood(blocks(), name), None
    except NoProcedure as none:
        return (), none


def explained(found: Seen, page: Page) -> str:
    """One page with its notes."""
    ground, how = ground_of(found, page)
    wide, high = size_of(page, how)
    origins = [one for reading in found.readings for one in reading.origins]
    over = [ground, *marks.meanings(page, how, origins), *marks.recognised(page, how)]
    for reading in found.readings:
        over += marks.doubted(page, how, reading)
    told = [Told(one, found.pages) for one in found.readings]
    notes = sorted((note for one in told for note in one.notes(page.number)),
                   key=lambda one: one.top)  # fmt: skip
    beside, bottom = panel(notes, how, wide)
    bottom = max(bottom, high) + 10
    parts = [
        box(Area(0, 0, width_of(wide), HEAD + bottom + legend_height()), fill="#ffffff"),
        *heading(found, page, told),
        group([*over, *beside], transform=f"translate({MARGIN} {HEAD})"),
        group(legend(), transform=f"translate({MARGIN} {HEAD + bottom:.1f})"),
    ]
    said = {"title": f"{found.name}, halaman {page.number}", "desc": summary(found, page, told)}
    return document(parts, (width_of(wide), HEAD + bottom + legend_height()), said)


def ground_of(found: Seen, page: Page) -> tuple[str, Stretch]:
    """The page as it looks, or drawn anew where the format does not show it."""
    if found.reader.picture is None:
        return shown_anew(page)
    picture = found.reader.picture(found.data, page)
    shown = base64.b64encode(picture).decode()
    image = element(
        "image", x=0, y=0, width=page.width, height=page.height, preserveAspectRatio="none",
        href=f"data:{kind_of(picture)};base64,{shown}",
    )  # fmt: skip
    return image, PLAIN


def width_of(wide: float) -> float:
    """The width of the drawing with its panel."""
    return MARGIN + wide + GAP + PANEL + MARGIN


def heading(found: Seen, page: Page, told: Sequence[Told]) -> Iterator[str]:
    """What the page is, and what was found on it."""
    line = f"{found.name} · halaman {page.number} dari {len(found.pages)}"
    yield text(line, (MARGIN, 16), 11.0, font_weight="bold", fill=INK)
    yield text(summary(found, page, told), (MARGIN, 29), 8.0, fill=PALE)


def summary(found: Seen, page: Page, told: Sequence[Told]) -> str:
    """What was recognised on a page, in one sentence."""
    begun = [one.begin(step.row) for one in told for step in one.reading.procedure.steps]
    rows = sum(place is not None and place[0] == page.number for place in begun)
    counted = (
        f"Dibaca sebagai {found.reader.name}: {len(page.grids)} tabel, {rows} baris langkah, "
        f"{len(page.shapes)} simbol, {len(page.connectors)} garis penghubung."
    )
    return f"{counted} {found.refusal.message}" if found.refusal else counted


def panel(notes: Sequence[Note], how: Stretch, wide: float) -> tuple[list[str], float]:
    """The notes at the right of the page, each as near to its row as there is room."""
    parts: list[str] = []
    left, free = wide + GAP, 0.0
    for note in notes:
        row = how.ys.at(note.top)
        top = max(row, free)
        parts.append(path([(wide + 2, row + 4), (left - 6, top + 4)], fill="none",
                          stroke="#9aa3ad", stroke_width=0.6))  # fmt: skip
        inside, free = written(note, left, top)
        parts += inside
    return parts, free


def written(note: Note, left: float, top: float) -> tuple[list[str], float]:
    """A note, and where the next may begin."""
    every = [(note.head, "bold", INK)]
    every += [(one, "normal", INK) for one in note.reasons]
    every += [(one, "normal", WRONG) for one in note.doubts]
    parts, y = [], top + SIZE
    for words, weight, colour in every:
        for line in wrapped(words, PANEL, SIZE):
            parts.append(text(line, (left, y), SIZE, font_weight=weight, fill=colour))
            y += LEADING
    return parts, y + 2


def legend() -> Iterator[str]:
    """What the colours mean."""
    for k, (colour, words) in enumerate(LEGEND):
        y = 10 + k * 11.0
        yield box(Area(0, y - 6, 14, y + 1), fill=colour, fill_opacity=0.5, stroke=colour)
        yield text(words, (20, y), 8.0, fill=INK)


def legend_height() -> float:
    """How much room the legend takes."""
    return 10 + len(LEGEND) * 11.0 + 6
