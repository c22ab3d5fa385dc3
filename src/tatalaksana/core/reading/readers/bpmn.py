"""BPMN 2.0 as Bizagi, Camunda Modeler, bpmn.io or our own pen write it: lanes are performers."""

from __future__ import annotations

import re

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.bpmn.cases import MODEL, cases_of, top_of
from tatalaksana.core.reading.bpmn.diagram import diagram_of
from tatalaksana.core.reading.bpmn.rows import Writer
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.readers.text import decode

SURE = 0.97  #: above HTML and plain text, which may claim the same bytes
START = 65_536  #: bytes looked at
XPDL = "www.wfmc.org"
ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)\b([^<>]*)")


def claims(data: bytes) -> float:
    """How sure the bytes are a process model in XML, an unreadable one (XPDL) included."""
    return SURE if kind_of(data) else 0.0


def kind_of(data: bytes) -> str:
    """The space of the first element: that of BPMN 2.0 or XPDL; "" for all others."""
    if not data[:START].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
        return ""
    try:
        found = ROOT.search(decode(data[: START - START % 4]))
    except ReadingError:
        return ""
    spaces = found[2] if found else ""
    return next((space for space in (MODEL, XPDL) if space in spaces), "")


def blocks(data: bytes) -> tuple[Block, ...]:
    """The processes as tables. Errors: ReadingError TL200 when they cannot be read."""
    if kind_of(data) == XPDL:
        raise ReadingError(
            "Berkas ini XPDL, yang belum dapat dibaca.",
            hint="Di Bizagi pilih Ekspor/Impor, BPMN, lalu simpan sebagai BPMN 2.0 (.bpmn).",
        )
    top = top_of(data)
    writer = Writer(diagram_of(top))
    for case in cases_of(top):
        writer.case(case)
    return tuple(writer.blocks)


def pages(data: bytes) -> tuple[Page, ...]:
    """The pictures in the file; none where it has none, or is no BPMN. Errors: as `blocks`."""
    return tuple(diagram_of(top_of(data)).pages) if kind_of(data) == MODEL else ()


READER = Reader(name="BPMN 2.0", claims=claims, blocks=blocks, pages=pages)
