"""PDFs as offices really have them, each difficulty in a page of our own."""

import time
from contextlib import suppress
from itertools import pairwise

import pytest

from tatalaksana.core.base.errors import ReadingError, TooSlow
from tatalaksana.core.procedure.model import Decision, Procedure
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.readers import pdf as reader
from tatalaksana.core.reading.scan import sight
from tatalaksana.core.reading.scan.needs import lacking
from tests.files.sketches import (
    HEAD,
    LEFT,
    PERFORMER,
    ROW,
    TOP,
    Sketch,
    columns,
    level,
    middle,
    top,
)

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


def test_an_arrow_that_ends_at_a_line_flows_on_in_it() -> None:
    sketch = chart()
    y = level(0) + 4
    sketch.line((middle(1) + 6, y), (middle(0) + 26, y)).head(middle(0) + 20, y, -1, 0)
    sketch.arrow((middle(1) + 6, level(1) - 9), (middle(1) + 6, y))
    assert only(sketch.pdf()).steps[1].decision == Decision(
        approve_row=3, return_row=1, condition="konsep surat"
    )


def test_a_number_broken_behind_its_dash_is_one_number() -> None:
    sketch = chart()
    x = columns(2)[-2] + 3
    sketch.words(x, top(0) + 12, "Lihat SOP-2-").words(x, top(0) + 22, "16/17000/2024")
    step = only(sketch.pdf()).steps[0]
    assert step.note == "Lihat SOP-2-16/17000/2024"
    assert step.related_procedure == "SOP-2-16/17000/2024"


def test_an_answer_of_several_words_over_two_lines_is_an_answer() -> None:
    steps = (*STEPS, ("Menyimpan salinan", "Surat", "5 menit", "Salinan"))
    sketch = Sketch().table(NAMES, steps).diamond(middle(1), level(1))
    for row in (0, 2, 3):
        sketch.box(middle(0), level(row))
    sketch.arrow((middle(1) - 20, level(1)), (middle(0), level(1)), (middle(0), level(2) - 10))
    sketch.arrow((middle(1), level(1) + 12), (middle(1), level(3)), (middle(0) + 20, level(3)))
    sketch.words(middle(1) + 4, level(2), "Tidak butuh").words(middle(1) + 4, level(2) + 9, "arsip")
    got = only(sketch.pdf()).steps[1].decision
    assert got
    assert (got.approve_row, got.return_row) == (3, 4)


def test_answers_above_and_below_a_line_that_parts_go_up_and_down() -> None:
    sketch = Sketch().table(NAMES, STEPS).diamond(middle(0), level(1))
    sketch.box(middle(1), level(0)).box(middle(1), level(2))
    sketch.arrow((middle(0) + 20, level(1)), (middle(1), level(1)), (middle(1), level(0) + 10))
    sketch.arrow((middle(1) - 2, level(1)), (middle(1) - 2, level(2) - 10))
    sketch.words(middle(0) + 40, level(1) - 4, "T").words(middle(0) + 40, level(1) + 10, "Y")
    got = only(sketch.pdf()).steps[1].decision
    assert got
    assert (got.approve_row, got.return_row) == (3, 1)


def test_two_ways_on_without_a_word_are_both_kept() -> None:
    sketch = Sketch().table(NAMES, STEPS).diamond(middle(0), level(0))
    sketch.box(middle(0), level(1)).box(middle(1), level(2))
    sketch.arrow((middle(0), level(0) + 12), (middle(0), level(1) - 10))
    sketch.arrow((middle(0) + 20, level(0)), (middle(1), level(0)), (middle(1), level(2) - 10))
    got = only(sketch.pdf()).steps[0].decision
    assert got
    assert (got.approve_row, got.return_row) == (2, 3)


def test_columns_whose_rule_is_lost_are_parted_by_their_numbers() -> None:
    edges = columns(2)
    sketch = Sketch().table(("", "Kepala Seksi"), (("", "", "", ""), *STEPS))
    sketch.strokes = [one for one in sketch.strokes if one not in Sketch().line(
        (edges[3], TOP + HEAD), (edges[3], TOP + 2 * HEAD + 4 * ROW)).strokes]  # fmt: skip
    sketch.strokes = [one for one in sketch.strokes if "(1)" not in one]
    for number, x in enumerate(edges[:-1], start=1):
        sketch.words(x + 10, top(0) + 30, str(number))
    sketch.words(edges[2] + 3, TOP + HEAD + 14, "Staf").box(middle(0), level(1))
    got = only(sketch.pdf())
    assert got.performers == NAMES
    assert len(got.steps) == 3
    assert got.steps[0].performers == ("Staf",)


def test_a_name_higher_than_its_cell_is_read_whole() -> None:
    names = ("", "Kepala Seksi")
    sketch = Sketch().table(names, STEPS)
    for k, word in enumerate(("Pengelola", "Keuangan", "Daerah")):
        sketch.words(LEFT + 180, TOP + HEAD + 4 + 9 * k, word)
    assert only(sketch.pdf()).performers == ("Pengelola Keuangan Daerah", "Kepala Seksi")


def test_the_head_of_a_group_stays_a_head_where_its_edges_are_those_of_many_cells() -> None:
    """Each cell is a box of its own, and the lower edge of "Mutu Baku" is that of four."""
    sketch = Sketch().table(NAMES, STEPS)
    edges = columns(2)
    sketch.strokes = [one for one in sketch.strokes if not one.endswith(" S")]
    sketch.rect(edges[4], TOP, edges[-2] - edges[4], HEAD)
    sketch.rect(edges[2], TOP, edges[4] - edges[2], HEAD)
    for left, right in pairwise(edges):
        for row in range(-1, 3):
            y = TOP + HEAD if row < 0 and left >= edges[2] and right < edges[-1] else top(row)
            y = TOP if row < 0 and y == top(row) else y
            sketch.rect(left, y, right - left, top(row + 1) - y)
    sketch.box(middle(0), level(0))
    got = only(sketch.pdf())
    assert got.performers == NAMES
    assert got.steps[0].outputs == ("Konsep surat",)


def test_a_list_whose_numbers_stand_in_the_middle_of_their_items_is_read_item_by_item() -> None:
    sketch = Sketch().table(NAMES, STEPS).box(middle(0), level(0))
    for x in (40, 140, 500):
        sketch.line((x, 10), (x, 50))
    for y in (10, 50):
        sketch.line((40, y), (500, y))
    sketch.words(44, 32, "Dasar Hukum")
    sketch.words(144, 25, "1.").words(144, 43, "2.")
    for y, text in ((21, "Peraturan Daerah tentang"), (29, "Arsip;"), (43, "Peraturan Gubernur")):
        sketch.words(170, y, text)
    assert only(sketch.pdf()).legal_basis == (
        "Peraturan Daerah tentang Arsip",
        "Peraturan Gubernur",
    )


def test_an_arrow_that_is_a_small_picture_is_an_arrow() -> None:
    """From the right of the diamond, up, to the box in the column beside it."""
    sketch = Sketch().table(NAMES, STEPS).diamond(middle(0), level(1))
    sketch.box(middle(1), level(0)).box(middle(0), level(2))
    sketch.arrow((middle(0), level(1) + 12), (middle(0), level(2) - 10))
    wide, high = int(middle(1) - middle(0)) - 20 + 4, int(level(1) - level(0)) - 10
    rows = [[" "] * wide for _ in range(high)]
    for x in range(wide - 4):
        rows[-1][x] = "#"
    for y in range(high):
        half = y // 2 if y < 7 else 0
        for x in range(wide - 4 - half, wide - 3 + half):
            rows[y][x] = "#"
    sketch.picture(middle(0) + 20, level(0) + 10, ["".join(row) for row in rows], 1.0)
    got = only(sketch.pdf()).steps[1].decision
    assert got
    assert (got.approve_row, got.return_row) == (3, 1)


def test_a_second_question_within_a_step_is_no_way_out_of_it() -> None:
    """Two diamonds in one row: "Tidak" leads from the first to the second."""
    sketch = Sketch().table(NAMES, (*STEPS, STEPS[2])).box(middle(0), level(0))
    sketch.diamond(middle(0), level(1)).diamond(middle(1), level(1))
    sketch.box(middle(1), level(2)).box(middle(0), level(3))
    sketch.arrow((middle(0), level(0) + 10), (middle(0), level(1) - 12))
    sketch.arrow((middle(0) + 20, level(1)), (middle(1) - 20, level(1)))
    sketch.words(middle(0) + 40, level(1) - 4, "Tidak")
    sketch.arrow((middle(0), level(1) + 12), (middle(0), level(3) - 10))
    sketch.arrow((middle(1), level(1) + 12), (middle(1), level(2) - 10))
    got = only(sketch.pdf()).steps[1].decision
    assert got
    assert (got.approve_row, got.return_row) == (3, 4)


def test_a_short_arrow_that_is_a_small_picture_has_one_head() -> None:
    sketch = Sketch().table(NAMES, STEPS).diamond(middle(0), level(0), high=44)
    sketch.box(middle(0), level(1), high=44).box(middle(1), level(2))
    rows = ["   ##   "] * 10 + ["########", "  ####  ", "   ##   "]
    rows[11:11] = [" ###### "]
    sketch.picture(middle(0) - 4, level(0) + 22, rows, 1.1)
    sketch.arrow((middle(0) + 20, level(0)), (middle(1), level(0)), (middle(1), level(2) - 10))
    got = only(sketch.pdf()).steps[0].decision
    assert got
    assert (got.approve_row, got.return_row) == (2, 3)


def test_a_symbol_drawn_over_two_columns_is_done_by_both_and_one_that_leans_over_by_one() -> None:
    sketch = Sketch().table(NAMES, STEPS).box(columns(2)[3], level(0), wide=130)
    sketch.box(middle(0) + 20, level(1), wide=90)
    sketch.arrow((columns(2)[3], level(0) + 10), (columns(2)[3], level(1) - 10))
    got = only(sketch.pdf())
    assert [one.performers for one in got.steps[:2]] == [NAMES, ("Staf",)]


@pytest.mark.skipif(bool(lacking()), reason="reading pictures needs the optional packages")
def test_a_flow_that_is_a_picture_over_a_table_of_words_is_read() -> None:
    fine, left, up = 3, columns(2)[2], top(0)
    wide, high = int(fine * 2 * PERFORMER), int(fine * 3 * ROW)
    rows = [[" "] * wide for _ in range(high)]

    def stroke(x0: float, y0: float, x1: float, y1: float, thick: int = 3) -> None:
        for y in range(int(fine * (y0 - up)), int(fine * (y1 - up)) + thick):
            for x in range(int(fine * (x0 - left)), int(fine * (x1 - left)) + thick):
                rows[y][x] = "#"

    for k, row in ((0, 0), (1, 1), (0, 2)):
        x, y = middle(k), level(row)
        for a, b in ((-10, -10), (10, 10)):
            stroke(x - 22, y + a, x + 22, y + b)
        stroke(x - 22, y - 10, x - 22, y + 10)
        stroke(x + 22, y - 10, x + 22, y + 10)
    stroke(middle(0) + 22, level(0), middle(1), level(0))
    stroke(middle(1), level(0), middle(1), level(1) - 10)
    sketch = Sketch().picture(left, up, ["".join(row) for row in rows], 1 / fine)
    got = only(sketch.table(NAMES, STEPS).pdf())
    assert [one.performers for one in got.steps] == [("Staf",), ("Kepala Seksi",), ("Staf",)]
    assert got.steps[2].inputs == ("Surat",)


GROUND = [
    "".join("#" if x % 40 == 0 and y % 7 == 0 else " " for x in range(210)) for y in range(149)
]


@pytest.mark.skipif(bool(lacking()), reason="reading pictures needs the optional packages")
def test_a_ground_over_all_of_the_page_takes_no_word_from_the_table(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A letterhead or a watermark: the words of the file are exact, those of an eye are not."""

    def eye(*_: object) -> None:
        raise AssertionError("the words were in the file")

    monkeypatch.setattr(sight, "texts_in", eye)
    plain = only(Sketch().table(NAMES, STEPS).pdf())
    over = only(Sketch().picture(0, 0, GROUND, 4.0).table(NAMES, STEPS).pdf())
    assert over == plain
    drawn = chart().strokes
    ground = Sketch().picture(0, 0, GROUND, 4.0)
    ground.strokes += drawn
    assert only(ground.pdf()) == only(chart().pdf())


def test_pictured_pages_behind_a_table_of_words_are_no_reason_to_refuse_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Forms and photos are appended as scans; a flow that no eye can see leaves its words."""

    def eye(*_: object, **__: object) -> None:
        raise TooSlow("Terlalu lama.")

    monkeypatch.setattr(reader, "seen_on", eye)
    scans = [Sketch().picture(0, 0, GROUND, 4.0) for _ in range(25)]
    assert only(chart().pdf(*scans)) == only(chart().pdf())
    silent = Sketch().table(NAMES, STEPS)
    over = Sketch().picture(0, 0, GROUND, 4.0).table(NAMES, STEPS)
    assert only(over.pdf(*scans)) == only(silent.pdf())


def test_a_logo_is_no_arrow() -> None:
    rows = ["#" * 30 if y % 2 else "# " * 15 for y in range(30)]
    sketch = chart().picture(60, 5, rows, 1.0)
    assert only(sketch.pdf()) == only(chart().pdf())


def crowd(word: str, wide: int, high: int) -> str:
    """A page full of one word."""
    return "\n".join(
        f"BT /F 4 Tf {x} {y} Td ({word}) Tj ET"
        for y in range(5, 590, high)
        for x in range(5, 836, wide)
    )


CROWDS = {
    "answers": crowd("Ya", 12, 4),
    "numbers": crowd("1.", 12, 4) + "\n" + crowd("a", 13, 5),
    "covers": crowd("a", 20, 8)
    + "\n1 g\n"
    + "\n".join(f"{x} {y} 400 300 re f" for x in range(0, 840, 12) for y in range(0, 590, 9)),
    "pictures": "\n".join(
        f"q 20 0 0 20 {x} {y} cm BI /W 40 /H 40 /CS /G /BPC 8 /F /AHx ID {'00FF' * 800}> EI Q"
        for x in range(0, 840, 30)
        for y in range(0, 590, 30)
    ),
}


@pytest.mark.parametrize("name", sorted(CROWDS))
def test_a_crowded_page_ends_in_time(name: str) -> None:
    start = time.process_time()
    with suppress(ReadingError):
        read(Sketch().draw(CROWDS[name]).table(NAMES, STEPS).pdf(), "x.pdf")
    assert time.process_time() - start < 30
