"""What hangs on a step: cases opened from it, waited for or not."""

import pytest

from tatalaksana.core.engine.links import followed, link, unawait
from tatalaksana.core.engine.state import (
    AlreadyDone,
    CaseState,
    Link,
    ReasonMissing,
    Suspended,
    suspend,
)

WAITED, FREE = Link(child=7, row=2, waits=True), Link(child=8, row=2, waits=False)


def test_linked_cases_hang_on_the_open_step():
    state = link(CaseState(row=2), 2, [7, 9], waits=True)
    assert state.links == (WAITED, Link(child=9, row=2, waits=True))
    assert (state.row, state.seq) == (2, 2)


def test_nothing_is_linked_to_a_step_that_is_not_open_or_stands():
    with pytest.raises(AlreadyDone):
        link(CaseState(row=2), 1, [7], waits=True)
    with pytest.raises(Suspended):
        link(suspend(CaseState(row=2), 2, "Menunggu."), 2, [7], waits=True)


def test_going_on_without_a_case_says_why_and_keeps_the_link():
    state = CaseState(row=2, links=(WAITED, FREE))
    with pytest.raises(ReasonMissing):
        unawait(state, 2, [7], " ")
    after = unawait(state, 2, [7], "Dinas X menyusul.")
    assert after.links == (Link(child=7, row=2, waits=False), FREE)


def test_links_follow_the_work_of_their_step_into_another_version():
    there = followed((WAITED, FREE), {"2": 5})
    assert [(one.row, one.waits) for one in there] == [(5, True), (5, False)]


def test_where_the_step_is_gone_nothing_waits_any_more():
    assert followed((WAITED,), {"1": 1}) == (Link(child=7, row=2, waits=False),)
