"""What an office chooses is seen in its workbooks too: ground, letters, logo, and the QR code."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable

import pytest
from lxml import etree

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Drawing
from tatalaksana.core.drawing.images import image_of
from tatalaksana.core.drawing.metrics import SERIF
from tatalaksana.core.drawing.style import Additions, HouseStyle, Signing
from tests.core.drawing.drawn_procedures import GOLD, drawn
from tests.core.drawing.workbooks import data_of, found, opened, part_of
from tests.files.test_writing_house_style import ADDRESS, LOGO, png

SOP = GOLD["001-01"]
PNG = b"\x89PNG\r\n\x1a\n"


def names_in(drawing: Drawing) -> list[str]:
    return zipfile.ZipFile(io.BytesIO(data_of(drawing))).namelist()


def told(top: etree._Element) -> Iterable[str]:
    return (one.get("descr") for one in found(top, "//xdr:cNvPr"))


@pytest.mark.parametrize("logo", [LOGO, png(40, 20)], ids=["svg", "png"])
def test_the_logo_is_a_picture_every_program_can_show(logo: bytes) -> None:
    drawing = arrange(SOP, style=HouseStyle(logo=image_of(logo)))
    (name,) = (name for name in names_in(drawing) if name.startswith("xl/media/"))
    assert zipfile.ZipFile(io.BytesIO(data_of(drawing))).read(name).startswith(PNG)
    top = part_of(drawing, "xl/drawings/drawing1.xml")
    assert len(found(top, "//xdr:pic//a:blip[@r:embed='rId1']")) == 1
    assert "Logo." in told(top)
    assert "Tempat logo." not in told(top)
    assert len(opened(drawing)["Identitas"]._images) == 1


def test_without_a_logo_its_place_is_kept() -> None:
    assert "Tempat logo." in told(part_of(drawn("001-01"), "xl/drawings/drawing1.xml"))
    assert not [name for name in names_in(drawn("001-01")) if "media" in name]


def test_the_verification_code_is_a_shape_that_tells_its_address() -> None:
    drawing = arrange(SOP, additions=Additions(signing=Signing(address=ADDRESS)))
    assert f"Kode QR: {ADDRESS}" in told(part_of(drawing, "xl/drawings/drawing1.xml"))


def test_headers_have_the_chosen_ground_and_all_words_the_chosen_letters() -> None:
    sheet = opened(arrange(SOP, style=HouseStyle(header_fill="#d9e2f3", family=SERIF)))[
        "Bagan Alir"
    ]
    assert sheet["A1"].fill.fgColor.rgb == "FFD9E2F3"
    names = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value}
    assert names == {"Times New Roman"}


def test_numbered_columns_are_repeated_with_the_header() -> None:
    sheet = opened(arrange(SOP, style=HouseStyle(numbering_row=True)))["Bagan Alir"]
    assert sheet.print_title_rows == "$1:$3"
