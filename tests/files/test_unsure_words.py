"""Words that were made out on a picture: how sure a value is, and what is doubted about it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens import pdf
from tatalaksana.core.reading.page import Page, ScannedWord
from tatalaksana.core.reading.pdf.pages import pages_of
from tatalaksana.core.reading.read import understood
from tatalaksana.core.reading.readers.pdf import of_pages
from tatalaksana.core.reading.reading import Reading
from tests.files.round_trip import bundled


@pytest.fixture(scope="module")
def drawn() -> tuple[Page, ...]:
    return tuple(pages_of(pdf.draw(arrange(bundled()["001-03"]))[0][1]))


def scanned(page: Page, unsure: str = "", sure: float = 0.9) -> Page:
    """The page as if its words had been made out on a picture, one of them unsure."""
    lines = [(line, area) for grid in page.grids for cell in grid.cells
             for line, area in zip(cell.lines, cell.places, strict=True)]  # fmt: skip
    lines += [(line.label, page.shapes[line.start].area) for line in page.connectors
              if line.label and line.start is not None]  # fmt: skip
    words = (
        ScannedWord(area, text, 0.3 if unsure and unsure in text else sure, bool(
            unsure and unsure in text))
        for text, area in lines
    )  # fmt: skip
    return replace(page, words=tuple(words))


def reading(pages: tuple[Page, ...], **how: object) -> Reading:
    (got,) = understood(of_pages([scanned(one, **how) for one in pages]), "pindaian.pdf")  # type: ignore[arg-type]
    return got


def test_every_value_with_words_tells_how_surely_they_were_made_out(drawn):
    got = reading(drawn)
    told = {(one.row, one.field): one.sure for one in got.evidence if one.source == "picture"}
    for step in got.procedure.steps:
        assert told[step.row, "activities"] == pytest.approx(0.9)
        assert told[step.row, "duration"] == pytest.approx(0.9)
        assert (step.row, "performers") not in told  # a symbol tells it
    assert told[None, "title"] == pytest.approx(0.9)


def test_an_unsure_word_lowers_its_value_alone_and_is_doubted_there(drawn):
    got = reading(drawn, unsure="10 Menit")
    told = {(one.row, one.field): one for one in got.evidence if one.source == "picture"}
    assert told[1, "duration"].sure == pytest.approx(0.3)
    assert "“10 Menit” (30%)" in told[1, "duration"].why
    assert told[2, "duration"].sure == pytest.approx(0.9)
    doubted = [(one.row, one.field) for one in got.doubts if one.code == "RD050"]
    assert doubted == [(1, "duration")]


def test_an_unsure_answer_at_an_arrow_is_a_doubt_about_the_decision_not_the_performer(drawn):
    got = reading(drawn, unsure="Tidak")
    doubts = [one for one in got.doubts if one.code == "RD050" and "panah" in one.what]
    assert doubts
    assert {one.field for one in doubts} == {"decision"}
    assert all(got.procedure.step(one.row or 0).decision for one in doubts)


def test_a_document_with_letters_of_its_own_tells_no_sureness(drawn):
    (got,) = understood(of_pages(drawn), "huruf.pdf")
    assert not [one for one in got.evidence if one.source == "picture"]
