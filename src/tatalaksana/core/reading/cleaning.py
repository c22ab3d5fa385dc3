"""Text with fragments of HTML in it, as it is left when a document is copied out."""

from __future__ import annotations

import html
import re

# No blanks before the tag: they would make a line of many blanks cost its square.
BREAKING_TAG = re.compile(r"</?(?:li|p|br|div|tr|h[1-6])\b[^<>]{0,500}>\s*", re.I)
LIST_TAG = re.compile(r"</?(?:ol|ul)\b[^<>]{0,500}>\s*", re.I)
OTHER_TAG = re.compile(
    r"</?(?:u|b|i|em|strong|span|font|sup|sub|a|img|table|tbody|thead|td|th|small|center)\b"
    r"[^<>]{0,500}>",
    re.I,
)
#: signs that are no text, and spaces that are not the plain one
NO_TEXT = (0xAD, 0x2060, 0xFEFF, *range(0x200B, 0x2010), *range(9), *range(14, 32))
WHITE = (0x09, 0x0B, 0x0C, 0x0D, 0xA0, 0x1680, 0x202F, 0x205F, 0x3000, *range(0x2000, 0x200B))
SIGNS: dict[int, str | None] = {**dict.fromkeys(NO_TEXT), **dict.fromkeys(WHITE, " ")}


def clean(text: str) -> str:
    """Text without HTML, emphasis and invisible signs; "\\n" where an item begins."""
    if "<" in text:
        text = LIST_TAG.sub("\n", BREAKING_TAG.sub("\n", text))
        text = OTHER_TAG.sub("", text)
    if "&" in text:
        text = html.unescape(text)
    text = text.translate(SIGNS).replace("**", "")
    if "\n" not in text:
        return text.strip()
    lines = (line.strip() for line in text.split("\n"))
    return "\n".join(line for line in lines if line)
