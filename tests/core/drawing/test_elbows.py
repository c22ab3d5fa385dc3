"""A connector as a preset shape of Office runs where the drawing leads it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.drawing.drawing import Connector, Point
from tatalaksana.core.drawing.elbows import LEAST_SIDE, MOST_BENDS, elbow, led
from tests.core.drawing.drawn_procedures import GOLD, drawn

#: millimetres, whole and never nothing: a stretch is longer than any tolerance
STRETCHES = st.lists(st.integers(-90, 90).filter(bool), min_size=1, max_size=MOST_BENDS + 1)


def line_of(stretches: list[int], upright: bool) -> list[Point]:
    points = [(100.0, 100.0)]
    for number, far in enumerate(stretches):
        x, y = points[-1]
        points.append((x, y + far) if (number % 2 == 0) == upright else (x + far, y))
    return points


def near(one: Point, other: Point) -> bool:
    return abs(one[0] - other[0]) + abs(one[1] - other[1]) <= LEAST_SIDE + 1e-6


@given(STRETCHES, st.booleans())
def test_an_elbow_runs_through_the_corners_of_its_line(stretches: list[int], upright: bool) -> None:
    points = line_of(stretches, upright)
    found = elbow(points)
    assert found is not None
    assert len(led(found)) == len(points)
    assert all(map(near, led(found)[1:], points[1:]))


@given(STRETCHES, st.booleans())
def test_an_elbow_ends_at_its_symbol_and_begins_at_its_own_or_inside(
    stretches: list[int], upright: bool
) -> None:
    points = line_of(stretches, upright)
    found = elbow(points)
    assert found is not None
    (x, y), (a, b) = led(found)[0], points[0]
    inwards = (y - b, x - a) if upright else (x - a, y - b)
    away = -inwards[0] if stretches[0] > 0 else inwards[0]
    assert -1e-6 <= away <= 2 * LEAST_SIDE


@given(STRETCHES, st.booleans())
def test_the_bounds_of_an_elbow_hold_both_its_ends(stretches: list[int], upright: bool) -> None:
    points = line_of(stretches, upright)
    found = elbow(points)
    assert found is not None
    for x, y in (led(found)[0], points[-1]):
        assert found.bounds.x - 1e-6 <= x <= found.bounds.right + 1e-6
        assert found.bounds.y - 1e-6 <= y <= found.bounds.bottom + 1e-6


def test_a_line_back_to_the_same_column_has_a_width() -> None:
    found = elbow([(50.0, 10.0), (40.0, 10.0), (40.0, 60.0), (50.0, 60.0)])
    assert found is not None
    assert found.box.width == pytest.approx(LEAST_SIDE)
    assert led(found)[0][0] == pytest.approx(50.0 + LEAST_SIDE)  # inside the symbol at its right
    assert led(found)[1:] == [pytest.approx(p) for p in ((40.0, 10.0), (40.0, 60.0), (50.0, 60.0))]


def test_a_line_with_more_bends_than_any_preset_is_no_elbow() -> None:
    assert elbow(line_of([9] * (MOST_BENDS + 2), upright=False)) is None


@pytest.mark.parametrize("name", GOLD)
def test_every_connector_of_a_real_procedure_is_an_elbow(name: str) -> None:
    lines = [e for p in drawn(name).pages for e in p.elements if isinstance(e, Connector)]
    assert lines
    assert all(elbow(line.points) for line in lines)
