"""The looks of a Word document: font, language, and how Word lays it out."""

from __future__ import annotations

from dataclasses import dataclass

from tatalaksana.core.drawing.drawing import SANS, Drawing
from tatalaksana.core.drawing.metrics import SERIF
from tatalaksana.core.drawing.package import Node
from tatalaksana.core.drawing.wordml import half_points, node, value


@dataclass(frozen=True, slots=True)
class Face:
    """A font of Word, and what stands in for it where it is missing."""

    name: str
    stand_in: str
    kind: str
    panose: str


#: these are on every machine with Word and have the widths of the Liberation fonts, which the
#: picture is measured with and which stand in for them elsewhere
FACES = {
    SANS: Face("Arial", SANS, "swiss", "020B0604020202020204"),
    SERIF: Face("Times New Roman", SERIF, "roman", "02020603050405020304"),
}


def styles(drawing: Drawing) -> Node:
    """Font, Indonesian, no space around paragraphs."""
    size = drawing.pages[-1].tables[-1].cells[-1].size
    faces = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FACES[drawing.family].name)
    return node(
        "w:styles",
        node(
            "w:docDefaults",
            node(
                "w:rPrDefault",
                node(
                    "w:rPr",
                    node("w:rFonts", **faces),
                    value("w:sz", half_points(size)),
                    value("w:szCs", half_points(size)),
                    node("w:lang", val="id-ID", eastAsia="id-ID", bidi="ar-SA"),
                ),
            ),
            node("w:pPrDefault", node("w:pPr", node("w:spacing", before=0, after=0, line=240,
                                                    lineRule="auto"))),
        ),
        node("w:style", value("w:name", "Normal"), node("w:qFormat"), type="paragraph",
             default=1, styleId="Normal"),
        node(
            "w:style",
            value("w:name", "Normal Table"),
            value("w:uiPriority", 99),
            node("w:semiHidden"),
            node("w:unhideWhenUsed"),
            node("w:tblPr", node("w:tblInd", w=0, type="dxa")),
            type="table", default=1, styleId="TableNormal",
        ),
    )  # fmt: skip


def settings() -> Node:
    """Word 2013 and later: cells begin at the margin; no hyphens of its own."""
    office = "http://schemas.microsoft.com/office/word"
    return node(
        "w:settings",
        value("w:autoHyphenation", 0),
        node(
            "w:compat",
            node("w:compatSetting", name="compatibilityMode", uri=office, val=15),
        ),
        node("w:themeFontLang", val="id-ID"),
        value("w:decimalSymbol", ","),
        value("w:listSeparator", ";"),
    )


def fonts(drawing: Drawing) -> Node:
    """What stands in for the font where it is missing."""
    face = FACES[drawing.family]
    return node(
        "w:fonts",
        node(
            "w:font",
            value("w:altName", face.stand_in),
            value("w:panose1", face.panose),
            value("w:charset", "00"),
            value("w:family", face.kind),
            value("w:pitch", "variable"),
            name=face.name,
        ),
    )
