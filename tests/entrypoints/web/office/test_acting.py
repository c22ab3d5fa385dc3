"""The page of who acts for whom: by the giver, the taker, a keeper and a colleague."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tatalaksana.apps.office.models import Delegation, Holding, Person
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST

ADDRESS = "/kantor/bertindak-untuk/"
KEEPER, HEAD, CLERK, COLLEAGUE = (
    f"{name}.lumajang" for name in ("kasubag", "kabag", "umum", "pengelola")
)


def body(answer):
    return answer.content.decode()


def behind_the_wall(find):
    """A request leaves nobody's rows shown; look again as Lumajang."""
    with acting_for(CAST["LUMAJANG"].agency):
        return find()


def person_of(username):
    return behind_the_wall(lambda: Person.objects.get(account__username=username))


def the_one():
    found = Delegation.objects.select_related("giver", "taker")
    return behind_the_wall(found.get)


@pytest.fixture
def form(office):
    """What the head fills in: the clerk acts for her from today for three days."""
    office("LUMAJANG")
    today = timezone.localdate()
    seat = Holding.objects.get(person=person_of(HEAD), position__name="Kepala Bagian Organisasi")
    return {
        "seat": seat.pk,
        "taker": person_of(CLERK).pk,
        "kind": "semua",
        "since": today.isoformat(),
        "until": (today + timedelta(days=2)).isoformat(),
    }


def test_a_head_names_who_acts_for_her_and_is_told_how_to_undo_it(form, at_desk):
    client = at_desk(HEAD)
    assert ADDRESS in body(client.get("/kantor/"))
    assert ADDRESS in body(client.get("/lainnya/"))
    page = body(client.post(ADDRESS, form, follow=True))
    clerk, head = person_of(CLERK), person_of(HEAD)
    assert f"{clerk.name} bertindak untuk {head.name}" in page
    assert "semua tugas kecuali menandatangani" in page
    assert "pilih Akhiri" in page
    assert "berlaku hari ini" in page
    assert f"{clerk.name} bertindak untuk" in body(
        client.get(f"/kantor/jabatan/{the_one().position_id}/")
    )


def test_the_taker_sees_for_whom_she_acts_and_cannot_end_it(form, at_desk):
    at_desk(HEAD).post(ADDRESS, form)
    client = at_desk(CLERK)
    page = body(client.get(ADDRESS))
    given = the_one()
    assert f"– untuk {given.giver.name}" in page, "behind her name on every page"
    assert f"{ADDRESS}{given.pk}/akhiri/" not in page
    assert client.post(f"{ADDRESS}{given.pk}/akhiri/").status_code == 403
    assert the_one().ended_at is None


def test_the_giver_ends_it_and_is_told_how_to_undo_that(form, at_desk):
    client = at_desk(HEAD)
    client.post(ADDRESS, form)
    given = the_one()
    page = body(client.post(f"{ADDRESS}{given.pk}/akhiri/", follow=True))
    assert "tidak lagi bertindak untuk" in page
    assert "tunjuk lagi" in page
    again = client.post(f"{ADDRESS}{given.pk}/akhiri/")
    assert again.status_code == 422
    assert "sudah berakhir" in body(again)


def test_a_keeper_does_it_for_a_sick_head(form, at_desk):
    client = at_desk(KEEPER)
    assert person_of(HEAD).name in body(client.get(ADDRESS))
    page = body(client.post(ADDRESS, form, follow=True))
    assert f"{person_of(CLERK).name} bertindak untuk {person_of(HEAD).name}" in page
    given = the_one()
    client.post(f"{ADDRESS}{given.pk}/akhiri/")
    assert the_one().ended_at is not None


def test_a_colleague_is_offered_only_her_own_positions(form, at_desk):
    client = at_desk(COLLEAGUE)
    offered = body(client.get(ADDRESS)).split('name="seat"')[1].split("</select>")[0]
    assert f'value="{form["seat"]}"' not in offered
    assert client.post(ADDRESS, form).status_code == 422
    assert not behind_the_wall(Delegation.objects.exists)


def test_what_is_refused_stands_beside_its_field_and_what_was_typed_stays(form, at_desk):
    client = at_desk(HEAD)
    past = (timezone.localdate() - timedelta(days=1)).isoformat()
    answer = client.post(ADDRESS, form | {"until": past})
    assert answer.status_code == 422
    page = body(answer)
    assert 'id="id_until_error"' in page
    assert "Hari terakhir mendahului hari mulai." in page
    assert f'value="{past}"' in page
    without = client.post(ADDRESS, form | {"until": ""})
    assert "Pilih tanggalnya." in body(without)


def test_somebody_with_only_a_team_seat_is_told_why_there_is_no_form(office, at_desk):
    office("LUMAJANG")
    page = body(at_desk("tim1.lumajang").get(ADDRESS))
    assert "tidak memegang jabatan yang dapat diwakili" in page
    assert 'name="taker"' not in page


def test_the_trail_says_it_in_words(form, at_desk):
    client = at_desk(KEEPER)
    client.post(ADDRESS, form)
    page = body(client.get("/kantor/jejak/"))
    assert f"menunjuk {person_of(CLERK).name} bertindak untuk {person_of(HEAD).name}" in page
    assert "(semua tugas kecuali menandatangani)" in page
