"""A page that is a picture as the review shows it: turned as it was read, what was seen over it."""

from __future__ import annotations

import io
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens import pdf
from tatalaksana.core.reading.apart.limits import Limits
from tatalaksana.core.reading.apart.sheets import sheets_apart
from tatalaksana.core.reading.explain.explain import explain
from tatalaksana.core.reading.explain.sheet import JPEG, Sheet, sheets_of
from tatalaksana.core.reading.page import Area, Page
from tatalaksana.core.reading.read import read, read_pages
from tatalaksana.core.reading.reading import Reading
from tatalaksana.core.reading.scan import needs
from tests.files.round_trip import bundled
from tests.files.scanned import Scanner, partly_scanned, pdf_of, scanned, tiff

pytestmark = pytest.mark.skipif(bool(needs.lacking()), reason=needs.lacking())
CROOKED = Scanner(dpi=200, lean=1.4, noise=6, quality=70, turned=90)
BORDER = 1.5  #: points about an edge in which its rule must be dark
DARK = 40  #: of 255, by which a rule is darker than the paper about it


def drawn(key: str) -> bytes:
    return pdf.draw(arrange(bundled()[key]))[0][1]


def crooked(kind: str) -> bytes:
    pages = scanned(drawn("004-05"), CROOKED)
    return pdf_of(pages, CROOKED.dpi) if kind == "pdf" else tiff(pages, CROOKED.dpi)


def dots(picture: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(picture)).convert("L")).astype("float32")


def ruled(area: Area, picture: np.ndarray, scale: float) -> bool:
    """Whether the picture has a dark line at the left edge of an area."""
    top, bottom = int((area.top + 3) * scale), int((area.bottom - 3) * scale)
    left, right = int((area.left - BORDER) * scale), int((area.left + BORDER) * scale) + 1
    columns = picture[top:bottom, max(0, left) : right].mean(axis=0)
    paper = np.percentile(picture[top:bottom, int((area.left + 2 * BORDER) * scale) :], 60)
    return bool(columns.min() < paper - DARK)


@pytest.mark.parametrize("kind", ["pdf", "tif"])
def test_what_was_recognised_lies_where_the_turned_picture_has_it(kind: str) -> None:
    data = crooked(kind)
    pages, _ = read_pages(data, f"miring.{kind}")
    for page, sheet in zip(pages, sheets_of(data, frozenset({1, 2}), kept(pages)),
                           strict=True):  # fmt: skip
        assert page.levelled is not None
        assert page.levelled.turn
        assert sheet.kind == JPEG
        shown = dots(sheet.picture)
        high, wide = shown.shape
        assert wide > high  # upright again, as it was drawn
        assert max(wide, high) <= 1701
        assert len(sheet.picture) < 450_000
        cells = [cell.area for grid in page.grids for cell in grid.cells if cell.area.height > 12]
        seen = [ruled(area, shown, wide / sheet.width) for area in cells]
        assert sum(seen) >= 0.97 * len(seen)


def kept(pages: tuple[Page, ...]) -> dict[int, Page]:
    return {one.number: one for one in pages}


@pytest.mark.parametrize("kind", ["pdf", "tif"])
def test_what_was_not_kept_is_recognised_anew_but_for_its_words(kind: str) -> None:
    data = crooked(kind)
    (first,) = sheets_of(data, frozenset({2}))
    assert b"persegi" in first.marks
    assert b"garis penghubung" in first.marks
    assert dots(first.picture).shape[0] < dots(first.picture).shape[1]


def test_how_surely_each_cell_was_read_is_told_in_figures_and_unsure_words_with_a_sign() -> None:
    poor = Scanner(dpi=100, noise=9, quality=30)
    data = tiff(scanned(drawn("001-01"), poor), 100)
    pages, _ = read_pages(data, "buruk.tif")
    faint = [(page.number, word) for page in pages for word in page.words if word.faint]
    assert faint
    sheets = {one.number: one for one in sheets_of(data, frozenset({1, 2}), kept(pages))}
    for number, word in faint:
        marks = sheets[number].marks.decode()
        assert f"yakin {word.sure:.0%}" in marks
        assert "kurang jelas" in marks
        assert ">?</text>" in marks
    assert (
        sum(one.marks.decode().count("dibaca dari gambar, yakin") for one in sheets.values()) > 20
    )


def test_the_explanation_of_a_scan_shows_it_as_it_was_turned() -> None:
    svg = list(explain(crooked("pdf"), "miring.pdf"))[-1]
    assert "data:image/jpeg;base64," in svg
    assert "dibaca dari gambar, yakin" in svg
    assert "persegi" in svg


def mixed() -> bytes:
    """The identity was signed and scanned; the table comes from the word processor."""
    return partly_scanned(drawn("001-03"), {0}, Scanner(dpi=200, lean=0.8))


def test_an_identity_page_that_is_a_picture_is_read_beside_a_table_of_words() -> None:
    (got,) = read(mixed(), "campuran.pdf")
    meant = bundled()["001-03"]
    assert got.procedure.title == meant.title
    assert got.procedure.approved_by == meant.approved_by
    assert len(got.procedure.legal_basis) == len(meant.legal_basis)
    assert got.procedure.steps == meant.steps
    assert "RD051" not in {one.code for one in got.doubts}


def test_where_scans_cannot_be_read_the_identity_is_a_doubt_that_leads_to_its_page(
    without_tesseract: None,
) -> None:
    (got,) = read(mixed(), "campuran.pdf")
    assert got.procedure.steps == bundled()["001-03"].steps
    (doubt,) = [one for one in got.doubts if one.code == "RD051"]
    assert "Halaman 1" in doubt.what
    assert "tesseract belum terpasang" in doubt.what
    assert doubt.hint
    assert pages_of(got, "title") == pages_of(got, doubt.field) == {1}


def pages_of(reading: Reading, field: str) -> set[int]:
    return {place.page for one in reading.origins if (one.row, one.field) == (None, field)
            for place in one.places}  # fmt: skip


@pytest.fixture
def without_tesseract(monkeypatch: pytest.MonkeyPatch):
    needs.complete.cache_clear()
    monkeypatch.setattr(needs.shutil, "which", lambda name: None)
    yield
    monkeypatch.undo()
    needs.complete.cache_clear()


def test_a_photo_before_the_table_is_said_to_hold_no_identity(tmp_path: Path) -> None:
    own = io.BytesIO()
    Image.effect_noise((1200, 850), 60).convert("L").save(own, "PDF", resolution=100)
    import pypdfium2

    photo, table = pypdfium2.PdfDocument(own.getvalue()), pypdfium2.PdfDocument(drawn("001-03"))
    both = pypdfium2.PdfDocument.new()
    both.import_pages(photo, [0])
    both.import_pages(table, [1])
    file = io.BytesIO()
    both.save(file)
    (got,) = read(file.getvalue(), "foto.pdf")
    assert got.procedure.steps == bundled()["001-03"].steps
    (doubt,) = [one for one in got.doubts if one.code == "RD051"]
    assert "identitas tidak ditemukan" in doubt.what


def test_pages_of_a_scan_are_drawn_within_the_limits_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "pindaian.pdf"
    path.write_bytes(crooked("pdf"))
    sheets: tuple[Sheet, ...] = sheets_apart(path, [1, 2], Limits(seconds=120, megabytes=300))
    assert [one.kind for one in sheets] == [JPEG, JPEG]
