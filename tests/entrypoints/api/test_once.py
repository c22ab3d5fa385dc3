"""A deed sent twice is done once; a refused one uses up nothing."""

from __future__ import annotations

import threading
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tatalaksana.apps.access.bounds import bounds
from tatalaksana.apps.access.models import Reply
from tatalaksana.apps.access.sweeping import forget_replies
from tatalaksana.apps.archive.models import DocumentVersion
from tatalaksana.apps.office.models import DayOff
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST


def test_a_step_sent_twice_is_done_once_and_answered_the_same(program, letter):
    one, key = program(letter.first), uuid4()
    path = f"/tasks/{letter.task.pk}/finish"
    first = one.post(path, {"answer": "finish"}, key=key)
    events = letter.events
    again = one.post(path, {"answer": "finish"}, key=key)
    assert first.status_code == again.status_code == 200
    assert first.json() == again.json()
    assert letter.events == events


def test_what_knows_no_key_of_its_own_is_done_once_too(program, letter):
    keeper, key = program("kasubag.lumajang"), uuid4()
    me = program(letter.first)
    given = {
        "position": letter.task.position_id,
        "giver": me.get("/me").json()["person"],
        "taker": keeper.get("/me").json()["person"],
        "kind": "semua",
        "since": str(timezone.localdate()),
        "until": str(timezone.localdate()),
    }
    first = me.post("/delegations", given, key=key)
    again = me.post("/delegations", given, key=key)
    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert first.json() == again.json()
    assert len(me.get("/delegations").json()["items"]) == 1


def test_the_key_of_another_request_is_refused(program, letter):
    one, key = program(letter.first), uuid4()
    path = f"/tasks/{letter.task.pk}/hold"
    assert one.post(path, {"reason": "Di Bupati"}, key=key).status_code == 200
    got = one.post(path, {"reason": "Di Sekda"}, key=key)
    assert (got.status_code, got.json()["code"]) == (409, "TL613")
    other = one.post(f"/tasks/{letter.task.pk}/release", {}, key=key)
    assert (other.status_code, other.json()["code"]) == (409, "TL613")


def test_a_refused_deed_uses_up_no_key(program, letter):
    one, key = program(letter.first), uuid4()
    task = letter.task.pk
    assert one.post(f"/tasks/{task}/release", {}, key=key).status_code == 409  # it is not outside
    with acting_for(letter.agency):
        assert not Reply.objects.filter(key=key).exists()
    assert one.post(f"/tasks/{task}/hold", {"reason": "x"}, key=key).status_code == 200


def test_the_same_key_of_two_people_is_two_keys(program, letter):
    key = uuid4()
    one, two = program(letter.first), program(letter.second)
    assert one.post("/notices/mail", {"mail": "tidak"}, key=key).status_code == 200
    assert two.post("/notices/mail", {"mail": "semua"}, key=key).json()["mail"] == "semua"


def test_without_a_key_nothing_is_done(program, letter):
    one = program(letter.first)
    events = letter.events
    for key in ("", "satu", "{9a0f6f5e-0000-4000-8000-000000000000}"):
        got = one.post(f"/tasks/{letter.task.pk}/hold", {"reason": "x"}, **{"Idempotency-Key": key})
        assert got.status_code == 422
        assert "Idempotency-Key" in str(got.json()["errors"])
    assert letter.events == events


def test_a_file_sent_again_is_attached_once_and_another_file_is_another_request(program, letter):
    from django.core.files.uploadedfile import SimpleUploadedFile

    one, key = program(letter.first), str(uuid4())
    headers = {"Authorization": f"Bearer {one.secret}", "Idempotency-Key": key}

    def attach(content: bytes):
        file = SimpleUploadedFile("konsep.pdf", content)
        data = {"label": "Konsep surat", "file": file}
        return Client().post(f"/api/v1/tasks/{letter.task.pk}/documents", data, headers=headers)

    first, again, other = attach(b"%PDF-1.4 a"), attach(b"%PDF-1.4 a"), attach(b"%PDF-1.4 b")
    assert (first.status_code, first.json()) == (201, again.json())
    assert (other.status_code, other.json()["code"]) == (409, "TL613")
    with acting_for(letter.agency):
        assert DocumentVersion.objects.filter(file_name="konsep.pdf").count() == 1
    got = one.get(f"/files/{first.json()['version']}")
    assert b"".join(got.streaming_content) == b"%PDF-1.4 a"


def test_old_answers_are_forgotten_and_a_step_still_counts_once(program, letter):
    one, key = program(letter.first), uuid4()
    path = f"/tasks/{letter.task.pk}/finish"
    one.post(path, {"answer": "finish"}, key=key)
    events = letter.events
    with acting_for(letter.agency):
        later = timezone.now() + bounds().answers_kept + timedelta(days=1)
        assert forget_replies(letter.agency, later) == 1
    assert one.post(path, {"answer": "finish"}, key=key).status_code == 200
    assert letter.events == events


@pytest.fixture
def committed(cast, django_db_blocker):
    """What the test does is committed; the days it adds are removed behind it."""
    with django_db_blocker.unblock():
        yield
        agency = CAST["KALBAR"].agency
        with acting_for(agency):
            DayOff.objects.filter(agency=agency).delete()
            Reply.objects.filter(agency=agency).delete()


def test_eight_at_once_with_one_key_do_it_once(committed, django_db_blocker):
    from tatalaksana.apps.access.once import once
    from tatalaksana.apps.cases.actions.change_calendar import change_calendar
    from tatalaksana.apps.office.days_off import OwnDay
    from tatalaksana.apps.office.queries import holder_by_username
    from tatalaksana.apps.shared.agency import separate

    holder = holder_by_username("analis.kalbar", timezone.localdate())
    day = OwnDay(
        day=timezone.localdate().replace(month=3, day=3, year=2027), kind="libur", name="x"
    )
    key, now, answers = uuid4(), timezone.now(), []

    def deed():
        changed = change_calendar(holder, add=[day], now=now)
        return {"days": len(changed.days), "thread": threading.get_ident()}

    def send():
        from django.db import connection

        separate(holder.agency)
        answers.append(once(holder, key=key, asked={"day": 1}, now=now, deed=deed))
        connection.close()

    threads = [threading.Thread(target=send) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    assert len(answers) == 8
    assert len({answer["thread"] for answer in answers}) == 1


def test_an_absence_is_entered_once_with_its_substitute_and_ended(program, letter):
    """A program of the office's own enters a leave; sent twice it is one."""
    me, key = program(letter.second), uuid4()
    who = me.get("/me").json()
    other = program(letter.colleague).get("/me").json()["person"]
    seat = who["positions"][0]["position"]
    today = str(timezone.localdate())
    sent = {
        "person": who["person"],
        "kind": "cuti",
        "since": today,
        "until": today,
        "stand_ins": [{"position": seat, "taker": other, "right": "semua"}],
    }
    first = me.post("/absences", sent, key=key)
    again = me.post("/absences", sent, key=key)
    assert (first.status_code, again.status_code) == (201, 201), first.content
    assert first.json() == again.json()
    assert len(me.get("/delegations").json()["items"]) == 1
    (listed,) = me.get("/absences").json()["items"]
    assert listed == first.json()
    overlap = me.post("/absences", sent | {"stand_ins": []})
    assert (overlap.status_code, overlap.json()["code"]) == (409, "TL603")
    ended = me.post(f"/absences/{listed['absence']}/end", None)
    assert ended.status_code == 200
    assert me.get("/absences").json()["items"] == []
    assert program(letter.first).get("/absences").json()["items"] == []
