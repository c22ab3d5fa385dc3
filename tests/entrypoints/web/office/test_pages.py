"""The office: the tree, positions and their holders, people, the trail."""

from datetime import date

import pytest
from django.utils import timezone

from tatalaksana.apps.office.models import Account, Holding, Person, Position, Unit
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.apps.shared.audit import SENTENCES
from tatalaksana.entrypoints.web.office.sentences import TRAIL

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
PERSON = {
    "name": "Sri Wahyuni, S.Sos.",
    "nip": "19850102 201001 2 003",
    "email": "sri@lumajang.go.id",
    "username": "sri.wahyuni",
    "key": "0c9ab0ab-58d7-46a6-a7ef-c3ae0f4eb31e",
}


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def keeper(lumajang, sign_in):
    return sign_in(KEEPER)


@pytest.fixture
def seat(lumajang):
    """The head of the division."""
    return Position.objects.get(agency=lumajang.agency, name="Kepala Bagian Organisasi")


def body(answer):
    return answer.content.decode()


def test_the_tree_shows_units_positions_and_holders(lumajang, sign_in):
    page = body(sign_in(CLERK).get("/kantor/"))
    assert page.index("Sekretariat Daerah") < page.index("Bagian Organisasi</h2>")
    assert "Hendro Prasetyo" in page
    assert "dipegang banyak orang" in page
    assert "Tambah unit" not in page


def test_a_vacant_position_is_marked_in_words(lumajang, seat, sign_in):
    Holding.objects.filter(position=seat).update(until=date(2025, 1, 1))
    page = body(sign_in(CLERK).get("/kantor/"))
    assert "1 jabatan kosong hari ini" in page
    assert "</svg> kosong" in page


def test_an_acting_holder_is_called_so(seat, keeper, lumajang):
    with acting_for(lumajang.agency):
        person = Person.objects.get(name="Joko Susanto")
    answer = keeper.post(
        f"/kantor/jabatan/{seat.pk}/tempatkan/",
        {"person": person.pk, "kind": "plt", "since": timezone.localdate().isoformat()},
        follow=True,
    )
    assert "ditempatkan" in body(answer)
    assert "<strong>Plt.</strong> Joko Susanto" in body(answer)
    assert "Hendro Prasetyo" in body(answer), "the definitive holder holds beside"


def test_a_new_definitive_holder_ends_the_one_before(seat, keeper, lumajang):
    with acting_for(lumajang.agency):
        person = Person.objects.get(name="Joko Susanto")
    keeper.post(
        f"/kantor/jabatan/{seat.pk}/tempatkan/",
        {"person": person.pk, "kind": "definitif", "since": "2026-03-02"},
    )
    with acting_for(lumajang.agency):
        before = Holding.objects.get(position=seat, person__name="Hendro Prasetyo")
    assert before.until == date(2026, 3, 1)


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"person": ""}, "Pilih orangnya"),
        ({"since": "besok"}, "2026-11-21"),
        ({"until": "2020-01-01"}, "Tanggal akhir mendahului"),
        ({"kind": "raja"}, "raja"),
    ],
)
def test_a_wrong_appointment_is_told_and_nothing_typed_is_lost(
    change, message, seat, keeper, lumajang
):
    with acting_for(lumajang.agency):
        person = Person.objects.get(name="Joko Susanto")
    sent = {"person": person.pk, "kind": "plh", "since": "2026-11-01", "until": ""} | change
    answer = keeper.post(f"/kantor/jabatan/{seat.pk}/tempatkan/", sent)
    assert answer.status_code == 422
    assert message in body(answer)
    if sent["person"]:
        assert f'value="{person.pk}" selected' in body(answer)


def test_ending_a_holding_leaves_it_in_the_history(seat, keeper, lumajang):
    with acting_for(lumajang.agency):
        holding = Holding.objects.get(position=seat)
    early = keeper.post(f"/kantor/pejabat/{holding.pk}/akhiri/", {"last_day": "2001-01-01"})
    assert "mendahului" in body(early)
    done = keeper.post(
        f"/kantor/pejabat/{holding.pk}/akhiri/", {"last_day": "2025-12-31"}, follow=True
    )
    assert "sampai 31 Desember 2025" in body(done)
    assert "Belum ada pejabat sebelumnya" not in body(done)


def test_units_and_positions_are_added(keeper, lumajang):
    answer = keeper.post("/kantor/unit/tambah/", {"name": "Subbagian Baru", "parent": ""})
    assert answer.status_code == 302
    with acting_for(lumajang.agency):
        unit = Unit.objects.get(name="Subbagian Baru")
    answer = keeper.post(
        "/kantor/jabatan/tambah/",
        {"name": "Pegawai Baru", "unit": unit.pk, "superior": "", "many": "on"},
        follow=True,
    )
    assert "dipegang banyak orang" in body(answer).lower()
    again = keeper.post("/kantor/unit/tambah/", {"name": "subbagian baru", "parent": ""})
    assert again.status_code == 422
    assert "sudah dipakai" in body(again)


def test_a_new_person_gets_a_password_that_is_shown_once(keeper, lumajang):
    answer = keeper.post("/kantor/orang/tambah/", PERSON)
    page = body(answer)
    assert answer["Cache-Control"] == "no-store"
    password = page.split('class="secret">')[2].split("<")[0]
    assert len(password) >= 16
    account = Account.objects.get(username="sri.wahyuni")
    assert account.check_password(password)
    with acting_for(lumajang.agency):
        assert Person.objects.get(account=account).nip == "198501022010012003"
    assert password not in body(keeper.get("/kantor/orang/"))
    assert password not in body(keeper.get("/kantor/jejak/"))


@pytest.mark.parametrize(
    ("field", "value", "message"),
    [
        ("name", " ", "wajib diisi"),
        ("nip", "1985", "18 angka; yang diisi 4"),
        ("nip", "19851302 201001 2 003", "19851302 bukan tanggal"),
        ("nip", "19850102 201001 2 00³", "18 angka"),
        ("email", "sri", "bukan alamat surel"),
        ("username", "s", "3–60"),
        ("username", "Sri Wahyuni", "tanpa spasi"),
        ("username", "kasubag.tangerang", "sudah dipakai"),
    ],
)
def test_a_wrong_person_is_told_at_the_field(field, value, message, keeper):
    answer = keeper.post("/kantor/orang/tambah/", PERSON | {field: value})
    assert answer.status_code == 422
    page = body(answer)
    assert f'id="id_{field}_error"' in page
    assert message in page
    assert not Account.objects.filter(username="sri.wahyuni").exists()


def test_the_trail_tells_who_did_what(keeper):
    keeper.post("/kantor/unit/tambah/", {"name": "Unit Jejak", "parent": ""})
    page = body(keeper.get("/kantor/jejak/"))
    assert "<strong>Wiwik Handayani</strong> menambah unit Unit Jejak" in page
    assert keeper.get("/kantor/jejak/?page=x").status_code == 200
    assert keeper.get("/kantor/jejak/?page=9999").status_code == 200


@pytest.mark.parametrize("path", ["unit/tambah/", "jabatan/tambah/", "orang/tambah/", "jejak/"])
def test_who_keeps_no_office_may_not(path, lumajang, sign_in):
    client = sign_in(CLERK)
    assert client.get(f"/kantor/{path}").status_code == 403
    if path != "jejak/":
        assert client.post(f"/kantor/{path}", {"name": "x"}).status_code == 403


def test_another_agency_finds_neither_position_nor_holding(seat, lumajang, sign_in):
    with acting_for(lumajang.agency):
        holding = Holding.objects.get(position=seat)
    client = sign_in(STRANGER)
    assert client.get(f"/kantor/jabatan/{seat.pk}/").status_code == 404
    assert client.get(f"/kantor/pejabat/{holding.pk}/akhiri/").status_code == 404
    appointed = client.post(
        f"/kantor/jabatan/{seat.pk}/tempatkan/",
        {"person": holding.person_id, "kind": "plt", "since": "2026-11-01"},
    )
    assert appointed.status_code in (404, 422)
    with acting_for(lumajang.agency):
        assert Holding.objects.filter(position=seat).count() == 1


def test_people_only_read_a_position_they_do_not_keep(seat, lumajang, sign_in):
    page = body(sign_in(CLERK).get(f"/kantor/jabatan/{seat.pk}/"))
    assert "Hendro Prasetyo" in page
    assert "Tempatkan orang" not in page
    assert "Akhiri" not in page


def test_the_account_of_a_new_person_belongs_to_the_keepers_agency(keeper, lumajang):
    keeper.post("/kantor/orang/tambah/", PERSON)
    assert Account.objects.get(username="sri.wahyuni").agency_id == lumajang.agency


def test_every_sentence_of_the_trail_can_be_translated():
    assert set(TRAIL) == set(SENTENCES.values())


def test_the_trail_reads_in_english_too(keeper):
    keeper.post("/kantor/unit/tambah/", {"name": "Unit Jejak", "parent": ""})
    keeper.cookies["django_language"] = "en"
    assert "added the unit Unit Jejak" in body(keeper.get("/kantor/jejak/"))
