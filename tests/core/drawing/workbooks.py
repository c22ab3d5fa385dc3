"""Workbooks read back by an independent reader, and their parts."""

from __future__ import annotations

import io
import zipfile
from functools import cache

import openpyxl
from lxml import etree
from openpyxl.workbook import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from tatalaksana.core.drawing.drawing import Drawing, Page, Part
from tatalaksana.core.drawing.package import NAMES
from tatalaksana.core.drawing.pens.xlsx import PEN
from tests.core.drawing.drawn_procedures import drawn


def data_of(drawing: Drawing) -> bytes:
    ((ending, data),) = PEN.draw(drawing)
    assert ending == ".xlsx"
    return data


def opened(drawing: Drawing, *, rich: bool = False) -> Workbook:
    return openpyxl.load_workbook(io.BytesIO(data_of(drawing)), rich_text=rich)


@cache
def book(name: str) -> Workbook:
    return opened(drawn(name))


def part_of(drawing: Drawing, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO(data_of(drawing))) as archive:
        return etree.fromstring(archive.read(name))


def chart_part(drawing: Drawing) -> etree._Element:
    return part_of(drawing, "xl/drawings/drawing2.xml")


def found(top: etree._Element, path: str) -> list[etree._Element]:
    return top.xpath(path, namespaces=NAMES)


def texts(sheet: Worksheet) -> list[str]:
    return [cell.value for row in sheet.iter_rows() for cell in row if cell.value is not None]


def pages_of(drawing: Drawing, part: Part) -> list[Page]:
    return [page for page in drawing.pages if page.tables[0].part is part]
