"""Our own workbooks read back: what the pen draws, the reader finds."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.pens.xlsx import PEN
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tests.core.reading.papers import any_paper
from tests.files.round_trip import bundled, came_back, without_conditions


def drawn(procedure: Procedure) -> bytes:
    return PEN.draw(arrange(procedure))[0][1]


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
    (got,) = read(drawn(meant), "acak.xlsx")
    assert without_conditions(got.procedure) == meant


def test_performers_and_branches_rest_on_symbols_and_arrows() -> None:
    (got,) = read(drawn(bundled()["001-01"]), "x.xlsx")
    assert {(one.field, one.source) for one in got.evidence} == {
        ("performers", "mark"), ("decision", "arrow"),
    }  # fmt: skip
    assert min(one.sure for one in got.evidence) > 0.9
