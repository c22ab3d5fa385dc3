"""PDF by Typst: tagged, archivable (PDF/A-2a, PDF/UA-1), fonts embedded, text selectable.

Every date comes from the document: same drawing, same bytes.
"""

from __future__ import annotations

from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.pen import Files, Pen
from tatalaksana.core.drawing.typesetting import as_pdf
from tatalaksana.core.drawing.typstml import markup


def draw(drawing: Drawing) -> Files:
    """All pages in one PDF."""
    return [(".pdf", as_pdf(markup(drawing)))]


PEN = Pen(name="pdf", draw=draw)
