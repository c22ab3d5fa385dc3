"""A return makes void what was approved after the step the file goes back to."""

from datetime import UTC, datetime
from uuid import UUID

from tatalaksana.core.engine.events import Event, Kind, void


def deeds(*told):
    """Events from (kind, row, to_row) or (kind, row, to_row, data)."""
    return [
        Event(
            case=1, seq=seq, kind=kind, row=row, to_row=to_row, actor=1, position=1,
            at=datetime(2026, 11, 19, tzinfo=UTC), reason="x", data=(*data, "{}")[0],
            key=UUID(int=seq), id=seq, hash="",
        )
        for seq, (kind, row, to_row, *data) in enumerate(told, start=1)
    ]  # fmt: skip


UP = [
    (Kind.OPENED, 0, 1, '{"version": 1}'),
    (Kind.FINISHED, 1, 2),
    (Kind.APPROVED, 2, 3),
    (Kind.APPROVED, 3, 4),
]


def test_nothing_is_void_before_a_return():
    assert void(deeds(*UP)) == frozenset()


def test_the_approvals_after_the_drafter_are_void_when_the_draft_goes_back():
    assert void(deeds(*UP, (Kind.RETURNED, 4, 1))) == {3, 4}


def test_an_approval_before_the_step_it_goes_back_to_stands():
    assert void(deeds(*UP, (Kind.RETURNED, 4, 3))) == {4}


def test_a_superior_voids_as_the_sop_does():
    assert void(deeds(*UP, (Kind.SENT_BACK, 4, 2))) == {3, 4}


def test_the_rows_between_stand_when_the_file_comes_straight_back():
    """Their holders are not asked again, so their word must still count."""
    straight = (Kind.RETURNED, 4, 1, '{"straight_back": true}')
    assert void(deeds(*UP, straight)) == frozenset()


def test_a_new_approval_is_not_void():
    again = [(Kind.FINISHED, 1, 2), (Kind.APPROVED, 2, 3)]
    assert void(deeds(*UP, (Kind.RETURNED, 4, 1), *again)) == {3, 4}


def test_after_a_move_an_approval_stands_at_the_row_its_work_has_now():
    """Rows 2 and 3 became 3 and 4: a return from 5 to 4 asks the second approval again alone."""
    move = (Kind.MOVED, 4, 5, '{"rows": {"1": 1, "2": 3, "3": 4, "4": 5}, "version": 2}')
    assert void(deeds(*UP, move)) == frozenset()
    assert void(deeds(*UP, move, (Kind.RETURNED, 5, 4))) == {4}


def test_an_approval_without_a_place_in_the_new_version_stands():
    move = (Kind.MOVED, 4, 2, '{"rows": {"1": 1, "4": 2}, "version": 2}')
    assert void(deeds(*UP, move, (Kind.RETURNED, 2, 1))) == frozenset()


def test_a_move_to_an_earlier_step_asks_again_what_lies_after_it():
    move = (Kind.MOVED, 4, 3, '{"rows": {"1": 1, "2": 2, "3": 3, "4": 4}, "version": 2}')
    assert void(deeds(*UP, move)) == {4}


def test_a_move_gives_up_the_way_straight_back_and_the_rows_between_are_asked_again():
    straight = (Kind.RETURNED, 4, 1, '{"straight_back": true}')
    move = (Kind.MOVED, 1, 1, '{"rows": {"1": 1, "2": 2, "3": 3, "4": 4}, "version": 2}')
    assert void(deeds(*UP, straight, move)) == {3, 4}
