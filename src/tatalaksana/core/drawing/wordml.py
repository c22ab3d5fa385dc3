"""WordprocessingML: elements and units.

Source: ECMA-376, parts 1 and 2; MS-ODRAWXML for the shapes of Word 2010 and later (`wps`).
"""

from __future__ import annotations

from functools import lru_cache

from lxml import etree

from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.package import Node, safe, written

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
}
XML = "http://www.w3.org/XML/1998/namespace"
PROPERTIES = {
    "cp": "http://schemas.openxmlformats.org/package/2006/metadata/core-properties",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcterms": "http://purl.org/dc/terms/",
    "xsi": "http://www.w3.org/2001/XMLSchema-instance",
}


@lru_cache(maxsize=512)
def qualified(name: str) -> str:
    """ "w:p" as lxml names it; a name without prefix stays."""
    prefix, _, local = name.rpartition(":")
    space = SPACES.get(prefix) or PROPERTIES.get(prefix) or (XML if prefix == "xml" else "")
    return f"{{{space}}}{local}" if space else local


def node(tag: str, *children: Node | str | None, **attributes: object) -> Node:
    """An element; None among the children is left out, a string is its text.

    Attributes of `w:` elements are in its namespace, as WordprocessingML wants; those of others
    are in none unless their name says so.
    """
    own = "w:" if tag.startswith("w:") else ""
    found = etree.Element(
        qualified(tag),
        {
            qualified(name if ":" in name else own + name): safe(str(value))
            for name, value in attributes.items()
        },
        nsmap=PROPERTIES if tag.startswith("cp:") else SPACES,
    )
    for child in children:
        if isinstance(child, str):
            found.text = safe(child)
        elif child is not None:
            found.append(child)
    return found


def value(tag: str, given: object) -> Node:
    """An element that only has a `w:val`."""
    return node(tag, val=given)


def twips(millimetres: float) -> int:
    """Twentieths of a point."""
    return round(millimetres * 1440 / 25.4)


def half_points(size: float) -> int:
    """A font size in points as Word counts it."""
    return round(size * 2)


def trimmed(root: Node) -> bytes:
    """A part of the package, each namespace told once."""
    etree.cleanup_namespaces(root, keep_ns_prefixes=list(SPACES))
    return written(root)


def core_properties(drawing: Drawing) -> Node:
    """Title, agency, language and day of the document."""
    day = drawing.day
    stamp = f"{day.isoformat()}T00:00:00Z" if day else None
    return node(
        "cp:coreProperties",
        node("dc:title", f"SOP {drawing.title}"),
        node("dc:creator", drawing.agency),
        node("dc:language", "id-ID"),
        *(
            node(f"dcterms:{name}", stamp, **{"xsi:type": "dcterms:W3CDTF"})
            for name in ("created", "modified")
            if stamp
        ),
    )
