"""PDFs as offices really have them, each difficulty in a page of our own."""

from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tests.files.sketches import HEAD, TOP, Sketch, columns, level, middle

STEPS = (
    ("Menyusun konsep surat", "Disposisi", "1 jam", "Konsep surat"),
    ("Memeriksa konsep surat", "Konsep surat", "2 jam", "Surat"),
    ("Mengarsipkan surat", "Surat", "5 menit", "Arsip"),
)
NAMES = ("Staf", "Kepala Seksi")


def only(data: bytes) -> Procedure:
    (got,) = read(data, "x.pdf")
    return got.procedure


def chart() -> Sketch:
    """The table with a box, a diamond and a box; the diamond leads on, nothing leads back yet."""
    sketch = Sketch().table(NAMES, STEPS)
    sketch.box(middle(0), level(0)).diamond(middle(1), level(1)).box(middle(0), level(2))
    sketch.arrow((middle(0), level(0) + 10), (middle(0), level(1)), (middle(1) - 20, level(1)))
    sketch.arrow((middle(1), level(1) + 12), (middle(1), level(2)), (middle(0) + 20, level(2)))
    return sketch


def test_an_old_text_under_a_white_box_is_not_read() -> None:
    sketch = Sketch().words(40, 30, "Nomor SOP").words(100, 30, "001/LAMA/2019")
    sketch.rect(98, 20, 120, 14, fill=1).words(100, 30, "002/BARU/2025")
    for y in (18, 36):
        sketch.line((38, y), (300, y))
    for x in (38, 98, 300):
        sketch.line((x, 18), (x, 36))
    sketch.table(NAMES, STEPS).box(middle(0), level(0))
    assert only(sketch.pdf()).number == "002/BARU/2025"


def test_a_text_on_a_ground_is_read() -> None:
    sketch = Sketch().rect(columns(2)[1], TOP, 150, 2 * HEAD, fill=0.9).table(NAMES, STEPS)
    assert len(only(sketch.pdf()).steps) == 3


def test_an_old_symbol_under_a_white_box_does_nothing() -> None:
    sketch = Sketch().table(NAMES, STEPS).box(middle(1), level(0))
    sketch.rect(middle(1) - 30, level(0) - 20, 60, 40, fill=1).box(middle(0), level(0))
    assert only(sketch.pdf()).steps[0].performers == ("Staf",)


def test_a_symbol_with_a_fill_of_its_own_stays() -> None:
    x, y = middle(1) - 20, level(0) - 10
    sketch = Sketch().table(NAMES, STEPS).words(1, 1, ".").rect(x, y, 40, 20)
    sketch.rect(x - 0.5, y - 0.5, 41, 21, fill=1).rect(x, y, 40, 20)
    assert only(sketch.pdf()).steps[0].performers == ("Kepala Seksi",)


def test_the_chart_of_these_tests_is_read() -> None:
    got = only(chart().pdf())
    assert got.performers == NAMES
    assert [one.performers for one in got.steps] == [("Staf",), ("Kepala Seksi",), ("Staf",)]
    assert got.steps[1].outputs == ("Surat",)
