"""Word and Excel say the same of every shape to those who do not see it."""

import io
import re
import zipfile

import pytest
from lxml import etree

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.pen import Pen
from tatalaksana.core.drawing.pens.docx import PEN as DOCX
from tatalaksana.core.drawing.pens.xlsx import PEN as XLSX
from tatalaksana.core.drawing.style import Additions, Signing
from tests.core.drawing.drawn_procedures import GOLD, drawn

NUMBER = re.compile(r" \(\d+\)$")  #: by which Word keeps names apart


def shapes(pen: Pen, drawing: Drawing, part: str, tag: str) -> set[tuple[str, str]]:
    """The names of all shapes of a file, and what they tell."""
    with zipfile.ZipFile(io.BytesIO(pen.draw(drawing)[0][1])) as package:
        roots = [
            etree.fromstring(package.read(name))
            for name in package.namelist()
            if re.fullmatch(part, name)
        ]
    found = {
        (NUMBER.sub("", node.get("name")), node.get("descr"))
        for top in roots
        for node in top.iterfind(f".//{{*}}{tag}")
    }
    assert found
    return found


@pytest.mark.parametrize("name", ["001-01", "001-05", "004-15"])
def test_word_and_excel_say_the_same_of_every_shape(name: str) -> None:
    word = shapes(DOCX, drawn(name), r"word/document\.xml", "docPr")
    assert word == shapes(XLSX, drawn(name), r"xl/drawings/drawing\d+\.xml", "cNvPr")


def test_they_say_the_same_of_the_code_of_a_signature() -> None:
    signed = Additions(signing=Signing(address="https://sop.example.go.id/8f2c"))
    drawing = arrange(GOLD["004-23"], additions=signed)
    word = shapes(DOCX, drawing, r"word/document\.xml", "docPr")
    assert word == shapes(XLSX, drawing, r"xl/drawings/drawing\d+\.xml", "cNvPr")
    assert ("Kode QR", "Kode QR: https://sop.example.go.id/8f2c") in word
