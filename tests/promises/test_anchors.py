"""What no chain can prove of itself: that it ends where it ended. Anchors kept elsewhere do.

The attacker owns the database, turns its guards off, and computes every hash anew; the file of the
anchors, or a backup, she does not have.
"""

import json
from datetime import timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from tatalaksana.apps.cases.anchors import add_to_file, anchors_in_file, drop_anchors, kept_anchors
from tatalaksana.apps.cases.models import Case, ChainAnchor, Event
from tatalaksana.apps.cases.proofs.anchored import faults_of_anchors
from tatalaksana.apps.cases.standing import as_event
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.core.engine.anchors import AnchorUnreadable, anchors_in
from tatalaksana.core.engine.events import chained


@pytest.fixture
def anchored(run, tmp_path, settings):
    """An office with two cases, anchored in two nights; and the anchors kept elsewhere."""
    settings.DATA_FOLDER = tmp_path
    old, young = run("LUMAJANG", "Surat Keluar"), run("LUMAJANG", "Surat Masuk")
    old.forward()
    drop(old)
    old.forward()
    young.forward()
    drop(old)
    file = add_to_file(old.office.agency, "LUMAJANG")
    with connection.cursor() as cursor:
        cursor.execute("set constraints all immediate")
        for table in ("cases_event", "cases_chainanchor"):
            cursor.execute(f"alter table {table} disable trigger append_only")
    return old, young, list(anchors_in_file(file))


def drop(case):
    case.now += timedelta(hours=1)
    upto = Event.objects.latest("pk").pk
    return drop_anchors(case.office.agency, upto, case.now)


def told(case, anchors):
    """The numbers of the cases that the anchors name, None where they name none."""
    found = faults_of_anchors(case.office.agency, anchors)
    return {one.number if one else None for one, _ in found}


def sql(statement, *values):
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def rehashed(event, **changed):
    """The event written anew, its hash and the head of its case computed again."""
    for name, value in changed.items():
        setattr(event, name, value)
    before = Event.objects.get(case=event.case_id, seq=event.seq - 1).hash
    event.hash = chained(before, as_event(event))
    Event.objects.filter(pk=event.pk).update(hash=event.hash, **changed)
    Case.objects.filter(pk=event.case_id).update(head=event.hash)


def cut(case):
    """The last deed taken away, the case and its tasks set back to what they were before it."""
    key = case.started.case
    sql(
        "delete from cases_task where id = (select max(id) from cases_task where case_id = %s)", key
    )
    sql(
        "update cases_task set done_at = null, done_by_id = null, answer = '' where id ="
        " (select max(id) from cases_task where case_id = %s)", key,
    )  # fmt: skip
    sql("delete from cases_event where case_id = %s and seq = (select seq from cases_case"
        " where id = %s)", key, key)  # fmt: skip
    last = Event.objects.filter(case=key).latest("seq")
    Case.objects.filter(pk=key).update(
        seq=last.seq, head=last.hash, row=last.to_row, deed_row=last.row
    )


def test_an_office_at_work_is_what_its_anchors_sealed(anchored):
    old, young, anchors = anchored
    assert [one.number for one in anchors] == [1, 2]
    assert told(old, anchors) == set()
    young.forward()  # what happened since is sealed by the next anchor
    assert told(old, anchors) == set()


def test_a_tail_that_was_cut_with_its_rows_set_back_is_found_by_the_anchors_alone(anchored):
    old, _, anchors = anchored
    cut(old)
    assert list(faults_of_agency(old.office.agency)) == []
    assert told(old, anchors) == {old.case.number}
    assert told(old, kept_anchors(old.office.agency)) == {None}


def test_a_last_event_written_anew_with_its_hash_is_found(anchored):
    old, _, anchors = anchored
    last = Event.objects.filter(case=old.started.case).latest("seq")
    rehashed(last, reason="Disetujui tanpa catatan.")
    assert list(faults_of_agency(old.office.agency)) == []
    assert told(old, anchors) == {old.case.number}


def test_the_youngest_case_taken_away_with_its_counter_set_back_is_found(anchored):
    old, young, anchors = anchored
    key, number = young.started.case, young.started.number
    tasks = "(select id from cases_task where case_id = %s)"
    sql(f"delete from cases_participation where task_id in {tasks}", key)
    for table in ("cases_task", "cases_event"):
        sql(f"delete from {table} where case_id = %s", key)
    sql("delete from cases_case where id = %s", key)
    sql("update cases_counter set last = last - 1")
    assert list(faults_of_agency(old.office.agency)) == []
    assert told(old, anchors) == {number}


def test_anchors_changed_or_taken_out_of_the_database_are_found(anchored):
    old, _, anchors = anchored
    for change in (
        "update cases_chainanchor set digest = repeat('0', 64) where number = 1",
        "delete from cases_chainanchor where number = 2",
    ):
        with transaction.atomic():
            sql(change)
            assert told(old, anchors) == {None}
            transaction.set_rollback(True)


def test_a_file_of_anchors_that_was_changed_is_told(anchored, tmp_path):
    old, _, _ = anchored
    file = tmp_path / "anchors" / "LUMAJANG.jsonl"
    first, second = file.read_text().splitlines()
    assert None in told(old, anchors_in([second]))
    values = json.loads(first)
    values["heads"][0][2] += 1
    assert None in told(old, anchors_in([json.dumps(values), second]))
    with pytest.raises(AnchorUnreadable):
        list(anchors_in(["bukan jangkar"]))


def test_the_database_lets_nobody_change_an_anchor(run):
    case = run("LUMAJANG", "Surat Masuk")
    drop(case)
    with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
        ChainAnchor.objects.update(digest="")


def test_the_file_gets_each_anchor_once_and_a_night_without_deeds_gives_none(anchored, tmp_path):
    old, _, anchors = anchored
    assert drop(old) == []
    add_to_file(old.office.agency, "LUMAJANG")
    assert list(anchors_in_file(tmp_path / "anchors" / "LUMAJANG.jsonl")) == anchors


def test_many_events_are_sealed_by_several_anchors_and_all_are_looked_at(anchored, monkeypatch):
    old, young, _ = anchored
    monkeypatch.setattr("tatalaksana.apps.cases.anchors.MOST", 2)
    while young.task:
        young.forward()
    old.forward()
    assert len(drop(old)) > 1
    assert told(old, kept_anchors(old.office.agency)) == set()
