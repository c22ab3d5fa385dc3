"""The columns: fewest pages, names that can be read, then the least white."""

from dataclasses import replace
from itertools import permutations

import pytest

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.columns import GROWTH, Columns, word_widths
from tatalaksana.core.drawing.drawing import Drawing, Part, Text
from tatalaksana.core.drawing.flow import flow_of
from tatalaksana.core.drawing.judge import area, judge
from tatalaksana.core.drawing.legibility import legibility
from tatalaksana.core.drawing.paper import PageFormat, Parts, paper, papers
from tatalaksana.core.drawing.style import PLAIN
from tatalaksana.core.drawing.widths import Trial, chosen
from tatalaksana.core.drawing.wording import wording_of
from tatalaksana.core.procedure.model import Procedure, Step
from tests.core.drawing.drawn_procedures import GOLD
from tests.core.drawing.hard_procedures import NAMES, TWENTY

A4 = replace(paper("A4"), parts=Parts.TABLE)
UPRIGHT = [page.portrait() for page in papers()]


def trial(procedure: Procedure, page: PageFormat = A4) -> Trial:
    return Trial(wording_of(procedure), flow_of(procedure), page, PLAIN)


def parted(columns: Columns) -> tuple[list[float], float]:
    """The widths of the text columns, and that of a performer."""
    spans = [columns.text(column) for column in range(6)]
    left, right = columns.role(0)
    return [b - a for a, b in spans], right - left


def chart(drawing: Drawing) -> list[Text]:
    """The letters of the flow chart."""
    frames = [t.box for page in drawing.pages for t in page.tables if t.part is Part.STEPS]
    return [e for page in drawing.pages for e in page.elements
            if isinstance(e, Text) and any(map(e.box.meets, frames))]  # fmt: skip


@pytest.mark.parametrize("name", GOLD)
def test_no_move_of_a_text_column_saves_white(name: str) -> None:
    one = trial(GOLD[name])
    texts, each = parted(chosen(one.wording, one.flow, A4, PLAIN).columns)
    least = map(max, legibility().least, word_widths(one.wording, A4.size))
    bounds = list(zip(least, legibility().most, strict=True))
    for giver, taker in permutations(range(1, 6), 2):
        moved = list(texts)
        moved[giver] -= GROWTH
        moved[taker] += GROWTH
        if moved[giver] >= bounds[giver][0] and moved[taker] <= bounds[taker][1]:
            assert one.worth(moved, each) >= one.worth(texts, each)


def test_what_layouts_are_compared_by_is_the_white_of_the_drawing() -> None:
    names = ("Kabag", "Staf")
    steps = tuple(
        Step(row=row, no=str(row), activities=("Menyusun konsep surat " * row,),
             performers=(names[row % 2],))
        for row in range(1, 7)
    )  # fmt: skip
    procedure = Procedure(title="Surat", performers=names, steps=steps)
    one, drawing = trial(procedure), arrange(procedure, A4)
    pages, *_, white = one.worth(*parted(chosen(one.wording, one.flow, A4, PLAIN).columns))
    assert pages == len(drawing.pages) == 1
    letters = sum(area(text.box) for text in chart(drawing))
    flat = 2 * 14.0 * 7.0  # the two capsules are as high as boxes in this wide column
    assert white - letters == pytest.approx(judge(drawing).white, abs=flat)


@pytest.mark.parametrize("name", GOLD)
def test_performers_are_not_squeezed_to_save_a_page(name: str) -> None:
    one = trial(GOLD[name])
    _, each = parted(chosen(one.wording, one.flow, A4, PLAIN).columns)
    assert each >= legibility().legible


def test_names_stand_upright_only_where_that_saves_a_page() -> None:
    names = ("Bupati", "Sekretaris Daerah", "Asisten", "Kabag", "Kasubbag", "Pelaksana")
    short = tuple(
        Step(row=row, no=str(row), activities=("Memeriksa",), performers=(names[row % 6],))
        for row in range(1, 9)
    )
    drawing = arrange(Procedure(title="Surat", performers=names, steps=short), A4)
    assert len(drawing.pages) == 1
    assert not any(text.upright for text in chart(drawing))


@pytest.mark.parametrize("page", UPRIGHT, ids=lambda page: page.name)
def test_twenty_performers_stand_upright_with_letters_that_can_be_read(page: PageFormat) -> None:
    drawing = arrange(TWENTY, page)
    bounds = legibility()
    for text in chart(drawing):
        least = bounds.smallest_name if text.bold else bounds.smallest
        assert text.size >= least, text.text
    smaller = [remark for remark in drawing.remarks if remark.startswith("Huruf tabel dikecilkan")]
    assert len(smaller) == (page.name != "A3")


def test_letters_stay_as_asked_where_the_performers_fit() -> None:
    step = Step(row=1, no="1", activities=("a",), performers=(NAMES[0],))
    ten = Procedure(title="Sepuluh", performers=NAMES[:10], steps=(step,))
    drawing = arrange(ten, replace(A4.portrait(), size=9.0))
    assert not drawing.remarks
    assert {text.size for text in chart(drawing) if not text.bold} == {9.0}
