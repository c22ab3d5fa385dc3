"""The pages of absences: who is away, and who stands in."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tatalaksana.apps.office.actions.enter_absence import enter_absence
from tatalaksana.apps.office.models import Absence, Holding, Position
from tatalaksana.apps.office.queries import holder_by_username
from tatalaksana.apps.shared.agency import acting_for

CLERK, KEEPER, STRANGER = "umum.lumajang", "kasubag.lumajang", "kasubag.tangerang"
ADD = "/kantor/ketidakhadiran/catat/"


@pytest.fixture
def agency(office):
    return office("LUMAJANG").agency


@pytest.fixture
def clerk(agency):
    return holder_by_username(CLERK, timezone.localdate())


def body(answer):
    return answer.content.decode()


def filled(clerk, **more):
    today = timezone.localdate()
    return {
        "person": clerk.person,
        "kind": "cuti",
        "since": str(today),
        "until": str(today + timedelta(days=1)),
        "note": "Umrah",
        "langkah": "periksa",
        **more,
    }


def test_the_form_first_shows_each_position_and_that_nobody_stands_in(clerk, at_desk):
    answer = at_desk(CLERK).post(ADD, filled(clerk))
    page = body(answer)
    assert answer.status_code == 200
    assert clerk.positions[0].name in page
    assert "Belum ada pengganti." in page
    assert "tugas terbuka" in page
    assert "Plh.: semua tugas" not in page, "only a keeper of the office appoints a Plh."


def test_a_substitute_must_be_chosen_or_said_to_be_none(clerk, at_desk, agency):
    page = at_desk(CLERK).post(ADD, filled(clerk, langkah="catat"))
    assert page.status_code == 422
    assert "Pilih pengganti, atau" in body(page)
    with acting_for(agency):
        assert not Absence.objects.exists()


def enter(clerk, client, taker, right="semua"):
    seat = clerk.positions[0].id
    chosen = {f"taker_{seat}": taker, f"right_{seat}": right}
    return client.post(ADD, filled(clerk, langkah="catat", **chosen), follow=True)


def test_without_a_substitute_the_page_warns_and_the_office_shows_it(clerk, at_desk):
    page = body(enter(clerk, at_desk(CLERK), 0))
    assert "tercatat tidak hadir" in page
    assert "Belum ada pengganti." in page
    tree = body(at_desk("caraka.lumajang").get("/kantor/"))
    assert "1 jabatan berhalangan tanpa pengganti hari ini" in tree
    assert "belum ada pengganti" in tree
    seat = body(at_desk("caraka.lumajang").get(f"/kantor/jabatan/{clerk.positions[0].id}/"))
    assert "cuti sampai" in seat
    assert "Umrah" not in tree + seat


def test_a_keeper_appoints_a_plh_with_it(clerk, at_desk, agency):
    other = holder_by_username("caraka.lumajang", timezone.localdate())
    page = body(enter(clerk, at_desk(KEEPER), other.person, "plh"))
    assert "(Plh.)" in page
    with acting_for(agency):
        assert Holding.objects.filter(kind="plh", person=other.person).exists()


def test_what_the_substitute_is_refused_for_stands_beside_her(clerk, at_desk, agency):
    page = enter(clerk, at_desk(CLERK), clerk.person)
    assert page.status_code == 422
    with acting_for(agency):
        assert not Absence.objects.exists()


def away(clerk, agency, kind="cuti", note=""):
    today = timezone.localdate()
    with acting_for(agency):
        return enter_absence(
            clerk,
            person=clerk.person,
            kind=kind,
            since=today,
            until=today + timedelta(days=1),
            note=note,
            stand_ins=[],
            now=timezone.now(),
        )


def test_the_waiting_task_says_until_when_and_that_nobody_stands_in(clerk, agency, letter, at_desk):
    letter.drafted(at_desk(letter.first))
    away(clerk, agency)
    page = body(at_desk(letter.second).get(f"/tugas/{letter.task.pk}/"))
    assert "cuti sampai" in page
    assert "pengganti: belum ada" in page
    assert "pengganti: belum ada" in body(at_desk(letter.second).get(letter.address))


def test_why_somebody_is_ill_is_for_her_and_the_keepers(clerk, agency, at_desk):
    found = away(clerk, agency, "sakit", "Operasi")
    seen = body(at_desk("caraka.lumajang").get("/kantor/"))
    assert "tidak masuk sampai" in seen
    assert "akit sampai" not in seen
    assert "sakit sampai" in body(at_desk(KEEPER).get("/kantor/"))
    page = f"/kantor/ketidakhadiran/{found.pk}/"
    assert at_desk("caraka.lumajang").get(page).status_code == 403
    assert "Operasi" in body(at_desk(KEEPER).get(page))
    assert at_desk(STRANGER).get(page).status_code == 404


def test_it_is_ended_by_a_click_and_stays_on_record(clerk, agency, at_desk):
    found = away(clerk, agency)
    client = at_desk(CLERK)
    page = body(client.post(f"/kantor/ketidakhadiran/{found.pk}/akhiri/", follow=True))
    assert "diakhiri. Tugasnya kembali" in page
    again = client.post(f"/kantor/ketidakhadiran/{found.pk}/akhiri/")
    assert again.status_code == 422
    assert "diakhiri" in body(client.get("/kantor/ketidakhadiran/"))


def test_the_superior_reads_in_the_inbox_why_the_task_is_hers(clerk, agency, letter, at_desk):
    letter.drafted(at_desk(letter.first))
    away(clerk, agency)
    with acting_for(agency):
        above = Position.objects.get(pk=letter.task.position_id).superior_id
        boss = Holding.objects.get(position=above, person__account__isnull=False).person.account
        name = boss.username
    page = body(at_desk(name).get("/"))
    assert "berhalangan tanpa pengganti" in page
