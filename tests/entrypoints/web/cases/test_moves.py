"""Moving running cases to the version in force: one by one, and all that correspond."""

import json
import re
from uuid import uuid4

import pytest
from django.utils import timezone

from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.models import Event, Task
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.models import Position
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.cases.conftest import SK, text_of
from tests.entrypoints.web.conftest import answer
from tests.revising import ADDED, new_version, with_a_new_second_step, without_the_second_step

KEEPER, STRANGER = "analis.kalbar", "kasubag.lumajang"
WHY = "Versi 2 menambah paraf koordinasi."


@pytest.fixture
def revise_sk():
    """`revise_sk(draft, change)`: the procedure of a case has a new version in force."""

    def do(draft, change=with_a_new_second_step):
        with acting_for(draft.office.agency):
            version = draft.case.version
            rows = {n: n for n in range(1, 100)} if change is with_a_new_second_step else {}
            new = new_version(draft.office.keeper, version.pk, change, timezone.now(), rows)
            return Version.objects.get(pk=new.pk)

    return do


def form_of(page):
    """The hidden fields of the page's form."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    fields = {}
    for name, value in found:
        fields.setdefault(name, []).append(value)
    return {name: values for name, values in fields.items() if name != "csrfmiddlewaretoken"}


def chosen(page):
    return re.findall(r'name="to_row" value="(\d+)" checked', page)


def test_a_keeper_is_shown_the_way_and_others_are_not(file, at_desk, revise_sk):
    draft = file(SK, 3)
    keeper = at_desk(KEEPER)
    assert "Pindahkan ke versi yang berlaku" not in text_of(keeper.get(draft.address))
    revise_sk(draft)
    assert f'href="{draft.address}pindah/"' in keeper.get(draft.address).content.decode()
    karo = at_desk("karo.kalbar")
    assert "pindah/" not in karo.get(draft.address).content.decode()
    assert karo.get(f"{draft.address}pindah/").status_code == 403
    assert karo.post(f"{draft.address}pindah/", {}).status_code == 403
    assert at_desk(STRANGER).get(f"{draft.address}pindah/").status_code == 404


def test_the_page_says_where_it_goes_on_to_whom_and_until_when(file, at_desk, revise_sk):
    draft = file(SK, 3)
    revise_sk(draft)
    response = at_desk(KEEPER).get(f"{draft.address}pindah/")
    page, told = response.content.decode(), text_of(response)
    assert chosen(page) == ["4"]
    assert len(re.findall(r'name="to_row"', page)) == 10, "every step of the new version"
    assert "Dilanjutkan di mana pada versi 2?" in told
    assert "Kepala Subbagian Pelayanan Publik – Siti Rahmah" in told
    assert re.search(r"Siti Rahmah · batas waktu \d+ \w+ \d{4} pukul", told)
    assert ADDED in told
    assert "langkah baru" in told
    assert "sedang terbuka" in told


def test_after_the_move_it_is_said_what_happened_and_who_has_it(file, at_desk, revise_sk):
    draft, keeper = file(SK, 3), at_desk(KEEPER)
    new, old_task = revise_sk(draft), draft.task.pk
    there = f"{draft.address}pindah/"
    fields = form_of(keeper.get(there).content.decode())
    response = keeper.post(there, fields | {"to_row": "4", "reason": WHY})
    assert response.url == draft.address
    page = text_of(keeper.get(draft.address))
    assert "dipindahkan ke versi 2, dilanjutkan pada langkah 4." in page
    assert "Sekarang di Kepala Subbagian Pelayanan Publik (Siti Rahmah)" in page
    assert "Dipindahkan ke versi 2, dilanjutkan pada langkah 4" in page
    assert WHY in page
    assert "menurut versi 1" in page
    assert "Pindahkan ke versi yang berlaku" not in page
    assert (draft.case.version_id, draft.case.row) == (new.pk, 4)
    kasubbag = at_desk("kasubbag.kalbar")
    inbox = kasubbag.get("/").content.decode()
    row = re.search(rf'href="/tugas/{draft.task.pk}/">.*?</a>', inbox, re.S)[0]
    assert "dari Yusuf Maulana" in row, "the keeper moved it here"
    task = text_of(kasubbag.get(f"/tugas/{draft.task.pk}/"))
    assert "Dipindahkan oleh Yusuf Maulana" in task
    assert WHY in task
    gone = kasubbag.get(f"/tugas/{old_task}/")
    assert "Tugas ini ditutup karena berkas dipindahkan ke versi lain." in text_of(gone)
    assert answer(kasubbag, old_task, "finish").status_code == 409
    assert answer(kasubbag, draft.task.pk, "finish").status_code in {302, 409, 422}


def test_the_old_rows_keep_their_words_in_the_time_line_and_on_done_tasks(file, at_desk, revise_sk):
    draft, keeper = file(SK, 3), at_desk(KEEPER)
    with acting_for(draft.office.agency):
        second = Task.objects.get(case=draft.case, row=2)
    before = text_of(keeper.get(f"/tugas/{second.pk}/")).split("Yang dikerjakan")[1][:80]
    revise_sk(draft)
    fields = form_of(keeper.get(f"{draft.address}pindah/").content.decode())
    keeper.post(f"{draft.address}pindah/", fields | {"to_row": "4", "reason": WHY})
    done = text_of(keeper.get(f"/tugas/{second.pk}/"))
    assert done.split("Yang dikerjakan")[1][:80] == before
    assert ADDED not in done
    page = keeper.get(draft.address).content.decode()
    states = dict(
        re.findall(r'data-row="(\d+)"', page)
        and [(row, state) for state, row in re.findall(r'step step--(\w+)" data-row="(\d+)"', page)]
    )
    assert [states[row] for row in "12345"] == ["done", "todo", "done", "present", "todo"]


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"reason": "  ", "to_row": "4"}, "Alasan pemindahan belum diisi"),
        ({"reason": WHY, "to_row": ""}, "Langkah tempat berkas dilanjutkan belum dipilih"),
        ({"reason": WHY, "to_row": "99"}, "Pilih salah satu langkah versi yang berlaku"),
        ({"reason": WHY, "to_row": "4", "kunci": "x"}, "Formulir ini tidak utuh"),
        ({"reason": WHY, "to_row": "4", "task": "0"}, "berubah sejak halaman ini dibuka"),
        ({"reason": WHY, "to_row": "4", "version": "x"}, "berubah sejak halaman ini dibuka"),
    ],
)
def test_what_is_missing_or_has_changed_is_told_and_nothing_moves(
    file, at_desk, revise_sk, fields, told
):
    draft, keeper = file(SK, 3), at_desk(KEEPER)
    revise_sk(draft)
    there = f"{draft.address}pindah/"
    response = keeper.post(there, form_of(keeper.get(there).content.decode()) | fields)
    assert response.status_code in {409, 422}
    assert told in text_of(response)
    assert "moved" not in draft.kinds


def test_the_same_click_moves_once_and_another_is_told(file, at_desk, revise_sk):
    draft, keeper = file(SK, 3), at_desk(KEEPER)
    revise_sk(draft)
    there = f"{draft.address}pindah/"
    fields = form_of(keeper.get(there).content.decode()) | {"to_row": "4", "reason": WHY}
    first, again = keeper.post(there, fields), keeper.post(there, fields)
    other = keeper.post(there, fields | {"kunci": str(uuid4())})
    assert (first.status_code, again.status_code, other.status_code) == (302, 302, 409)
    assert draft.kinds.count("moved") == 1
    assert "Berkas ini tidak perlu dipindahkan" in text_of(keeper.get(there))


def test_a_step_that_is_gone_must_be_chosen_by_a_person(file, at_desk, revise_sk):
    draft, keeper = file(SK, 2), at_desk(KEEPER)
    revise_sk(draft, without_the_second_step)
    response = keeper.get(f"{draft.address}pindah/")
    assert chosen(response.content.decode()) == []
    assert "Langkah 2 tidak ada padanannya di versi 2" in text_of(response)
    assert "tidak ada lagi" in text_of(response)


def test_a_move_says_what_becomes_of_a_file_outside_and_keeps_the_reason_of_a_return(
    file, at_desk, revise_sk
):
    draft, keeper = file(SK, 3), at_desk(KEEPER)
    answer(at_desk("kasubbag.kalbar"), draft.task.pk, "return", alasan="Lengkapi datanya.")
    task = draft.task.pk
    keeper.post(
        f"/tugas/{task}/di-luar/", {"kunci_luar": str(uuid4()), "keterangan": "Menunggu Dinas."}
    )
    revise_sk(draft)
    there = f"{draft.address}pindah/"
    response = keeper.get(there)
    assert "Berkas sedang di luar kantor (Menunggu Dinas.)" in text_of(response)
    fields = form_of(response.content.decode()) | {"to_row": "3", "reason": WHY}
    keeper.post(there, fields)
    page = text_of(keeper.get(f"/tugas/{draft.task.pk}/"))
    assert "Lengkapi datanya." in page
    assert "Dipindahkan oleh" in page
    assert "Berkas di luar kantor sejak" not in page


def data_of(event):
    return json.loads(event.data)


def test_a_keeper_changes_the_map_sees_what_comes_of_it_and_then_moves(file, at_desk, revise_sk):
    """Approved in row 3, open in row 4; she says that row 4 is the added step 2."""
    draft, keeper = file(SK, 4), at_desk(KEEPER)
    revise_sk(draft)
    there, old = f"{draft.address}pindah/", draft.case.version_id
    page = keeper.get(there).content.decode()
    assert f'<select name="langkah_{old}_4"' in page
    fields = form_of(page) | {"reason": WHY, "to_row": "2"}
    changed = {f"langkah_{old}_4": "2", f"langkah_{old}_2": ""}
    unseen = keeper.post(there, fields | changed)
    assert unseen.status_code == 409
    assert "Padanan langkah diubah; belum ada yang dipindahkan" in text_of(unseen)
    looked = keeper.post(there, fields | changed | {"lihat": "1"})
    page = looked.content.decode()
    assert (looked.status_code, chosen(page)) == (200, ["2"])
    assert WHY in page
    assert "persetujuan langkah 3 gugur dan diminta lagi" in text_of(looked)
    assert "moved" not in draft.kinds
    assert keeper.post(there, form_of(page) | changed | {"reason": WHY, "to_row": "2"}).url
    with acting_for(draft.office.agency):
        told = data_of(Event.objects.filter(case=draft.case).latest("seq"))
    assert (told["rows"]["4"], "2" in told["rows"]) == (2, False)


def test_a_map_that_says_one_step_twice_is_refused_and_kept_on_the_page(file, at_desk, revise_sk):
    draft, keeper = file(SK, 3), at_desk(KEEPER)
    revise_sk(draft)
    there, old = f"{draft.address}pindah/", draft.case.version_id
    fields = form_of(keeper.get(there).content.decode()) | {"reason": WHY, "to_row": "4"}
    response = keeper.post(there, fields | {f"langkah_{old}_1": "4", "lihat": "1"})
    assert "Langkah 1 dan langkah 3 tidak dapat menjadi langkah 4 keduanya" in text_of(response)
    assert response.status_code == 422
    wild = keeper.post(there, fields | {f"langkah_{old}_1": "99999999", "lihat": "1"})
    assert wild.status_code == 200, "what is no step of the new version is none"
    assert keeper.post(there, fields | {f"langkah_{old}_1": "4"}).status_code == 422
    assert "moved" not in draft.kinds


def test_the_page_says_which_waiting_ends(file, at_desk, revise_sk):
    draft, keeper = file(SK, 3), at_desk(KEEPER)
    with acting_for(draft.office.agency):
        child = start_subcase(
            holder_on(draft.office.agency, draft.task.position_id, timezone.localdate()),
            task=draft.task.pk, version=draft.case.version_id, title="Terkait", waits=True,
            key=uuid4(), now=timezone.now(),
        )  # fmt: skip
    revise_sk(draft)
    there, old = f"{draft.address}pindah/", draft.case.version_id
    page = keeper.get(there)
    assert "tidak ditunggu lagi" not in text_of(page)
    fields = form_of(page.content.decode()) | {f"langkah_{old}_3": "", "lihat": "1"}
    told = text_of(keeper.post(there, fields))
    assert "Langkah 3 tidak ada padanannya, sehingga berkas terkaitnya tidak ditunggu lagi" in told
    assert f"{child.number:04d}" in told


def test_many_go_on_from_a_step_that_is_gone_where_the_keeper_says(file, at_desk, revise_sk):
    third, second = file(SK, 3), file(SK, 2)
    old = third.case.version_id
    new, keeper = revise_sk(third, without_the_second_step), at_desk(KEEPER)
    there = f"/berkas/versi-lama/{new.procedure_id}/"
    page = keeper.get(there).content.decode()
    assert "Pindahkan 1 berkas" in page
    fields = form_of(page) | {f"buka_{old}_2": "1", "reason": WHY}
    assert keeper.post(there, fields).status_code == 409
    looked = keeper.post(there, fields | {"lihat": "1"})
    page = looked.content.decode()
    assert "Pindahkan 2 berkas" in page
    assert WHY in page
    done = keeper.post(there, form_of(page) | {f"buka_{old}_2": "1", "reason": WHY})
    assert done.url == f"{there}hasil/"
    assert (third.task.row, second.task.row) == (2, 1)


def test_the_procedure_page_counts_the_cases_on_older_versions_for_keepers(
    file, at_desk, revise_sk
):
    draft = file(SK, 3)
    file(SK, 2)
    new = revise_sk(draft)
    page = at_desk(KEEPER).get(f"/sop/versi/{new.pk}/")
    assert "2 berkas masih berjalan dengan versi 1." in text_of(page)
    assert f'href="/berkas/versi-lama/{new.procedure_id}/"' in page.content.decode()
    assert "masih berjalan" not in text_of(at_desk("karo.kalbar").get(f"/sop/versi/{new.pk}/"))
    there = f"/berkas/versi-lama/{new.procedure_id}/"
    assert at_desk("karo.kalbar").get(there).status_code == 403
    assert at_desk("karo.kalbar").post(there, {}).status_code == 403
    assert at_desk(STRANGER).get(there).status_code in {403, 404}


def test_all_that_correspond_move_each_with_its_own_event(file, at_desk, revise_sk):
    """The second step is gone: the case that is open there must be chosen by a person."""
    third, fourth, second = file(SK, 3), file(SK, 4), file(SK, 2)
    new, keeper = revise_sk(third, without_the_second_step), at_desk(KEEPER)
    there = f"/berkas/versi-lama/{new.procedure_id}/"
    response = keeper.get(there)
    page, told = response.content.decode(), text_of(response)
    assert "Pindahkan 2 berkas ke versi 2" in told
    assert page.count("badge-soon") == 1
    assert f'href="{second.address}pindah/"' in page
    fields = form_of(page)
    assert len(fields["task"]) == 2
    wrong = keeper.post(there, fields | {"reason": " "})
    assert wrong.status_code == 422
    assert "Alasan pemindahan belum diisi" in text_of(wrong)
    answer(at_desk("kabag.kalbar"), fourth.task.pk, "approve")  # somebody is faster
    done = keeper.post(there, fields | {"reason": WHY})
    assert done.url == f"{there}hasil/"
    result = text_of(keeper.get(done.url))
    assert "1 berkas dipindahkan. 1 berkas tidak dipindahkan." in result
    assert "dilanjutkan pada langkah 2" in result
    assert "Tugas ini sudah diselesaikan" in result
    assert "Lihat 2 berkas yang masih dengan versi lama" in result
    assert [one.kinds.count("moved") for one in (third, fourth, second)] == [1, 0, 0]
    assert keeper.post(there, fields | {"reason": WHY}).url == done.url
    assert text_of(keeper.get(done.url)) == result, "the same click says the same"
    assert third.kinds.count("moved") == 1


def test_a_list_that_is_out_of_date_moves_nothing(file, at_desk, revise_sk):
    draft, keeper = file(SK, 3), at_desk(KEEPER)
    new = revise_sk(draft)
    there = f"/berkas/versi-lama/{new.procedure_id}/"
    fields = form_of(keeper.get(there).content.decode()) | {"reason": WHY}
    stale = keeper.post(there, fields | {"version": "1"})
    assert stale.status_code == 409
    assert "belum ada yang dipindahkan" in text_of(stale)
    assert keeper.post(there, fields | {"task": []}).status_code == 422
    too_long = keeper.post(there, fields | {"task": ["9" * 40]})
    assert too_long.status_code == 422, "no key of the database is so long"
    assert keeper.post(there, fields | {"kunci": ""}).status_code == 422
    assert "moved" not in draft.kinds
    assert keeper.get(f"{there}hasil/").url == there


def test_a_keeper_who_may_not_read_a_case_moves_it_without_seeing_what_it_is_about(
    letter, at_desk, office
):
    there = office("LUMAJANG")
    with acting_for(there.agency):
        Position.objects.filter(holding__person__account__username="ptt.lumajang").update(
            keeps_procedures=True
        )
        rows = {n: n for n in range(1, 100)}
        new = new_version(
            there.keeper, letter.version, with_a_new_second_step, timezone.now(), rows
        )
    clerk = at_desk("ptt.lumajang")
    assert clerk.get(letter.address).status_code == 404
    older = f"/berkas/versi-lama/{new.procedure_id}/"
    page = clerk.get(f"{letter.address}pindah/")
    assert "Undangan rapat" not in text_of(page) + text_of(clerk.get(older))
    fields = form_of(page.content.decode()) | {"to_row": "1", "reason": WHY}
    response = clerk.post(f"{letter.address}pindah/", fields)
    assert response.url == older
    after = text_of(clerk.get(older))
    assert "dilanjutkan pada langkah 1" in after
    assert "Semua berkas berjalan dengan versi yang berlaku" in after
    assert clerk.get(letter.address).status_code == 404
