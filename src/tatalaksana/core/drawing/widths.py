"""Which widths the columns get: those with the fewest pages, then the widest performers.

Wide performers are pleasant to look at, but they take room from the texts. So the balanced
widths are only the first try: where narrower performers save a page they are taken, and where
narrow paper squeezes them, they grow as far as that costs no page.
"""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.columns import NARROW, Columns, columns_for, wished
from tatalaksana.core.drawing.flow import Flow
from tatalaksana.core.drawing.header import header_for
from tatalaksana.core.drawing.leaf import floor
from tatalaksana.core.drawing.paper import PageFormat
from tatalaksana.core.drawing.rows import Frame, paged, rows_of, strip_height
from tatalaksana.core.drawing.sites import sites_for, sizes_for
from tatalaksana.core.drawing.style import HouseStyle
from tatalaksana.core.procedure.model import Procedure

TRIED = (17.0, 15.0, 13.0, 11.0, 9.5, 8.0, NARROW)  #: widths of a performer, millimetres
LEGIBLE = 11.0  #: narrower performers are widened where that costs no page


def chosen_columns(
    procedure: Procedure, flow: Flow, page: PageFormat, style: HouseStyle
) -> Columns:
    """The columns of the table. Errors: DrawingError TL400 when the performers do not fit."""
    roles = len(flow.roles)
    first = columns_for(procedure, roles, page)
    if page.height is None:
        return first
    best, fewest = first, pages_of(procedure, flow, page, first, style)
    each = first.role(0)[1] - first.role(0)[0]
    for columns in narrower(procedure, roles, page, each):
        if fewest == 1:
            break
        pages = pages_of(procedure, flow, page, columns, style)
        if pages < fewest:
            best, fewest = columns, pages
    each = best.role(0)[1] - best.role(0)[0]
    for wide in (wide for wide in TRIED if each < wide <= LEGIBLE):
        found = fitting(procedure, roles, page, wide)
        if found and pages_of(procedure, flow, page, found, style) <= fewest:
            return found
    return best


def narrower(procedure: Procedure, roles: int, page: PageFormat, each: float) -> Iterator[Columns]:
    """The columns with narrower performers than `each`, the widest first."""
    for wide in TRIED:
        if wide < each and wished(roles, page, wide) == wide:
            yield columns_for(procedure, roles, page, wide)


def fitting(procedure: Procedure, roles: int, page: PageFormat, wide: float) -> Columns | None:
    """The columns with performers of this width if the paper holds them."""
    try:
        return columns_for(procedure, roles, page, wide)
    except DrawingError:
        return None


def pages_of(
    procedure: Procedure, flow: Flow, page: PageFormat, columns: Columns, style: HouseStyle
) -> int:
    """How many pages the table takes with these columns, letters within a page not counted."""
    sizes = sizes_for(columns, roomy=False)
    sites = {
        row: sites_for(stop, flow, frozenset(), columns, sizes) for row, stop in flow.stops.items()
    }
    rows = rows_of(procedure, columns, sites, sizes, page.size)
    top = page.margin + header_for(columns, flow.roles, page.size, style).height
    return len(paged(rows, Frame(top, floor(page), strip_height(sizes)), page.size))
