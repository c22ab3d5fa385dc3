"""PNG by Typst, from the markup of the PDF: one picture for each page, 150 dots per inch."""

from __future__ import annotations

from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.pen import Files, Pen
from tatalaksana.core.drawing.typesetting import as_png
from tatalaksana.core.drawing.typstml import markup

DOTS = 150.0  #: per inch: legible on a screen and in a letter, a third of a megabyte at most


def draw(drawing: Drawing) -> Files:
    """Every page as one picture, `-1.png`, `-2.png` …; one page alone is `.png`."""
    pictures = as_png(markup(drawing), DOTS)
    many = len(pictures) > 1
    return [(f"-{number}.png" if many else ".png", data) for number, data in enumerate(pictures, 1)]


PEN = Pen(name="png", draw=draw, single=False)
