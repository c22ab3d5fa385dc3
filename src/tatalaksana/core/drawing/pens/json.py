"""JSON: the exchange format, as `tatalaksana read --json` writes it; reading it back loses nothing.

The format stands in data/gold/FORMAT.md.
"""

from __future__ import annotations

import json

from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.pen import Files, Pen
from tatalaksana.core.procedure.exchange import plain


def draw(drawing: Drawing) -> Files:
    """One procedure as an object, several as a list."""
    found = [plain(procedure) for procedure in drawing.procedures]
    text = json.dumps(found[0] if len(found) == 1 else found, ensure_ascii=False, indent=1)
    # half a surrogate pair has no bytes of its own; its escape is what JSON writes for it
    return [(".json", f"{text}\n".encode(errors="backslashreplace"))]


PEN = Pen(name="json", draw=draw, paged=False)
