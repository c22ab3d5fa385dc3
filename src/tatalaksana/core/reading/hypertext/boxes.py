"""Symbols that web pages draw as empty boxes: by their style, or by the classes of Tailwind CSS."""

from __future__ import annotations

import re

from lxml.etree import _Element as Node

from tatalaksana.core.reading.page import Kind

NAMES = frozenset({"div", "span", "i", "b", "p"})
WIDE = re.compile(r"(?:^|[;\s])width\s*:\s*\d|\bw-\d|\bw-\[", re.I)
TALL = re.compile(r"(?:^|[;\s])height\s*:\s*\d|\bh-\d|\bh-\[", re.I)
PAINTED = re.compile(r"\bbackground|(?:^|[;\s])border(?:-width)?\s*:|\bbg-|\bborder(?:-|\b)", re.I)
MISSING = re.compile(r"\bdashed\b|\bdotted\b", re.I)  #: the place for a symbol not chosen
TURNED = re.compile(r"rotate\(\s*-?45deg|\brotate-\[?45|clip-path\s*:\s*polygon\(\s*50%\s+0", re.I)
ROUND = re.compile(
    r"border-radius\s*:\s*(?:[1-9]\d+px|[1-9]\d*(?:\.\d+)?r?em|\d{2,}%)|\brounded-(?:full|[2-4]?xl)\b",
    re.I,
)


def box_in(node: Node) -> Kind | None:
    """The symbol that an empty element draws; None where it draws none."""
    if node.tag not in NAMES or len(node) or (node.text or "").strip():
        return None
    looks = f"{node.get('style', '')} {node.get('class', '')}"
    if MISSING.search(looks) or not all(one.search(looks) for one in (WIDE, TALL, PAINTED)):
        return None
    if TURNED.search(looks):
        return Kind.DIAMOND
    return Kind.CAPSULE if ROUND.search(looks) else Kind.BOX
