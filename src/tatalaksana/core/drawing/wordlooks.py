"""The looks of a Word document: font, language, and how Word lays it out."""

from __future__ import annotations

from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.package import Node
from tatalaksana.core.drawing.wordml import half_points, node, value

#: Arial is on every machine with Word and has the widths of Liberation Sans, which the picture is
#: measured with and which stands in for Arial elsewhere
FONT, STAND_IN = "Arial", "Liberation Sans"


def styles(drawing: Drawing) -> Node:
    """Arial, Indonesian, no space around paragraphs."""
    size = drawing.pages[-1].tables[-1].cells[-1].size
    faces = dict.fromkeys(("ascii", "hAnsi", "eastAsia", "cs"), FONT)
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


def fonts() -> Node:
    """What stands in for Arial where it is missing."""
    return node(
        "w:fonts",
        node(
            "w:font",
            value("w:altName", STAND_IN),
            value("w:panose1", "020B0604020202020204"),
            value("w:charset", "00"),
            value("w:family", "swiss"),
            value("w:pitch", "variable"),
            name=FONT,
        ),
    )
