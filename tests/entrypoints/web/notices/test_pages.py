"""What was told to a person, and what is late below her, as the pages show it."""

from datetime import UTC, datetime, timedelta

import pytest

from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.notices.models import Notice, Preference
from tatalaksana.apps.notices.rounds import look_around
from tatalaksana.apps.office.models import Holding, Person
from tatalaksana.apps.office.queries import superiors_of
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST

HEAD, KEEPER, CLERK = "kabag.lumajang", "kasubag.lumajang", "umum.lumajang"


def body(answer):
    return answer.content.decode()


def behind_the_wall(find):
    """A request leaves nobody's rows shown; look again as Lumajang."""
    with acting_for(CAST["LUMAJANG"].agency):
        return find()


@pytest.fixture
def told(run, office, now, person):
    """A case of Lumajang whose open task lies with somebody below the head, late by far."""
    there = office("LUMAJANG")
    look_around(there.agency, now - timedelta(hours=2))
    case = run("LUMAJANG", "Surat Masuk")
    case.forward()
    while person(HEAD).position_ids[0] not in above(case):
        case.forward()
    due = datetime(2026, 10, 19, 4, 0, tzinfo=UTC)
    Task.objects.filter(pk=case.task.pk).update(due_at=due, allowed=60)
    look_around(there.agency, due + timedelta(days=30))
    return case


def above(case):
    return superiors_of(case.office.agency, case.task.position_id)


def username_at(case):
    held = Holding.objects.filter(position=case.task.position_id).first()
    return held.person.account.username


def test_the_bell_counts_and_a_click_reads(told, at_desk):
    task, name = told.task.pk, username_at(told)
    client = at_desk(name)
    page = body(client.get("/pemberitahuan/"))
    assert 'count-late">2<' in page  # it came, and its time is over
    assert "Batas waktunya sudah lewat" in page
    assert "Tugas baru untuk Anda" in page
    notice = behind_the_wall(
        lambda: Notice.objects.filter(task=task, person__account__username=name).first().pk
    )
    answer = client.get(f"/pemberitahuan/{notice}/")
    assert answer.url == f"/tugas/{task}/"
    assert 'count-late">1<' in body(client.get("/pemberitahuan/"))


def test_all_is_read_up_to_what_the_list_showed(told, at_desk, now):
    task, name = told.task.pk, username_at(told)
    newest = Notice.objects.filter(person__account__username=name).latest("pk").pk
    person = Person.objects.get(account__username=name).pk
    Notice.objects.create(
        agency_id=told.office.agency, task_id=task, kind="handed", person_id=person, fires_at=now,
        made_at=now, by_id=person,
    )  # fmt: skip
    client = at_desk(name)
    page = client.post("/pemberitahuan/dibaca/", {"sampai": newest}, follow=True)
    assert "ditandai sudah dibaca" in body(page)
    assert 'count-late">1<' in body(page)
    assert client.post("/pemberitahuan/dibaca/", {"sampai": "x"}).status_code == 302
    assert client.get("/pemberitahuan/dibaca/").status_code == 405


def test_the_notice_of_another_is_none_of_mine(told, at_desk):
    notice = Notice.objects.filter(task=told.task.pk).exclude(person__account__username=HEAD)
    hers = notice.first().pk
    assert at_desk(HEAD).get(f"/pemberitahuan/{hers}/").status_code == 404
    assert behind_the_wall(lambda: Notice.objects.get(pk=hers).read_at) is None


def test_what_comes_by_e_mail_is_chosen_and_leaves_a_trace(office, at_desk):
    office("LUMAJANG")
    Person.objects.filter(account__username=HEAD).update(email="kabag@contoh.go.id")
    client = at_desk(HEAD)
    assert "kabag@contoh.go.id" in body(client.get("/pemberitahuan/"))
    page = body(client.post("/pemberitahuan/surel/", {"mail": "penting"}, follow=True))
    assert "Pilihan surel disimpan" in page
    assert 'value="penting" selected' in page
    assert behind_the_wall(lambda: Preference.objects.get().mail) == "penting"
    client.post("/pemberitahuan/surel/", {"mail": "apa saja"})
    assert behind_the_wall(lambda: Preference.objects.get().mail) == "penting"


def test_without_an_address_the_page_says_where_it_is_entered(office, at_desk):
    office("LUMAJANG")
    assert "Alamat surel Anda belum tercatat" in body(at_desk(HEAD).get("/pemberitahuan/"))


def test_the_head_sees_what_is_late_below_her_with_whom_and_by_how_much(told, at_desk):
    name = Holding.objects.filter(position=told.task.position_id).first().person.name
    address = f'href="/tugas/{told.task.pk}/"'
    page = body(at_desk(HEAD).get("/terlambat/"))
    assert address in page
    assert name in page
    assert "terlambat" in page
    assert "Uji" in page
    assert "1 tugas lewat batas waktunya" in page


def test_one_branch_alone_can_be_looked_at(told, at_desk):
    client = at_desk(HEAD)
    tree = body(client.get("/terlambat/"))
    branch = tree.split("?cabang=")[1].split('"')[0]
    assert "Uji" in body(client.get(f"/terlambat/?cabang={branch}"))
    assert "Uji" not in body(client.get("/terlambat/?cabang=999999"))
    assert client.get("/terlambat/?cabang=9999999999999999999999").status_code == 200


def test_who_has_nobody_below_is_told_so(told, at_desk):
    page = body(at_desk("caraka.lumajang").get("/terlambat/"))
    assert "Tidak ada jabatan di bawah Anda" in page
    assert "Uji" not in page


def test_a_keeper_sees_where_it_hangs_but_not_what_it_is_about(told, at_desk):
    page = body(at_desk(KEEPER).get("/terlambat/"))
    kept = page.partition('id="pengelola"')[2]
    assert "SOP Surat Masuk" in kept
    assert "Uji" not in kept
    notice = behind_the_wall(lambda: Notice.objects.filter(kind="keeper").first())
    assert at_desk(KEEPER).get(f"/pemberitahuan/{notice.pk}/").url == "/terlambat/"


def test_the_pages_of_another_office_are_empty(told, at_desk):
    client = at_desk("analis.kalbar")
    for address in ("/pemberitahuan/", "/terlambat/"):
        page = body(client.get(address))
        assert "Uji" not in page
        assert "LUMAJANG" not in page
