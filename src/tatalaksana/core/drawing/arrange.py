"""Arranging a procedure: every box, line and page break, worked out once."""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.identity import footers, identity_pages
from tatalaksana.core.drawing.metrics import clean
from tatalaksana.core.drawing.paper import PageFormat, Parts, paper
from tatalaksana.core.drawing.process import processes_of
from tatalaksana.core.drawing.table import table_pages
from tatalaksana.core.drawing.words import steps_as_text
from tatalaksana.core.procedure.model import Procedure


def arrange(procedure: Procedure, page: PageFormat | None = None) -> Drawing:
    """The official document of `procedure` on `page` (A4 landscape when None).

    Units: millimetres from the upper left corner of each page. Errors: DrawingError TL400 when
    there are more performers than the paper can hold. What the procedure does not say is no
    error: it becomes a remark. Source: PermenPANRB 35/2012, Lampiran.
    """
    page = page or paper("A4")
    table = table_pages(procedure, page)
    first = identity_pages(procedure, page) if page.parts is Parts.ALL else ()
    return Drawing(
        title=clean(procedure.title),
        agency=clean(", ".join(procedure.agency)),
        day=procedure.effective or procedure.created,
        pages=footers((*first, *table.pages), procedure, page),
        procedures=(procedure,),
        told=steps_as_text(procedure),
        remarks=table.remarks,
    )


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
        pages=tuple(page for drawing in drawings for page in drawing.pages),
        procedures=tuple(one for drawing in drawings for one in drawing.procedures),
        told=tuple(text for drawing in drawings for text in drawing.told),
        remarks=tuple(text for drawing in drawings for text in drawing.remarks),
    )
