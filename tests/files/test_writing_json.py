"""JSON: what is drawn can be read back, and nothing is lost."""

import json

from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.drawing.arrange import bound, outlined
from tatalaksana.core.drawing.pens.json import PEN
from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.model import Procedure
from tests.core.drawing.drawn_procedures import GOLD
from tests.core.procedure.test_exchange import procedures


def written(*drawn: Procedure) -> bytes:
    ((ending, data),) = PEN.draw(bound([outlined(one) for one in drawn], "Uji"))
    assert ending == ".json"
    return data


@settings(max_examples=40)
@given(procedures())
def test_one_procedure_comes_back_equal(procedure: Procedure) -> None:
    assert procedure_from(json.loads(written(procedure))) == procedure


@settings(max_examples=10)
@given(st.lists(procedures(), min_size=2, max_size=3))
def test_several_come_back_as_a_list(several: list[Procedure]) -> None:
    assert [procedure_from(one) for one in json.loads(written(*several))] == several


def test_half_a_surrogate_pair_comes_back() -> None:
    procedure = Procedure(title="a\ud800b")
    assert procedure_from(json.loads(written(procedure))) == procedure


def test_a_person_can_read_it() -> None:
    text = written(GOLD["001-01"]).decode()
    assert text.startswith('{\n "title": "Pembuatan Surat')
    assert "\\u" not in text
