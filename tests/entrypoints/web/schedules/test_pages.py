"""A keeper of procedures makes, pauses and ends a schedule on its pages."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tatalaksana.apps.library.models import Version
from tatalaksana.apps.schedules.models import Schedule
from tatalaksana.apps.schedules.opening import open_due
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST

KEEPER, CLERK = "kasubag.lumajang", "umum.lumajang"


def body(answer):
    return answer.content.decode()


def behind_the_wall(find):
    """A request leaves nobody's rows shown; look again as Lumajang."""
    with acting_for(CAST["LUMAJANG"].agency):
        return find()


@pytest.fixture
def letters(office):
    there = office("LUMAJANG")
    version = Version.objects.get(status="berlaku", procedure__title="Surat Masuk")
    return version.procedure_id, there.roles["Pengadm. Umum"]


@pytest.fixture
def filled(letters):
    """What a keeper fills in: every month on the first, from today."""
    return {
        "title": "Agenda surat {bulan} {tahun}",
        "position": letters[1],
        "rhythm": "bulanan",
        "weekday": "0",
        "day": "1",
        "month": "1",
        "at": "07:30",
        "since": timezone.localdate().isoformat(),
        "until": "",
        "missed": "semua",
    }


def address(letters):
    return f"/jadwal/tambah/?sop={letters[0]}"


def make(client, letters, filled):
    return client.post(address(letters), filled, follow=True)


def test_a_schedule_is_made_and_tells_what_it_is_going_to_open(letters, filled, at_desk):
    client = at_desk(KEEPER)
    assert "Surat Masuk" in body(client.get("/jadwal/"))
    assert "Jabatan yang memulai" in body(client.get(address(letters)))
    page = body(make(client, letters, filled))
    assert "Jadwal dibuat" in page
    assert "Setiap bulan, tanggal 1" in page
    assert page.count("pukul 07.30 WIB") >= 5
    assert "Agenda surat {bulan} {tahun}" in body(client.get("/jadwal/"))


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"title": "Agenda {bln}"}, "tidak dikenal"),
        ({"day": "32"}, "Tulis angka 1 sampai 31"),
        ({"since": "2020-01-01"}, "Hari mulai sudah lewat"),
        ({"at": "pagi"}, "Tulis jamnya"),
        ({"position": ""}, "Pilih salah satu"),
    ],
)
def test_what_is_wrong_is_told_beside_its_field_and_nothing_is_lost(
    letters, filled, at_desk, wrong, told
):
    answer = at_desk(KEEPER).post(address(letters), filled | wrong)
    assert answer.status_code == 422
    assert told in body(answer)
    if "title" not in wrong:
        assert "Agenda surat {bulan} {tahun}" in body(answer)
    assert not behind_the_wall(Schedule.objects.exists)


def test_it_is_paused_resumed_and_ended(letters, filled, at_desk):
    client = at_desk(KEEPER)
    make(client, letters, filled)
    number = behind_the_wall(lambda: Schedule.objects.get().pk)
    for deed, told in (("jeda", "Jadwal dijeda"), ("lanjutkan", "dilanjutkan"),
                       ("akhiri", "diakhiri")):  # fmt: skip
        assert told in body(client.post(f"/jadwal/{number}/{deed}/", follow=True))
    again = client.post(f"/jadwal/{number}/jeda/")
    assert again.status_code == 422
    assert "sedang tidak berjalan" in body(again)


def test_what_it_opened_and_what_keeps_it_stands_on_its_page(letters, filled, at_desk):
    client = at_desk(KEEPER)
    make(client, letters, filled)
    agency = CAST["LUMAJANG"].agency
    later = timezone.now() + timedelta(days=70)
    assert behind_the_wall(lambda: open_due(agency, later)[0]) >= 2
    number = behind_the_wall(lambda: Schedule.objects.get().pk)
    assert "/LUMAJANG/" in body(client.get(f"/jadwal/{number}/"))
    behind_the_wall(lambda: Schedule.objects.update(trouble="Jabatan yang memulai sedang lowong."))
    assert "sedang lowong" in body(client.get(f"/jadwal/{number}/"))
    assert "tertahan" in body(client.get("/jadwal/"))


def test_what_a_document_says_of_recurring_fills_the_form_in(office, at_desk):
    there = office("CINAGARA")
    keeper = at_desk(next(user for user, name, _ in there.accounts if name == there.keeper.name))
    page = body(keeper.get("/jadwal/"))
    assert "“setiap hari”" in page
    link = page.split('href="/jadwal/tambah/?sop=')[1].split('"')[0]
    form = body(keeper.get(f"/jadwal/tambah/?sop={link}"))
    assert "Isian di bawah ini baru saran" in form
    assert '<option value="harian" selected>' in form


def test_only_a_keeper_of_procedures_comes_in(letters, filled, at_desk):
    make(at_desk(KEEPER), letters, filled)
    number = behind_the_wall(lambda: Schedule.objects.get().pk)
    clerk, stranger = at_desk(CLERK), at_desk("analis.kalbar")
    for there in ("/jadwal/", address(letters), f"/jadwal/{number}/"):
        assert clerk.get(there).status_code == 403
    assert clerk.post(f"/jadwal/{number}/akhiri/").status_code == 403
    assert stranger.get(f"/jadwal/{number}/").status_code == 404
    assert stranger.post(f"/jadwal/{number}/akhiri/").status_code == 404


def test_an_address_without_a_procedure_leads_to_the_list(at_desk, office):
    office("LUMAJANG")
    client = at_desk(KEEPER)
    for asked in ("", "?sop=", "?sop=x", "?sop=" + "9" * 30):
        assert client.get("/jadwal/tambah/" + asked).url == "/jadwal/"
    assert client.get("/jadwal/tambah/?sop=999999").status_code == 404
