"""Notices go out by e-mail once, by whatever crash, and to whom they still concern."""

import threading
from datetime import timedelta
from smtplib import SMTPRecipientsRefused, SMTPServerDisconnected

import pytest
from django.core import mail as outbox
from django.core.mail.backends.locmem import EmailBackend
from django.db import connection

from tatalaksana.apps.notices.actions.choose_mail import choose_mail
from tatalaksana.apps.notices.mails import make_mails, send_next, send_waiting
from tatalaksana.apps.notices.models import Mail, Notice
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.models import Person
from tatalaksana.apps.office.queries import agency_of
from tatalaksana.apps.shared.agency import separate
from tatalaksana.core.engine.reminders import reminders
from tatalaksana.entrypoints.jobs.mailing import WORDS, hand_over, message_of, send_mails
from tests.entrypoints.jobs.killing import LOCMEM, Killed, another_process, tasks_for_others


class Wrong(EmailBackend):
    """A mail server that says of one address that it does not exist, and falters at another."""

    def send_messages(self, messages):
        if messages[0].to == ["salah@contoh.go.id"]:
            raise SMTPRecipientsRefused({"salah@contoh.go.id": (550, b"no such user")})
        if messages[0].to == ["lambat@contoh.go.id"]:
            raise SMTPServerDisconnected("gone")
        return super().send_messages(messages)


@pytest.fixture
def waiting(run, office, now, settings):
    """A case whose open task is Kabag's, who has an address; and the moment after the round."""
    settings.EMAIL_BACKEND = LOCMEM
    settings.SITE_ADDRESS = "https://tatalaksana.contoh.go.id"
    there = office("LUMAJANG")
    look_around(there.agency, now - timedelta(hours=2))
    case = run("LUMAJANG", "Surat Masuk")
    case.forward()
    Person.objects.filter(pk=case.actor.person).update(email="kabag@contoh.go.id")
    look_around(there.agency, case.now + timedelta(minutes=1))
    case.now += timedelta(minutes=1)
    return case


def send(case, minutes=0):
    return send_mails(case.office.agency, lambda: case.now + timedelta(minutes=minutes))


def test_an_e_mail_names_the_case_and_links_to_its_task_without_the_content(waiting):
    assert (send(waiting), send(waiting)) == (1, 0)
    (message,) = outbox.outbox
    assert message.to == ["kabag@contoh.go.id"]
    assert message.subject == "Tugas baru: 0001/LUMAJANG/2026"
    assert "SOP Surat Masuk" in message.body
    assert f"https://tatalaksana.contoh.go.id/tugas/{waiting.task.pk}/" in message.body
    assert "Uji" not in message.body


def test_everything_that_is_mailed_has_words_of_its_own():
    assert {str(rung) for rungs in reminders().mailed.values() for rung in rungs} <= set(WORDS)


def test_what_was_done_meanwhile_is_not_mailed(waiting):
    waiting.forward()
    assert send(waiting) == 0
    assert not Notice.objects.filter(by_mail=True, mail=None).exists()


def test_who_has_switched_it_off_gets_none_and_sees_the_notice_on_the_page(waiting, now):
    agency, actor = waiting.office.agency, waiting.actor
    choose_mail(actor, mail="tidak", now=now)
    Notice.objects.all().delete()
    waiting.forward()
    case = waiting
    Person.objects.update(email="semua@contoh.go.id")
    choose_mail(case.actor, mail="penting", now=now)
    look_around(agency, case.now + timedelta(minutes=1))
    assert Notice.objects.filter(task=case.task.pk, person=case.actor.person).exists()
    assert send(case, 1) == 0


def test_several_notices_of_one_person_are_one_e_mail(waiting, run):
    second = run("LUMAJANG", "Surat Masuk")
    second.forward()
    look_around(waiting.office.agency, second.now + timedelta(minutes=1))
    assert send(second, 1) == 1
    (message,) = outbox.outbox
    assert message.subject == "2 pemberitahuan tugas"


def test_an_address_that_does_not_exist_is_given_up_and_others_get_theirs(waiting, settings, run):
    settings.EMAIL_BACKEND = f"{__name__}.Wrong"
    person = waiting.actor.person
    Person.objects.filter(pk=person).update(email="salah@contoh.go.id")
    second = run("LUMAJANG", "Surat Masuk")
    second.forward()
    second.forward()
    Person.objects.filter(pk=second.actor.person).update(email="benar@contoh.go.id")
    look_around(waiting.office.agency, second.now + timedelta(minutes=1))
    assert send(second, 1) == 1
    given_up = Mail.objects.get(person=person)
    assert (given_up.next_at, given_up.sent_at) == (None, None)
    assert "no such user" in given_up.trouble


def test_a_mail_server_that_falters_is_asked_again_later_and_later(waiting, settings):
    settings.EMAIL_BACKEND = f"{__name__}.Wrong"
    Person.objects.filter(pk=waiting.actor.person).update(email="lambat@contoh.go.id")
    assert send(waiting) == 0
    assert send(waiting) == 0
    mail = Mail.objects.get()
    assert (mail.tries, mail.next_at) == (1, waiting.now + timedelta(minutes=1))
    settings.EMAIL_BACKEND = LOCMEM
    assert send(waiting, 1) == 1


def test_what_nobody_expected_is_a_try_too_and_keeps_no_other_message(waiting, run):
    person = waiting.actor.person
    second = run("LUMAJANG", "Surat Masuk")
    second.forward()
    second.forward()
    Person.objects.filter(pk=second.actor.person).update(email="benar@contoh.go.id")
    look_around(waiting.office.agency, second.now + timedelta(minutes=1))
    make_mails(waiting.office.agency, second.now)
    sent = []

    def falters(mail, _notices):
        if mail.person_id == person:
            with connection.cursor() as cursor:
                cursor.execute("select 1/0")
        sent.append(mail.person_id)

    assert send_waiting(waiting.office.agency, falters, lambda: second.now) == 1
    assert sent == [second.actor.person]
    faulty = Mail.objects.get(person=person)
    assert (faulty.tries, faulty.next_at) == (1, second.now + timedelta(minutes=1))
    assert "division by zero" in faulty.trouble


def mails_by_person():
    """What arrived, each Message-ID once, as a mail system that knows it keeps it."""
    return {message.extra_headers["Message-ID"]: message for message in outbox.outbox}


def test_killed_between_claim_and_sending_it_is_sent_by_the_next(office_at_work, now):
    agency, *_ = office_at_work
    tasks_for_others(office_at_work, now, 1)
    with another_process(agency):
        look_around(agency, now)
        make_mails(agency, now)
        raise Killed
    assert not outbox.outbox
    send_mails(agency, lambda: now)
    sent = [message.subject for message in outbox.outbox]
    assert len(sent) == 1
    send_mails(agency, lambda: now)
    assert len(outbox.outbox) == 1


def test_killed_while_sending_it_is_the_same_message_again(office_at_work, now):
    agency, *_ = office_at_work
    tasks_for_others(office_at_work, now, 1)
    look_around(agency, now)
    make_mails(agency, now)

    def hand_over_and_die(mail, notices):
        hand_over(message_of(agency_of(agency), mail, notices))
        raise Killed

    with another_process(agency):
        send_next(agency, hand_over_and_die, now)
    assert len(outbox.outbox) == 1
    send_mails(agency, lambda: now)
    assert len(outbox.outbox) == 2
    assert len(mails_by_person()) == 1
    one, two = (message.message().as_string() for message in outbox.outbox)
    assert one.partition("\n\n")[2] == two.partition("\n\n")[2]


def test_killed_anywhere_in_a_round_nothing_is_told_twice_or_left_out(
    office_at_work, now, monkeypatch
):
    """The process dies before each statement of the round in turn; the next one goes on."""
    agency, *_ = office_at_work
    tasks_for_others(office_at_work, now, 3)
    before = Notice.objects.filter(agency=agency).count()
    for statement in range(60):
        count = iter(range(statement))

        def dying(execute, *asked, count=count):
            if next(count, None) is None:
                raise Killed
            return execute(*asked)

        with another_process(agency), connection.execute_wrapper(dying):
            look_around(agency, now)
            send_mails(agency, lambda: now)
            break
    else:
        pytest.fail("the round never came to its end")
    made = Notice.objects.filter(agency=agency).count() - before
    assert made == 3
    arrived = list(mails_by_person().values())
    assert sum(message.body.count("\n- ") for message in arrived) == 3


def test_two_workers_at_once_tell_everything_once(office_at_work, now):
    agency, *_ = office_at_work
    tasks_for_others(office_at_work, now, 30)
    before = Notice.objects.filter(agency=agency).count()
    barrier = threading.Barrier(2)

    def work():
        separate(agency)
        barrier.wait()
        try:
            look_around(agency, now)
            send_mails(agency, lambda: now)
        finally:
            connection.close()

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    send_mails(agency, lambda: now)
    assert Notice.objects.filter(agency=agency).count() - before == 30
    assert len(outbox.outbox) == len(mails_by_person())
    assert sum(message.body.count("\n- ") for message in outbox.outbox) == 30
    assert not Mail.objects.filter(next_at__isnull=False).exists()
