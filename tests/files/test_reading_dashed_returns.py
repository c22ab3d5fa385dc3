"""The refusal of a decision drawn with a dashed line on a small picture of the flow."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from tatalaksana.core.reading.page import Area, Kind
from tatalaksana.core.reading.scan.flow import flow_on
from tatalaksana.core.reading.scan.needs import lacking
from tests.files.pictured import Dot, pictured

pytestmark = pytest.mark.skipif(bool(lacking()), reason="the reader of pictures is not installed")

DOERS = (1, 1, 1, 2)  #: the columns of the symbols, row by row
UNDER = ((2.18, 3.5), (1.5, 3.5))  #: from the left corner of the diamond to below the boxes
BESIDE = ((2.84, 3.5), (3.5, 3.5))  #: from its right corner to the free column


def returned(
    back: Sequence[Dot], *, solid: int = 0, dash: tuple[int, int] = (3, 2),
    head: bool = True,
) -> list[int]:  # fmt: skip
    """The rows, from 1, to which directed lines leave the diamond of the last row."""
    data = pictured(DOERS, 4, diamond=3, arrows=True, back=back, solid=solid, dash=dash, head=head)
    flow = flow_on(data, Area(0, 0, 240, 240), [0, 60, 120, 180, 240], fitted=False)
    assert len(flow.shapes) == 4
    return [
        1 + int(flow.shapes[one.end].area.middle[1] // 60)
        for one in flow.connectors
        if one.start is not None and one.end is not None and one.directed
        and flow.shapes[one.start].kind is Kind.DIAMOND
    ]  # fmt: skip


@pytest.mark.parametrize("dash", [(3, 2), (4, 4), (5, 3), (6, 4)])
def test_a_dashed_return_leads_to_the_symbol_over_which_its_head_lies(dash: tuple[int, int]):
    assert returned([*UNDER, (1.5, 2.32)], solid=1, dash=dash) == [3]


def test_a_dashed_return_leads_past_the_symbols_over_which_it_goes():
    assert returned([*UNDER, (1.5, 0.32)], solid=1) == [1]
    assert returned([*UNDER, (1.5, 1.32)], solid=1) == [2]


@pytest.mark.parametrize("dash", [(3, 2), (4, 4), (5, 3), (6, 4)])
def test_a_dashed_return_beside_the_symbols_leads_to_the_one_at_its_height(dash: tuple[int, int]):
    assert returned([*BESIDE, (3.5, 1.4)], solid=1, dash=dash) == [2]


@pytest.mark.parametrize("solid", [0, 1, 2])
def test_a_return_that_turns_twice_is_followed_to_the_side_of_its_symbol(solid: int):
    assert returned([*BESIDE, (3.5, 0.5), (1.85, 0.5)], solid=solid) == [1]


def test_a_dashed_line_without_a_head_leads_nowhere():
    assert returned([*UNDER, (1.5, 0.32)], solid=1, head=False) == []
    assert returned([*BESIDE, (3.5, 1.4)], solid=1, head=False) == []


def test_a_head_between_two_rows_points_at_none():
    assert returned([*BESIDE, (3.5, 1.98)], solid=1) == []


def test_a_dashed_line_that_comes_from_no_decision_is_no_return():
    assert returned([(3.5, 3.9), (3.5, 1.4)]) == []
