"""Word: editable tables with the flow chart as native, movable shapes in their cells.

One section for each procedure and one table for each page; the page breaks are ours. The same
drawing gives the same bytes. Source: ECMA-376, parts 1 and 2.
"""

from __future__ import annotations

from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.package import Node, content_types, relations, zipped
from tatalaksana.core.drawing.pen import Files, Pen
from tatalaksana.core.drawing.wordlists import Numbering, numbering_markup
from tatalaksana.core.drawing.wordlooks import fonts, settings, styles
from tatalaksana.core.drawing.wordml import core_properties, trimmed
from tatalaksana.core.drawing.wordpages import document, footer, sections_of

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"


def draw(drawing: Drawing) -> Files:
    """All pages in one document."""
    sections, numbering = sections_of(drawing), Numbering()
    whole = drawing.pages[0].foot is None or drawing.pages[0].foot.count == len(drawing.pages)
    feet = [footer(section, alone=whole) for section in sections]
    text = document(sections, numbering)  # it counts the lists
    parts: list[tuple[str, str, Node]] = [
        (f"footer{number}", "footer", foot) for number, foot in enumerate(feet, 1)
    ]
    parts += [
        ("styles", "styles", styles(drawing)),
        ("settings", "settings", settings()),
        ("numbering", "numbering", numbering_markup(numbering)),
        ("fontTable", "fontTable", fonts()),
    ]
    kinds = {f"word/{name}.xml": f"{WORD}{kind}+xml" for name, kind, _ in parts}
    kinds["word/document.xml"] = f"{WORD}document.main+xml"
    kinds["docProps/core.xml"] = PROPERTIES
    top = [("officeDocument", "word/document.xml"),
           ("metadata/core-properties", "docProps/core.xml")]  # fmt: skip
    files = {
        "[Content_Types].xml": content_types(kinds),
        "_rels/.rels": relations(top),
        "docProps/core.xml": trimmed(core_properties(drawing)),
        "word/_rels/document.xml.rels": relations((kind, f"{name}.xml") for name, kind, _ in parts),
        "word/document.xml": trimmed(text),
        **{f"word/{name}.xml": trimmed(root) for name, _, root in parts},
    }
    return [(".docx", zipped(files))]


PEN = Pen(name="docx", draw=draw, program="Word")
