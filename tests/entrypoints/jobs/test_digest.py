"""The morning e-mail names what waits, and reaches everybody it can."""

from datetime import UTC, datetime, time, timedelta
from smtplib import SMTPRecipientsRefused

from django.core import mail
from django.core.mail.backends.locmem import EmailBackend

from tatalaksana.apps.office.models import Holding, Person
from tatalaksana.apps.schedules.actions.add_schedule import add_schedule
from tatalaksana.apps.schedules.opening import open_due
from tatalaksana.entrypoints.jobs.digest import send_digests


def send(agency, now):
    return send_digests(agency, lambda: now)


class OneRefused(EmailBackend):
    """A mail server that refuses one address."""

    def send_messages(self, messages):
        if messages[0].to == ["salah@contoh.go.id"]:
            raise SMTPRecipientsRefused({})
        return super().send_messages(messages)


def test_who_has_an_address_and_a_task_is_told_without_the_content(run, settings):
    case = run("KALBAR", "Fasilitasi Inovasi Pelayanan Publik")
    Person.objects.filter(name="Siti Rahmah").update(email="siti@contoh.go.id")
    Person.objects.filter(name="Bambang Irawan").update(email="bambang@contoh.go.id")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send(case.office.agency, case.now) == 1
    (message,) = mail.outbox
    assert message.to == ["siti@contoh.go.id"]
    assert message.subject == "1 tugas menunggu"
    assert "0001/KALBAR/2026" in message.body
    assert "Uji" not in message.body


def test_one_refused_address_does_not_keep_the_others_from_theirs(run, settings):
    case = run("KALBAR", "Fasilitasi Inovasi Pelayanan Publik")
    case.forward()
    run("KALBAR", "Fasilitasi Inovasi Pelayanan Publik")
    Person.objects.filter(name="Siti Rahmah").update(email="salah@contoh.go.id")
    Person.objects.filter(name="Yusuf Maulana").update(email="yusuf@contoh.go.id")
    settings.EMAIL_BACKEND = f"{__name__}.OneRefused"
    assert send(case.office.agency, case.now) == 1


def test_a_keeper_is_reminded_of_a_year_without_holidays(office, settings):
    """With tasks every morning, without any on Mondays; nobody else, and not before October."""
    there = office("KALBAR")
    keeper = there.keeper
    Person.objects.update(email="")
    Person.objects.filter(pk=keeper.person).update(email="analis@contoh.go.id")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    september, monday = (datetime(2027, *day, 0, 30, tzinfo=UTC) for day in ((9, 27), (10, 4)))
    assert send(there.agency, september) == 0
    assert send(there.agency, monday) == 1
    assert send(there.agency, monday + timedelta(days=1)) == 0
    (message,) = mail.outbox
    assert message.subject == "Hari libur 2028 belum diisi"
    assert "Hari libur 2028 belum diisi" in message.body


def test_a_keeper_of_procedures_is_told_each_morning_what_holds_a_schedule_up(run, settings):
    case = run("KALBAR", "Fasilitasi Inovasi Pelayanan Publik")
    keeper, agency = case.office.keeper, case.office.agency
    add_schedule(
        keeper, procedure=case.version.procedure_id, position=case.task.position_id,
        title="Inovasi {tahun}", rhythm="harian", weekday=None, day=None, month=None,
        at=time(7, 30), missed="terakhir", since=case.now.date(), until=None, now=case.now,
    )  # fmt: skip
    Holding.objects.filter(position=case.task.position_id).delete()
    tomorrow = case.now + timedelta(days=1)
    assert list(open_due(agency, tomorrow)[1])
    Person.objects.update(email="")
    Person.objects.filter(pk=keeper.person).update(email="analis@contoh.go.id")
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    assert send(agency, tomorrow) == 1
    (message,) = mail.outbox
    assert "Jadwal “Inovasi {tahun}” tertahan: Jabatan yang memulai sedang lowong." in message.body
