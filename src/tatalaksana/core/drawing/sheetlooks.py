"""The looks of a workbook's cells: fonts, fills, borders and formats, each told once.

Source: ECMA-376, part 1, 18.8 (styles).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tatalaksana.core.drawing.drawing import SANS, Align
from tatalaksana.core.drawing.metrics import SERIF
from tatalaksana.core.drawing.package import Node, node, root, written

#: what is metric-compatible with the bundled families, and on every desk
FACES = {SANS: "Arial", SERIF: "Times New Roman"}
#: the font that column widths count in, and its points: its digits are exactly 7 pixels wide, so
#: that every program, screen and printer gives the columns the same width
BASE_FONT, BASE_SIZE = "Times New Roman", 10.5
Sides = tuple[bool, bool, bool, bool]  #: whether a rule stands left, right, above, below


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """How one cell looks. `as_text`: what people type over it is text too, "=1" included."""

    size: float = BASE_SIZE
    family: str = FACES[SANS]
    bold: bool = False
    fill: str = ""  #: as #rrggbb; empty: none
    sides: Sides = (False, False, False, False)
    align: Align = Align.LEFT
    centred: bool = False
    upright: bool = False
    as_text: bool = False


@dataclass(slots=True)
class Looks:
    """The looks used so far; each has its number."""

    family: str = FACES[SANS]  #: of every text
    all: dict[Look, int] = field(default_factory=lambda: {Look(family=BASE_FONT): 0})

    def number(self, look: Look) -> int:
        """The number of a look."""
        return self.all.setdefault(look, len(self.all))

    def part(self) -> bytes:
        """The styles part."""
        top = root("s:styleSheet", default="s")
        fonts = list(dict.fromkeys((look.family, look.size, look.bold) for look in self.all))
        borders = list(dict.fromkeys(look.sides for look in self.all))
        parent = node(top, "s:fonts", count=len(fonts))
        for family, size, bold in fonts:
            font(node(parent, "s:font"), size, bold, family)
        grounds = ["", *dict.fromkeys(look.fill for look in self.all if look.fill)]
        fills(top, grounds[1:])
        parent = node(top, "s:borders", count=len(borders))
        for sides in borders:
            border(parent, sides)
        node(node(top, "s:cellStyleXfs", count=1), "s:xf", numFmtId=0, fontId=0, fillId=0,
             borderId=0)  # fmt: skip
        parent = node(top, "s:cellXfs", count=len(self.all))
        for look in self.all:
            its_font = fonts.index((look.family, look.size, look.bold))
            form(parent, look, its_font, grounds.index(look.fill), borders.index(look.sides))
        styles = node(top, "s:cellStyles", count=1)
        node(styles, "s:cellStyle", name="Normal", xfId=0, builtinId=0)
        return written(top)


def font(parent: Node, size: float, bold: bool, family: str, named: str = "s:name") -> None:
    """A font, for a look or (`named` "s:rFont") for a run of text."""
    if bold:
        node(parent, "s:b")
    node(parent, "s:sz", val=f"{size:g}")
    node(parent, named, val=family)
    node(parent, "s:family", val=2 if family == FACES[SANS] else 1)


def fills(top: Node, grounds: Sequence[str]) -> None:
    """The fills: the two every workbook has, and the grounds of headers."""
    parent = node(top, "s:fills", count=2 + len(grounds))
    for pattern in ("none", "gray125"):
        node(node(parent, "s:fill"), "s:patternFill", patternType=pattern)
    for colour in grounds:
        solid = node(node(parent, "s:fill"), "s:patternFill", patternType="solid")
        node(solid, "s:fgColor", rgb=f"FF{colour[1:].upper()}")
        node(solid, "s:bgColor", indexed=64)


def border(parent: Node, sides: Sides) -> None:
    """The rules around a cell."""
    found = node(parent, "s:border")
    for name, there in zip(("left", "right", "top", "bottom"), sides, strict=True):
        side = node(found, f"s:{name}", style="thin" if there else None)
        if there:
            node(side, "s:color", rgb="FF000000")
    node(found, "s:diagonal")


def form(parent: Node, look: Look, font_number: int, ground: int, border_number: int) -> None:
    """One format."""
    found = node(
        parent, "s:xf", numFmtId=0, fontId=font_number, fillId=ground + 1 if ground else 0,
        borderId=border_number, xfId=0, quotePrefix=1 if look.as_text else None,
        applyFont=1, applyFill=1, applyBorder=1, applyAlignment=1,
    )  # fmt: skip
    node(
        found, "s:alignment",
        horizontal="center" if look.align is Align.CENTRE else "left",
        vertical="center" if look.centred else "top",
        textRotation=90 if look.upright else None,
        wrapText=1,
    )  # fmt: skip
