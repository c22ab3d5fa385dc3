"""The exchange format keeps everything a procedure says."""

import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.errors import ProcedureError
from tatalaksana.core.procedure.exchange import plain, procedure_from
from tatalaksana.core.procedure.model import Approver, Decision, Duration, Procedure, Step, Unit

GOLD = sorted((Path(__file__).parents[3] / "data/gold/procedures").glob("*.json"))
TEXT = st.text(min_size=1, max_size=20)
TEXTS = st.lists(TEXT, max_size=3).map(tuple)
DURATIONS = st.builds(
    Duration, st.decimals("0.25", 90, places=2, allow_nan=False), st.sampled_from(Unit)
)


@st.composite
def procedures(draw: st.DrawFn) -> Procedure:
    """Any procedure, sensible or not."""
    rows = draw(st.integers(0, 3))
    steps = tuple(
        Step(
            row=row,
            no=draw(st.none() | TEXT),
            activities=draw(TEXTS),
            performers=draw(TEXTS),
            decision=draw(
                st.none()
                | st.builds(
                    Decision,
                    approve_row=st.none() | st.integers(1, rows),
                    return_row=st.none() | st.integers(1, rows),
                    condition=TEXT,
                )
            ),
            inputs=draw(TEXTS),
            outputs=draw(TEXTS),
            duration=draw(st.none() | DURATIONS),
            duration_text=draw(st.text(max_size=9)),
            note=draw(st.text(max_size=9)),
            related_procedure=draw(st.none() | TEXT),
        )
        for row in range(1, rows + 1)
    )
    return Procedure(
        title=draw(TEXT),
        number=draw(st.none() | TEXT),
        agency=draw(TEXTS),
        created=draw(st.none() | st.dates(date(2000, 1, 1))),
        approved_by=draw(st.none() | st.builds(Approver, position=TEXT, name=TEXT, nip=TEXT)),
        legal_basis=draw(TEXTS),
        performers=draw(TEXTS),
        steps=steps,
    )


@settings(max_examples=40)
@given(procedures())
def test_what_is_written_comes_back_equal(procedure):
    assert procedure_from(json.loads(json.dumps(plain(procedure)))) == procedure


@pytest.mark.parametrize("file", GOLD, ids=lambda file: file.stem)
def test_the_gold_files_are_in_the_exchange_format(file):
    gold = json.loads(file.read_text("utf-8"))
    written = plain(procedure_from(gold))
    assert {key: gold[key] for key in written if key != "steps"} == {
        key: value for key, value in written.items() if key != "steps"
    }


def test_half_a_day_stays_half_a_day():
    step = Step(
        row=1, no="1", activities=("a",), performers=(), duration=Duration(Decimal("0.5"), Unit.DAY)
    )
    assert plain(Procedure(title="x", steps=(step,)))["steps"][0]["duration"]["value"] == 0.5


def test_a_foreign_json_is_refused_with_the_way_to_mend_it():
    with pytest.raises(ProcedureError, match="format pertukaran"):
        procedure_from({"judul": "x"})
