"""A book: cover, contents with page numbers, then every SOP, numbered through.

Everything is arranged in two rounds: how many pages the contents take is known only once they are
written, and the numbers in them only after that.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.arrange import Sheets, bound, outlined, sheets_of
from tatalaksana.core.drawing.cells import PAD_Y, Line, height_of, lines_of, placed
from tatalaksana.core.drawing.dates import long_date
from tatalaksana.core.drawing.drawing import Align, Box, Cell, Drawing, Page, Part, Rule
from tatalaksana.core.drawing.fieldblock import LOGO, logo
from tatalaksana.core.drawing.footing import footers
from tatalaksana.core.drawing.leaf import FOOT, Leaf
from tatalaksana.core.drawing.listing import Column, Listing, Row, add_listing
from tatalaksana.core.drawing.metrics import clean, typeset
from tatalaksana.core.drawing.paper import PageFormat, paper
from tatalaksana.core.drawing.style import NOTHING, PLAIN, Additions, HouseStyle
from tatalaksana.core.drawing.tables import paragraphs_of, table_of
from tatalaksana.core.procedure.model import Procedure

CONTENTS = (
    Column("No", 0.06, Align.CENTRE), Column("Nomor SOP", 0.24), Column("Nama SOP", 0.6),
    Column("Halaman", 0.1, Align.CENTRE),
)  # fmt: skip
KIND = "STANDAR OPERASIONAL PROSEDUR ADMINISTRASI PEMERINTAHAN"
ENDLESS = 297.0  #: height of the cover where the paper has none, millimetres
ABOVE = 0.3  #: of the cover that stays free above the logo, at most
LARGE, LARGER = 4.0, 9.0  #: points by which the agency and the title are larger than the tables
GAP = 8.0  #: millimetres between the parts of the cover


@dataclass(frozen=True, slots=True)
class Chapter:
    """One SOP of a book, with what is added to it."""

    procedure: Procedure
    additions: Additions = NOTHING


@dataclass(frozen=True, slots=True)
class Said:
    """Words of the cover, and by how many points they are larger than the tables."""

    texts: tuple[str, ...]
    larger: float
    bold: bool = False


def book(
    chapters: Sequence[Chapter],
    title: str,
    page: PageFormat | None = None,
    style: HouseStyle = PLAIN,
) -> Drawing:
    """Every SOP in one document under `title`; its agency is what all of them have in common.

    Errors: DrawingError TL400 when one of them does not fit on the paper; its place is its title.
    """
    page = page or paper("A4")
    whole = bound([outlined(chapter.procedure) for chapter in chapters], title)
    with typeset(style.family):
        sheets = [sheets_in(chapter, page, style) for chapter in chapters]
        first = cover(words_of(chapters, title, whole.day), title, page, style)
        listed = contents(chapters, sheets, 0, page, style)
        listed = contents(chapters, sheets, 1 + len(listed), page, style)
        front = [replace(one, sop=None) for one in (first, *listed)]
        titles = [title] * len(front)
        pages = [*front]
        for number, (chapter, sheet) in enumerate(zip(chapters, sheets, strict=True)):
            pages += [replace(one, sop=number) for one in sheet.pages]
            titles += [f"SOP {chapter.procedure.title}"] * len(sheet.pages)
        numbered = footers(pages, titles, page)
    return replace(
        whole,
        pages=(first_without_foot(numbered[0], front[0]), *numbered[1:]),
        remarks=tuple(remark for sheet in sheets for remark in sheet.remarks),
        family=style.family,
    )


def sheets_in(chapter: Chapter, page: PageFormat, style: HouseStyle) -> Sheets:
    """The pages of one SOP. Errors: DrawingError TL400 with its title."""
    try:
        return sheets_of(chapter.procedure, page, style, chapter.additions)
    except DrawingError as wrong:
        title = chapter.procedure.title
        raise DrawingError(wrong.message, hint=wrong.hint, place=title) from wrong


def words_of(chapters: Sequence[Chapter], title: str, day: date | None) -> list[Said]:
    """The cover: the agency, what it is, of whom, how many SOPs, and of which day."""
    agency = common([one.procedure.agency for one in chapters])
    told = f"{len(chapters)} SOP" + (f", terakhir berlaku {long_date(day)}" if day else "")
    return [Said(agency, LARGE, bold=True), Said((KIND,), LARGE), Said((title,), LARGER, bold=True),
            Said((told,), 1.0)]  # fmt: skip


def first_without_foot(numbered: Page, plain: Page) -> Page:
    """The cover counts as a page, but its number is not printed."""
    return replace(numbered, elements=plain.elements)


def common(agencies: Sequence[tuple[str, ...]]) -> tuple[str, ...]:
    """The lines with which every agency begins that is named at all."""
    named = [tuple(clean(line) for line in agency) for agency in agencies if any(agency)]
    found: list[str] = []
    for lines in zip(*named, strict=False):
        if len({line.casefold() for line in lines}) > 1:
            break
        found.append(lines[0])
    return tuple(found)


def contents(
    chapters: Sequence[Chapter],
    sheets: Sequence[Sheets],
    before: int,
    page: PageFormat,
    style: HouseStyle,
) -> list[Page]:
    """The table of contents; `before` pages stand before the first SOP."""
    rows = []
    for number, (chapter, sheet) in enumerate(zip(chapters, sheets, strict=True), 1):
        procedure, begins = chapter.procedure, before + 1
        texts = (str(number), procedure.number or "", procedure.title, str(begins))
        rows.append(Row(texts, link=begins))
        before += len(sheet.pages)
    leaves = [Leaf(page.margin)]
    listing = Listing(
        Part.CONTENTS, "DAFTAR ISI", CONTENTS, tuple(rows), page.size, style.header_fill
    )
    add_listing(leaves, listing, page)
    found = [leaf.page(page) for leaf in leaves]
    return [replace(found[0], bookmark="Daftar Isi"), *found[1:]]


def cover(words: Sequence[Said], title: str, page: PageFormat, style: HouseStyle) -> Page:
    """The first page: the logo and the words, one below the other in the middle."""
    left, right, top = page.margin, page.width - page.margin, page.margin
    height = (page.height or ENDLESS) - 2 * page.margin - FOOT
    frame, width, size = Box(left, top, right - left, height), right - left, page.size
    blocks = [
        (lines_of(one.texts, width, size + one.larger, bold=one.bold), size + one.larger)
        for one in words
    ]
    need = LOGO + sum(height_of(lines, at) + GAP for lines, at in blocks if lines)
    y = top + min(max((height - need) / 2, PAD_Y), height * ABOVE)
    picture = Box(frame.middle[0] - LOGO / 2, y, LOGO, LOGO)
    leaf = Leaf(frame.bottom, [Rule(*edge, 0.3) for edge in edges(frame)])
    leaf.elements += logo(picture, style.logo) if style.logo else []
    y = picture.bottom + GAP
    shown: list[Line] = []
    for lines, at in blocks:
        box = Box(left, y, width, height_of(lines, at))
        leaf.elements += placed(lines, box, at, Align.CENTRE)
        shown += lines
        y = box.bottom + GAP if lines else y
    cell = Cell(box=frame, paragraphs=paragraphs_of(shown), size=size + LARGE, align=Align.CENTRE,
                centred=True)  # fmt: skip
    leaf.tables.append(table_of(Part.COVER, [cell]))
    return replace(leaf.page(page), bookmark=clean(title))


def edges(box: Box) -> tuple[tuple[float, float, float, float], ...]:
    """The four sides of a box as lines."""
    return (
        (box.x, box.y, box.right, box.y), (box.x, box.bottom, box.right, box.bottom),
        (box.x, box.y, box.x, box.bottom), (box.right, box.y, box.right, box.bottom),
    )  # fmt: skip
