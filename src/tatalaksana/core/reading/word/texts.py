"""The text of a paragraph as it would be printed: changes accepted, what is hidden left out."""

from __future__ import annotations

from collections.abc import Iterator

from tatalaksana.core.reading.word.names import Node, child, number, on, tag, value

#: elements whose content is read as if they were not there; tracked insertions are accepted
THROUGH = frozenset(map(tag, (
    "w:r", "w:ins", "w:moveTo", "w:hyperlink", "w:smartTag", "w:fldSimple", "w:customXml", "w:sdt",
    "w:sdtContent", "w:dir", "w:bdo", "mc:AlternateContent", "mc:Choice", "w:ruby", "w:rubyBase",
)))  # fmt: skip
DRAWINGS = frozenset(map(tag, ("w:drawing", "w:pict", "w:object")))
ALTERNATIVES, CHOICE, FALLBACK = tag("mc:AlternateContent"), tag("mc:Choice"), tag("mc:Fallback")
SIGNS = {tag("w:tab"): " ", tag("w:noBreakHyphen"): "-", tag("w:cr"): "\n", tag("w:br"): "\n",
         tag("w:ptab"): " "}  # fmt: skip
TEXT, RUN, BREAK, SYMBOL = tag("w:t"), tag("w:r"), tag("w:br"), tag("w:sym")
KNOWN = frozenset({"wps", "wpg", "wpc", "wp14", "w14", "w15", "a14"})  #: what a choice may want
HALF, USUAL = 0.5, 11.0  #: half points; the size where a document tells none


def pieces(node: Node) -> Iterator[Node]:
    """The texts, signs and drawings below `node`, in their order; of alternatives only one."""
    for one in node:
        if one.tag == ALTERNATIVES:
            taken = choice(one)
            if taken is not None:
                yield from pieces(taken)
        elif one.tag == RUN and on(one, "w:rPr", "w:vanish"):
            continue
        elif one.tag in THROUGH:
            yield from pieces(one)
        elif one.tag == TEXT or one.tag in SIGNS or one.tag == SYMBOL or one.tag in DRAWINGS:
            yield one


def choice(alternatives: Node) -> Node | None:
    """The first alternative we understand, as a program must take it; else the fallback."""
    for one in alternatives.iterfind(CHOICE):
        if set(one.get("Requires", "").split()) <= KNOWN:
            return one
    return alternatives.find(FALLBACK)


def text_of(paragraph: Node) -> str:
    """What is printed; "\\n" where a line is broken by hand."""
    found = []
    for one in pieces(paragraph):
        if one.tag == TEXT:
            found.append(one.text or "")
        elif one.tag == SYMBOL:
            found.append(chr(int(one.get(tag("w:char"), "F06E"), 16) & 0xFFFF))
        elif one.tag == BREAK and one.get(tag("w:type"), "textWrapping") != "textWrapping":
            continue
        elif one.tag in SIGNS:
            found.append(SIGNS[one.tag])
    text = "".join(found).replace("\u200b", "").replace("\xad", "").replace("\xa0", " ")
    return "\n".join(" ".join(line.split()) for line in text.split("\n")).strip("\n")


def breaks_page(paragraph: Node) -> tuple[bool, bool]:
    """Whether a new page begins before the paragraph, and after it."""
    after = any(one.tag == BREAK and one.get(tag("w:type")) == "page" for one in pieces(paragraph))
    return on(paragraph, "w:pPr", "w:pageBreakBefore"), after


def joined_on(paragraph: Node) -> bool:
    """Whether its end was deleted, so that it goes on in the next paragraph."""
    return child(paragraph, "w:pPr", "w:rPr", "w:del") is not None


def line_height(paragraph: Node, usual: float) -> tuple[float, float]:
    """(size of the letters, height of a line) of a paragraph, in points, as far as it tells."""
    sizes = [number(value(run, "w:rPr", "w:sz")) * HALF for run in paragraph.iter(RUN)]
    size = max(sizes, default=0.0) or number(value(paragraph, "w:pPr", "w:rPr", "w:sz")) * HALF
    size = min(size or usual, 72.0)
    spacing = child(paragraph, "w:pPr", "w:spacing")
    rule = "auto" if spacing is None else spacing.get(tag("w:lineRule"), "auto")
    line = number(None if spacing is None else spacing.get(tag("w:line")), 240.0)
    if rule == "exact":
        return size, line / 20
    return size, max(
        1.15 * size * (line / 240 if rule == "auto" else 1), line / 20 if rule == "atLeast" else 0.0
    )


def usual_size(styles: Node | None) -> float:
    """The size of letters where a paragraph tells none, in points."""
    told = value(styles, "w:docDefaults", "w:rPrDefault", "w:rPr", "w:sz")
    for one in () if styles is None else styles.iterfind(tag("w:style")):
        if one.get(tag("w:type")) == "paragraph" and one.get(tag("w:default")) == "1":
            told = value(one, "w:rPr", "w:sz") or told
    return number(told) * HALF or USUAL
