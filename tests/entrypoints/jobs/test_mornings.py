"""The e-mail of the morning: one for each person and day, when her office begins to work."""

from datetime import UTC, date, datetime, timedelta
from smtplib import SMTPRecipientsRefused
from uuid import uuid4

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.notices.mails import make_mornings, send_next
from tatalaksana.apps.notices.models import Mail
from tatalaksana.apps.notices.sweeping import sweep
from tatalaksana.apps.office.calendar import calendar_of
from tatalaksana.apps.office.models import Agency, DayOff, Person
from tatalaksana.apps.office.queries import agency_of
from tatalaksana.entrypoints.jobs.digest import morning_of, send_digests
from tatalaksana.entrypoints.jobs.mailing import hand_over
from tests.entrypoints.jobs.killing import LOCMEM, Killed, another_process, tasks_for_others

DAY = timedelta(days=1)
MORNING = datetime(2026, 11, 19, 0, 30, tzinfo=UTC)  #: a Thursday, 07.30 in Jakarta


class Falters(EmailBackend):
    """A mail server that does not take what is for one address now."""

    def send_messages(self, messages):
        if messages[0].to == ["lambat@contoh.go.id"]:
            raise SMTPRecipientsRefused({"lambat@contoh.go.id": (451, b"later")})
        return super().send_messages(messages)


@pytest.fixture
def waiting(run, settings):
    """A case whose open task is Siti's, who alone has an address."""
    settings.EMAIL_BACKEND = LOCMEM
    case = run("KALBAR", "Fasilitasi Inovasi Pelayanan Publik")
    Person.objects.update(email="")
    Person.objects.filter(name="Siti Rahmah").update(email="siti@contoh.go.id")
    return case


def send(case, at):
    return send_digests(case.office.agency, lambda: at)


def test_it_goes_out_once_a_day_from_half_past_seven_until_the_office_closes(waiting):
    tomorrow = MORNING + DAY
    assert send(waiting, tomorrow - timedelta(minutes=1)) == 0
    assert [send(waiting, tomorrow + timedelta(minutes=n)) for n in (0, 1, 300)] == [1, 0, 0]
    assert send(waiting, tomorrow + 3 * DAY + timedelta(hours=9)) == 0
    assert Mail.objects.filter(day__isnull=False).count() == 1


@pytest.mark.parametrize(
    ("zone", "utc"),
    [
        ("Asia/Jakarta", (20, 0, 30)),
        ("Asia/Makassar", (19, 23, 30)),
        ("Asia/Jayapura", (19, 22, 30)),
    ],
)
def test_half_past_seven_is_that_of_the_office_s_own_zone(waiting, zone, utc):
    Agency.objects.filter(pk=waiting.office.agency).update(zone=zone)
    day, hour, minute = utc
    begin = datetime(2026, 11, day, hour, minute, tzinfo=UTC)
    assert send(waiting, begin - timedelta(minutes=1)) == 0
    assert send(waiting, begin) == 1
    assert Mail.objects.get().day == date(2026, 11, 20)


def test_none_goes_out_on_a_weekend_a_holiday_or_a_day_the_office_is_closed(waiting):
    saturday, christmas = MORNING + 2 * DAY, datetime(2026, 12, 25, 0, 30, tzinfo=UTC)
    own = MORNING + DAY
    DayOff.objects.create(
        agency_id=waiting.office.agency, day=own.date(), kind=DayOff.Kind.CLOSED, name="Hari jadi",
        created_by_id=waiting.office.keeper.person, created_at=waiting.now,
    )  # fmt: skip
    Agency.objects.filter(pk=waiting.office.agency).update(calendar_version=987_654_321)
    assert [send(waiting, day) for day in (own, saturday, christmas)] == [0, 0, 0]
    assert send(waiting, MORNING + 4 * DAY) == 1


def test_who_has_nothing_waiting_in_the_morning_is_not_written_to_later_that_day(waiting):
    person = Person.objects.filter(name="Yusuf Maulana")
    person.update(email="yusuf@contoh.go.id")
    assert send(waiting, waiting.now) == 1
    waiting.forward()
    assert send(waiting, waiting.now + timedelta(hours=1)) == 0
    assert {one.to[0] for one in outbox.outbox} == {"siti@contoh.go.id"}
    sweep(waiting.office.agency, waiting.now + 2 * DAY)
    assert Mail.objects.get().address == "siti@contoh.go.id"


def test_what_is_refused_for_now_is_tried_again_under_the_same_message_id(waiting, settings):
    Person.objects.filter(name="Siti Rahmah").update(email="lambat@contoh.go.id")
    settings.EMAIL_BACKEND = f"{__name__}.Falters"
    assert send(waiting, waiting.now) == 0
    tried = Mail.objects.get()
    assert (tried.tries, tried.next_at) == (1, waiting.now + timedelta(minutes=1))
    settings.EMAIL_BACKEND = LOCMEM
    assert send(waiting, waiting.now + timedelta(minutes=1)) == 1
    (message,) = outbox.outbox
    assert str(tried.key) in message.extra_headers["Message-ID"]


def test_a_morning_that_is_over_is_not_told_any_more(waiting, settings):
    Person.objects.filter(name="Siti Rahmah").update(email="lambat@contoh.go.id")
    settings.EMAIL_BACKEND = f"{__name__}.Falters"
    assert send(waiting, waiting.now) == 0
    settings.EMAIL_BACKEND = LOCMEM
    assert send(waiting, MORNING + DAY) == 1
    (message,) = outbox.outbox
    assert str(Mail.objects.get(day=date(2026, 11, 20)).key) in message.extra_headers["Message-ID"]


def arrived():
    """What arrived, each Message-ID once, as a mail system that knows it keeps it."""
    return {message.extra_headers["Message-ID"]: message for message in outbox.outbox}


@pytest.fixture
def two_with_tasks(office_at_work, now):
    """At least two people have an address and something waiting; committed for real."""
    agency, version, clerk = office_at_work
    tasks_for_others(office_at_work, now, 1)
    start_case(clerk, version=version, title="Pagi", key=uuid4(), now=now)
    send_digests(agency, lambda: MORNING)
    people = len(outbox.outbox)
    Mail.objects.filter(agency=agency, day__isnull=False).delete()
    outbox.outbox.clear()
    assert people >= 2
    return agency, people


def test_killed_anywhere_everybody_gets_it_once(two_with_tasks):
    """The process dies before each statement in turn; the next one goes on."""
    agency, expected = two_with_tasks
    for statement in range(400):
        count = iter(range(statement))

        def dying(execute, *asked, count=count):
            if next(count, None) is None:
                raise Killed
            return execute(*asked)

        with another_process(agency), connection.execute_wrapper(dying):
            send_digests(agency, lambda: MORNING)
            break
    else:
        pytest.fail("the morning never came to its end")
    assert len(arrived()) == expected
    Mail.objects.filter(agency=agency, day__isnull=False).delete()


def test_killed_once_the_mail_server_took_it_it_is_the_same_message_again(two_with_tasks):
    agency, expected = two_with_tasks
    there = agency_of(agency)
    calendar = calendar_of(agency, there.zone, there.calendar_version)

    def hand_over_and_die(mail, _notices):
        hand_over(morning_of(mail, calendar, MORNING))
        raise Killed

    make_mornings(agency, calendar, MORNING)
    with another_process(agency):
        send_next(agency, hand_over_and_die, MORNING, mornings=True)
    assert len(outbox.outbox) == 1
    send_digests(agency, lambda: MORNING)
    assert (len(outbox.outbox), len(arrived())) == (expected + 1, expected)
    Mail.objects.filter(agency=agency, day__isnull=False).delete()
