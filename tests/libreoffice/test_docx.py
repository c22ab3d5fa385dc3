"""LibreOffice opens every Word document, and its PDF is the picture that was drawn."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import replace

import docx
import pdfplumber
import pytest
from pdfplumber.page import Page as Printed

from tatalaksana.core.drawing.arrange import arrange, bound
from tatalaksana.core.drawing.drawing import Connector, Drawing, Symbol
from tatalaksana.core.drawing.paper import paper
from tatalaksana.core.drawing.pens.docx import PEN
from tests.libreoffice.printed import (
    NEAR,
    AsPdf,
    Cells,
    Pairs,
    apart,
    cells_of,
    cells_on,
    charts,
    corners_on,
    elsewhere,
    printed_pages,
    symbols_on,
)

INNER, OUTER = 0.5, 0.75  #: points, the borders of a table
HEAD = 2.5  #: millimetres, the longest arrow head
POINT = 25.4 / 72


@pytest.fixture(scope="module")
def printed(drawings: dict[str, Drawing], as_pdf: AsPdf) -> Iterator[Pairs]:
    """Every page that was drawn, beside the page that LibreOffice printed."""
    yield from printed_pages(drawings, as_pdf, PEN)


def bordered(page: Printed) -> Cells:
    """The cells of a printed page: its outer border is thicker than the others."""
    inner, outer = cells_on(page, INNER), cells_on(page, OUTER)
    return Cells(apart((*inner.xs, *outer.xs)), apart((*inner.ys, *outer.ys)))


def test_the_same_symbols_stand_in_the_same_cells(printed: Pairs) -> None:
    for name, drawn, page in charts(printed):
        cells = cells_of(drawn.tables[0])
        wanted = sorted((cells.of(e.box), e.kind) for e in drawn.elements if isinstance(e, Symbol))
        there = bordered(page)
        assert (len(there.xs), len(there.ys)) == (len(cells.xs), len(cells.ys)), name
        assert sorted((there.of(box), kind) for kind, box in symbols_on(page)) == wanted, name


def test_symbols_are_printed_where_they_were_drawn(printed: Pairs) -> None:
    assert elsewhere(charts(printed)) == []


def test_connectors_are_led_as_they_were_drawn(printed: Pairs) -> None:
    # programs let a line end where its arrow head begins, which may take its last stretch
    for name, drawn, page in charts(printed):
        corners = corners_on(page)
        for line in (e for e in drawn.elements if isinstance(e, Connector)):
            (a, b), (x, y) = line.points[-2:]
            short = abs(x - a) + abs(y - b) < HEAD
            for x, y in line.points[: -2 if short else -1]:
                assert any(abs(a - x) < NEAR and abs(b - y) < NEAR for a, b in corners), (
                    name, line,
                )  # fmt: skip


def test_rules_are_printed_where_they_were_drawn(printed: Pairs) -> None:
    for name, drawn, page in charts(printed):
        there, cells = bordered(page), cells_of(drawn.tables[0])
        for one, two in ((there.xs, cells.xs), (there.ys, cells.ys)):
            assert max(abs(a - b) for a, b in zip(one, two, strict=True)) < NEAR, name


def test_every_word_is_printed_on_its_page_and_none_is_cut(printed: Pairs) -> None:
    for name, drawn, page in printed:
        shown = "".join((page.extract_text(x_tolerance=1) or "").split())
        for table in drawn.tables:
            level = (cell for cell in table.cells if not cell.upright)
            for paragraph in (p for cell in level for p in cell.paragraphs):
                if paragraph.parted:  # its lines end in hyphens
                    continue
                for word in paragraph.text.replace("-", "- ").replace("/", "/ ").split():
                    halves = word[: len(word) // 2], word[len(word) // 2 :]
                    assert word in shown or all(half in shown for half in halves), (name, word)


def test_pages_are_numbered_as_they_were_drawn(printed: Pairs) -> None:
    for name, drawn, page in printed:
        assert drawn.foot is not None
        assert drawn.foot.told in (page.extract_text() or ""), name


@pytest.mark.parametrize("name", ["F4", "A3", "Letter", "Legal"])
def test_every_paper_is_printed_on_its_own_size(
    name: str, drawings: dict[str, Drawing], as_pdf: AsPdf
) -> None:
    drawing = arrange(drawings["000-01"].procedures[0], paper(name))
    ((_, file),) = as_pdf({"satu.docx": PEN.draw(drawing)[0][1]}).items()
    with pdfplumber.open(file) as pdf:
        assert len(pdf.pages) == len(drawing.pages)
        for page in pdf.pages:
            assert page.width * POINT == pytest.approx(paper(name).width, abs=1)
            assert page.height * POINT == pytest.approx(drawing.pages[0].height, abs=1)


FORMATS = {
    "tegak": paper("A4").portrait(),
    "tepi-sempit": replace(paper("A4"), margin=5.0),
    "huruf-besar": replace(paper("A4"), margin=5.0, size=14.0),
    "huruf-kecil": replace(paper("A4"), margin=20.0, size=6.0),
}


def test_other_formats_keep_their_pages(drawings: dict[str, Drawing], as_pdf: AsPdf) -> None:
    wanted = {
        f"{name}-{title}.docx": arrange(drawings[name].procedures[0], page)
        for name in ("000-01", "001-08")
        for title, page in FORMATS.items()
    }
    files = as_pdf({name: PEN.draw(one)[0][1] for name, one in wanted.items()})
    for name, drawing in wanted.items():
        with pdfplumber.open(files[name]) as pdf:
            assert len(pdf.pages) == len(drawing.pages), name


def test_a_bound_book_is_printed_page_by_page(drawings: dict[str, Drawing], as_pdf: AsPdf) -> None:
    book = bound(list(drawings.values())[:5], "Lima SOP")
    ((_, file),) = as_pdf({"buku.docx": PEN.draw(book)[0][1]}).items()
    with pdfplumber.open(file) as pdf:
        assert len(pdf.pages) == len(book.pages)
        for drawn, page in zip(book.pages, pdf.pages, strict=True):
            wanted = [e for e in drawn.elements if isinstance(e, Symbol)]
            assert len(symbols_on(page)) == len(wanted)
            assert drawn.foot is not None
            assert drawn.foot.told in (page.extract_text() or "")


def test_a_symbol_moves_with_its_row_when_somebody_writes_more(
    drawings: dict[str, Drawing], as_pdf: AsPdf
) -> None:
    """Six lines more in the first row: everything below goes down by as much."""
    document = docx.Document(io.BytesIO(PEN.draw(drawings["002-01"])[0][1]))
    cell = document.tables[1].cell(2, 1)
    for _ in range(6):
        cell.add_paragraph("Baris tambahan")
    saved = io.BytesIO()
    document.save(saved)
    ((_, file),) = as_pdf({"lebih.docx": saved.getvalue()}).items()
    drawn = drawings["002-01"].pages[1]
    cells = cells_of(drawn.tables[0])
    wanted = sorted((cells.of(e.box), e.kind) for e in drawn.elements if isinstance(e, Symbol))
    with pdfplumber.open(file) as pdf:
        there = bordered(pdf.pages[1])
        assert there.ys[-1] > cells.ys[-1] + 5
        assert sorted((there.of(box), kind) for kind, box in symbols_on(pdf.pages[1])) == wanted
