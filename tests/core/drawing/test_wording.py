"""The table loses no unit of a time, and shows who of several answers for a step."""

from dataclasses import replace
from decimal import Decimal

import pytest

from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.drawing import Connector, Symbol, Text, Way
from tatalaksana.core.drawing.judge import judge, on_edge
from tatalaksana.core.drawing.paper import Parts, paper
from tatalaksana.core.drawing.words import steps_as_text
from tatalaksana.core.procedure.model import Duration, Procedure, Step, Unit

NAMES = ("Sekda", "Asisten", "Kabag", "Kasubbag", "Staf")
TABLE = replace(paper("A4"), parts=Parts.TABLE)


def step(row: int, *names: str, time: str = "", length: Duration | None = None) -> Step:
    return Step(row=row, no=str(row), activities=("Memeriksa",), performers=names,
                duration=length, duration_text=time)  # fmt: skip


def lasting(*times: tuple[str, int, Unit | None]) -> Procedure:
    steps = tuple(
        step(row, NAMES[0], time=text, length=Duration(Decimal(value), unit) if unit else None)
        for row, (text, value, unit) in enumerate(times, 1)
    )
    return Procedure(title="Surat", performers=NAMES, steps=steps)


def cells(procedure: Procedure) -> list[str]:
    (table,) = (table for page in arrange(procedure, TABLE).pages for table in page.tables)
    return [p.text for cell in table.cells for p in cell.paragraphs]


def test_a_unit_that_all_bare_times_share_stands_in_the_title() -> None:
    procedure = lasting(("2", 2, Unit.DAY), ("0,5", 1, Unit.DAY), ("3 Jam", 3, Unit.HOUR))
    found = cells(procedure)
    assert "Waktu (hari)" in found
    assert {"2", "0,5", "3 Jam"} <= set(found)
    lines = [e.text for e in arrange(procedure, TABLE).pages[0].elements if isinstance(e, Text)]
    assert "(hari)" in " ".join(lines)
    assert judge(arrange(procedure, TABLE)).faults.total == 0


@pytest.mark.parametrize("other", [("15", 15, Unit.MINUTE), ("4", 4, None)])
def test_bare_times_of_several_units_have_each_its_own(other) -> None:
    found = cells(lasting(("2", 2, Unit.DAY), other))
    assert "Waktu" in found
    assert "2 Hari" in found


def test_times_that_tell_their_unit_and_no_times_stay_as_printed() -> None:
    found = cells(lasting(("2 hari", 2, Unit.DAY), ("-", 1, None), ("", 1, Unit.WEEK)))
    assert {"Waktu", "2 hari", "-", "1 Minggu"} <= set(found)


def test_the_picture_in_words_tells_the_unit() -> None:
    assert "Waktu: 2 Hari." in steps_as_text(lasting(("2", 2, Unit.DAY)))[0]


@pytest.mark.parametrize("main", NAMES)
def test_the_flow_enters_and_leaves_a_meeting_by_who_answers_for_it(main: str) -> None:
    others = [name for name in NAMES if name != main]
    for before, behind in (("Sekda", "Staf"), ("Staf", "Staf"), ("Kabag", "Asisten")):
        steps = (step(1, before), step(2, main, *others), step(3, behind), step(4, before))
        drawing = arrange(Procedure(title="Rapat", performers=NAMES, steps=steps), TABLE)
        elements = [e for page in drawing.pages for e in page.elements]
        own = next(e for e in elements if isinstance(e, Symbol) and e.row == 2
                   and e.role == NAMES.index(main))  # fmt: skip
        lines = [e for e in elements if isinstance(e, Connector) and e.way is not Way.JOIN]
        assert all(on_edge(e.points[-1], own.box) for e in lines if e.to_row == 2)
        assert all(on_edge(e.points[0], own.box) for e in lines if e.from_row == 2)
        assert judge(drawing).faults.total == 0
