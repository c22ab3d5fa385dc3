"""From draft to force and out of it."""

from dataclasses import replace

import pytest

from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.models import Binding
from tatalaksana.apps.library.queries import content_of
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.library.pages import DOCUMENT, KEEPER, SEEN, body, seen_on, stored


@pytest.fixture
def fresh(lumajang, person, now):
    """A draft that no office knows yet."""
    (version,) = import_document(
        person(KEEPER), unit=lumajang.library_unit, name="a.txt", data=DOCUMENT.encode(), now=now
    )
    return version


def test_what_is_missing_is_listed_until_positions_are_confirmed(fresh, lumajang, sign_in):
    client = sign_in(KEEPER)
    page = body(client.get(f"/sop/versi/{fresh.pk}/jabatan/"))
    assert "Jabatan untuk pelaksana “Kasubag” belum ditetapkan." in page
    assert "Berlakukan versi 1" not in page
    refused = client.post(f"/sop/versi/{fresh.pk}/berlakukan/", seen_on(fresh))
    assert refused.status_code == 422
    assert "belum ditetapkan" in body(refused)
    bound = client.post(
        f"/sop/versi/{fresh.pk}/jabatan/",
        {
            "role-1": "Kasubag",
            "position-1": lumajang.roles["Kasubag"],
            "role-2": "Pengelola",
            "position-2": lumajang.roles["Pengelola"],
        },
        follow=True,
    )
    assert "Berlakukan versi 1" in body(bound)
    seen = SEEN.search(body(bound))
    done = client.post(f"/sop/versi/{fresh.pk}/berlakukan/", {"seen": seen[1]}, follow=True)
    assert "berlaku mulai sekarang" in body(done)
    assert stored(fresh).status == "berlaku"


def test_a_draft_changed_meanwhile_is_not_put_in_force_and_the_page_shows_it_as_it_is(
    draft, lumajang, person, now, sign_in
):
    client, path = sign_in(KEEPER), f"/sop/versi/{draft.pk}/jabatan/"
    seen = SEEN.search(body(client.get(path)))
    content = replace(content_of(draft), performers=(*content_of(draft).performers, "Notulis"))
    with acting_for(draft.agency_id):
        correct(person(KEEPER), version=draft.pk, content=content, now=now)
    refused = client.post(f"/sop/versi/{draft.pk}/berlakukan/", {"seen": seen[1]})
    page = body(refused)
    assert refused.status_code == 409
    assert "sudah diubah sejak Anda membukanya; belum diberlakukan" in page
    assert "TL604" in page
    assert "Anda sendiri, di jendela lain, sudah menyimpan perubahan" in page
    assert "Notulis" in page
    assert stored(draft).status == "draf"
    done = client.post(
        f"/sop/versi/{draft.pk}/berlakukan/", {"seen": SEEN.search(page)[1]}, follow=True
    )
    assert "berlaku mulai sekarang" in body(done)


@pytest.mark.parametrize("sent", [{}, {"seen": ""}, {"seen": "apa saja"}])
def test_nothing_is_put_in_force_by_who_has_not_seen_it(sent, draft, sign_in):
    answer = sign_in(KEEPER).post(f"/sop/versi/{draft.pk}/berlakukan/", sent)
    assert answer.status_code == 409
    assert stored(draft).status == "draf"


def test_a_foreign_position_binds_nothing(fresh, office, sign_in):
    foreign = office("TANGERANG").roles["Kasubag"]
    answer = sign_in(KEEPER).post(
        f"/sop/versi/{fresh.pk}/jabatan/", {"role-1": "Kasubag", "position-1": foreign}
    )
    assert answer.status_code == 404
    with acting_for(fresh.agency_id):
        assert not Binding.objects.filter(version=fresh, confirmed_at__isnull=False).exists()


def test_a_new_version_leaves_the_one_in_force_alone(in_force, sign_in):
    answer = sign_in(KEEPER).post(f"/sop/versi/{in_force.pk}/versi-baru/", follow=True)
    assert "Versi 2 dibuat sebagai draf" in body(answer)
    assert stored(in_force).status == "berlaku"


def test_a_second_draft_is_refused_with_what_to_do(in_force, draft, sign_in):
    answer = sign_in(KEEPER).post(f"/sop/versi/{in_force.pk}/versi-baru/", follow=True)
    assert "Lanjutkan atau berlakukan draf itu" in body(answer)


def test_withdrawing_says_what_happens_to_running_files(in_force, sign_in):
    client = sign_in(KEEPER)
    answer = client.post(f"/sop/versi/{in_force.pk}/cabut/", follow=True)
    assert "Berkas yang sudah berjalan diteruskan" in body(answer)
    assert stored(in_force).status == "dicabut"
    again = client.post(f"/sop/versi/{in_force.pk}/cabut/", follow=True)
    assert "Hanya versi yang berlaku" in body(again)


@pytest.mark.parametrize("path", ["tinjau/simpan/", "berlakukan/", "versi-baru/", "cabut/"])
def test_a_deed_is_never_done_by_following_a_link(path, in_force, sign_in):
    answer = sign_in(KEEPER).get(f"/sop/versi/{in_force.pk}/{path}")
    assert answer.status_code in (302, 405)
    assert stored(in_force).status == "berlaku"
