"""The names of WordprocessingML and of the drawings in it.

Source: ECMA-376, parts 1 and 4 (VML); MS-ODRAWXML 2.24 (`wps`, `wpg`, `wpc`).
"""

from __future__ import annotations

from functools import lru_cache

from lxml.etree import _Element

Node = _Element

SPACES = {
    "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "r": "http://schemas.openxmlformats.org/officeDocument/2006/relationships",
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
    "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
    "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "v": "urn:schemas-microsoft-com:vml",
    "o": "urn:schemas-microsoft-com:office:office",
}
#: the same names in a document saved as "Strict Open XML"
STRICT = "http://purl.oclc.org/ooxml/"
TRANSITIONAL = {
    f"{STRICT}wordprocessingml/main": SPACES["w"],
    f"{STRICT}officeDocument/relationships": SPACES["r"],
    f"{STRICT}drawingml/wordprocessingDrawing": SPACES["wp"],
    f"{STRICT}drawingml/main": SPACES["a"],
    f"{STRICT}drawingml/picture": SPACES["pic"],
}
TWIP, EMU = 1 / 20, 1 / 12700  #: in points


@lru_cache(maxsize=512)
def tag(name: str) -> str:
    """ "w:p" as lxml names it."""
    prefix, colon, local = name.partition(":")
    return f"{{{SPACES[prefix]}}}{local}" if colon else name


def child(node: Node | None, *names: str) -> Node | None:
    """The element a path of names leads to; None where one is missing."""
    for name in names:
        if node is None:
            return None
        node = node.find(tag(name))
    return node


def value(node: Node | None, *names: str) -> str:
    """The `w:val` of the element a path of names leads to; "" where it is missing."""
    found = child(node, *names)
    return "" if found is None else found.get(tag("w:val"), "")


def on(node: Node | None, *names: str) -> bool:
    """Whether a switch such as `w:vanish` is there and not turned off."""
    found = child(node, *names)
    return found is not None and found.get(tag("w:val"), "1") not in {"0", "false", "off"}


def number(text: str | None, default: float = 0.0) -> float:
    """A number of the markup; `default` where it is none, or no sensible length."""
    try:
        found = float(text or "")
    except ValueError:
        return default
    return found if abs(found) < 1e12 else default
