"""Lines in the channels of a page keep apart."""

from itertools import pairwise

from tatalaksana.core.drawing.drawing import Point
from tatalaksana.core.drawing.grid import NORTH, SOUTH, Gate, Grid
from tatalaksana.core.drawing.judge import alongside

CLOSE = 0.2  #: millimetres between two channels that nobody could tell apart in print
LINE = (20.0, 10.0), (20.0, 30.0)


def grid() -> Grid:
    return Grid([0.0, 20.0, 20.0 + CLOSE, 40.0], [0.0, 10.0, 30.0, 40.0])


def second_line(one: Grid) -> list[Point]:
    found = one.way([Gate((20.0 + CLOSE, -5.0), SOUTH)], [Gate((20.0 + CLOSE, 45.0), NORTH)])
    assert found is not None
    return found


def test_two_lines_never_run_in_channels_that_look_like_one() -> None:
    one = grid()
    first = one.way([Gate((20.0, 5.0), SOUTH)], [Gate((20.0, 35.0), NORTH)])
    assert first == [(20.0, 5.0), (20.0, 35.0)]
    assert not any(alongside(LINE, other) for other in pairwise(second_line(one)))


def test_no_line_runs_close_to_a_straight_link() -> None:
    one = grid()
    one.occupy(*LINE)
    assert not any(alongside(LINE, other) for other in pairwise(second_line(one)))
