"""The tables of a page hold the whole texts, and every slot once."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.cells import lines_of
from tatalaksana.core.drawing.drawing import Connector, Drawing, Part, Rule, Symbol, Table, Text
from tatalaksana.core.drawing.metrics import clean
from tatalaksana.core.drawing.paper import SCREEN
from tatalaksana.core.drawing.tables import paragraphs_of
from tatalaksana.core.procedure.model import Procedure, Step
from tests.core.drawing.drawn_procedures import GOLD, any_procedure, drawn


def tables(drawing: Drawing, part: Part) -> list[Table]:
    return [table for page in drawing.pages for table in page.tables if table.part is part]


def shown(table: Table, step: int | None = None) -> list[str]:
    return [p.text for c in table.cells if step in (None, c.step) for p in c.paragraphs]


@pytest.mark.parametrize("name", GOLD)
def test_the_cells_cover_every_slot_of_their_table_once(name: str) -> None:
    for page in drawn(name).pages:
        for table in page.tables:
            slots = [
                (row, column)
                for cell in table.cells
                for row in range(cell.row, cell.row + cell.rows)
                for column in range(cell.column, cell.column + cell.columns)
            ]
            width, height = len(table.xs) - 1, len(table.ys) - 1
            assert sorted(slots) == [(r, c) for r in range(height) for c in range(width)]


@settings(max_examples=6, deadline=None)  # sixty steps each
@given(st.integers(0, 10_000))
def test_any_procedure_gives_whole_tables(seed: int) -> None:
    for page in arrange(any_procedure(seed)).pages:
        for table in page.tables:
            area = sum(cell.rows * cell.columns for cell in table.cells)
            assert area == (len(table.xs) - 1) * (len(table.ys) - 1)


@pytest.mark.parametrize("name", GOLD)
def test_every_text_stands_whole_in_its_cell(name: str) -> None:
    procedure = GOLD[name]
    found = [text for table in tables(drawn(name), Part.STEPS) for text in shown(table)]
    for step in procedure.steps:
        for text in (*step.activities, *step.inputs, *step.outputs):
            assert clean(text) in found
    lists = [text for table in tables(drawn(name), Part.LISTS) for text in shown(table)]
    for text in (*procedure.legal_basis, *procedure.qualifications, *procedure.warning):
        assert clean(text) in lists


@pytest.mark.parametrize("name", ["001-01", "004-15"])
def test_every_cell_lies_where_its_lines_are_drawn(name: str) -> None:
    for page in drawn(name).pages:
        boxes = [cell.box for table in page.tables for cell in table.cells if cell.paragraphs]
        answers = [e.label for e in page.elements if isinstance(e, Connector)]
        for text in (e for e in page.elements if isinstance(e, Text) and e not in answers):
            x, y = text.box.middle
            inside = [b for b in boxes if b.x <= x <= b.right and b.y <= y <= b.bottom]
            assert len(inside) == (0 if page.foot and y > page.tables[-1].box.bottom else 1)


def test_every_rule_of_the_table_is_an_edge_of_a_cell() -> None:
    for page in drawn("001-01").pages[1:]:
        (table,) = page.tables
        for rule in (e for e in page.elements if isinstance(e, Rule)):
            edges, at = (table.xs, rule.x1) if rule.x1 == rule.x2 else (table.ys, rule.y1)
            assert min(abs(at - edge) for edge in edges) < 0.01


def test_every_symbol_of_a_step_lies_in_one_cell_of_that_step() -> None:
    for page in drawn("001-01").pages[1:]:
        (table,) = page.tables
        for symbol in (e for e in page.elements if isinstance(e, Symbol)):
            x, y = symbol.box.middle
            (cell,) = [c for c in table.cells
                       if c.box.x < x < c.box.right and c.box.y < y < c.box.bottom]  # fmt: skip
            assert cell.step in (symbol.row, None)  # None: a pentagon in its strip
            assert cell.paragraphs == ()


def test_the_header_stands_on_every_page_and_names_the_performers_whole() -> None:
    procedure = GOLD["001-05"]
    heads = [
        [c.paragraphs[0].text for c in table.cells if c.row < table.heads]
        for table in tables(drawn("001-05"), Part.STEPS)
    ]
    assert len(heads) > 1
    assert all(head == heads[0] for head in heads)
    assert {*procedure.performers, "Pelaksana", "Mutu Baku", "Kegiatan"} <= set(heads[0])


def test_a_text_that_goes_on_over_the_page_loses_no_letter() -> None:
    words = " ".join(f"kata{i}" for i in range(1500))
    steps = (Step(row=1, no="1", activities=(words, "dua"), performers=("Kabag",)),)
    parts = [
        p
        for table in tables(arrange(Procedure(title="Surat", steps=steps)), Part.STEPS)
        for cell in table.cells
        if cell.step == 1 and cell.column == 1
        for p in cell.paragraphs
    ]
    assert " ".join(p.text for p in parts) == f"{words} dua"
    assert [p.goes_on for p in parts] == [False, *[True] * (len(parts) - 2), False]
    assert [p.mark for p in parts] == ["-", *[""] * (len(parts) - 2), "-"]


@given(st.lists(st.text(max_size=60), max_size=5), st.floats(5.0, 60.0))
def test_lines_join_to_the_texts_they_were_broken_from(texts: list[str], width: float) -> None:
    lines = lines_of(texts, width, 9.0, "-")
    found = paragraphs_of(lines)
    assert [p.text for p in found] == [clean(text) for text in texts if clean(text)]
    assert sum(p.lines for p in found) == len(lines)
    for p in found:
        assert all(0 < at < len(p.text) for at in p.parted)


def test_a_word_wider_than_its_cell_tells_where_the_picture_parts_it() -> None:
    (found,) = paragraphs_of(lines_of(("pertanggungjawaban",), 22.0, 9.0))
    assert [found.text[:at] for at in found.parted] == ["pertanggung"]


def test_pages_of_paper_have_a_foot_and_the_screen_has_none() -> None:
    pages = drawn("001-01").pages
    assert [page.foot.told for page in pages if page.foot] == [
        f"Halaman {n} dari {len(pages)}" for n in range(1, len(pages) + 1)
    ]
    assert arrange(GOLD["001-01"], SCREEN).pages[0].foot is None
