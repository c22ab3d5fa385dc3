"""The pages of a document are drawn in a process of their own, that ends whatever it meets."""

from __future__ import annotations

import json
import os
import struct
import tempfile
import zlib
from contextlib import suppress
from pathlib import Path

import pytest

from tatalaksana.core.base.errors import ReaderStopped, ReadingError, TooMuchMemory, TooSlow
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens import docx, pdf
from tatalaksana.core.reading.apart import sheets
from tatalaksana.core.reading.apart.limits import Limits, usual_limits
from tatalaksana.core.reading.apart.sheets import sheets_apart
from tatalaksana.core.reading.explain.sheet import PNG, SVG
from tests.core.reading import hostile
from tests.core.reading.scoring import SEEDS
from tests.files.round_trip import bundled

SHORT = Limits(seconds=1, megabytes=100)


@pytest.fixture
def kept(tmp_path: Path):
    """`kept(data)`: the path of a file with these bytes."""

    def keep(data: bytes) -> Path:
        path = tmp_path / "dokumen"
        path.write_bytes(data)
        return path

    return keep


def test_a_page_of_a_pdf_is_a_picture_in_its_own_shape(kept) -> None:
    path = kept(pdf.draw(arrange(bundled()["001-03"]))[0][1])
    (sheet,) = sheets_apart(path, [2], usual_limits())
    assert (sheet.number, sheet.kind) == (2, PNG)
    assert sheet.picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", sheet.picture[16:24])
    assert abs(width / height - sheet.width / sheet.height) < 0.01
    assert max(width, height) <= 1701
    rows = zlib.decompress(sheet.picture[41 : sheet.picture.index(b"IEND") - 8])
    assert len(rows) % height == 0
    assert b"belah ketupat" in sheet.marks
    assert len(sheet.picture) < 400_000


def test_a_page_of_word_is_drawn_anew(kept) -> None:
    path = kept(docx.draw(arrange(bundled()["001-03"]))[0][1])
    first, second = sheets_apart(path, [2, 1], usual_limits())
    assert (first.number, second.number) == (1, 2)
    assert {first.kind, second.kind} == {SVG}
    assert b"Mengkoreksi" in second.picture


def test_a_text_has_no_pages_and_a_document_no_more_than_it_has(kept) -> None:
    text = next(SEEDS.glob("002_*")).read_bytes()
    assert sheets_apart(kept(text), [1], usual_limits()) == ()
    data = pdf.draw(arrange(bundled()["001-03"]))[0][1]
    assert [one.number for one in sheets_apart(kept(data), [1, 99], usual_limits())] == [1]


@pytest.mark.parametrize(
    "data", [b"%PDF-1.7 rusak", hostile.locked(), b"PK\x03\x04word/document.xml"]
)
def test_what_cannot_be_drawn_is_refused_in_one_sentence(kept, data: bytes) -> None:
    with pytest.raises(ReadingError) as refused:
        sheets_apart(kept(data), [1], usual_limits())
    assert refused.value.hint


def test_a_document_that_hangs_is_left_after_its_time(tmp_path: Path) -> None:
    path = tmp_path / "menggantung"
    os.mkfifo(path)
    with pytest.raises(TooSlow, match="1 detik"):
        sheets_apart(path, [1], SHORT)


def test_what_the_drawing_process_started_ends_with_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It starts tesseract, which would look at a page for two minutes more."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(sheets, "PAINTER", "tests.files.slow_painter")
    noted = tmp_path / "noted"
    root = str(Path(__file__).parents[2])
    known = sheets.surroundings
    monkeypatch.setattr(sheets, "surroundings", lambda folder: known(folder) | {"PYTHONPATH": root})
    with pytest.raises(TooSlow):
        sheets_apart(noted, [1], Limits(seconds=3, megabytes=100))
    helper = int(noted.read_text("ascii"))
    assert not Path(f"/proc/{helper}").exists() or "State:\tZ" in Path(
        f"/proc/{helper}/status"
    ).read_text("ascii")
    assert [one.name for one in tmp_path.iterdir()] == ["noted"]


def test_a_refusal_keeps_its_code(kept, monkeypatch: pytest.MonkeyPatch) -> None:
    told = {"code": "TL205", "message": "Berhenti.", "hint": "", "place": ""}
    line = json.dumps({"refused": told}).encode()
    monkeypatch.setattr(sheets, "painted", lambda *_: (line, 0))
    with pytest.raises(ReaderStopped, match="Berhenti"):
        sheets_apart(kept(b"x"), [1], SHORT)


def test_a_document_that_swells_is_left_at_its_limit(tmp_path: Path) -> None:
    path = tmp_path / "bengkak"
    with path.open("wb") as target:
        target.truncate(150 * 1024 * 1024)
    with pytest.raises(TooMuchMemory):
        sheets_apart(path, [1], Limits(seconds=30, megabytes=100))


def with_picture(side: int) -> bytes:
    """A page with a picture of that many dots each way, in a few bytes."""
    picture = (
        b"<< /Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 1 /ColorSpace "
        b"/DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns %d /Rows %d >> "
        b"/Length 4 >>\nstream\n\x00\x10\x01\x00\nendstream"
    ) % (side, side, side, side)
    content = b"800 0 0 500 20 40 cm /P Do"
    page = (
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 842 595] /Contents 4 0 R "
        b"/Resources << /XObject << /P 5 0 R >> >> >>"
    )
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)
    pages = b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return hostile.pdf([hostile.CATALOG, pages, page, stream, picture])


@pytest.mark.parametrize("side", [1_000, 30_000, 60_000])
def test_a_picture_of_billions_of_dots_costs_its_process_at_most(kept, side: int) -> None:
    sheets = ()
    with suppress(TooMuchMemory, TooSlow, ReaderStopped):
        sheets = sheets_apart(kept(with_picture(side)), [1], Limits(seconds=60, megabytes=300))
    assert side > 1_000 or len(sheets) == 1
    assert all(len(sheet.picture) < 4_000_000 for sheet in sheets)
