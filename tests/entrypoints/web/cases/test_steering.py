"""A case is stopped, goes on and is cancelled on its page, with a reason everybody reads."""

from uuid import uuid4

import pytest

from tatalaksana.apps.office.models import Holding, Person, Position, Unit
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.cases.conftest import SK, text_of

WHY = "Menunggu putusan pengadilan."


def steer(client, task, verb, **fields):
    return client.post(f"/tugas/{task}/{verb}/", {"kunci": str(uuid4())} | fields)


def test_only_who_may_steer_is_offered_it(file, at_desk):
    """The superior of the Kabag who has it, and the analyst who keeps the procedures."""
    draft = file(SK, 4)
    for name, offered in (("karo.kalbar", True), ("analis.kalbar", True), ("hukum.kalbar", False)):
        page = at_desk(name).get(draft.address).content.decode()
        assert (f"/tugas/{draft.task.pk}/hentikan/" in page) is offered


def test_a_suspended_case_says_why_everywhere_and_goes_on_again(file, at_desk):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    task = draft.task.pk
    response = steer(karo, task, "hentikan", reason=WHY)
    assert response.url == draft.address
    page = text_of(karo.get(response.url))
    assert "dihentikan sementara; jamnya berhenti" in page
    assert WHY in page
    assert "Lanjutkan berkas" in page
    mine = text_of(at_desk("kabag.kalbar").get(f"/tugas/{task}/"))
    assert "Berkas dihentikan sementara" in mine
    assert WHY in mine
    assert "Langkah ini belum dapat diselesaikan" in mine
    assert "dihentikan sementara" in text_of(at_desk("kabag.kalbar").get("/"))
    assert "dihentikan sementara" in text_of(karo.get("/berkas/"))
    steer(karo, task, "lanjutkan")
    assert draft.kinds[-2:] == ["suspended", "resumed"]
    assert "berkas dilanjutkan; jam berjalan lagi" in text_of(karo.get(draft.address))


def test_a_cancelled_case_ends_and_nobody_takes_it_for_finished(file, at_desk):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    steer(karo, draft.task.pk, "batalkan", reason="Kegiatan tidak jadi.")
    page = text_of(karo.get(draft.address))
    assert "Berkas dibatalkan" in page
    assert "Kegiatan tidak jadi." in page
    assert "Lanjutkan berkas" not in page
    assert "dibatalkan" in text_of(karo.get("/berkas/?keadaan=selesai"))


@pytest.mark.parametrize("verb", ["hentikan", "batalkan"])
def test_without_a_reason_nothing_happens_and_the_field_says_so(file, at_desk, verb):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    response = steer(karo, draft.task.pk, verb, reason="  ")
    assert response.status_code == 422
    assert "Alasannya belum diisi" in text_of(response)
    assert (draft.case.suspended_at, draft.case.cancelled) == (None, False)


def test_nobody_else_stops_it_and_no_other_agency_sees_it(file, at_desk):
    draft = file(SK, 4)
    for verb in ("hentikan", "batalkan", "lanjutkan"):
        assert steer(at_desk("hukum.kalbar"), draft.task.pk, verb, reason=WHY).status_code == 403
        other = at_desk("kabag.lumajang")
        assert steer(other, draft.task.pk, verb, reason=WHY).status_code == 404


def test_a_second_click_says_that_it_stands_already(file, at_desk):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    steer(karo, draft.task.pk, "hentikan", reason=WHY)
    again = steer(karo, draft.task.pk, "hentikan", reason=WHY)
    assert again.status_code == 422
    assert "Berkas ini sedang dihentikan" in text_of(again)
    assert steer(karo, draft.task.pk, "lanjutkan").status_code == 302
    assert steer(karo, draft.task.pk, "lanjutkan").status_code == 409


@pytest.fixture
def alone(file, office):
    """A case at a position above which there is none, and a keeper without a part in it."""
    found = file(SK, 4)
    with acting_for(found.office.agency):
        Position.objects.filter(pk=found.task.position_id).update(superior=None)
        keeper = Person.objects.get(account__username="hukum.kalbar")
        unit = Unit.objects.first()
        seat = Position.objects.create(
            agency_id=found.office.agency, unit=unit, name="Pengelola", keeps_procedures=True
        )
        Holding.objects.filter(person=keeper).update(position=seat)
    return found


def test_a_keeper_who_may_not_read_it_sees_where_it_lies_and_nothing_else(alone, at_desk):
    keeper = at_desk("hukum.kalbar")
    assert keeper.get(alone.address).status_code == 404
    page = text_of(keeper.get(alone.address + "kendali/"))
    number = f"{alone.started.number:04d}/KALBAR/{alone.started.year}"
    for told in (number, "SOP Pembuatan Surat Keputusan", "Langkah 4:", "Sejak", "Alasan"):
        assert told in page
    assert "Uji berkas" not in page


def test_she_stops_it_lets_it_go_on_and_cancels_it_without_ever_reading_it(alone, at_desk):
    keeper, task = at_desk("hukum.kalbar"), alone.task.pk
    assert steer(keeper, task, "hentikan", reason="  ").status_code == 422
    stopped = steer(keeper, task, "hentikan", reason=WHY)
    assert stopped.url == alone.address + "kendali/"
    page = text_of(keeper.get(stopped.url))
    assert "dihentikan sementara; jamnya berhenti" in page
    assert WHY in page
    assert f"{alone.started.number:04d}" in text_of(keeper.get("/berkas/kendali/"))
    steer(keeper, task, "lanjutkan")
    steer(keeper, task, "batalkan", reason=WHY)
    assert alone.kinds[-3:] == ["suspended", "resumed", "cancelled"]
    page = text_of(keeper.get(alone.address + "kendali/"))
    assert "Berkas ini dibatalkan." in page
    assert keeper.get(alone.address).status_code == 404
    told = text_of(at_desk("analis.kalbar").get(alone.address))
    assert "Oleh pengelola SOP tanpa melihat isi berkas" in told


def test_the_number_she_is_told_leads_to_it(alone, at_desk):
    keeper = at_desk("hukum.kalbar")
    found = keeper.get(f"/berkas/kendali/?nomor={alone.started.number}&tahun={alone.started.year}")
    assert found.url == alone.address + "kendali/"
    assert keeper.get("/berkas/kendali/?nomor=&tahun=2026").status_code == 422


def test_while_somebody_is_above_the_keeper_is_told_to_ask_her(file, alone, at_desk):
    other = file(SK, 2)
    answer = at_desk("hukum.kalbar").get(other.address + "kendali/")
    assert answer.status_code == 403
    assert "boleh menghentikan, melanjutkan, atau membatalkannya" in text_of(answer)
    assert steer(at_desk("hukum.kalbar"), other.task.pk, "hentikan", reason=WHY).status_code == 404


def test_nobody_else_sees_the_page_of_the_keeper(alone, at_desk):
    kabag = at_desk("caraka.lumajang")
    assert kabag.get("/berkas/kendali/").status_code == 403
    assert kabag.get(alone.address + "kendali/").status_code in (403, 404)


@pytest.mark.parametrize("verb", ["hentikan", "batalkan"])
def test_what_ended_meanwhile_is_told_and_offers_nothing_more(file, at_desk, verb):
    """The page was open when somebody else cancelled the case."""
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    task = draft.task.pk
    steer(karo, task, "batalkan", reason="Kegiatan tidak jadi.")
    late = steer(karo, task, verb, reason=WHY)
    assert late.status_code == 409
    assert "Tugas ini sudah diselesaikan" in text_of(late)
    assert "hentikan/" not in late.content.decode()


def test_a_file_that_ended_meanwhile_cannot_be_sent_back_and_says_so(file, at_desk):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    task = draft.task.pk
    steer(karo, task, "batalkan", reason="Kegiatan tidak jadi.")
    late = steer(karo, task, "kembalikan", to_row="1", reason=WHY)
    assert late.status_code in {403, 409}
