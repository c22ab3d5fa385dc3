"""A drawing as sections and pages of Word: paper, page breaks, footers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from tatalaksana.core.drawing.cells import PAD_X
from tatalaksana.core.drawing.drawing import POINT, Drawing, Foot, Page, Part
from tatalaksana.core.drawing.leaf import FOOT
from tatalaksana.core.drawing.package import Node
from tatalaksana.core.drawing.wordlists import Numbering
from tatalaksana.core.drawing.wordml import node, twips, value
from tatalaksana.core.drawing.wordpictures import Media
from tatalaksana.core.drawing.wordshapes import Sheet, add_shapes
from tatalaksana.core.drawing.wordtables import (
    Anchors,
    run_face,
    table_markup,
    tables_of,
)

LEAD = 1.0  #: points: the height of the empty paragraph above and below a table
LONGEST = 31_680  #: twips; Word knows no longer paper
LEAST_EDGE = 5.0  #: millimetres between the footer and the edge of the paper
FOOT_LINE = 1.3  #: height of the footer in font sizes
LEAST_ROOM = 1.0  #: millimetres the tables may grow before a page is full
LONGEST_TITLE = 250  #: letters of the title of a table
SHOWN = {
    Part.FIELDS: "Identitas SOP.",
    Part.LISTS: "Identitas SOP, lanjutan.",
    Part.REVISIONS: "Riwayat perubahan SOP.",
    Part.SIGNATURE: "Keterangan tanda tangan elektronik.",
    Part.FINDINGS: "Temuan atas SOP.",
    Part.COVER: "Sampul.",
    Part.CONTENTS: "Daftar SOP dan halamannya.",
}
SPARE = 5.0  #: millimetres added to a page for the screen, which ends with its table


@dataclass(frozen=True, slots=True)
class Section:
    """The pages of one procedure, with its steps in words by their row."""

    pages: tuple[Page, ...]
    title: str
    told: dict[int, str]

    @property
    def top(self) -> float:
        """Where the highest table of its pages begins."""
        return min(page.tables[0].box.y for page in self.pages)


def sections_of(drawing: Drawing) -> list[Section]:
    """One section for each procedure; its first page is numbered 1 or not at all."""
    told = iter(drawing.told)
    found = []
    for at, pages in groupby(drawing.pages, key=lambda page: page.sop):
        procedure = None if at is None else drawing.procedures[at]
        steps = procedure.steps if procedure else ()
        by_row = {step.row: text for step, text in zip(steps, told, strict=False)}
        title = f"SOP {procedure.title if procedure else drawing.title}"
        found.append(Section(tuple(pages), title, by_row))
    return found


def document(sections: Sequence[Section], numbering: Numbering, media: Media) -> Node:
    """The body of the document."""
    found, shapes = node("w:body"), 0
    for at, section in enumerate(sections):
        for number, page in enumerate(section.pages):
            tables = [Anchors(one) for one in tables_of(page)]
            sheet = Sheet(page, tables, section.told, media, shapes)
            add_shapes(sheet)
            shapes = sheet.first
            found.extend(page_markup(sheet, section, numbering, turns=number > 0))
        last = section_properties(section, at)
        ends = at == len(sections) - 1
        found.append(lead(ends_section=None if ends else last))
        if ends:
            found.append(last)
    return node("w:document", found)


def page_markup(
    sheet: Sheet, section: Section, numbering: Numbering, *, turns: bool
) -> Iterator[Node]:
    """The tables of a page with the space above each; `turns`: on a new page."""
    y = section.top
    for anchors in sheet.tables:
        box = anchors.table.box
        yield lead(LEAD + (box.y - y) / POINT, turns=turns)
        yield table_markup(anchors, numbering, section.title[:LONGEST_TITLE], described(anchors))
        y, turns = box.bottom + LEAD * POINT, False


def described(anchors: Anchors) -> str:
    """What a table shows, for those who do not see it; its shapes tell the steps themselves."""
    table = anchors.table
    if table.part is not Part.STEPS:
        return SHOWN[table.part]
    rows = [cell.step for cell in table.cells if cell.step]
    span = f" langkah {min(rows)} sampai {max(rows)}" if rows else ""
    return f"Bagan alir{span}. Setiap simbol memuat langkahnya sebagai kalimat."


def lead(tall: float = LEAD, *, turns: bool = False, ends_section: Node | None = None) -> Node:
    """The empty paragraph Word wants above and below a table, `tall` points high."""
    line = max(round(tall * 20), round(LEAD * 20))
    return node(
        "w:p",
        node(
            "w:pPr",
            node("w:pageBreakBefore") if turns else None,
            node("w:spacing", before=0, after=0, line=line, lineRule="exact"),
            run_face(LEAD),
            ends_section,
        ),
    )


def section_properties(section: Section, number: int) -> Node:
    """Paper, margins and footer of a section."""
    page = section.pages[0]
    table = page.tables[0].box
    spare = 0.0 if page.foot else SPARE
    wide, tall = twips(page.width), min(twips(page.height + spare), LONGEST)
    below, edge = space_below(page)
    landscape = {"orient": "landscape"} if wide > tall else {}
    foot = {"w:type": "default", "r:id": f"rId{number + 1}"}  # footers come first
    return node(
        "w:sectPr",
        node("w:footerReference", **foot),
        value("w:type", "nextPage"),
        node("w:pgSz", w=wide, h=tall, **landscape),
        node(
            "w:pgMar",
            top=twips(section.top - LEAD * POINT),
            right=twips(page.width - table.right),
            bottom=twips(below),
            left=twips(table.x),
            header=0,
            footer=twips(edge),
            gutter=0,
        ),
        node("w:pgNumType", start=page.foot.number) if page.foot else None,
    )


def space_below(page: Page) -> tuple[float, float]:
    """The lower margin, and how far above the edge the footer stands at its foot.

    The footer lies in the margin, so that the tables may grow into the room the drawing keeps
    above it; only on a small margin it takes some of that room.
    """
    margin = page.tables[0].box.x
    if page.foot is None:
        return margin, 0.0
    tall = page.foot.size * POINT * FOOT_LINE
    below = min(max(margin, LEAST_EDGE + tall), margin + FOOT - LEAST_ROOM)
    return below, below - tall


def footer(section: Section, *, alone: bool) -> Node:
    """The title at the left, "Halaman 2 dari 3" at the right, counted by Word."""
    page = section.pages[0]
    right = page.tables[0].box.width - PAD_X
    foot = page.foot
    return node(
        "w:ftr",
        node(
            "w:p",
            node(
                "w:pPr",
                node("w:tabs", node("w:tab", val="right", pos=twips(right))),
                node("w:ind", left=twips(PAD_X)),
            ),
            *(foot_runs(foot, "NUMPAGES" if alone else "SECTIONPAGES") if foot else ()),
        ),
    )


def foot_runs(foot: Foot, count: str) -> Iterator[Node]:
    """The words of a footer, two of them fields."""
    space = {"xml:space": "preserve"}

    def run(*children: Node) -> Node:
        return node("w:r", run_face(foot.size), *children)

    yield run(node("w:t", foot.title), node("w:tab"), node("w:t", "Halaman ", **space))
    yield node("w:fldSimple", run(node("w:t", str(foot.number))), instr=" PAGE ")
    yield run(node("w:t", " dari ", **space))
    yield node("w:fldSimple", run(node("w:t", str(foot.count))), instr=f" {count} ")
