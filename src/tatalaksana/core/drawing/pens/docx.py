"""Word: editable tables with the flow chart as native, movable shapes in their cells.

One section for each procedure and one table for each page; the page breaks are ours. The same
drawing gives the same bytes. Source: ECMA-376, parts 1 and 2.
"""

from __future__ import annotations

from collections.abc import Mapping

from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.package import Node, content_types, relations, zipped
from tatalaksana.core.drawing.pen import Files, Pen
from tatalaksana.core.drawing.wordlists import Numbering, numbering_markup
from tatalaksana.core.drawing.wordlooks import fonts, settings, styles
from tatalaksana.core.drawing.wordml import core_properties, trimmed
from tatalaksana.core.drawing.wordpages import document, footer, sections_of
from tatalaksana.core.drawing.wordpictures import Media

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml."
PROPERTIES = "application/vnd.openxmlformats-package.core-properties+xml"


def draw(drawing: Drawing) -> Files:
    """All pages in one document."""
    sections, numbering = sections_of(drawing), Numbering()
    whole = drawing.pages[0].foot is None or drawing.pages[0].foot.count == len(drawing.pages)
    feet = [footer(section, alone=whole) for section in sections]
    media = Media(before=len(feet))
    text = document(sections, numbering, media)  # it counts lists and collects images
    parts: dict[str, Node] = {f"footer{number}": foot for number, foot in enumerate(feet, 1)}
    parts |= {
        "styles": styles(drawing),
        "settings": settings(),
        "numbering": numbering_markup(numbering),
        "fontTable": fonts(drawing),
    }
    linked = [(name.rstrip("0123456789"), f"{name}.xml") for name in parts]
    linked[media.before : media.before] = [("image", name) for name in media.files]
    files = {
        "docProps/core.xml": trimmed(core_properties(drawing)),
        "word/_rels/document.xml.rels": relations(linked),
        "word/document.xml": trimmed(text),
        **{f"word/{name}.xml": trimmed(root) for name, root in parts.items()},
        **{f"word/{name}": data for name, data in media.files.items()},
    }
    return [(".docx", zipped(start(parts, media) | files))]


def start(parts: Mapping[str, Node], media: Media) -> dict[str, bytes]:
    """What a package begins with: the kind of every part, and where the document is."""
    kinds = {f"word/{name}.xml": f"{WORD}{name.rstrip('0123456789')}+xml" for name in parts}
    kinds |= {f"word/{name}": f"image/{name.rpartition('.')[2]}" for name in media.files}
    kinds["word/document.xml"] = f"{WORD}document.main+xml"
    kinds["docProps/core.xml"] = PROPERTIES
    top = [("officeDocument", "word/document.xml"),
           ("metadata/core-properties", "docProps/core.xml")]  # fmt: skip
    return {"[Content_Types].xml": content_types(kinds), "_rels/.rels": relations(top)}


PEN = Pen(name="docx", draw=draw, program="Word")
