"""The pages of accounts and duties: by keeper, colleague and another agency."""

import re

import pytest
from django.test import Client

from tatalaksana.apps.office.models import Account, Person, Position
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import PASSWORD

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
PERSON = {"name": "Sri Wahyuni", "nip": "", "email": "", "username": "sri.wahyuni"}
DEEDS = ("sandi", "tutup", "buka")


def body(answer):
    return answer.content.decode()


def secret_in(answer):
    """The one-time password that a page shows."""
    return body(answer).split('class="secret">')[2].split("<")[0]


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def clerk(lumajang):
    return Person.objects.get(account__username=CLERK)


@pytest.fixture
def seat(lumajang):
    return Position.objects.get(agency=lumajang.agency, name="Kepala Bagian Organisasi")


def test_a_keeper_finds_the_person_from_the_list_and_reads_the_state(clerk, at_desk):
    client = at_desk(KEEPER)
    assert f"/kantor/orang/{clerk.pk}/" in body(client.get("/kantor/orang/?cari=" + clerk.name))
    page = body(client.get(f"/kantor/orang/{clerk.pk}/"))
    assert "Buat kata sandi baru" in page
    assert "</svg> terbuka" in page


def test_a_forgotten_password_is_replaced_and_the_person_must_choose_her_own(clerk, at_desk):
    signed_in = at_desk(CLERK)
    answer = at_desk(KEEPER).post(f"/kantor/orang/{clerk.pk}/sandi/")
    assert answer["Cache-Control"] == "no-store"
    assert signed_in.get("/").url.startswith("/masuk/"), "her old session has ended"
    once, own = secret_in(answer), "rotan-jati-kenari-5"
    client = Client()
    client.post("/masuk/", {"username": CLERK, "password": once})
    for address in ("/", "/berkas/", "/kantor/", "/lainnya/"):
        assert client.get(address).url == "/sandi/"
    page = body(client.get("/sandi/"))
    assert "kata sandi sekali pakai" in page
    assert "Batal" not in page
    kept = {"old_password": once, "new_password1": once, "new_password2": once}
    assert "harus lain dari sandi lama" in body(client.post("/sandi/", kept))
    client.post("/sandi/", kept | {"new_password1": own, "new_password2": own})
    assert client.get("/").status_code == 200
    assert Client().post("/masuk/", {"username": CLERK, "password": own}).url == "/"


@pytest.mark.parametrize("typed", [CLERK, " Umum.Lumajang "])
def test_a_new_password_ends_the_lock_out_of_the_forgotten_one(typed, clerk, at_desk, settings):
    locked, other = Client(), Client(REMOTE_ADDR="10.0.0.9")
    for client in (locked, other):
        for _ in range(settings.AXES_FAILURE_LIMIT):
            answer = client.post("/masuk/", {"username": typed, "password": "lupa"})
        assert answer.status_code == 429
    colleague = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        colleague.post("/masuk/", {"username": "kabag.lumajang", "password": "lupa"})
    once = secret_in(at_desk(KEEPER).post(f"/kantor/orang/{clerk.pk}/sandi/"))
    for client in (locked, other):
        assert client.post("/masuk/", {"username": typed, "password": once}).url == "/"
        client.post("/keluar/")
    sent = {"username": "kabag.lumajang", "password": PASSWORD}
    assert colleague.post("/masuk/", sent).status_code == 429, "nobody else is let in by it"


def test_the_way_out_stays_open_with_a_one_time_password(clerk, at_desk):
    Account.objects.filter(username=CLERK).update(must_change_password=True)
    client = at_desk(CLERK)
    assert client.post("/bahasa/", {"language": "en", "next": "/sandi/"}).url == "/sandi/"
    assert client.post("/keluar/").url == "/masuk/"


def test_a_new_person_must_choose_her_own_password_too(lumajang, at_desk):
    answer = at_desk(KEEPER).post("/kantor/orang/tambah/", PERSON)
    client = Client()
    client.post("/masuk/", {"username": "sri.wahyuni", "password": secret_in(answer)})
    assert client.get("/").url == "/sandi/"


def test_a_form_sent_twice_says_so_and_offers_a_new_password(lumajang, at_desk):
    client = at_desk(KEEPER)
    page = body(client.get("/kantor/orang/tambah/"))
    key = re.search(r'name="key" value="([^"]+)"', page)[1]
    client.post("/kantor/orang/tambah/", PERSON | {"key": key})
    again = client.post("/kantor/orang/tambah/", PERSON | {"key": key})
    made = Account.objects.get(username="sri.wahyuni")
    assert "terkirim dua kali" in body(again)
    with acting_for(lumajang.agency):
        assert f"/kantor/orang/{made.person.pk}/sandi/" in body(again)
    spoilt = client.post("/kantor/orang/tambah/", PERSON | {"key": "rusak"})
    assert "sudah dipakai" in body(spoilt)


def test_a_closed_account_is_out_at_once_and_comes_back_with_a_new_password(clerk, at_desk):
    signed_in, keeper = at_desk(CLERK), at_desk(KEEPER)
    closed = keeper.post(f"/kantor/orang/{clerk.pk}/tutup/", follow=True)
    assert f"Akun {clerk.name} ditutup" in body(closed)
    assert "akun ditutup" in body(keeper.get("/kantor/orang/"))
    assert signed_in.get("/").url.startswith("/masuk/")
    refused = Client().post("/masuk/", {"username": CLERK, "password": PASSWORD})
    assert refused.status_code == 200
    opened = keeper.post(f"/kantor/orang/{clerk.pk}/buka/")
    assert "dibuka kembali" in body(opened)
    assert signed_in.get("/").url.startswith("/masuk/"), "the old session stays ended"
    once = {"username": CLERK, "password": secret_in(opened)}
    assert Client().post("/masuk/", once).url == "/"


def test_a_deed_that_cannot_be_done_is_told_on_the_page(clerk, at_desk):
    keeper = at_desk(KEEPER)
    answer = keeper.post(f"/kantor/orang/{clerk.pk}/buka/")
    assert answer.status_code == 422
    assert "sudah terbuka" in body(answer)


def test_ones_own_account_offers_only_the_password_page(lumajang, at_desk):
    mine = Person.objects.get(account__username=KEEPER).pk
    client = at_desk(KEEPER)
    page = body(client.get(f"/kantor/orang/{mine}/"))
    assert "/tutup/" not in page
    assert 'href="/sandi/"' in page
    for deed in DEEDS:
        assert client.post(f"/kantor/orang/{mine}/{deed}/").status_code == 422


def test_duties_are_given_on_the_page_of_the_position(seat, at_desk):
    client = at_desk(KEEPER)
    sent = {"keeps_procedures": "on", "keeps_office": "on"}
    page = body(client.post(f"/kantor/jabatan/{seat.pk}/wewenang/", sent, follow=True))
    assert "mengelola SOP dan kantor" in page
    assert "</svg> pengelola kantor" in page
    trail = body(client.get("/kantor/jejak/"))
    assert "pengelola SOP ya, pengelola kantor ya, dipegang banyak orang tidak" in trail
    assert at_desk("kabag.lumajang").get("/kantor/jejak/").status_code == 200, "at once"


def test_the_last_keeper_is_told_why_it_stays(lumajang, at_desk):
    keeping = Position.objects.filter(agency=lumajang.agency, keeps_office=True)
    mine = keeping.get(holding__person__account__username=KEEPER)
    keeping.exclude(pk=mine.pk).update(keeps_office=False)
    answer = at_desk(KEEPER).post(f"/kantor/jabatan/{mine.pk}/wewenang/", {})
    assert answer.status_code == 422
    assert "tidak ada lagi pengelola kantor" in body(answer)
    assert 'id="id_keeps_office_error"' in body(answer)


def test_a_colleague_reads_but_changes_nothing(clerk, seat, at_desk):
    client = at_desk("caraka.lumajang")
    assert client.get(f"/kantor/orang/{clerk.pk}/").status_code == 403
    for deed in DEEDS:
        assert client.post(f"/kantor/orang/{clerk.pk}/{deed}/").status_code == 403
    assert client.post(f"/kantor/jabatan/{seat.pk}/wewenang/", {}).status_code == 403
    assert "Wewenang jabatan" not in body(client.get(f"/kantor/jabatan/{seat.pk}/"))
    assert f"/kantor/orang/{clerk.pk}/" not in body(client.get("/kantor/orang/"))


def test_another_agency_finds_neither_person_nor_position(clerk, seat, at_desk):
    client = at_desk(STRANGER)
    assert client.get(f"/kantor/orang/{clerk.pk}/").status_code == 404
    for deed in DEEDS:
        assert client.post(f"/kantor/orang/{clerk.pk}/{deed}/").status_code == 404
    assert client.post(f"/kantor/jabatan/{seat.pk}/wewenang/", {}).status_code == 404
    account = Account.objects.get(username=CLERK)
    assert account.check_password(PASSWORD)
    assert account.is_active


def test_deeds_need_a_button_not_a_link(clerk, at_desk):
    client = at_desk(KEEPER)
    for deed in DEEDS:
        assert client.get(f"/kantor/orang/{clerk.pk}/{deed}/").status_code == 405


def test_the_trail_says_right_and_period_of_an_appointment(seat, lumajang, at_desk):
    with acting_for(lumajang.agency):
        person = Person.objects.get(name="Joko Susanto")
    client = at_desk(KEEPER)
    sent = {"person": person.pk, "kind": "plh", "since": "2026-11-02", "until": ""}
    client.post(f"/kantor/jabatan/{seat.pk}/tempatkan/", sent)
    assert "(Plh.), mulai 2 November 2026, hari terakhir belum ditentukan" in body(
        client.get("/kantor/jejak/")
    )
