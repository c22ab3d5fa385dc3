"""Arranging a procedure: every box, line and page break, worked out once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tatalaksana.core.drawing.added import add_revisions, annex
from tatalaksana.core.drawing.drawing import SANS, Drawing, Page
from tatalaksana.core.drawing.footing import footers
from tatalaksana.core.drawing.identity import identity_leaves
from tatalaksana.core.drawing.metrics import clean, typeset
from tatalaksana.core.drawing.paper import PageFormat, Parts, paper
from tatalaksana.core.drawing.process import processes_of
from tatalaksana.core.drawing.style import NOTHING, PLAIN, Additions, HouseStyle
from tatalaksana.core.drawing.table import table_pages
from tatalaksana.core.drawing.words import steps_as_text
from tatalaksana.core.procedure.model import Procedure


@dataclass(frozen=True, slots=True)
class Sheets:
    """The pages of one procedure before they are numbered, and what could not be drawn."""

    pages: tuple[Page, ...]
    remarks: tuple[str, ...]


def arrange(
    procedure: Procedure,
    page: PageFormat | None = None,
    style: HouseStyle = PLAIN,
    additions: Additions = NOTHING,
) -> Drawing:
    """The official document of `procedure` on `page` (A4 landscape when None).

    Units: millimetres from the upper left corner of each page. Errors: DrawingError TL400 when
    there are more performers than the paper can hold. What the procedure does not say is no
    error: it becomes a remark. Source: PermenPANRB 35/2012, Lampiran.
    """
    page = page or paper("A4")
    with typeset(style.family):
        sheets = sheets_of(procedure, page, style, additions)
        titles = [f"SOP {procedure.title}"] * len(sheets.pages)
        pages = footers(sheets.pages, titles, page)
    return replace(outlined(procedure), pages=pages, remarks=sheets.remarks, family=style.family)


def sheets_of(
    procedure: Procedure, page: PageFormat, style: HouseStyle, additions: Additions
) -> Sheets:
    """The pages of one procedure; the first has its bookmark."""
    table = table_pages(procedure, page, style)
    if page.parts is Parts.TABLE:
        return Sheets(table.pages, table.remarks)
    leaves = identity_leaves(procedure, page, style, additions.signing)
    add_revisions(leaves, additions.revisions, page, style)
    behind = [] if additions.findings is None else annex(additions.findings, page, style)
    pages = [leaf.page(page) for leaf in leaves]
    pages[0] = replace(pages[0], bookmark=f"SOP {clean(procedure.title)}")
    return Sheets((*pages, *table.pages, *(leaf.page(page) for leaf in behind)), table.remarks)


def outlined(procedure: Procedure) -> Drawing:
    """`procedure` without pages, for pens that write the flow itself; it fits on any paper."""
    return Drawing(
        title=clean(procedure.title),
        agency=clean(", ".join(procedure.agency)),
        day=procedure.effective or procedure.created,
        pages=(),
        procedures=(procedure,),
        told=steps_as_text(procedure),
        remarks=processes_of((procedure,))[0].remarks,
    )


def bound(drawings: Sequence[Drawing], title: str) -> Drawing:
    """Several drawings as one, in their order, under one title."""
    days = [drawing.day for drawing in drawings if drawing.day]
    agencies = dict.fromkeys(drawing.agency for drawing in drawings)
    return Drawing(
        title=clean(title),
        agency="; ".join(filter(None, agencies)),
        day=max(days, default=None),
        pages=tuple(
            replace(page, sop=number)
            for number, drawing in enumerate(drawings)
            for page in drawing.pages
        ),
        procedures=tuple(one for drawing in drawings for one in drawing.procedures),
        told=tuple(text for drawing in drawings for text in drawing.told),
        remarks=tuple(text for drawing in drawings for text in drawing.remarks),
        family=next((drawing.family for drawing in drawings), SANS),
    )
