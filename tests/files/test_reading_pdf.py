"""Our own drawings read back, and files made to hurt."""

import json
import random
from contextlib import suppress
from functools import cache
from io import BytesIO

import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdfium2 import raw

from tatalaksana.core.base.errors import NoProcedure, ReadingError
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.book import Chapter, book
from tatalaksana.core.drawing.pens.pdf import draw
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tests.core.reading import hostile
from tests.core.reading.papers import any_paper
from tests.files.round_trip import bundled, came_back, without_conditions
from tests.files.sketches import Sketch, level, middle


def drawn(procedure: Procedure) -> bytes:
    return draw(arrange(procedure))[0][1]


def test_there_are_37() -> None:
    assert len(bundled()) == 37


@pytest.mark.parametrize("name", sorted(bundled()))
def test_a_bundled_procedure_drawn_is_read_back(name: str) -> None:
    meant = bundled()[name]
    came_back(drawn(meant), meant)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 100_000))
def test_any_procedure_drawn_is_read_back(seed: int) -> None:
    meant = any_paper(seed)
    (got,) = read(drawn(meant), "acak.pdf")
    assert without_conditions(got.procedure) == meant


def test_performers_and_branches_rest_on_symbols_and_arrows() -> None:
    (got,) = read(drawn(bundled()["001-01"]), "x.pdf")
    sources = {(one.field, one.source) for one in got.evidence}
    assert sources == {("performers", "mark"), ("decision", "arrow")}
    assert min(one.sure for one in got.evidence) > 0.9


def test_reading_twice_gives_the_same() -> None:
    data = drawn(bundled()["000-01"])
    assert read(data, "x") == read(data, "x")


def test_a_table_that_is_a_picture_is_said_to_be_one() -> None:
    with pytest.raises(NoProcedure, match="gambar atau pindaian"):
        read(hostile.PICTURE, "x.pdf")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (hostile.locked(), "kata sandi"),
        (hostile.with_pages(2000), "2000 halaman"),
        (hostile.with_pages(1, b"0 0 1000000 1000000"), "terlalu besar"),
        (b"%PDF-1.7\nbukan PDF", "rusak"),
        (b"%PDF-", "rusak"),
        (hostile.with_pages(1), "tabel prosedur"),
        (hostile.with_pages(0), "rusak"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(data: bytes, word: str) -> None:
    with pytest.raises(ReadingError, match=word) as caught:
        read(data, "x.pdf")
    assert caught.value.hint
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("name", sorted(hostile.BOMBS))
def test_a_bomb_ends_in_a_refusal(name: str) -> None:
    with pytest.raises(ReadingError):
        read(hostile.BOMBS[name], "x.pdf")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9), st.integers(0, 255), st.booleans())
def test_a_damaged_file_is_read_or_refused(place: int, byte: int, cut: bool) -> None:
    data = sound()
    place %= len(data)
    data = data[:place] if cut else data[:place] + bytes([byte]) + data[place + 1 :]
    with suppress(ReadingError):
        read(data or b"%PDF-", "x.pdf")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**9))
def test_a_file_with_its_parts_mixed_up_is_read_or_refused(seed: int) -> None:
    """Pieces cut out, doubled and exchanged, so that numbers and names meet other values."""
    chance, data = random.Random(seed), bytearray(plain_chart())
    for _ in range(chance.randint(1, 8)):
        a, b, c = (chance.randrange(len(data)) for _ in range(3))
        piece = data[a : a + chance.randint(1, 200)]
        data[b : b + chance.choice((0, len(piece)))] = piece
        data[c] = chance.randrange(256)
    with suppress(ReadingError):
        read(bytes(data), "x.pdf")


@cache
def plain_chart() -> bytes:
    """A chart whose strokes and words stand in the file unpacked, so that damage reaches them."""
    steps = (("Menyusun konsep", "Disposisi", "1 jam", "Konsep"),) * 3
    sketch = Sketch().table(("Staf", "Kepala Seksi"), steps)
    sketch.box(middle(0), level(0)).diamond(middle(1), level(1)).box(middle(0), level(2))
    sketch.arrow((middle(1), level(1) + 12), (middle(1), level(2)), (middle(0) + 20, level(2)))
    return sketch.picture(500, 5, ["##  " * 8] * 8, 2.0).pdf(sketch)


@cache
def sound() -> bytes:
    return drawn(bundled()["004-01"])


def test_letters_of_any_height_stay_in_their_column() -> None:
    """A header that stands upright, because its column is narrow, is read in its order."""
    meant = bundled()["000-01"]
    (got,) = read(drawn(meant), "x")
    assert json.dumps(got.procedure.performers) == json.dumps(meant.performers)


def together(*parts: bytes, blank: bool = False) -> bytes:
    """Several files in one, with an empty page between them."""
    whole = pypdfium2.PdfDocument.new()
    for part in parts:
        whole.import_pages(pypdfium2.PdfDocument(part))
        if blank:
            whole.new_page(595, 842)
    return saved(whole)


def saved(document: pypdfium2.PdfDocument) -> bytes:
    buffer = BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def turned(data: bytes, quarters: int) -> bytes:
    """The same to look at, but written sideways on a sheet that is shown turned."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        wide, high = page.get_size()
        matrix, box = {
            1: ((0, 1, -1, 0, high, 0), (high, wide)),
            2: ((-1, 0, 0, -1, wide, high), (wide, high)),
            3: ((0, -1, 1, 0, 0, wide), (high, wide)),
        }[quarters]
        raw.FPDFPage_TransFormWithClip(page.raw, raw.FS_MATRIX(*matrix), None)
        page.set_mediabox(0, 0, *box)
        page.set_rotation(90 * quarters)
        raw.FPDFPage_GenerateContent(page.raw)
    return saved(document)


@pytest.mark.parametrize("quarters", [1, 2, 3])
def test_a_turned_page_is_read_as_it_is_shown(quarters: int) -> None:
    data = drawn(bundled()["001-01"])
    (plain,), (shown,) = read(data, "x"), read(turned(data, quarters), "x")
    assert shown.procedure == plain.procedure


def test_several_procedures_and_empty_pages_in_one_file() -> None:
    names = ("001-01", "002-02", "004-01")
    data = together(*(drawn(bundled()[name]) for name in names), blank=True)
    got = read(data, "x")
    assert [one.procedure.title for one in got] == [bundled()[name].title for name in names]
    assert [one.procedure.steps for one in got] == [
        read(drawn(bundled()[name]), "x")[0].procedure.steps for name in names
    ]


def test_a_book_is_read_sop_by_sop_and_its_contents_name_none() -> None:
    names = ("000-01", "001-01", "004-01")
    got = read(draw(book([Chapter(bundled()[name]) for name in names], "Semua SOP"))[0][1], "x")
    assert [one.procedure.title for one in got] == [bundled()[name].title for name in names]
    assert [len(one.procedure.steps) for one in got] == [len(bundled()[n].steps) for n in names]


def test_the_name_of_a_file_tells_nothing() -> None:
    data = drawn(bundled()["004-01"])
    assert read(data, "sop.txt")[0].procedure == read(data, "sop.pdf")[0].procedure
