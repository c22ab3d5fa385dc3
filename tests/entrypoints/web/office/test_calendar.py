"""The page of the working calendar: read by everybody, changed by the keeper of the office."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.office.models import CalendarYear, DayOff
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.base.worktime import national_calendar

KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "kasubag.tangerang"
PAGE = "/kantor/kalender/"


def body(answer):
    return answer.content.decode()


@pytest.fixture
def keeper(office, at_desk):
    office("LUMAJANG")
    return at_desk(KEEPER)


@pytest.fixture
def october(monkeypatch):
    """The first working day of October 2027: the holidays of 2028 are wanted."""
    monkeypatch.setattr(timezone, "now", lambda: datetime(2027, 10, 1, 2, 0, tzinfo=UTC))


def add(client, day, kind="libur", name="Uji", follow=True):
    fields = {"day": day.isoformat(), "kind": kind, "name": name}
    return client.post(f"{PAGE}tambah/?tahun={day.year}", fields, follow=follow)


def working_day_ahead(days):
    """A weekday at least `days` ahead that no decree takes."""
    day = timezone.localdate() + timedelta(days=days)
    while not national_calendar().is_working_day(day):
        day += timedelta(days=1)
    return day


def test_a_year_shows_every_day_off_with_its_name_and_decree(office, at_desk):
    office("LUMAJANG")
    page = body(at_desk(CLERK).get(PAGE + "?tahun=2027"))
    assert "Kalender kerja 2027" in page
    assert "SKB 3 Menteri Nomor 1205, 3, 2 Tahun 2026" in page
    for name in ("Proklamasi Kemerdekaan", "Hari Suci Nyepi 1949", "Isra Mikraj"):
        assert name in page
    assert page.count("<caption>") == 12
    assert "07.30–12.00, 13.00–16.00" in page
    assert "8 Februari sampai 9 Maret (Ramadan)" in page


def test_a_day_off_says_a_word_and_not_only_a_colour(office, at_desk):
    office("LUMAJANG")
    page = body(at_desk(CLERK).get(PAGE + "?tahun=2027"))
    assert '<span class="mark mark-leave">9</span> <span class="day-word">cuti</span>' in page
    assert '<span class="mark mark-holiday">8</span> <span class="day-word">libur</span>' in page


def test_who_does_not_keep_the_office_only_reads(office, at_desk):
    office("LUMAJANG")
    clerk = at_desk(CLERK)
    assert "Tambah hari" not in body(clerk.get(PAGE))
    assert add(clerk, date(2027, 8, 16)).status_code == 403
    for address in ("tambah-banyak/", "1/hapus/", "tahun/2028/lengkap/", "tahun/2028/buka/"):
        assert clerk.post(PAGE + address).status_code == 403
    assert clerk.get(PAGE + "perubahan/1/").status_code == 403


def test_a_keeper_adds_a_day_sees_it_and_removes_it(keeper, office):
    page = body(add(keeper, date(2027, 8, 16), name="Hari Jadi Kabupaten"))
    assert "16 Agustus 2027 ditambahkan ke kalender kantor: Hari Jadi Kabupaten." in page
    assert "Tidak ada batas waktu yang berubah." in page
    assert '<span class="mark mark-own">16</span> <span class="day-word">kantor</span>' in page
    with acting_for(office("LUMAJANG").agency):
        number = DayOff.objects.get().pk
    gone = body(keeper.post(f"{PAGE}{number}/hapus/?tahun=2027", follow=True))
    assert "16 Agustus 2027 dihapus dari kalender kantor: Hari Jadi Kabupaten." in gone
    assert 'mark-own">16' not in gone
    assert keeper.post(f"{PAGE}{number}/hapus/").status_code == 404


def test_a_worked_leave_day_is_shown_as_such(keeper):
    page = body(add(keeper, date(2027, 12, 24), kind="masuk", name="SE Bupati 800/99/2027"))
    assert '<span class="mark mark-open">24</span> <span class="day-word">masuk</span>' in page


def test_another_office_neither_sees_nor_removes_the_day(keeper, at_desk, office):
    add(keeper, date(2027, 8, 16), name="Hari Jadi Kabupaten")
    with acting_for(office("LUMAJANG").agency):
        number = DayOff.objects.get().pk
    stranger = at_desk(STRANGER)
    assert "Hari Jadi" not in body(stranger.get(PAGE + "?tahun=2027"))
    assert stranger.post(f"{PAGE}{number}/hapus/").status_code == 404


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"day": "", "kind": "libur", "name": "Uji"}, "Pilih tanggalnya."),
        ({"day": "2027-08-17", "kind": "libur", "name": "Uji"}, "sudah libur secara nasional"),
        ({"day": "2027-08-16", "kind": "masuk", "name": "Uji"}, "memang hari kerja"),
        ({"day": "2027-08-16", "kind": "libur", "name": " "}, "Isian ini wajib diisi."),
        ({"day": "2027-08-16", "kind": "x", "name": "Uji"}, "field-wrong"),
    ],
)
def test_a_refused_day_keeps_what_was_typed_and_says_why(keeper, fields, told):
    answer = keeper.post(f"{PAGE}tambah/?tahun=2027", fields)
    page = body(answer)
    assert answer.status_code == 422
    assert told in page
    assert "Belum dapat disimpan." in page
    if fields["day"]:
        assert f'value="{fields["day"]}"' in page


def test_a_year_is_entered_by_the_office(keeper, office):
    before = body(keeper.get(PAGE + "?tahun=2028"))
    assert "Hari libur 2028 belum diisi." in before
    lines = "27 Januari 2028 Isra Mikraj\n1 Januari 2028 Tahun Baru\n9-2-2028 Imlek"
    told = body(keeper.post(f"{PAGE}tambah-banyak/?tahun=2028", {"lines": lines}, follow=True))
    assert "2 hari ditambahkan. 1 hari jatuh pada Sabtu atau Minggu" in told
    assert "Baru 2 hari yang diisi kantor." in told
    wrong = keeper.post(f"{PAGE}tahun/2028/lengkap/", {"tahun-source": ""})
    assert wrong.status_code == 422
    source = {"tahun-source": "SKB 3 Menteri Nomor 1 Tahun 2027"}
    page = body(keeper.post(f"{PAGE}tahun/2028/lengkap/", source, follow=True))
    assert "Hari libur 2028 ditandai lengkap." in page
    assert "Hari libur 2028 belum diisi." not in page
    assert "SKB 3 Menteri Nomor 1 Tahun 2027" in page
    back = body(keeper.post(f"{PAGE}tahun/2028/buka/", follow=True))
    assert "Hari libur 2028 belum diisi." in back
    with acting_for(office("LUMAJANG").agency):
        assert not CalendarYear.objects.exists()
        assert DayOff.objects.count() == 2


def test_one_wrong_line_adds_nothing(keeper, office):
    for lines in ("27 Januari 2028 Isra Mikraj\nentah", "27 Januari 2028 A\n27 Januari 2028 B"):
        answer = keeper.post(f"{PAGE}tambah-banyak/?tahun=2028", {"lines": lines})
        assert answer.status_code == 422
        with acting_for(office("LUMAJANG").agency):
            assert not DayOff.objects.exists()
    assert "27 Januari 2028 sudah ada" in body(answer)


@pytest.mark.parametrize("year", ["1999", "2099", "0"])
def test_a_year_far_off_is_no_page(keeper, year):
    assert keeper.get(f"{PAGE}?tahun={year}").status_code == 404


@pytest.mark.parametrize("year", ["", "99999", "duaribu", "²⁰²⁷"])
def test_what_is_no_year_shows_this_one(keeper, year):
    this_year = timezone.localdate().year
    assert f"Kalender kerja {this_year}" in body(keeper.get(f"{PAGE}?tahun={year}"))


def test_the_banner_is_for_keepers_from_october_on(october, keeper, at_desk):
    told = "Hari libur 2028 belum diisi"
    for address in ("/", "/kantor/", PAGE):
        assert told in body(keeper.get(address)), address
    for address in ("/", "/kantor/"):
        assert told not in body(at_desk(CLERK).get(address)), address


def test_no_banner_while_the_next_year_is_entered(keeper):
    for address in ("/", "/kantor/"):
        assert "belum diisi" not in body(keeper.get(address))


def test_a_task_due_in_a_year_without_holidays_says_so(letter, at_desk):
    with acting_for(letter.agency):
        letter.task.__class__.objects.filter(pk=letter.task.pk).update(
            due_at=datetime(2028, 1, 10, 9, 0, tzinfo=UTC)
        )
    page = body(at_desk(letter.first).get(f"/tugas/{letter.task.pk}/"))
    assert "jatuh di tahun 2028 yang hari liburnya belum diisi" in page


def test_after_the_deed_the_page_says_which_deadlines_moved(letter, at_desk):
    """A case in Lumajang is open; today and tomorrow become days off."""
    before = letter.task.due_at
    keeper = at_desk(KEEPER)
    day = max(before.astimezone().date(), working_day_ahead(0))
    while day.weekday() > 4:
        day += timedelta(days=1)
    page = body(add(keeper, day, name="Pemilihan Bupati"))
    assert "1 batas waktu dihitung ulang; semuanya mundur." in page
    assert f"{letter.started.number:04d}/LUMAJANG/{letter.started.year}" in page
    assert letter.task.due_at > before
    trail = body(keeper.get("/kantor/jejak/"))
    assert "menghitung ulang 1 batas waktu karena kalender kerja berubah: 0 maju, 1 mundur" in trail
    with acting_for(letter.agency):
        number = DayOff.objects.get().pk
    back = body(keeper.post(f"{PAGE}{number}/hapus/", follow=True))
    assert "1 batas waktu dihitung ulang; semuanya maju." in back
    assert letter.task.due_at == before
    with acting_for(letter.agency):
        kinds = list(
            Event.objects.filter(case=letter.started.case)
            .order_by("seq")
            .values_list("kind", flat=True)
        )
    assert kinds == ["opened", "rescheduled", "rescheduled"]


def test_the_list_of_moved_deadlines_tells_titles_only_to_who_may_read_the_case(letter, at_desk):
    """The keeper of the office may be nobody in the procedure: number and SOP, not the matter."""
    keeper = at_desk(KEEPER)
    page = body(add(keeper, working_day_ahead(0)))
    readable = keeper.get(letter.address).status_code == 200
    assert ("Undangan rapat" in page) == readable
