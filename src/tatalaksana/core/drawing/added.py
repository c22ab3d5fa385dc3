"""What is added to a document when asked for: the history of revisions, the annex."""

from __future__ import annotations

from collections.abc import Sequence

from tatalaksana.core.drawing.dates import long_date
from tatalaksana.core.drawing.drawing import Align, Part
from tatalaksana.core.drawing.leaf import Leaf
from tatalaksana.core.drawing.listing import Column, Listing, Row, add_listing
from tatalaksana.core.drawing.paper import PageFormat
from tatalaksana.core.drawing.style import HouseStyle, Remark, Revision

REVISIONS = (
    Column("Revisi", 0.1, Align.CENTRE), Column("Tanggal", 0.18, Align.CENTRE),
    Column("Yang diubah", 0.72),
)  # fmt: skip
FINDINGS = (
    Column("No", 0.05, Align.CENTRE), Column("Kode", 0.08, Align.CENTRE), Column("Tempat", 0.14),
    Column("Temuan", 0.29), Column("Aturan", 0.21), Column("Perbaikan", 0.23),
)  # fmt: skip
NO_FINDING = "Tidak ada temuan."


def add_revisions(
    leaves: list[Leaf], revisions: Sequence[Revision], page: PageFormat, style: HouseStyle
) -> None:
    """The history of the document below the lists, or on a page behind them."""
    rows = tuple(Row((one.number, long_date(one.day), one.change)) for one in revisions)
    listing = Listing(
        Part.REVISIONS, "Riwayat Revisi", REVISIONS, rows, page.size, style.header_fill
    )
    if rows:
        add_listing(leaves, listing, page)


def annex(findings: Sequence[Remark], page: PageFormat, style: HouseStyle) -> list[Leaf]:
    """The findings on pages of their own; one row that says so when there are none."""
    rows = tuple(
        Row((str(number), one.id, one.place, one.what, one.rule, one.mend))
        for number, one in enumerate(findings, 1)
    )
    none = Row(("", "", "", NO_FINDING, "", ""))
    leaves = [Leaf(page.margin)]
    listing = Listing(
        Part.FINDINGS, "Lampiran: Hasil Pemeriksaan SOP", FINDINGS, rows or (none,), page.size,
        style.header_fill,
    )  # fmt: skip
    add_listing(leaves, listing, page)
    return leaves
