"""What must never be seen on a page, counted by the judge from the finished drawing."""

from dataclasses import replace
from functools import cache

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Box, Connector, Drawing, Page, Symbol, Text
from tatalaksana.core.drawing.judge import Faults, Verdict, judge
from tatalaksana.core.drawing.paper import SCREEN, paper, papers
from tatalaksana.core.procedure.model import Decision, Procedure, Step
from tests.core.drawing.drawn_procedures import GOLD, any_procedure, drawn
from tests.core.drawing.hard_procedures import FAR_RETURN, HARD, TWENTY

HARDEST = ("000-01", "001-05")
SEEDS = st.integers(0, 10**6)
# a smaller seed is no smaller procedure: shrinking would cost minutes and tell nothing
QUICKLY = settings(
    max_examples=3, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate)
)


@cache
def verdict(name: str) -> Verdict:
    return judge(drawn(name))


@pytest.mark.parametrize("name", GOLD)
def test_real_procedures_are_drawn_without_fault(name: str) -> None:
    assert verdict(name).faults == Faults()


@pytest.mark.parametrize("name", HARDEST)
@pytest.mark.parametrize("page", [*papers(), SCREEN], ids=lambda page: page.name)
def test_every_paper_holds_the_hardest_ones(name: str, page) -> None:
    assert judge(arrange(GOLD[name], page)).faults == Faults()


@pytest.mark.parametrize("name", HARDEST)
@pytest.mark.parametrize("page", papers(), ids=lambda page: page.name)
def test_every_paper_holds_the_hardest_ones_upright(name: str, page) -> None:
    assert judge(arrange(GOLD[name], page.portrait())).faults == Faults()


@pytest.mark.parametrize("procedure", HARD, ids=lambda procedure: procedure.title)
def test_hard_procedures_are_drawn_without_fault(procedure: Procedure) -> None:
    page = paper("A4")
    drawing = arrange(procedure, page if procedure is TWENTY else page.portrait())
    assert judge(drawing).faults == Faults()
    assert not drawing.remarks


@pytest.mark.parametrize("page", papers(), ids=lambda page: page.name)
def test_every_paper_holds_twenty_performers_upright(page) -> None:
    drawing = arrange(TWENTY, page.portrait())
    assert judge(drawing).faults == Faults()
    assert not [remark for remark in drawing.remarks if not remark.startswith("Huruf tabel")]


def test_a_return_over_forty_rows_and_five_pages_is_drawn() -> None:
    drawing = arrange(FAR_RETURN, paper("A4"))
    assert len(drawing.pages) >= 6
    back = [e for page in drawing.pages for e in page.elements
            if isinstance(e, Connector) and (e.from_row, e.to_row) == (44, 2)]  # fmt: skip
    assert len(back) == 2  # into a lettered pentagon, and out of its partner


@QUICKLY
@given(SEEDS)
def test_any_procedure_is_drawn_without_fault(seed: int) -> None:
    assert judge(arrange(any_procedure(seed, most_steps=12), paper("F4"))).faults == Faults()


@QUICKLY
@given(SEEDS, st.sampled_from(papers()), st.floats(6, 14), st.floats(5, 15))
def test_any_procedure_is_drawn_without_fault_upright(seed: int, page, size, margin) -> None:
    upright = replace(page.portrait(), size=size, margin=margin)
    procedure = any_procedure(seed, most_steps=12)
    assert judge(arrange(procedure, upright)).faults == Faults()


@QUICKLY
@given(SEEDS)
def test_any_procedure_is_drawn_without_fault_on_the_screen(seed: int) -> None:
    assert judge(arrange(any_procedure(seed, most_steps=12), SCREEN)).faults == Faults()


@pytest.mark.parametrize("name", ["A4", "F4"])
@pytest.mark.parametrize("columns", [(19, 18), (0, 1), (18, 17, 19), (1, 2, 0), (9, 8, 10)])
def test_two_answers_below_neighbouring_performers_are_both_read(
    columns: tuple[int, int], name: str
) -> None:
    # twenty narrow columns; no side of the diamond has room for a word, so both lines go down
    names = tuple(f"Analis {number}" for number in range(20))
    silent = Step(row=1, no="1", activities=("Menyusun",), performers=())
    decides = Decision(approve_row=None, return_row=1)
    last = replace(silent, row=2, performers=tuple(names[at] for at in columns), decision=decides)
    procedure = Procedure(title="Surat", performers=names, steps=(silent, last))
    drawing = arrange(procedure, paper(name))
    words = {e.label.text for e in drawing.pages[-1].elements
             if isinstance(e, Connector) and e.label}  # fmt: skip
    assert words == {"Ya", "Tidak"}
    assert judge(drawing).faults == Faults()


@pytest.mark.parametrize(
    ("columns", "name", "rows"),
    [
        (3, "A3", [(2, (4, 4)), (0, None), (2, (4, 2)), (0, (4, 3))]),
        (8, "Letter", [(0, (5, 1)), (0, (5, 1)), (5, (5, 2)), (2, None), (0, (5, 5))]),
    ],
)
def test_no_arrow_to_a_crowded_decision_is_lost(columns: int, name: str, rows) -> None:
    # every entrance, or the only way to one, was taken before the pentagon's line was led
    names = tuple(f"Analis {number}" for number in range(columns))
    steps = tuple(
        Step(row=row, no=str(row), activities=("Memeriksa",), performers=(names[at],),
             decision=ways and Decision(approve_row=ways[0], return_row=ways[1]))
        for row, (at, ways) in enumerate(rows, 1)
    )  # fmt: skip
    drawing = arrange(Procedure(title="Surat", performers=names, steps=steps), paper(name))
    assert not [remark for remark in drawing.remarks if "tidak tergambar" in remark]
    assert judge(drawing).faults == Faults()


@pytest.mark.parametrize("chief", [0, 1, 18])
def test_a_decision_of_all_nineteen_has_room_for_both_answers_upright(chief: int) -> None:
    """Beside each other the answers would stand on one another, or outside the table."""
    names = tuple(f"Pejabat {n}" for n in range(19))
    all_of_them = (names[chief], *(name for name in reversed(names) if name != names[chief]))
    steps = (
        Step(row=1, no="1", activities=("Menyusun",), performers=(names[5],)),
        Step(row=2, no="2", activities=("Membahas",), performers=all_of_them,
             decision=Decision(approve_row=3, return_row=1)),
        Step(row=3, no="3", activities=("Mengarsipkan",), performers=(names[7],)),
    )  # fmt: skip
    procedure = Procedure(title="Rapat", performers=names, steps=steps)
    for name in ("A4", "F4", "Letter", "Legal"):
        assert judge(arrange(procedure, paper(name).portrait())).faults == Faults()


def test_few_lines_cross() -> None:
    verdicts = [verdict(name) for name in GOLD]
    assert sum(v.crossings for v in verdicts) <= 0.03 * sum(v.connectors for v in verdicts)
    assert sum(v.bends for v in verdicts) <= 1.2 * sum(v.connectors for v in verdicts)


def spoilt(drawing: Drawing, change) -> Faults:
    """The faults once every element of the table went through `change`."""
    last = drawing.pages[-1]
    page = Page(last.width, last.height, tuple(change(e) for e in last.elements))
    return judge(replace(drawing, pages=(*drawing.pages[:-1], page))).faults


def test_the_judge_sees_what_is_spoilt() -> None:
    drawing = drawn("001-03")

    def longer(e):
        return replace(e, text=e.text + "x" * 99) if isinstance(e, Text) else e

    def shorter(e):
        return replace(e, points=(e.points[0], (1.0, 1.0))) if isinstance(e, Connector) else e

    def lower(e):
        return replace(e, box=Box(e.box.x, 9999, 5, 5)) if isinstance(e, Symbol) else e

    def wider(e):
        box = e.box if isinstance(e, Symbol) else None
        return replace(e, box=Box(box.x, box.y - 40, 9, 80)) if box else e

    assert spoilt(drawing, longer).text_overflowing
    assert spoilt(drawing, shorter).loose_ends
    assert spoilt(drawing, lower).off_page
    assert spoilt(drawing, wider).connectors_through_symbols
    assert spoilt(drawing, wider).symbols_overlapped
