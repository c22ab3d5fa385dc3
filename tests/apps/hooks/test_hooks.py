"""Another system is told of every event once, in order, until it took it."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from ipaddress import ip_address
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tatalaksana.apps.hooks import sending
from tatalaksana.apps.hooks.actions.add_hook import add_hook
from tatalaksana.apps.hooks.actions.pause_hook import pause_hook
from tatalaksana.apps.hooks.actions.resend_delivery import resend_delivery
from tatalaksana.apps.hooks.actions.resume_hook import resume_hook
from tatalaksana.apps.hooks.actions.try_hook import try_hook
from tatalaksana.apps.hooks.addresses import checked_url, is_public
from tatalaksana.apps.hooks.bounds import bounds
from tatalaksana.apps.hooks.models import Delivery, Hook
from tatalaksana.apps.hooks.queries import switched_off
from tatalaksana.apps.hooks.sending import NotTaken, next_due, send_next, send_waiting
from tatalaksana.apps.hooks.taking import take_up
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.core.engine.events import Kind
from tatalaksana.entrypoints.jobs import posting
from tatalaksana.entrypoints.jobs.posting import address_of, post
from tests.cast import CAST
from tests.receiving import receiving
from tests.running import run

__all__ = ["run"]
KEEPER = "analis.kalbar"
SOP = "Fasilitasi Inovasi Pelayanan Publik"
EVERY = [kind.value for kind in Kind]
WAITING = 2_000
LOOKED_AT = """
select coalesce(sum(pg_stat_get_xact_tuples_returned(one.oid)), 0) from pg_class one
where one.oid = 'hooks_delivery'::regclass
    or one.oid in (select indexrelid from pg_index where indrelid = 'hooks_delivery'::regclass)
"""


def looked_at():
    """The rows and entries of deliveries that this transaction has read."""
    with connection.cursor() as cursor:
        cursor.execute(LOOKED_AT)
        return int(cursor.fetchone()[0])


@pytest.fixture
def receiver(settings):
    settings.HOOKS_INSIDE = True
    with receiving() as listening:
        yield listening


@pytest.fixture
def hook(office, person, receiver):
    """A hook of Kalbar, and its secret."""
    office("KALBAR")
    return add_hook(person(KEEPER), url=receiver.url, kinds=EVERY, now=timezone.now())


def tell(agency=None, **clock):
    """A round of the worker."""
    agency = agency or CAST["KALBAR"].agency
    take_up(agency, timezone.now())
    return send_waiting(agency, post, lambda: timezone.now() + timedelta(**clock))


def test_what_happened_arrives_once_signed_and_in_order(hook, receiver, run):
    case = run("KALBAR", SOP)
    case.forward()
    assert tell() == 2
    assert tell() == 0
    first, second = receiver.came
    assert first.signed_by(hook.secret)
    assert second.signed_by(hook.secret)
    assert first.id != second.id
    assert [one.told["data"]["seq"] for one in receiver.came] == [1, 2]
    assert first.told["type"] == "case.opened"
    assert first.told["data"]["case"] == {"year": case.started.year, "number": case.started.number}


def test_it_says_nothing_of_what_the_case_is_about_and_names_nobody(hook, receiver, run):
    case = run("KALBAR", SOP)
    name = case.actor.name
    case.forward()
    tell()
    for one in receiver.came:
        told = one.body.decode()
        assert "Uji" not in told
        assert name not in told
        assert SOP not in told


def test_only_the_chosen_kinds_arrive(office, person, receiver, run):
    office("KALBAR")
    add_hook(person(KEEPER), url=receiver.url, kinds=["finished"], now=timezone.now())
    run("KALBAR", SOP).forward()
    tell()
    assert [one.told["data"]["kind"] for one in receiver.came] == ["finished"]


def test_a_step_does_nothing_for_webhooks(hook, run):
    case = run("KALBAR", SOP)
    with CaptureQueriesContext(
        connection,
    ) as asked:
        case.forward()
    assert not [one for one in asked.captured_queries if "hooks_" in one["sql"]]


def test_a_failed_try_comes_again_later_with_the_same_id_and_body(hook, receiver, run):
    run("KALBAR", SOP)
    receiver.answer = lambda _: (500, {})
    assert tell() == 0
    receiver.answer = lambda _: (200, {})
    assert tell() == 0  # not yet
    assert tell(minutes=2) == 1
    before, after = receiver.came
    assert (before.id, before.body) == (after.id, after.body)
    assert after.signed_by(hook.secret)


def test_the_events_of_a_case_wait_for_the_first_and_those_of_others_do_not(hook, receiver, run):
    one = run("KALBAR", SOP)
    one.forward()
    other = run("KALBAR", SOP)
    agency, number = CAST["KALBAR"].agency, one.started.number
    take_up(agency, timezone.now())

    def refuse_first(message):
        receiver.came.append(message)
        if f'"number":{number}}}' in message.body.decode():
            raise NotTaken("kosong")
        return 200

    for _ in range(5):
        send_next(agency, refuse_first, timezone.now(), set())
    told = [message.body.decode() for message in receiver.came]
    assert [f'"number":{number}}}' in text for text in told] == [True, False]
    assert f'"number":{other.started.number}}}' in told[1]
    assert '"seq":1' in told[0]


def test_to_find_the_next_of_many_that_wait_only_the_first_are_looked_at(hook):
    """A receiver was down for days; each message must not read all the others."""
    agency, now = hook.hook.agency_id, timezone.now()
    Delivery.objects.bulk_create(
        Delivery(
            agency_id=agency, hook=hook.hook, event_id=10**9 + number, case=number,
            kind="finished", key=uuid4(), made_at=now, next_at=now,
        )
        for number in range(1, WAITING + 1)
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("analyze hooks_delivery")  # as PostgreSQL does by itself while they pile up
    before = looked_at()
    found = next_due(agency, now, set())
    assert found is not None
    assert found.case == 1
    assert looked_at() - before < WAITING / 10


def test_a_receiver_that_fails_to_the_end_is_switched_off_and_the_keeper_told(
    hook, receiver, run, person
):
    case = run("KALBAR", SOP)
    receiver.answer = lambda _: (500, {})
    agency, now = CAST["KALBAR"].agency, timezone.now()
    take_up(agency, now)
    for pause in (timedelta(0), *bounds().pauses):
        now += pause
        send_waiting(agency, post, ticking(now))
    assert len(receiver.came) == len(bounds().pauses) + 1
    off = switched_off(agency)
    assert [one.pk for one in off] == [hook.hook.pk]
    assert "500" in off[0].trouble
    receiver.answer = lambda _: (200, {})
    case.forward()
    assert tell(days=9) == 0
    resume_hook(person(KEEPER), hook=hook.hook.pk, now=timezone.now())
    assert tell(seconds=1) == 2
    assert [one.told["data"]["seq"] for one in receiver.came[-2:]] == [1, 2]


def ticking(now):
    """A clock that goes on by a millisecond whenever it is asked."""
    moments = iter(now + timedelta(milliseconds=n) for n in range(10_000))
    return lambda: next(moments)


def test_gone_switches_it_off_at_once(hook, receiver, run):
    run("KALBAR", SOP)
    receiver.answer = lambda _: (410, {})
    tell()
    assert switched_off(CAST["KALBAR"].agency)


def test_what_happens_while_it_is_paused_comes_after(hook, receiver, run, person):
    pause_hook(person(KEEPER), hook=hook.hook.pk, now=timezone.now())
    run("KALBAR", SOP)
    assert tell() == 0
    resume_hook(person(KEEPER), hook=hook.hook.pk, now=timezone.now())
    assert tell(seconds=1) == 1


def test_a_test_is_signed_too_and_a_resent_one_keeps_its_id(hook, receiver, person):
    made = try_hook(person(KEEPER), hook=hook.hook.pk, now=timezone.now())
    assert tell(seconds=1) == 1
    resend_delivery(person(KEEPER), hook=hook.hook.pk, delivery=made.pk, now=timezone.now())
    assert tell(seconds=1) == 1
    assert receiver.came[0].told["type"] == "test"
    assert receiver.came[0].id == receiver.came[1].id
    assert receiver.came[1].signed_by(hook.secret)


def test_another_office_is_told_nothing(hook, receiver, run):
    run("LUMAJANG", "Surat Keluar")
    assert tell(CAST["LUMAJANG"].agency) == 0
    assert receiver.came == []


def test_a_redirect_is_not_followed(hook, receiver, run):
    run("KALBAR", SOP)
    receiver.answer = lambda _: (302, {"Location": receiver.url})
    assert tell() == 0
    assert len(receiver.came) == 1
    assert "302" in Delivery.objects.get().trouble


def test_who_does_not_answer_is_not_waited_for(hook, receiver, run, monkeypatch):
    import time

    short = replace(bounds(), seconds=0.3)
    monkeypatch.setattr(posting, "bounds", lambda: short)
    run("KALBAR", SOP)
    receiver.answer = lambda _: (time.sleep(3), (200, {}))[1]
    began = time.monotonic()
    assert tell() == 0
    assert time.monotonic() - began < 2.5


def test_what_arrived_long_ago_is_forgotten_and_does_not_come_again(hook, receiver, run):
    run("KALBAR", SOP)
    tell()
    agency = CAST["KALBAR"].agency
    Hook.objects.update(settled=Delivery.objects.get().event_id)
    assert sending.forget_deliveries(agency, timezone.now() + bounds().kept * 2) == 1
    assert tell() == 0


def test_only_a_keeper_of_the_office_in_person_has_webhooks(office, person):
    office("KALBAR")
    url = "https://sistem.contoh.go.id/"
    for who in (person("kasubbag.kalbar"), replace(person(KEEPER), in_person=False)):
        with pytest.raises(NotYours):
            add_hook(who, url=url, kinds=EVERY, now=timezone.now())


@pytest.mark.parametrize(
    "url",
    [
        "http://sistem.contoh.go.id/",
        "https://",
        "https://nama:sandi@contoh.go.id/",
        "https://contoh.go.id/#bagian",
        "https://contoh.go.id:0/",
        "https://contoh.go.id:99999/",
        "https://127.0.0.1/",
        "https://[::1]/",
        "https://10.1.2.3/",
        "https://169.254.169.254/latest/",
        "https://[::ffff:10.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "ftp://contoh.go.id/",
        "https://contoh.go.id/a b",
        "https://contoh.go.id/\r\nX: y",
        "https://" + "a" * 600,
    ],
)
def test_an_address_that_may_not_be_told_is_refused(url):
    with pytest.raises(Invalid):
        checked_url(url)


def test_a_name_that_leads_inside_is_refused_when_it_is_sent():
    with pytest.raises(NotTaken, match="di dalam jaringan"):
        address_of("localhost", 443)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("103.10.10.10", True),
        ("2001:4860:4860::8888", True),
        ("0.0.0.0", False),
        ("100.64.0.1", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("fc00::1", False),
        ("fe80::1", False),
        ("ff02::1", False),
        ("2002:0a00:0001::", False),
        ("64:ff9b::7f00:1", False),
        ("::", False),
    ],
)
def test_what_is_an_address_of_the_internet(address, public):
    assert is_public(ip_address(address)) is public
