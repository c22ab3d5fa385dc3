"""Text with tables of HTML in it, as Markdown has them: its line ends and headings as elements."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape

TABLE = re.compile(r"</?table\b[^>]*>", re.I)
HEADING = re.compile(r"\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*")


def as_page(text: str) -> str:
    """The text as a page: what stands outside of its tables line by line."""
    return "".join(pieces(text))


def pieces(text: str) -> Iterator[str]:
    """The tables as they are, and the lines between them as elements."""
    depth, last = 0, 0
    for found in TABLE.finditer(text):
        between = text[last : found.start()]
        yield between if depth else "".join(map(line, between.split("\n")))
        yield found[0]
        depth = max(0, depth - 1) if found[0].startswith("</") else depth + 1
        last = found.end()
    rest = text[last:]
    yield rest if depth else "".join(map(line, rest.split("\n")))


def line(text: str) -> str:
    """One line outside of tables."""
    heading = HEADING.fullmatch(text)
    if heading:
        return f"<h{len(heading[1])}>{escape(heading[2])}</h{len(heading[1])}>\n"
    return f"{text}<br>\n" if text.strip() else ""
