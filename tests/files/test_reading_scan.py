"""Scans of our own drawings read back, and pictures made to hurt.

The bars are what a person needs who compares a draft with its document: every step, performer and
branch of a good scan, and words that are rarely wrong. They are below what is reached today.
"""

from __future__ import annotations

import difflib
import io
import os
import struct
import zlib
from multiprocessing.connection import wait
from pathlib import Path

import pytest

from tatalaksana.core.base.errors import NoProcedure, ReadingError, TooSlow
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.pdf import draw
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.apart.desk import Desk, Document
from tatalaksana.core.reading.apart.limits import Limits
from tatalaksana.core.reading.page import Page
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.readers import image, pdf
from tatalaksana.core.reading.reading import Reading
from tatalaksana.core.reading.scan import images, needs, tesseract
from tests.bitmaps import bitmap
from tests.core.reading import hostile
from tests.files.round_trip import bundled

LACKING = needs.lacking()
if LACKING and not os.environ.get("CI"):
    pytest.skip(f"pindaian: {LACKING}", allow_module_level=True)

from PIL import Image  # noqa: E402 - see above

from tests.files.scanned import Scanner, alone, pdf_of, scanned, tiff  # noqa: E402 - needs Pillow

GOOD = Scanner()
#: what is asked of a scanner, and the least part of the letters that must come back
SCANNERS = [
    (Scanner(dpi=300), 0.99),
    (Scanner(dpi=300, lean=1.5, noise=6, quality=50), 0.985),
    (Scanner(dpi=200, lean=-2.0, noise=5, quality=55), 0.97),
    (Scanner(dpi=150), 0.97),
]


def drawn(name: str) -> bytes:
    return draw(arrange(bundled()[name]))[0][1]


def words(procedure: Procedure) -> str:
    found = [procedure.title, *procedure.legal_basis, *procedure.qualifications]
    for step in procedure.steps:
        found += [*step.activities, *step.inputs, *step.outputs, step.duration_text, step.note]
    return " ".join(one for one in found if one)


def alike(one: Procedure, other: Procedure) -> float:
    return difflib.SequenceMatcher(None, words(one), words(other), autojunk=False).ratio()


def performed(procedure: Procedure) -> list[list[int]]:
    names = procedure.performers
    return [sorted(names.index(name) for name in step.performers) for step in procedure.steps]


def returns(procedure: Procedure) -> list[int | None]:
    return [step.decision and step.decision.return_row for step in procedure.steps]  # type: ignore[misc]


@pytest.mark.parametrize(("scanner", "letters"), SCANNERS)
@pytest.mark.parametrize("name", ["000-01", "001-01"])
def test_a_scan_tells_steps_performers_and_decisions(
    name: str, scanner: Scanner, letters: float
) -> None:
    meant = bundled()[name]
    (got,) = read(tiff(scanned(drawn(name), scanner), scanner.dpi), "pindaian.tif")
    found = got.procedure
    assert len(found.steps) == len(meant.steps)
    assert performed(found) == performed(meant)
    assert returns(found) == returns(meant)
    assert alike(meant, found) >= letters


def test_a_scan_in_a_pdf_is_read_like_its_pictures() -> None:
    meant = bundled()["001-02"]
    (got,) = read(pdf_of(scanned(drawn("001-02"), GOOD), 300), "pindaian.pdf")
    assert performed(got.procedure) == performed(meant)
    assert returns(got.procedure) == returns(meant)
    assert alike(meant, got.procedure) >= 0.98


@pytest.mark.parametrize("turned", [90, 180, 270])
def test_a_page_laid_on_the_glass_sideways_is_turned(turned: int) -> None:
    table = scanned(drawn("004-05"), Scanner(turned=turned))[-1]
    (got,) = read(alone(table, "PNG"), "miring.png")
    assert performed(got.procedure) == performed(bundled()["004-05"])


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF"])
def test_every_kind_of_picture_is_claimed_by_its_content(kind: str) -> None:
    page = scanned(drawn("004-05"), Scanner(dpi=50))[0]
    assert image.claims(alone(page, kind)) == 1.0
    assert image.claims(b"%PDF-1.7") == 0.0


def test_words_that_may_be_misread_are_doubted_where_they_stand() -> None:
    """Every step whose words came back wrong has a doubt, or nearly every one."""
    meant = bundled()["001-01"]
    poor = Scanner(dpi=100, noise=9, quality=30)
    (got,) = read(tiff(scanned(drawn("001-01"), poor), 100), "buruk.tif")
    faint = [one for one in got.doubts if one.code == "RD050"]
    assert faint
    assert all("kurang jelas" in one.what for one in faint)
    assert len(got.procedure.steps) == len(meant.steps)


def test_what_is_clear_is_not_doubted() -> None:
    (got,) = read(tiff(scanned(drawn("001-01"), GOOD), 300), "jelas.tif")
    assert faint_steps(got) <= 2


def faint_steps(reading: Reading) -> int:
    return len({one.row for one in reading.doubts if one.code == "RD050" and one.row})


def test_values_have_their_place_on_the_page_that_is_shown() -> None:
    page = scanned(drawn("004-05"), GOOD)[-1]
    data = alone(page, "PNG")
    (got,) = read(data, "halaman.png")
    places = [place for origin in got.origins for place in origin.places]
    assert places
    assert all(place.page == 1 and place.area for place in places)
    assert image.READER.picture is not None
    (shown,) = image.pages_of(data)
    assert image.READER.picture(data, shown).startswith(b"\xff\xd8")


@pytest.mark.parametrize(
    ("before", "read_as", "meant"),
    [
        ("1", "Bin", "Bln"),
        ("Ahmad", "bin", "bin"),
        ("Asisten", "Ill", "III"),
        ("", "(Il)", "(II)"),
        ("", "1Bin", "1 Bln"),
        ("", "ljam", "1 jam"),
        ("2", "mingau", "minggu"),
        ("2", "minaau", "minggu"),
        ("2", "hingga", "hingga"),
        ("10", "Ment", "menit"),
        ("3", "Menit", "Menit"),
        ("3", "bukti", "bukti"),
        ("", "Imam", "Imam"),
        ("", "Iuran", "Iuran"),
    ],
)
def test_strokes_that_look_alike_are_told_apart(before: str, read_as: str, meant: str) -> None:
    assert tesseract.mended(read_as, before) == meant


def header_only(width: int, height: int) -> bytes:
    """A PNG that promises more dots than it has."""
    size = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = ((b"IHDR", size), (b"IDAT", zlib.compress(b"\0" * 1000)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))
        for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_a_page_of_many_is_shown_without_those_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Twenty pages are twenty looks, not two hundred."""
    looked: list[int] = []
    unpacked = images.raster_of
    monkeypatch.setattr(images, "raster_of", lambda *one: looked.append(one[1]) or unpacked(*one))
    file = tiff([Image.new("L", (400, 400 + 10 * k), 255) for k in range(4)], 72)
    assert image.READER.picture
    for number in range(1, 5):
        page = Page(number, 400.0, 390.0 + 10 * number)
        shown = Image.open(io.BytesIO(image.READER.picture(file, page)))
        assert shown.height / shown.width == pytest.approx(1 + 0.025 * (number - 1), abs=0.01)
    assert looked == [1, 2, 3, 4]
    with pytest.raises(ReadingError, match="tidak mempunyai halaman 5"):
        image.READER.picture(file, Page(5, 1.0, 1.0))


@pytest.mark.parametrize("kind", ["tif", "pdf"])
def test_a_scan_of_several_pages_tells_how_far_it_is_and_has_its_time(
    kind: str, tmp_path: Path
) -> None:
    pages = scanned(drawn("001-01"), Scanner(dpi=200)) * 2
    path = tmp_path / f"pindaian.{kind}"
    path.write_bytes(tiff(pages, 200) if kind == "tif" else pdf_of(pages, 200))
    desk = Desk(Limits(seconds=20, megabytes=300))
    told, until = [], set()
    try:
        desk.give(Document(path, path.name))
        while (outcome := desk.look()) is None:
            wait(desk.awaited(), 0.2)
            told.append(desk.looked_at)
            until.add(round(desk.until - desk.begun))
    finally:
        desk.close()
    assert outcome.readings
    assert outcome.pictures == len(pages) == 4
    assert set(told) >= {(0, 4), (1, 4), (2, 4), (3, 4)}
    assert until == {20, 120}


def many_pages(count: int) -> bytes:
    pages = [Image.new("1", (400, 400), 1) for _ in range(count)]
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:])
    return file.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (header_only(50_000, 50_000), "terlalu besar"),
        (header_only(19_000, 3_000), "rusak|terlalu besar"),
        (bitmap(40, 40), "terlalu kecil"),
        (bitmap(900, 900, packed=zlib.compress(b"\0")), "rusak"),
        (bitmap(900, 900)[:200], "rusak"),
        (b"\xff\xd8\xff\xe0" + b"\0" * 500, "rusak"),
        (b"II*\x00\xff\xff\xff\xff", "rusak"),
        (b"MM\x00*\x00\x00\x00\x08" + b"\xff" * 64, "rusak"),
        (many_pages(25), "25 halaman"),
    ],
)
def test_a_picture_that_cannot_be_read_is_refused_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(ReadingError, match=word) as caught:
        image.blocks(data)
    assert caught.value.hint


def test_an_empty_page_has_no_procedure() -> None:
    with pytest.raises(NoProcedure):
        read(bitmap(900, 700, b"\xff\xff\xff\xff"), "kosong.png")


def test_a_scan_is_read_within_the_memory_of_a_document(tmp_path: Path) -> None:
    path = tmp_path / "pindaian.tif"
    path.write_bytes(tiff(scanned(drawn("004-05"), GOOD), 300))
    desk = Desk(Limits(seconds=300, megabytes=300))
    try:
        outcome = desk.read(Document(path, path.name))
    finally:
        desk.close()
    assert outcome.refusal is None, outcome.detail
    assert len(outcome.readings) == 1


def test_words_that_take_too_long_are_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tesseract, "patience", lambda: 0.001)
    with pytest.raises(TooSlow):
        read(tiff(scanned(drawn("004-05"), Scanner(dpi=100)), 100), "lama.tif")


def test_without_the_program_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    needs.complete.cache_clear()
    monkeypatch.setattr(needs.shutil, "which", lambda name: None)
    try:
        with pytest.raises(ReadingError, match="tesseract belum terpasang") as caught:
            image.blocks(bitmap(900, 900))
        assert "tatalaksana[scan]" in caught.value.hint
        assert caught.value.hint.startswith("Minta pengelola sistem")
        with pytest.raises(NoProcedure, match="tesseract belum terpasang"):
            pdf.blocks(hostile.PICTURE)
    finally:
        monkeypatch.undo()
    assert needs.lacking() == LACKING  # it is installed now: no restart is needed
