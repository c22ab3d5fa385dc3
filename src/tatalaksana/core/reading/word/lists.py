"""The numbers and bullets Word prints before paragraphs; they stand nowhere in the text."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from tatalaksana.core.reading.word.names import Node, child, number, tag, value

ROMAN = ((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"), (9, "ix"), (5, "v"), (4, "iv"),
         (1, "i"))  #: no list of a procedure is longer  # fmt: skip
DASHES = frozenset("-–—")
DEEPEST = 12  #: styles that build on one another


@dataclass(frozen=True, slots=True)
class Level:
    """How one level of a list counts."""

    kind: str = "decimal"
    text: str = "%1."
    start: int = 1


@dataclass(slots=True)
class Lists:
    """The lists of a document, counted as its paragraphs are read in their order."""

    levels: dict[str, dict[int, Level]] = field(default_factory=dict)  #: by w:num
    shared: dict[str, str] = field(default_factory=dict)  #: w:num -> what it counts with
    by_style: dict[str, tuple[str, int]] = field(default_factory=dict)
    counts: dict[str, dict[int, int]] = field(default_factory=lambda: defaultdict(dict))
    begun: set[str] = field(default_factory=set)
    own: set[str] = field(default_factory=set)  #: w:num that start anew

    def mark(self, paragraph: Node) -> str:
        """What Word prints before the paragraph: "2.", "b)", "-", or ""."""
        which = self.of(paragraph)
        if which is None:
            return ""
        name, depth = which
        levels = self.levels.get(name, {})
        level = levels.get(depth)
        if level is None or level.kind == "none":
            return ""
        counts = self.counts[self.shared.get(name, name)]
        if name in self.own and name not in self.begun:
            counts.clear()
        self.begun.add(name)
        counts[depth] = counts.get(depth, level.start - 1) + 1
        for deeper in [one for one in counts if one > depth]:
            del counts[deeper]
        if level.kind == "bullet":
            return "-" if level.text in DASHES else "•"
        text = level.text
        for k in range(depth + 1):
            above = levels.get(k, Level())
            text = text.replace(f"%{k + 1}", counted(counts.get(k, above.start), above.kind))
        return text.strip()

    def of(self, paragraph: Node) -> tuple[str, int] | None:
        """The list and level of a paragraph, its own or its style's."""
        own = child(paragraph, "w:pPr", "w:numPr")
        style = self.by_style.get(value(paragraph, "w:pPr", "w:pStyle"))
        if own is None:
            return style
        name = value(own, "w:numId") or (style[0] if style else "")
        depth = int(number(value(own, "w:ilvl")))
        return (name, depth) if name not in {"", "0"} else None


def counted(count: int, kind: str) -> str:
    """A number as a list of this kind writes it."""
    if kind.endswith("Letter"):
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 % 5 + 1)
        return letters.upper() if kind.startswith("upper") else letters
    if kind.endswith("Roman"):
        rest, text = min(max(count, 0), 1000), ""
        for worth, sign in ROMAN:
            text += sign * (rest // worth)
            rest %= worth
        return text.upper() if kind.startswith("upper") else text
    return f"{count:02}" if kind == "decimalZero" else str(count)


def lists_of(numbering: Node | None, styles: Node | None) -> Lists:
    """The lists a document defines."""
    found = Lists()
    abstract: dict[str, dict[int, Level]] = {}
    for one in () if numbering is None else numbering.iterfind(tag("w:abstractNum")):
        abstract[one.get(tag("w:abstractNumId"), "")] = levels_in(one)
    for one in () if numbering is None else numbering.iterfind(tag("w:num")):
        name, kind = one.get(tag("w:numId"), ""), value(one, "w:abstractNumId")
        found.levels[name] = dict(abstract.get(kind, {}))
        found.shared[name] = f"abstract {kind}"
        for change in one.iterfind(tag("w:lvlOverride")):
            depth = int(number(change.get(tag("w:ilvl"))))
            found.levels[name] |= levels_in(change)
            if start := value(change, "w:startOverride"):
                old = found.levels[name].get(depth, Level())
                found.levels[name][depth] = Level(old.kind, old.text, int(number(start, 1)))
                found.own.add(name)
    found.by_style = styled(styles)
    return found


def levels_in(node: Node) -> dict[int, Level]:
    """The levels a definition tells."""
    return {
        int(number(one.get(tag("w:ilvl")))): Level(
            value(one, "w:numFmt") or "decimal",
            value(one, "w:lvlText"),
            int(number(value(one, "w:start"), 1)),
        )
        for one in node.iterfind(tag("w:lvl"))
    }


def styled(styles: Node | None) -> dict[str, tuple[str, int]]:
    """The styles whose paragraphs are of a list."""
    if styles is None:
        return {}
    every = {one.get(tag("w:styleId"), ""): one for one in styles.iterfind(tag("w:style"))}
    found: dict[str, tuple[str, int]] = {}
    for name in every:
        at: str = name
        for _ in range(DEEPEST):
            own = child(every.get(at), "w:pPr", "w:numPr")
            if own is not None and value(own, "w:numId") not in {"", "0"}:
                found[name] = value(own, "w:numId"), int(number(value(own, "w:ilvl")))
                break
            at = value(every.get(at), "w:basedOn")
    return found
