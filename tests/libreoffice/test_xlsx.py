"""LibreOffice opens every workbook, and its PDF is the picture that was drawn."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

import pdfplumber
import pytest

from tatalaksana.core.drawing.arrange import arrange, bound
from tatalaksana.core.drawing.drawing import Connector, Drawing, Symbol
from tatalaksana.core.drawing.paper import paper
from tatalaksana.core.drawing.pens.xlsx import PEN
from tests.libreoffice.printed import (
    NEAR,
    AsPdf,
    Pairs,
    cells_of,
    cells_on,
    charts,
    corners_on,
    elsewhere,
    printed_pages,
    symbols_on,
)

RULE = 0.75  #: points, a thin border
POINT = 25.4 / 72
INK = 0.5  #: millimetres of a line of text that no letter fills


@pytest.fixture(scope="module")
def printed(drawings: dict[str, Drawing], as_pdf: AsPdf) -> Iterator[Pairs]:
    """Every page that was drawn, beside the page that LibreOffice printed."""
    yield from printed_pages(drawings, as_pdf, PEN)


def test_all_bundled_procedures_are_there(drawings: dict[str, Drawing]) -> None:
    assert len(drawings.keys() - {"dua-puluh"}) == 37


def test_the_same_symbols_stand_in_the_same_cells(printed: Pairs) -> None:
    for name, drawn, page in charts(printed):
        cells = cells_of(drawn.tables[0])
        wanted = sorted((cells.of(e.box), e.kind) for e in drawn.elements if isinstance(e, Symbol))
        there = cells_on(page, RULE)
        assert len(there.xs) == len(cells.xs), name
        assert len(there.ys) == len(cells.ys), name
        assert sorted((there.of(box), kind) for kind, box in symbols_on(page)) == wanted, name


def test_symbols_are_printed_where_they_were_drawn(printed: Pairs) -> None:
    assert elsewhere(charts(printed)) == []


def test_connectors_are_led_as_they_were_drawn(printed: Pairs) -> None:
    # the end is left out: programs let a line end where its arrow head begins
    for name, drawn, page in charts(printed):
        corners = corners_on(page)
        for line in (e for e in drawn.elements if isinstance(e, Connector)):
            for x, y in line.points[:-1]:
                assert any(abs(a - x) < NEAR and abs(b - y) < NEAR for a, b in corners), (
                    name, line,
                )  # fmt: skip


def test_rules_are_printed_where_they_were_drawn(printed: Pairs) -> None:
    for name, drawn, page in charts(printed):
        there, cells = cells_on(page, RULE), cells_of(drawn.tables[0])
        for one, two in ((there.xs, cells.xs), (there.ys, cells.ys)):
            assert max(abs(a - b) for a, b in zip(one, two, strict=True)) < NEAR, name


def test_every_word_is_printed_on_its_page(printed: Pairs) -> None:
    for name, drawn, page in printed:
        shown = "".join((page.extract_text(x_tolerance=1) or "").split())
        for table in drawn.tables:
            for cell in (cell for cell in table.cells if not cell.upright):
                for text in (paragraph.text for paragraph in cell.paragraphs):
                    for word in text.split():
                        whole = word in shown or all(half in shown for half in halves(word))
                        assert whole, (name, word)


def test_no_text_reaches_below_its_row(printed: Pairs) -> None:
    for name, drawn, page in charts(printed):
        rows = cells_on(page, RULE).ys
        heads = rows[drawn.tables[0].heads]
        for word in page.extract_words():
            top, bottom = word["top"] * POINT, word["bottom"] * POINT
            if heads < top < rows[-1]:
                assert bisect_left(rows, top + INK) == bisect_left(rows, bottom - INK), (name, word)


def halves(word: str) -> tuple[str, str]:
    return word[: len(word) // 2], word[len(word) // 2 :]


def test_pages_are_numbered_as_they_were_drawn(printed: Pairs) -> None:
    for name, drawn, page in printed:
        assert drawn.foot is not None
        assert drawn.foot.told in (page.extract_text() or ""), name


@pytest.mark.parametrize("name", ["A4", "F4", "A3", "Letter", "Legal"])
def test_every_paper_is_printed_on_its_own_size(
    name: str, drawings: dict[str, Drawing], as_pdf: AsPdf
) -> None:
    drawing = arrange(drawings["000-01"].procedures[0], paper(name))
    ((_, file),) = as_pdf({"satu.xlsx": PEN.draw(drawing)[0][1]}).items()
    with pdfplumber.open(file) as pdf:
        assert len(pdf.pages) == len(drawing.pages)
        for page in pdf.pages:
            assert page.width * POINT == pytest.approx(paper(name).width, abs=1)
            assert page.height * POINT == pytest.approx(drawing.pages[0].height, abs=1)


def test_a_bound_book_is_printed_page_by_page(drawings: dict[str, Drawing], as_pdf: AsPdf) -> None:
    book = bound(list(drawings.values())[:5], "Lima SOP")
    ((_, file),) = as_pdf({"buku.xlsx": PEN.draw(book)[0][1]}).items()
    with pdfplumber.open(file) as pdf:
        assert len(pdf.pages) == len(book.pages)
        for drawn, page in zip(book.pages, pdf.pages, strict=True):
            wanted = [e for e in drawn.elements if isinstance(e, Symbol)]
            assert len(symbols_on(page)) == len(wanted)
