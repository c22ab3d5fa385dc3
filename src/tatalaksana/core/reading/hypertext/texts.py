"""The text of an element as a browser would show it, and the symbols among it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from lxml.etree import _Element

from tatalaksana.core.reading.hypertext.boxes import box_in
from tatalaksana.core.reading.page import Kind
from tatalaksana.core.reading.understand.labels import table

Node = _Element

HIDDEN = frozenset({"script", "style", "head", "noscript", "template", "iframe", "object", "select",
                    "button", "textarea", "title"})  # fmt: skip
BLOCKS = frozenset({"p", "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "table", "caption",
                    "section", "article", "main", "header", "footer", "nav", "aside", "address",
                    "blockquote", "center", "form", "fieldset", "figure", "pre", "hr", "body",
                    "thead", "tbody", "tfoot", *(f"h{k}" for k in range(1, 7))})  # fmt: skip
HEADINGS = frozenset(f"h{k}" for k in range(1, 7))
HEADING = "\x01"  #: before a line that is a heading; the pages' own such signs are taken out
NOT_SHOWN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.I)
ICONS = re.compile(
    r"\b(?:fa|fas|far|bi|glyphicon|material-icons|mdi|icon|ti|la|las|lar)(?:-|\b)", re.I
)
WORDS = re.compile(r"[a-z]+")
BLANKS = {**dict.fromkeys(map(ord, "\t\r\n\x0b\x0c"), " "), ord(HEADING): ""}
INVISIBLE = dict.fromkeys((0xAD, 0x200B, 0x200C, 0x200D, 0x2060, 0xFEFF))


def name_of(node: Node) -> str:
    """The name of an element; "" for comments and the like."""
    return node.tag.lower() if isinstance(node.tag, str) else ""


def shown(node: Node) -> bool:
    """Whether a browser shows the element."""
    if not name_of(node) or name_of(node) in HIDDEN or node.get("hidden") is not None:
        return False
    return not NOT_SHOWN.search(node.get("style", ""))


def text_of(node: Node) -> str:
    """What is shown in an element; "\\n" between its blocks and at `<br>`, marks before `<li>`."""
    found: list[str] = []
    add_pieces(found, node)
    return tidied(found).replace(HEADING, "")


def tidied(found: Iterable[str]) -> str:
    """Pieces of text as lines without needless blanks."""
    text = "".join(found).translate(INVISIBLE)
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return "\n".join(line for line in lines if line)


def flat(text: str | None) -> str:
    """Text as it stands in the source, whose line ends are blanks."""
    return text.translate(BLANKS) if text else ""


def add_pieces(found: list[str], node: Node) -> None:
    """Add the texts in an element; what is added at once need not climb up through its depth."""
    found.append(flat(node.text))
    number = start_of(node)
    for one in node:
        name = name_of(one)
        if name == "br":
            found.append("\n")
        elif shown(one):
            edge = "\n" if name in BLOCKS else ""
            if name in {"td", "th"}:
                edge = " " if next(one.iter("br", "p", "li", "div"), None) is None else "\n"
            found.append(edge)
            if name == "li":
                found.append("- " if number is None else f"{number}. ")
                number = None if number is None else number + 1
            add_shown(found, one)
            found.append(edge)
        found.append(flat(one.tail))


def add_shown(found: list[str], node: Node) -> None:
    """Add the texts in an element that is no icon: the letters of an icon are but its name."""
    if name_of(node) in HEADINGS:
        words = " ".join(text_of(node).split("\n"))
        found.append(f"{HEADING}{words}" if words else "")
    elif name_of(node) != "svg" and not is_icon(node):
        add_pieces(found, node)


def start_of(node: Node) -> int | None:
    """The first number of a numbered list; None for every other element."""
    if name_of(node) != "ol":
        return None
    told = node.get("start", "1")
    return int(told) if told.isdecimal() and len(told) < 5 else 1


def is_icon(node: Node) -> bool:
    """Whether an element shows a sign of an icon font."""
    inside = (node.text or "").strip()
    known = name_of(node) in {"i", "span", "em", "b"} and len(node) == 0 and len(inside) < 40
    return known and bool(ICONS.search(node.get("class", "")))


def symbols_in(node: Node) -> list[Kind | None]:
    """The kinds of the pictures and icons in an element; None for one that nobody names."""
    found: list[Kind | None] = []
    for one in node.iter():
        name = name_of(one)
        if name in {"img", "svg"} or (name and is_icon(one)):
            told = (one.get(key, "") for key in ("alt", "title", "aria-label", "class", "v:shapes"))
            words = " ".join((*told, one.text or "", one.get("src", "")[:300].rpartition("/")[2]))
            known, kind = kind_in(words)
            if not known or kind:
                found.append(kind)
        elif box := box_in(one):
            found.append(box)
    return found


def kind_in(words: str) -> tuple[bool, Kind | None]:
    """(whether the words name anything we know, the symbol they name)."""
    said = WORDS.findall(words.lower())
    for kind, known in table("icons")["icons"].items():
        if any(word.startswith(one) for word in said for one in known):
            return True, None if kind == "none" else Kind(kind)
    return False, None
