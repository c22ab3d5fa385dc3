"""SVG: one file for each page, and the living chart of a case for the web."""

from __future__ import annotations

from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.live import Mark, svg_of_case
from tatalaksana.core.drawing.markup import background, foreground, opening
from tatalaksana.core.drawing.pen import Files, Pen

__all__ = ["PEN", "Mark", "svg_of_case"]


def draw(drawing: Drawing) -> Files:
    """Every page as one SVG document, `-1.svg`, `-2.svg` …; one page alone is `.svg`."""
    many = len(drawing.pages)
    files: Files = []
    for number, page in enumerate(drawing.pages, 1):
        title = f"SOP {drawing.title}" + (f", halaman {number} dari {many}" if many > 1 else "")
        words = [
            opening(
                page.width,
                page.height,
                title,
                " ".join(drawing.told),
                f"hal-{number}",
                family=drawing.family,
            ),
            f'<rect width="{page.width}" height="{page.height}" fill="#fff"/>',
            *background(page),
            *foreground(page),
            "</svg>\n",
        ]
        name = f"-{number}.svg" if many > 1 else ".svg"
        files.append((name, "\n".join(words).encode()))
    return files


PEN = Pen(name="svg", draw=draw, single=False)
