"""A superior's return, a mended file that comes straight back, and cases opened from a step."""

import re
from uuid import uuid4

import pytest
from django.utils import timezone

from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.inbox import inbox
from tatalaksana.apps.cases.models import SubCase
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.entrypoints.web.cases import related
from tests.entrypoints.web.cases.conftest import SK, text_of
from tests.entrypoints.web.conftest import answer

BIMTEK = "Penyelenggaraan Sosialisasi"


def take_back(client, task, **fields):
    values = {"kunci": str(uuid4()), "reason": "Dasar hukumnya dicabut."} | fields
    return client.post(f"/tugas/{task}/kembalikan/", values)


def test_a_superior_is_offered_the_steps_that_were_done(file, at_desk):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    for address in (draft.address, f"/tugas/{draft.task.pk}/"):
        page = karo.get(address).content.decode()
        assert re.findall(r'name="to_row" value="(\d)"', page) == ["3", "2", "1"]
    for other in ("hukum.kalbar", "analis.kalbar", "kabag.kalbar"):
        assert 'name="to_row"' not in at_desk(other).get(draft.address).content.decode()


def test_a_superiors_return_says_what_happened_and_to_whom_it_went(file, at_desk):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    response = take_back(karo, draft.task.pk, to_row="2", straight_back="on")
    assert response.url == draft.address
    page = text_of(karo.get(response.url))
    assert "Anda kembalikan ke langkah 2 sebagai atasan" in page
    assert "Yusuf Maulana" in page
    assert "Langkah 4: dikembalikan oleh atasan ke langkah 2" in page
    assert (draft.case.row, draft.case.resume) == (2, 4)
    mended = text_of(at_desk("analis.kalbar").get(f"/tugas/{draft.task.pk}/"))
    assert "Dikembalikan oleh atasan, Agus Salim Tanjung" in mended
    assert "berkas langsung kembali ke langkah 4" in mended
    assert "Bambang Irawan" in mended


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"to_row": ""}, "Langkah tujuannya belum dipilih"),
        ({"to_row": "4"}, "Pilih salah satu langkah yang sudah dikerjakan"),
        ({"to_row": "satu"}, "Pilih salah satu langkah yang sudah dikerjakan"),
        ({"to_row": "2", "reason": "  "}, "Alasan pengembalian belum diisi"),
    ],
)
def test_what_is_missing_is_said_beside_its_field_and_the_rest_is_kept(file, at_desk, fields, told):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    response = take_back(karo, draft.task.pk, straight_back="on", **fields)
    page = response.content.decode()
    assert response.status_code == 422
    assert told in text_of(response)
    assert 'aria-describedby="atasan_' in page
    assert re.search(r'name="straight_back"[^>]* checked', page)
    assert draft.case.row == 4


def test_nobody_else_takes_a_file_back(file, at_desk):
    draft = file(SK, 4)
    for other in ("hukum.kalbar", "analis.kalbar", "kabag.kalbar"):
        assert take_back(at_desk(other), draft.task.pk, to_row="2").status_code == 403
    assert take_back(at_desk("kabag.lumajang"), draft.task.pk, to_row="2").status_code == 404
    assert draft.case.row == 4


def test_the_same_click_twice_counts_once_and_another_is_refused(file, at_desk):
    draft, karo = file(SK, 4), at_desk("karo.kalbar")
    task, key = draft.task.pk, str(uuid4())
    first = take_back(karo, task, to_row="2", kunci=key)
    again = take_back(karo, task, to_row="2", kunci=key)
    other = take_back(karo, task, to_row="1")
    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 409)
    assert draft.case.rework == 1


def test_a_return_over_several_steps_may_come_straight_back(file, at_desk):
    """Row 7 returns to row 5; its neighbour row 4 returns to row 3 and offers no short way."""
    draft, asisten = file(SK, 7), at_desk("asisten.kalbar")
    task = draft.task.pk
    assert 'name="langsung"' in asisten.get(f"/tugas/{task}/").content.decode()
    answer(asisten, task, "return", alasan="Lampiran.", langsung="on")
    karo = at_desk("karo.kalbar")
    page = text_of(karo.get(f"/tugas/{draft.task.pk}/"))
    assert "berkas langsung kembali ke langkah 7" in page
    told = text_of(karo.get(answer(karo, draft.task.pk, "approve").url))
    assert "Ratna Puspita" in told
    assert draft.task.row == 7
    near = file(SK, 4)
    kabag = at_desk("kabag.kalbar").get(f"/tugas/{near.task.pk}/").content.decode()
    assert 'name="alasan"' in kabag
    assert 'name="langsung"' not in kabag


@pytest.fixture
def naming(file, monkeypatch):
    """Row 7 of the Bimtek SOP names "SOP Pembuatan SK Tim", in force here under its long title."""

    def found(agency, name):
        assert name == "SOP Pembuatan SK Tim"
        return Version.objects.get(status="berlaku", procedure__title__startswith=SK)

    monkeypatch.setattr(related, "named_in_force", found)
    return file(BIMTEK, 7)


def actor_of(naming):
    return {
        "Kepala Bagian Ketatalaksanaan": "kabag.kalbar",
        "Kepala Biro Organisasi": "karo.kalbar",
        "Kepala Subbagian Pelayanan Publik": "kasubbag.kalbar",
        "Analis Pelayanan Publik": "analis.kalbar",
        "Tim Pelaksana Kegiatan": "tim1.kalbar",
    }[naming.task.position.name]


def open_related(client, page, **fields):
    action = re.search(r'action="(/tugas/\d+/terkait/\d+/)"', page.content.decode())[1]
    return client.post(action, {"kunci": str(uuid4()), "title": "SK Tim Bimtek"} | fields)


def test_a_step_that_names_another_sop_starts_it_and_waits(naming, at_desk):
    client, there = at_desk(actor_of(naming)), f"/tugas/{naming.task.pk}/"
    page = client.get(there)
    assert 'value="Uji berkas"' in page.content.decode()
    assert "Mulai berkas SOP" in text_of(page)
    assert open_related(client, page, waits="on").url == there + "#terkait"
    after = text_of(client.get(there))
    assert "langkah ini menunggu berkas itu selesai" in after
    assert "SK Tim Bimtek" in after
    refused = answer(client, naming.task.pk, first_way(naming))
    assert refused.status_code == 422
    assert "Langkah ini menunggu berkas “SK Tim Bimtek” selesai." in text_of(refused)
    with acting_for(naming.office.agency):
        child = SubCase.objects.select_related("child").get(parent=naming.started.case).child
    childs = text_of(client.get(f"/berkas/{child.year}/{child.number}/"))
    assert "Dimulai dari langkah 7 berkas" in childs
    assert "SK Tim Bimtek" in text_of(client.get(naming.address))


def test_a_step_that_waits_goes_on_without_waiting_for_a_reason(naming, at_desk):
    client, there = at_desk(actor_of(naming)), f"/tugas/{naming.task.pk}/"
    open_related(client, client.get(there), waits="on")
    assert "Lanjutkan tanpa menunggu" in text_of(client.get(there))

    def go_on(why):
        said = {"kunci": str(uuid4()), "alasan_tunggu": why}
        return client.post(there + "tanpa-menunggu/", said)

    refused = go_on(" ")
    assert refused.status_code == 422
    assert "Alasan tidak menunggu belum diisi." in text_of(refused)
    assert go_on("Tim yang lama masih dipakai.").url == there
    assert "Lanjutkan tanpa menunggu" not in text_of(client.get(there))
    history = text_of(client.get(naming.address))
    assert "Langkah 7: 1 berkas terkait dibuka" in history
    assert "Langkah 7: tidak lagi menunggu 1 berkas terkait" in history
    assert "Tim yang lama masih dipakai." in history
    assert answer(client, naming.task.pk, first_way(naming)).status_code == 302


def first_way(naming):
    with acting_for(naming.office.agency):
        plan = kept_plan(naming.office.agency, naming.case.version_id)
    return next(iter(plan.step(naming.task.row).ways)).value


def test_a_related_case_without_a_subject_is_refused_beside_the_field(naming, at_desk):
    client = at_desk(actor_of(naming))
    response = open_related(client, client.get(f"/tugas/{naming.task.pk}/"), title=" ")
    assert response.status_code == 422
    assert "Perihal belum diisi" in text_of(response)
    with acting_for(naming.office.agency):
        assert not SubCase.objects.exists()


def test_only_who_has_the_task_opens_a_related_case(naming, at_desk):
    client = at_desk(actor_of(naming))
    page = client.get(f"/tugas/{naming.task.pk}/")
    assert open_related(at_desk("sekda.kalbar"), page).status_code in {403, 404}


def test_an_sop_that_is_not_in_force_is_named_in_a_plain_sentence(file, at_desk):
    draft = file(SK, 4)  # names "SOP Surat Keluar", which Kalimantan Barat does not have
    page = text_of(at_desk("kabag.kalbar").get(f"/tugas/{draft.task.pk}/"))
    assert "Tidak ada SOP yang berlaku dengan nama itu" in page
    assert "Mulai berkas SOP" not in page


def test_several_activities_of_a_step_are_set_apart_in_the_inbox(office):
    there = office("CINAGARA")
    with acting_for(there.agency):
        for version in Version.objects.filter(status="berlaku"):
            step = kept_plan(there.agency, version.pk).steps[0]
            holder = holder_on(there.agency, there.roles[step.responsible], timezone.localdate())
            start_case(holder, version=version.pk, title="Uji", key=uuid4(), now=timezone.now())
            for row in inbox(holder, timezone.now()):
                assert ".;" not in row.step
                assert ";;" not in row.step
