"""Arrows of a chart as they were seen in documents: what they say of a branch."""

from tatalaksana.core.reading.understand.arrows import Fork, Way, fork, label_of


def way(row: int, label: str = "", *, diamond: bool = True, sure: bool = True) -> Way:
    return Way(row, label, diamond, sure)


def test_labels_tell_both_ends() -> None:
    assert fork(2, [way(4, "yes"), way(1, "no")], 6) == Fork(4, 1, sure=True)


def test_without_labels_the_way_up_is_the_return() -> None:
    assert fork(2, [way(4), way(2)], 6) == Fork(4, 2, sure=True)


def test_no_may_lead_onward_past_a_step() -> None:
    assert fork(3, [way(5, "yes"), way(6, "no")], 8) == Fork(5, 6, sure=True)


def test_a_symbol_beside_the_diamond_is_a_return_to_the_same_step() -> None:
    assert fork(2, [way(4, "yes"), way(3)], 6) == Fork(4, 3, sure=True)


def test_two_diamonds_of_a_step_lead_on_past_each_other() -> None:
    out = [way(5, "no"), way(6, "no"), way(7)]
    assert fork(5, out, 8) == Fork(7, 5, sure=True)


def test_an_arrow_of_a_box_is_no_branch() -> None:
    assert fork(2, [way(4, diamond=False)], 6) is None
    assert fork(2, [], 6) is None


def test_heads_that_are_missing_make_it_less_sure() -> None:
    found = fork(2, [way(4, "yes", sure=False), way(1, "no")], 6)
    assert found is not None
    assert not found.sure


def test_labels_of_many_wordings() -> None:
    assert [label_of(one) for one in ("Ya", "Y", "ya, lengkap", "Sesuai")] == ["yes"] * 4
    assert [label_of(one) for one in ("T", "Tidak", "Tdk sesuai", "Belum valid")] == ["no"] * 4
    assert label_of("A") == label_of("Online") == ""
