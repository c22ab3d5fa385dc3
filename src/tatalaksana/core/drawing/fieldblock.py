"""The upper block of the identity page: logo and agency, number, dates, approval, name.

Source: PermenPANRB 35/2012, Lampiran; what regions do otherwise stands in `data/house.toml`. What
the document does not say stays an empty field.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tatalaksana.core.drawing.cells import PAD_X, PAD_Y, Line, height_of, lines_of, placed
from tatalaksana.core.drawing.dates import long_date
from tatalaksana.core.drawing.drawing import (
    Align,
    Box,
    Cell,
    Element,
    Image,
    Part,
    Picture,
    Rule,
    Table,
)
from tatalaksana.core.drawing.images import fitted
from tatalaksana.core.drawing.metrics import length
from tatalaksana.core.drawing.paper import PageFormat
from tatalaksana.core.drawing.style import HouseStyle, Signing, form_of, house
from tatalaksana.core.drawing.tables import paragraphs_of, table_of
from tatalaksana.core.procedure.model import Procedure

LEFT_SHARE = 0.5  #: of the width, for logo and agency
LABEL_SHARE = 0.3  #: of the right half, for the names of the fields
LARGEST_LABEL_SHARE = 0.45  #: of the right half, on narrow paper
LOGO = 22.0  #: side of the square for the logo, millimetres
ABOVE_LOGO, UNDER_LOGO = 3.0, 2.0  #: between it and the edge, and the agency
SIGNATURE_LINES = 5  #: kept free for signature and stamp
LEAST_FIELD = 7.0  #: height of a field
APPROVED, NAME = "Disahkan oleh", "Nama SOP"
FIELDS = (
    "Nomor SOP", "Tanggal Pembuatan", "Tanggal Revisi", "Tanggal Efektif", APPROVED, NAME,
)  # fmt: skip
Words = tuple[tuple[str, bool], ...]  #: texts, each with whether it is bold; an empty one is space


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, the lines of its value, its height."""

    name: str
    lines: tuple[Line, ...]
    tall: float


@dataclass(frozen=True, slots=True)
class Block:
    """What stays the same for the whole block."""

    procedure: Procedure
    page: PageFormat
    size: float
    style: HouseStyle
    signing: Signing

    @property
    def left(self) -> float:
        """The left edge."""
        return self.page.margin

    @property
    def right(self) -> float:
        """The right edge."""
        return self.page.width - self.page.margin

    @property
    def middle(self) -> float:
        """Where the fields begin."""
        return self.left + (self.right - self.left) * LEFT_SHARE

    @property
    def value_x(self) -> float:
        """Where the values begin: the longest name is on one line where the page allows it."""
        half = self.right - self.middle
        longest = max(length(name, self.size) for name in FIELDS) + 2 * PAD_X
        return self.middle + min(max(half * LABEL_SHARE, longest), half * LARGEST_LABEL_SHARE)

    def agency(self) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
        """The lines below the logo, and those of the unit that stands apart."""
        texts, width = self.procedure.agency, self.middle - self.left
        least = form_of(self.style, texts)["unit_apart"]
        apart = 1 if least and len(texts) >= least else 0
        upper = lines_of(texts[: len(texts) - apart], width, self.size + 1, bold=True)
        return upper, lines_of(texts[len(texts) - apart :], width, self.size + 1, bold=True)


def head(block: Block, bottom: float | None) -> tuple[list[Element], Table]:
    """The upper block, set smaller until it ends above `bottom`."""
    while True:
        elements, table = head_once(block)
        if bottom is None or table.box.bottom <= bottom or block.size <= 2.0:
            return elements, table
        block = Block(block.procedure, block.page, block.size - 0.5, block.style, block.signing)


def head_once(block: Block) -> tuple[list[Element], Table]:
    """The upper block at one font size."""
    left, right, top = block.left, block.right, block.page.margin
    agency, unit = block.agency()
    fields = list(fields_of(block, agency, unit))
    elements: list[Element] = [Rule(left, top, right, top, 0.3)]
    grid: list[Cell] = []
    y = top
    for field in fields:
        add_field(block, field, y, elements, grid)
        y += field.tall
    ends = y - fields[-1].tall if unit else y
    add_agency(block, agency, Box(left, top, block.middle - left, ends - top), elements, grid)
    if unit:
        under = Box(left, ends, block.middle - left, y - ends)
        elements += placed(unit, under, block.size + 1, Align.CENTRE, centred=True)
        elements.append(Rule(left, ends, block.middle, ends))
        grid.append(Cell(box=under, paragraphs=paragraphs_of(unit), size=block.size + 1,
                         align=Align.CENTRE, centred=True))  # fmt: skip
    elements += [Rule(x, top, x, y) for x in (left, block.middle, block.value_x, right)]
    return [*elements, Rule(left, y, right, y, 0.3)], table_of(Part.FIELDS, grid)


def fields_of(block: Block, agency: tuple[Line, ...], unit: tuple[Line, ...]) -> Iterator[Field]:
    """The fields, the approval tall enough for what stands at the left."""
    found = []
    for name, words in zip(FIELDS, values(block), strict=True):
        lines = tuple(field_lines(words, block.right - block.value_x, block.size))
        names = lines_of((name,), block.value_x - block.middle, block.size)
        tall = max(LEAST_FIELD, height_of(lines, block.size), height_of(names, block.size))
        if name == NAME and unit:
            tall = max(tall, height_of(unit, block.size + 1))
        found.append(Field(name, lines, tall))
    beside = sum(field.tall for field in (found[:-1] if unit else found))
    spare = max(0.0, needed(agency, block.size) - beside)
    for field in found:
        tall = field.tall + (spare if field.name == APPROVED else 0.0)
        yield Field(field.name, field.lines, tall)


def needed(agency: tuple[Line, ...], size: float) -> float:
    """The height of logo and agency."""
    return LOGO + 3 * PAD_Y + 2 * ABOVE_LOGO + height_of(agency, size + 1)


def values(block: Block) -> tuple[Words, ...]:
    """What stands in each field."""
    p = block.procedure
    days = (p.created, p.revised, p.effective)
    return (
        ((p.number or "", False),),
        *(((long_date(day), False),) for day in days),
        approval(p, block.signing),
        ((p.title, True),),
    )


def approval(procedure: Procedure, signing: Signing) -> Words:
    """Position, room for the signature, name, rank, NIP; or the note that it is electronic."""
    found = [("", False)] * SIGNATURE_LINES
    if signing.address:
        found = [("", False)]
    approver = procedure.approved_by
    who = [(approver.position if approver else "", False)]
    if signing.address:
        who.insert(0, (house()["signature"]["heading"], False))
    if approver is None:
        return (*who, *found)
    nip = f"NIP. {approver.nip}" if approver.nip else ""
    last = [(text, False) for text in (signing.rank, nip) if text]
    return (*who, *found, (approver.name, True), *last)


def field_lines(words: Words, width: float, size: float) -> Iterator[Line]:
    """The lines of a field; an empty text among several is kept as a free line."""
    for text, bold in words:
        yield from lines_of((text,), width, size, bold=bold) or (
            (Line(""),) if len(words) > 1 else ()
        )


def add_field(
    block: Block, field: Field, y: float, elements: list[Element], grid: list[Cell]
) -> None:
    """One field at height `y`."""
    size, one = block.size, len(field.lines) < 2
    label = Box(block.middle, y, block.value_x - block.middle, field.tall)
    value = Box(block.value_x, y, block.right - block.value_x, field.tall)
    names = lines_of((field.name,), label.width, size)
    align = Align.CENTRE if field.name == APPROVED else Align.LEFT
    elements += placed(names, label, size, centred=one)
    elements += placed(field.lines, value, size, align, centred=one)
    elements.append(Rule(block.middle, label.bottom, block.right, label.bottom))
    grid.append(Cell(box=label, paragraphs=paragraphs_of(names), size=size, centred=one))
    grid.append(Cell(box=value, paragraphs=paragraphs_of(field.lines), size=size, align=align,
                     centred=one))  # fmt: skip


def add_agency(
    block: Block, agency: tuple[Line, ...], box: Box, elements: list[Element], grid: list[Cell]
) -> None:
    """Logo and agency in their cell."""
    size = block.size + 1
    y = box.y + (box.height - needed(agency, block.size)) / 2 + ABOVE_LOGO
    picture = Box(box.x + (box.width - LOGO) / 2, y, LOGO, LOGO)
    elements += logo(picture, block.style.logo)
    under = Box(box.x, y + LOGO + UNDER_LOGO, box.width, height_of(agency, size))
    elements += placed(agency, under, size, Align.CENTRE)
    grid.append(Cell(box=box, paragraphs=paragraphs_of(agency), size=size, align=Align.CENTRE,
                     picture=picture))  # fmt: skip


def logo(box: Box, image: Image | None) -> list[Element]:
    """The logo, or the place kept free for it: four light corners."""
    if image:
        return [Picture(fitted(image, box), image, "Logo")]
    arm, found = 3.0, list[Element]()
    for x, y, dx, dy in (
        (box.x, box.y, arm, arm),
        (box.right, box.y, -arm, arm),
        (box.x, box.bottom, arm, -arm),
        (box.right, box.bottom, -arm, -arm),
    ):
        found += [Rule(x, y, x + dx, y, 0.1), Rule(x, y, x, y + dy, 0.1)]
    return found
