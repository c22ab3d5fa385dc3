"""Text in a cell: paragraphs to lines, lines to places."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tatalaksana.core.drawing.drawing import ABOVE, BELOW, POINT, Align, Box, Text
from tatalaksana.core.drawing.metrics import clean, length
from tatalaksana.core.drawing.wrapping import wrap

PAD_X, PAD_Y = 1.2, 1.1  #: millimetres between a rule and the text
LEADING = 1.2  #: line pitch in font sizes
MARK_GAP = 0.8  #: millimetres between a list mark and its text


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a cell before it has a place; `mark` hangs left of `indent`.

    `source` is what it shows of its text, with the space that broke it and without a hyphen
    that parts a word; empty when it shows a whole text.
    """

    text: str
    indent: float = 0.0
    mark: str = ""
    bold: bool = False
    source: str = ""
    begins: bool = True  #: the first line of its text


def pitch(size: float) -> float:
    """The distance of two baselines in millimetres."""
    return size * POINT * LEADING


def lines_of(
    texts: Sequence[str], width: float, size: float, marks: str = "", bold: bool = False
) -> tuple[Line, ...]:
    """The lines of `texts` in a cell of `width`; `marks`: "" none, "1" numbers, "-" dashes.

    One text alone gets no dash.
    """
    inner = width - 2 * PAD_X
    shown = [text for text in texts if clean(text)]
    if not marks or (marks == "-" and len(shown) < 2):
        return tuple(
            Line(part, bold=bold, source=source, begins=i == 0)
            for text in shown
            for i, (part, source) in enumerate(sourced(text, inner, size, bold))
        )
    names = mark_names(marks, len(shown))
    indent = indent_of(names, size)
    lines: list[Line] = []
    for name, text in zip(names, shown, strict=True):
        for i, (part, source) in enumerate(sourced(text, inner - indent, size, bold)):
            lines.append(Line(part, indent, "" if i else name, bold, source, i == 0))
    return tuple(lines)


def count_of(texts: Sequence[str], width: float, size: float, marks: str = "") -> int:
    """How many lines `lines_of` gives."""
    inner = width - 2 * PAD_X
    shown = [text for text in texts if clean(text)]
    if not marks or (marks == "-" and len(shown) < 2):
        return sum(len(wrap(text, inner, size)) for text in shown)
    indent = indent_of(mark_names(marks, len(shown)), size)
    return sum(len(wrap(text, inner - indent, size)) for text in shown)


def mark_names(marks: str, count: int) -> list[str]:
    """The marks before so many texts."""
    return [f"{i}." if marks == "1" else "-" for i in range(1, count + 1)]


def indent_of(names: Sequence[str], size: float) -> float:
    """How far the texts behind these marks are set in."""
    return max((length(name, size) for name in names), default=0.0) + MARK_GAP


def sourced(text: str, width: float, size: float, bold: bool) -> Iterator[tuple[str, str]]:
    """Each line of `text` with what it shows of it; these together are the clean text."""
    return matched(clean(text), wrap(text, width, size, bold))


def matched(whole: str, lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Each line with the part of `whole` it shows, from which it differs by a hyphen at most."""
    at = 0
    for line in lines:
        end = at + len(line) - (not whole.startswith(line, at))
        end += whole.startswith(" ", end)
        yield line, whole[at:end]
        at = end


def height_of(lines: Sequence[Line], size: float) -> float:
    """The height a cell needs for `lines`."""
    return height_for(len(lines), size)


def height_for(count: int, size: float) -> float:
    """The height a cell needs for so many lines."""
    return count * pitch(size) + 2 * PAD_Y


def placed(
    lines: Sequence[Line],
    cell: Box,
    size: float,
    align: Align = Align.LEFT,
    row: int | None = None,
    *,
    centred: bool = False,
) -> list[Text]:
    """`lines` in `cell`, from the top, or `centred` between top and bottom."""
    step, em = pitch(size), size * POINT
    top = cell.y + PAD_Y
    if centred:
        top = cell.y + (cell.height - len(lines) * step) / 2
    first = top + (step - (ABOVE + BELOW) * em) / 2 + ABOVE * em
    texts: list[Text] = []
    for i, line in enumerate(lines):
        if not line.text:
            continue
        baseline = first + i * step
        wide = length(line.text, size, line.bold)
        x = cell.x + PAD_X + line.indent
        if align is Align.CENTRE:
            x = cell.x + (cell.width - wide) / 2
        if line.mark:
            mark = length(line.mark, size)
            texts.append(
                Text(x=cell.x + PAD_X, baseline=baseline, text=line.mark, size=size, width=mark,
                     cell=cell, row=row)
            )  # fmt: skip
        texts.append(
            Text(x=x, baseline=baseline, text=line.text, size=size, width=wide, cell=cell,
                 bold=line.bold, row=row)
        )  # fmt: skip
    return texts
