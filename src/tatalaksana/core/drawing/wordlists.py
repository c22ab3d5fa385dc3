"""The lists of a Word document: the dash, and a list of its own for every numbered one."""

from __future__ import annotations

from dataclasses import dataclass, field

from tatalaksana.core.drawing.package import Node
from tatalaksana.core.drawing.wordml import node, value


@dataclass(slots=True)
class Numbering:
    """The lists of a document: number n of Word starts at `starts[n - 2]`; 1 is the dash."""

    starts: list[int] = field(default_factory=list)

    def numbered(self, mark: str) -> int:
        """A new list that begins with `mark`, such as "3."."""
        self.starts.append(int(mark.rstrip(".")))
        return len(self.starts) + 1


def numbering_markup(numbering: Numbering) -> Node:
    """The dash list and every numbered list of the document."""
    kinds = (("bullet", "-"), ("decimal", "%1."))
    abstract = [
        node(
            "w:abstractNum",
            value("w:multiLevelType", "singleLevel"),
            node(
                "w:lvl",
                value("w:start", 1),
                value("w:numFmt", kind),
                value("w:lvlText", text),
                value("w:lvlJc", "left"),
                ilvl=0,
            ),
            abstractNumId=number,
        )
        for number, (kind, text) in enumerate(kinds)
    ]
    lists = [node("w:num", value("w:abstractNumId", 0), numId=1)]
    lists += [
        node(
            "w:num",
            value("w:abstractNumId", 1),
            node("w:lvlOverride", value("w:startOverride", start), ilvl=0),
            numId=number,
        )
        for number, start in enumerate(numbering.starts, 2)
    ]
    return node("w:numbering", *abstract, *lists)
