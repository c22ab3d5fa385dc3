"""What an eye made out on a part of a page that is a picture, in the page's own points."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tatalaksana.core.reading.page import Area, Levelling, ScannedWord, Shape
from tatalaksana.core.reading.pdf.outlines import Head, Piece
from tatalaksana.core.reading.pdf.sheet import Letter, Sheet

SLACK = 3.0  #: points by which the frame of a picture may lie outside it


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """Lines, symbols and letters of a picture, instead of what the file itself tells there."""

    area: Area  #: of the page that the picture covers
    letters: tuple[Letter, ...] = ()
    rules: tuple[Piece, ...] = ()  #: of tables
    arrows: tuple[Piece, ...] = ()  #: of connectors
    heads: tuple[Head, ...] = ()
    shapes: tuple[Shape, ...] = ()
    words: tuple[ScannedWord, ...] = ()  #: of which those letters are
    beneath: bool = False  #: the file's own letters and lines there are exact, and stay
    levelled: Levelling | None = None  #: all of the page is it: its size, so turned, is the page's


NOTHING = Seen(area=Area(0.0, 0.0, 0.0, 0.0))


def beside(sheet: Sheet, seen: Seen) -> Sheet:
    """The page without what the file tells where its picture was looked at, and its letters."""
    if seen is NOTHING or seen.beneath:
        return sheet
    if seen.levelled:
        wide, tall = seen.area.width, seen.area.height
        return replace(sheet, letters=seen.letters, traces=(), width=wide, height=tall)
    letters = [one for one in sheet.letters if not seen.area.holds(one.area.middle)]
    traces = [
        one
        for one in sheet.traces
        if not all(seen.area.holds(point, SLACK) for point in one.points)
    ]
    return replace(sheet, letters=(*letters, *seen.letters), traces=tuple(traces))
