"""On the page of a task: it is handed to a colleague, who finds it in her inbox and finishes it."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from tatalaksana.apps.office.models import Person, Position
from tatalaksana.apps.office.seeding import Seat, seat_people
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import PASSWORD
from tests.entrypoints.web.cases.conftest import SK, text_of
from tests.entrypoints.web.conftest import answer

GIVER = "analis.kalbar"
WHY = "Sedang di luar kota."


@pytest.fixture
def task(file):
    """Row 2 of the decree, the analyst's; beside him in the unit sits Arsip Uji."""
    draft = file(SK, 2)
    with acting_for(draft.office.agency):
        unit = Position.objects.get(pk=draft.task.position_id).unit_id
        since = timezone.localdate() - timedelta(days=30)
        seat, _ = seat_people(
            draft.office.agency, Seat(unit=unit, name="Arsiparis Uji"),
            [("arsip.uji", "Arsip Uji")], make_password(PASSWORD), since,
        )  # fmt: skip
        draft.receiver = f"{Person.objects.get(name='Arsip Uji').pk}-{seat}"
    return draft


def key_of(response):
    return re.search(r'name="kunci" value="([^"]+)"', response.content.decode())[1]


def handed(task, desk, **more):
    path = f"/tugas/{task.task.pk}/serahkan/"
    fields = {"kunci": key_of(desk.get(path)), "to": task.receiver, "reason": WHY}
    return desk.post(path, fields | more)


def test_the_holder_hands_it_over_and_the_colleague_finishes_it(task, at_desk):
    giver, page = at_desk(GIVER), f"/tugas/{task.task.pk}/"
    assert f'href="{page}serahkan/"' in giver.get(page).content.decode()
    assert handed(task, giver).url == page
    told = text_of(giver.get(page))
    assert "Tugas ini diserahkan kepada Arsip Uji" in told
    assert "Tarik kembali" in told
    colleague = at_desk("arsip.uji")
    inbox = text_of(colleague.get("/"))
    assert "Diserahkan kepada Anda" in inbox
    assert "untuk langkah ini saja" in inbox
    assert "diserahkan kepada Anda untuk langkah ini saja" in text_of(colleague.get(page))
    answer(colleague, task.task.pk, "finish")
    assert task.task.row == 3


def test_a_reason_and_a_colleague_are_wanted_and_others_are_refused(task, at_desk):
    giver, path = at_desk(GIVER), f"/tugas/{task.task.pk}/serahkan/"
    wrong = handed(task, giver, reason=" ", to="")
    assert wrong.status_code == 422
    assert "Rekan yang menerima belum dipilih" in text_of(wrong)
    assert "Alasannya belum diisi" in text_of(wrong)
    assert at_desk("hukum.kalbar").get(path).status_code in {403, 404}
    assert "addressed" not in task.kinds


def test_the_holder_takes_it_back(task, at_desk):
    giver, page = at_desk(GIVER), f"/tugas/{task.task.pk}/"
    handed(task, giver)
    giver.post(f"{page}kepada/", {"kunci": str(uuid4()), "kepada": "semua"})
    assert "Tugas ini diserahkan kepada" not in text_of(giver.get(page))
    assert "Diserahkan kepada Anda" not in text_of(at_desk("arsip.uji").get("/"))
