"""Many units are asked at once: the form, its check, the completeness view, reminder and table."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tatalaksana.apps.cases.calls import answers_of
from tatalaksana.apps.cases.models import Case, UnitCall
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.notices.models import Notice
from tatalaksana.apps.office.seeding import Seat, make_unit, seat_people
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.cases.conftest import SK, text_of

ASKER = "kasubbag.kalbar"
NAMES = ("Kecamatan Utara", "Kecamatan Selatan")


@pytest.fixture
def units(office):
    """Two kecamatan with a camat each, and one without any position."""
    there = office("KALBAR")
    with acting_for(there.agency):
        for name in NAMES:
            unit = make_unit(there.agency, name, None)
            user = f"camat.{name.rpartition(' ')[2].lower()}"
            camat = Seat(unit=unit, name="Camat")
            seat_people(there.agency, camat, [(user, f"Ibu {name}")], "!", timezone.localdate())
        make_unit(there.agency, "Kecamatan Kosong", None)
    return there


@pytest.fixture
def version(units):
    with acting_for(units.agency):
        return Version.objects.get(status="berlaku", procedure__title__startswith=SK).pk


def working_day():
    """A day of the week after next that is no holiday here."""
    day = timezone.localdate() + timedelta(days=10)
    while day.weekday() > 3:
        day += timedelta(days=1)
    return day


def fields(version, **more):
    return {
        "sop": str(version),
        "title": "Data SKM 2026",
        "due_on": working_day().isoformat(),
        "to": ["jenis:Kecamatan"],
    } | more


def sent(client, version, **more):
    page = client.post("/permintaan/baru/", fields(version, langkah="periksa", **more))
    assert page.status_code == 200, text_of(page)
    chosen = re.findall(r'<option value="(\d+)" selected', page.content.decode())
    assert len(chosen) == len(NAMES)
    said = fields(version, langkah="kirim", jabatan=chosen, kunci=str(uuid4()), **more)
    return said, client.post("/permintaan/baru/", said)


def test_units_are_chosen_by_their_kind_checked_and_asked(version, at_desk):
    client = at_desk(ASKER)
    assert f"?sop={version}" in client.get("/permintaan/baru/").content.decode()
    form = text_of(client.get(f"/permintaan/baru/?sop={version}"))
    assert "Semua Kecamatan (2)" in form
    assert "Kecamatan Kosong" not in form
    said, done = sent(client, version)
    page = text_of(client.get(done.url))
    assert "0 dari 2 unit selesai." in page
    assert "2 belum mulai." in page
    assert "Ibu Kecamatan Utara" in page
    assert client.post("/permintaan/baru/", said).url == done.url  # a double click
    assert "Data SKM 2026" in text_of(client.get("/permintaan/"))
    assert "Tidak ada unit seperti ini." in text_of(client.get(done.url + "?saring=selesai"))


def test_nothing_is_sent_without_a_subject_or_a_unit(version, units, at_desk):
    client = at_desk(ASKER)
    page = client.post("/permintaan/baru/", fields(version, title=" ", to=[]))
    assert page.status_code == 422
    assert "Perihal belum diisi" in text_of(page)
    assert "Pilih sedikitnya satu unit." in text_of(page)
    with acting_for(units.agency):
        assert not UnitCall.objects.exists()


def test_a_last_day_that_is_over_is_refused_and_the_choice_stays(version, at_desk):
    client = at_desk(ASKER)
    said = {"due_on": (timezone.localdate() - timedelta(days=30)).isoformat()}
    _, page = sent(client, version, **said)
    assert page.status_code == 422
    assert re.search(r'<option value="\d+" selected', page.content.decode())


def test_who_has_no_part_in_the_procedure_is_refused(version, at_desk):
    assert at_desk("tim1.kalbar").get(f"/permintaan/baru/?sop={version}").status_code == 403


def late(units, url):
    """The call of `url`, with every deadline over."""
    with acting_for(units.agency):
        call = UnitCall.objects.get(pk=int(url.strip("/").rpartition("/")[2]))
        call.due_at = timezone.now() - timedelta(hours=1)
        call.save()
    return call


def test_those_who_are_late_are_reminded_by_one_click_once_a_day(version, units, at_desk):
    client = at_desk(ASKER)
    _, done = sent(client, version)
    assert "Ingatkan" not in text_of(client.get(done.url))
    call = late(units, done.url)
    page = text_of(client.get(done.url))
    assert "2 terlambat." in page
    assert "Ingatkan 2 yang terlambat" in page
    client.post(done.url + "ingatkan/")
    assert "2 pejabat diingatkan." in text_of(client.get(done.url))
    client.post(done.url + "ingatkan/")
    assert "sudah diingatkan hari ini" in text_of(client.get(done.url))
    with acting_for(units.agency):
        told = Notice.objects.filter(kind="reminded")
        assert {one.person.name for one in told} == {f"Ibu {name}" for name in NAMES}
        assert {one.task.case_id for one in told} == {
            one.case.pk for one in answers_of(call, timezone.now())
        }


def test_the_table_tells_every_unit_and_computes_nothing(version, units, at_desk):
    client = at_desk(ASKER)
    with acting_for(units.agency):
        unit = make_unit(units.agency, "=1+1", None)
        evil = seat_people(
            units.agency, Seat(unit=unit, name="Kepala"), [], "!", timezone.localdate()
        )[0]
    page = client.post("/permintaan/baru/", fields(version, langkah="periksa"))
    chosen = re.findall(r'<option value="(\d+)" selected', page.content.decode())
    said = fields(version, langkah="kirim", jabatan=[*chosen, str(evil)], kunci=str(uuid4()))
    done = client.post("/permintaan/baru/", said)
    table = client.get(done.url + "tabel/")
    assert table["Content-Type"].startswith("text/csv")
    lines = table.content.decode("utf-8-sig").splitlines()
    assert lines[0].startswith("Unit;Keadaan;Berkas;Langkah;Pada;Pejabat")
    assert len(lines) == 4
    assert any(line.startswith("'=1+1;belum mulai;") for line in lines)


def test_the_call_of_others_is_not_shown(version, at_desk):
    _, done = sent(at_desk(ASKER), version)
    assert at_desk("tim1.kalbar").get(done.url).status_code == 404
    assert at_desk("tim1.kalbar").post(done.url + "ingatkan/").status_code == 404


def test_a_step_asks_many_units_and_waits_for_them(version, units, file, at_desk):
    draft = file(SK, 2)
    client, there = at_desk("analis.kalbar"), f"/tugas/{draft.task.pk}/"
    assert f"?tugas={draft.task.pk}" in client.get(there).content.decode()
    said = {"tugas": str(draft.task.pk), "waits": "on"}
    sent(client, version, **said)
    page = text_of(client.get(there))
    assert "0 dari 2 unit selesai" in page
    assert "Belum masuk: Kecamatan Selatan, Kecamatan Utara." in page
    assert "0 dari 2 unit selesai" in text_of(client.get(draft.address))
    with acting_for(units.agency):
        child = Case.objects.filter(called__call__parent=draft.case).first()
    answered = text_of(client.get(f"/berkas/{child.year}/{child.number}/"))
    assert "untuk permintaan “Data SKM 2026”" in answered
