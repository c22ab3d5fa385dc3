"""XLSX: a workbook people go on editing, its chart in native shapes glued to each other."""

from __future__ import annotations

from tatalaksana.core.drawing.pen import Pen
from tatalaksana.core.drawing.workbook import draw

PEN = Pen(name="xlsx", draw=draw, program="Excel")
