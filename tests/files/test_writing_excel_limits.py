"""Hostile words, and what a workbook cannot hold: nothing breaks and nothing is lost."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.drawing.arrange import arrange, bound
from tatalaksana.core.drawing.drawing import (
    Part,
)
from tatalaksana.core.drawing.metrics import clean
from tatalaksana.core.drawing.paper import SCREEN, paper
from tatalaksana.core.drawing.sheets import MOST_LETTERS, MOST_LINES
from tatalaksana.core.procedure.model import Procedure, Step
from tests.core.drawing.drawn_procedures import GOLD, any_procedure, drawn
from tests.core.drawing.workbooks import (
    data_of,
    found,
    opened,
    pages_of,
    part_of,
    texts,
)

HOSTILE = (
    "=1+1", "+62", "-1", "@SUM(A1)", "=HYPERLINK(\"http://x\")", "'teks", "_x0041_", "a_x000D_b",
    "</t></is>", "&amp;", "  dua  spasi", "\x00\x08\x0b\x1f", "\ud800", "\ufffe", "= 1", "\t=1",
)  # fmt: skip


def test_what_looks_like_a_formula_is_text_and_stays_text_when_edited() -> None:
    steps = tuple(
        Step(row=row, no="=1", activities=(text,), performers=("=A1",), note="@x")
        for row, text in enumerate(HOSTILE, 1)
    )
    drawing = arrange(Procedure(title="=1+1", agency=HOSTILE, performers=("=A1",), steps=steps))
    seen = set[str]()
    for sheet in opened(drawing):
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.value is not None):
            assert cell.data_type in "sn"
            assert isinstance(cell.value, str)
            seen.add(cell.value)
            if cell.value[0] in "=+-@'":
                assert cell.quotePrefix
    data = zipfile.ZipFile(io.BytesIO(data_of(drawing)))
    assert all(b"<f>" not in data.read(name) for name in data.namelist())
    assert {clean(text) for text in HOSTILE if clean(text) and "_x" not in text} <= seen
    # a workbook reads _x0041_ as the letter A unless its first sign is told so
    assert "_x005F_x0041_" in seen


@settings(max_examples=20, deadline=None)
@given(st.lists(st.text(max_size=40), min_size=1, max_size=8))
def test_any_text_gives_a_workbook_that_opens(words: list[str]) -> None:
    step = Step(row=1, no="1", activities=tuple(words), performers=(words[0],))
    procedure = Procedure(
        title=words[-1], agency=tuple(words), performers=(words[0],), steps=(step,)
    )
    assert opened(arrange(procedure)).sheetnames == ["Identitas", "Bagan Alir"]


def test_a_text_longer_than_a_cell_goes_on_in_the_cell_below() -> None:
    words = " ".join(f"kata{number}" for number in range(9_000))
    endless = replace(SCREEN, margin=10.0)
    step = Step(row=1, no="1", activities=(words,), performers=("Kabag",))
    drawing = arrange(Procedure(title="Panjang", performers=("Kabag",), steps=(step,)), endless)
    sheet = opened(drawing).worksheets[0]
    cells = [text for text in texts(sheet) if "kata" in text]
    assert len(words) > MOST_LETTERS
    assert all(len(text) <= MOST_LETTERS for text in cells)
    assert "".join(cells).split() == words.split()


def test_a_cell_has_no_more_lines_than_it_can_hold() -> None:
    items = tuple(f"berkas {number}" for number in range(400))
    step = Step(row=1, no="1", activities=("a",), inputs=items, performers=("Kabag",))
    drawing = arrange(Procedure(title="Banyak", performers=("Kabag",), steps=(step,)), SCREEN)
    cells = [text for text in texts(opened(drawing).worksheets[0]) if "berkas" in text]
    assert all(text.count("\n") <= MOST_LINES for text in cells)
    assert "\n".join(cells).split("\n") == [f"- {item}" for item in items]


def test_a_row_higher_than_a_sheet_allows_is_several_rows_in_one_cell() -> None:
    words = " ".join(f"kata{number}" for number in range(600))
    step = Step(row=1, no="1", activities=(words,), performers=("Kabag",))
    drawing = arrange(Procedure(title="Tinggi", performers=("Kabag",), steps=(step,)), paper("A3"))
    sheet = opened(drawing)["Bagan Alir"]
    assert max(one.height for one in sheet.row_dimensions.values()) <= 409
    assert "".join(text for text in texts(sheet) if "kata" in text).split() == words.split()


def test_a_book_has_sheets_for_every_procedure_with_names_a_workbook_allows() -> None:
    titles = ("A/B: [C] * D? \\ 'E'", "Identitas", "identitas", "x" * 80, "", "x" * 80)
    one = GOLD["004-23"]
    drawings = [arrange(replace(one, title=title)) for title in titles]
    names = opened(bound(drawings, "Buku")).sheetnames
    assert len(names) == 2 * len(titles)
    assert len({name.casefold() for name in names}) == len(names)
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)
    assert not any(name.startswith("'") or name.endswith("'") for name in names)
    assert names[:2] == ["1 Identitas", "1 A B C D 'E"]


def test_pages_behind_the_chart_have_a_sheet_of_their_own() -> None:
    drawing = drawn("004-23")
    first = drawing.pages[0]
    assert first.foot is not None
    annex = replace(first, foot=replace(first.foot, number=3))
    names = opened(replace(drawing, pages=(*drawing.pages, annex))).sheetnames
    assert names == ["Identitas", "Bagan Alir", "Identitas (2)"]


def test_pages_are_numbered_through_the_book() -> None:
    drawing = drawn("001-05")
    for sheet, part in zip(opened(drawing), (Part.FIELDS, Part.STEPS), strict=True):
        first = pages_of(drawing, part)[0].foot
        assert first is not None
        assert sheet.page_setup.firstPageNumber == first.number
        assert sheet.page_setup.useFirstPageNumber
        assert sheet.oddFooter.right.text.strip() == f"Halaman &P dari {first.count}"


def test_a_footer_is_never_longer_than_a_workbook_allows() -> None:
    drawing = arrange(replace(GOLD["004-23"], title="R&D " * 60))
    for sheet in ("xl/worksheets/sheet1.xml", "xl/worksheets/sheet2.xml"):
        text = found(part_of(drawing, sheet), "string(//s:oddFooter)")
        assert len(text) <= 255
        assert "&&" in text


@settings(max_examples=5, deadline=None)
@given(st.integers(0, 10**6))
def test_any_procedure_gives_a_workbook_that_opens(seed: int) -> None:
    opened(arrange(any_procedure(seed, most_steps=12), paper("F4")))
