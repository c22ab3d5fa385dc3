"""Paper: sizes, landscape or portrait, margins, font size, which parts to draw."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, replace
from enum import StrEnum
from importlib.resources import files

from tatalaksana.core.base.errors import DrawingError

SMALLEST_FONT, LARGEST_FONT = 6.0, 14.0  #: points; smaller is not legible in print
NARROWEST = 180.0  #: millimetres; the table has at least six columns
LEAST_MARGIN = 5.0  #: millimetres; printers leave an edge of about this width white


class Parts(StrEnum):
    """Which parts of the document are drawn."""

    ALL = "all"  #: identity block, then the table
    TABLE = "table"  #: the flow-chart table only


@dataclass(frozen=True, slots=True, kw_only=True)
class PageFormat:
    """A page in millimetres. `height` None: one endless page, for the screen.

    Errors: DrawingError TL400 when a value is out of its bounds.
    """

    name: str
    width: float
    height: float | None
    margin: float = 12.0
    size: float = 9.0  #: font size of the table in points
    parts: Parts = Parts.ALL

    def __post_init__(self) -> None:
        if not SMALLEST_FONT <= self.size <= LARGEST_FONT:
            raise DrawingError(
                f"Ukuran huruf {self.size} pt di luar {SMALLEST_FONT}–{LARGEST_FONT} pt."
            )
        if self.height is not None and self.margin < LEAST_MARGIN:
            raise DrawingError(f"Tepi {self.margin:.1f} mm kurang dari {LEAST_MARGIN:.0f} mm.")
        if self.width - 2 * self.margin < NARROWEST:
            raise DrawingError(
                f"Bidang gambar selebar {self.width - 2 * self.margin:.0f} mm terlalu sempit.",
                hint=f"Sediakan sekurangnya {NARROWEST:.0f} mm di antara kedua tepi.",
            )

    @property
    def told(self) -> str:
        """The paper in words: A4, or A4 tegak when it stands upright."""
        return f"{self.name} tegak" if self.height and self.height > self.width else self.name

    def with_parts(self, parts: Parts) -> PageFormat:
        """The same paper for other parts."""
        return replace(self, parts=parts)

    def portrait(self) -> PageFormat:
        """The same paper upright; an endless page stays as it is."""
        if self.height is None or self.height >= self.width:
            return self
        return replace(self, width=self.height, height=self.width)


def paper(name: str) -> PageFormat:
    """The paper called `name` (case does not matter), landscape.

    Errors: DrawingError TL400 naming the papers there are.
    """
    for known in papers():
        if known.name.casefold() == name.strip().casefold():
            return known
    names = ", ".join(known.name for known in papers())
    raise DrawingError(f"Tidak ada ukuran kertas “{name}”.", hint=f"Yang ada: {names}.")


def papers() -> tuple[PageFormat, ...]:
    """Every paper of the table `data/papers.toml`."""
    table = tomllib.loads(
        (files("tatalaksana.core.drawing") / "data" / "papers.toml").read_text("utf-8")
    )
    return tuple(
        PageFormat(name=row["name"], width=row["long"], height=row["short"])
        for row in table["paper"]
    )


SCREEN = PageFormat(name="layar", width=330.0, height=None, margin=2.0, parts=Parts.TABLE)
