"""A step that asks every performer: chosen by a keeper, done part by part, seen by all of them."""

from uuid import uuid4

import pytest
from django.utils import timezone

from tatalaksana.apps.cases.parts import parts_of
from tatalaksana.apps.library.joint_rows import joint_rows_of, shared_rows_of
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.office.models import Holding, Position
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.cases.conftest import text_of

OFFICE, TITLE = "TANGERANG", "Penyusunan Standar Pelayanan"


@pytest.fixture
def version(office):
    there = office(OFFICE)
    return there, Version.objects.get(status="berlaku", procedure__title__startswith=TITLE)


def name_at(there, position):
    """The user name of somebody who holds a position."""
    held = Holding.objects.filter(agency=there.agency, position=position).first()
    return held.person.account.username


def keeper_of(there):
    return name_at(there, Position.objects.get(agency=there.agency, keeps_procedures=True).pk)


def test_a_keeper_chooses_the_rows_that_ask_all(version, at_desk):
    there, found = version
    ((row, roles),) = shared_rows_of(found).items()
    client, page = at_desk(keeper_of(there)), f"/sop/versi/{found.pk}/jabatan/"
    assert f"Langkah {row}: {', '.join(roles)}" in text_of(client.get(page))
    told = client.post(page + "semua/", {"langkah": str(row)}, follow=True)
    assert "Pilihan disimpan" in text_of(told)
    assert f'value="{row}" checked' in told.content.decode()
    refused = client.post(page + "semua/", {"langkah": "1"})
    assert refused.status_code == 422
    assert "tidak mempunyai beberapa pelaksana" in text_of(refused)
    with acting_for(there.agency):
        assert joint_rows_of(found) == {row}


@pytest.fixture
def waiting(version, run, at_desk):
    """A case at the row that asks all of them."""
    there, found = version
    ((row, _),) = shared_rows_of(found).items()
    keeper = at_desk(keeper_of(there))
    keeper.post(f"/sop/versi/{found.pk}/jabatan/semua/", {"langkah": str(row)})
    with acting_for(there.agency):
        case = run(OFFICE, found.procedure.title)
        case.now = timezone.now()
        while case.task.row < row:
            case.forward()
        parts = parts_of(there.agency, case.task.pk)
        seats = {part.position.name: name_at(there, part.position_id) for part in parts}
        responsible = name_at(there, case.task.position_id)
        return f"/tugas/{case.task.pk}/", case, responsible, seats


def clicked(**more):
    return {"kunci": str(uuid4()), **more}


def test_each_says_that_her_part_is_done_and_the_responsible_one_sees_who_is_waited_for(
    waiting, at_desk
):
    there, case, responsible, seats = waiting
    page = text_of(at_desk(responsible).get(there))
    assert f"Langkah ini menunggu bagian {len(seats)} pelaksana lain." in page
    assert "Bagian saya selesai" not in page
    assert f"menunggu {len(seats)} pelaksana lain" in text_of(at_desk(responsible).get("/"))
    seat, user = list(seats.items())[-1]
    client = at_desk(user)
    assert "menunggu bagian Anda" in text_of(client.get("/?saring=turut-serta"))
    assert "Bagian saya selesai" in text_of(client.get(there))
    told = client.post(there + "bagian-selesai/", clicked(), follow=True)
    assert "Bagian Anda tercatat selesai" in text_of(told)
    assert client.post(there + "bagian-selesai/", clicked()).status_code == 403
    with acting_for(case.office.agency):
        left = [part.position.name for part in parts_of(case.office.agency, case.task.pk)
                if part.open]  # fmt: skip
    assert seat not in left
    answer = clicked(jawaban="finish")
    refused = at_desk(responsible).post(there + "selesai/", answer)
    assert refused.status_code == 422
    assert f"Langkah ini menunggu bagian {', '.join(left)}." in text_of(refused)


def test_the_responsible_one_goes_on_without_one_for_a_reason(waiting, at_desk):
    there, case, responsible, _ = waiting
    client = at_desk(responsible)
    with acting_for(case.office.agency):
        part = parts_of(case.office.agency, case.task.pk)[0]
    refused = client.post(there + "tanpa-bagian/", clicked(pelaksana=str(part.position_id)))
    assert refused.status_code == 422
    assert "Alasan melanjutkan tanpa pelaksana itu belum diisi." in text_of(refused)
    said = clicked(pelaksana=str(part.position_id), alasan_bagian="Sedang cuti besar.")
    told = text_of(client.post(there + "tanpa-bagian/", said, follow=True))
    assert "tidak ditunggu lagi" in told
    history = text_of(client.get(f"/berkas/{case.started.year}/{case.started.number}/"))
    assert f"dilanjutkan tanpa bagian {part.position.name}" in history
    assert "Sedang cuti besar." in history
