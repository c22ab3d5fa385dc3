"""Every value of a reading knows where it stands on the paper: what is printed there says so."""

from __future__ import annotations

from collections.abc import Iterator

import pypdfium2
import pytest

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.docx import draw as word
from tatalaksana.core.drawing.pens.pdf import draw as pdf
from tatalaksana.core.drawing.pens.xlsx import draw as excel
from tatalaksana.core.reading.located import squeezed
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Origin, Place, Reading
from tests.core.reading.scoring import SEEDS
from tests.files.round_trip import bundled

NAMES = ("000-01", "001-03", "002-02", "003-01", "004-15")


def values(reading: Reading) -> Iterator[tuple[Origin, str]]:
    """The origins with the text that must stand there; nothing for what is not a text."""
    procedure = reading.procedure
    for origin in reading.origins:
        if origin.field.startswith("steps"):
            continue
        owner = procedure.steps[origin.row - 1] if origin.row else procedure
        value = getattr(owner, "duration_text" if origin.field == "duration" else origin.field)
        if isinstance(value, tuple) and origin.item is not None:
            value = value[origin.item]
        if isinstance(value, str) and not (origin.row and origin.field == "performers"):
            yield origin, value


def printed(document: pypdfium2.PdfDocument, place: Place) -> str:
    """What PDFium finds in the box, asked anew."""
    page = document[place.page - 1]
    area = place.area
    assert area is not None
    height = page.get_height()
    box = (area.left - 1, height - area.bottom - 1, area.right + 1, height - area.top + 1)
    return squeezed(page.get_textpage().get_text_bounded(*box))


@pytest.mark.parametrize("name", NAMES)
def test_in_a_pdf_the_box_of_a_value_holds_its_words(name: str) -> None:
    data = pdf(arrange(bundled()[name]))[0][1]
    (reading,) = read(data, "x.pdf")
    document = pypdfium2.PdfDocument(data)
    wrong = []
    for origin, value in values(reading):
        found = "".join(printed(document, place) for place in origin.places)
        if squeezed(value) not in found.replace("\x02", ""):
            wrong.append((origin, value, found))
    assert not wrong
    document.close()


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("pen", [pdf, word, excel])
def test_every_step_has_a_place_for_every_field(name: str, pen) -> None:
    (reading,) = read(pen(arrange(bundled()[name]))[0][1], "x")
    wanted = {"no", "activities", "performers", "inputs", "duration", "outputs"}
    for step in reading.procedure.steps:
        found = {one.field for one in reading.origins if one.row == step.row}
        assert found >= wanted | ({"decision"} if step.decision else set())
    assert all(one.page and one.area for origin in reading.origins for one in origin.places)


@pytest.mark.parametrize("name", NAMES)
def test_a_performer_stands_where_its_symbol_is_drawn(name: str) -> None:
    """Each column has its own symbols, and the header of the column stands above them."""
    (reading,) = read(pdf(arrange(bundled()[name]))[0][1], "x.pdf")
    heads = {
        origin.item: origin.places[0].area
        for origin in reading.origins
        if origin.row is None and origin.field == "performers" and origin.item is not None
    }
    names = reading.procedure.performers
    for origin in reading.origins:
        if origin.row and origin.field == "performers":
            step = reading.procedure.steps[origin.row - 1]
            middles = [one.area.middle[0] for one in origin.places if one.area]
            columns = [heads[names.index(who)] for who in step.performers]
            inside = [any(c and c.left < x < c.right for c in columns) for x in middles]
            assert all(inside)
            assert len(middles) == len(step.performers)


def test_in_a_text_the_line_of_a_value_has_its_words() -> None:
    for file in sorted(SEEDS.glob("*.txt")):
        lines = file.read_text("utf-8").splitlines()
        for reading in read(file.read_bytes(), file.name):
            for origin, value in values(reading):
                there = "".join(squeezed(lines[one.line - 1]) for one in origin.places)
                first = squeezed(value)[:12]
                assert first in there or there in squeezed(value), (file.name, origin, value)


def test_a_list_of_several_items_has_a_place_for_each() -> None:
    meant = next(one for one in bundled().values() if len(one.legal_basis) > 1)
    (reading,) = read(pdf(arrange(meant))[0][1], "x.pdf")
    basis = [o for o in reading.origins if o.field == "legal_basis" and o.item is not None]
    assert len(basis) == len(meant.legal_basis)
    tops = [one.places[0].area.top for one in basis if one.places[0].area]
    assert tops == sorted(set(tops))  # each below the other
