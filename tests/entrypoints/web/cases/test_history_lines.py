"""The time line and the lists when a case holds notes and moves among its deeds."""

import re
from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.office.queries import holder_on
from tatalaksana.apps.shared.agency import acting_for
from tatalaksana.core.base.worktime import national_calendar
from tests.entrypoints.web.cases.conftest import SK, text_of
from tests.entrypoints.web.conftest import answer

KEEPER = "analis.kalbar"
HOLIDAY = "Hari jadi daerah"


def next_working_day():
    calendar, day = national_calendar(), timezone.localdate() + timedelta(days=1)
    while not calendar.is_working_day(day):
        day += timedelta(days=1)
    return day


def row_of(client, task):
    """The words of the inbox row of a task."""
    page = client.get("/").content.decode()
    found = re.search(rf'<a class="row[^>]*href="/tugas/{task}/">.*?</a>', page, re.S)[0]
    return " ".join(re.sub(r"<[^>]+>", " ", found).split())


@pytest.fixture
def postponed(file, at_desk):
    """The third row of the SK, due on a day that then became a holiday."""
    draft, day = file(SK, 3), next_working_day()
    with acting_for(draft.office.agency):
        task = draft.task
        task.due_at = timezone.make_aware(
            datetime.combine(day, time(9)), timezone.get_current_timezone()
        )
        task.save(update_fields=["due_at"])
    fields = {"day": day.isoformat(), "kind": "libur", "name": HOLIDAY}
    at_desk(KEEPER).post(f"/kantor/kalender/tambah/?tahun={day.year}", fields)
    assert draft.kinds[-1] == "rescheduled"
    return draft


def test_a_document_that_came_is_told_in_a_sentence_and_takes_no_time(file, at_desk):
    draft = file(SK, 3)
    with acting_for(draft.office.agency):
        holder = holder_on(draft.office.agency, draft.task.position_id, timezone.localdate())
        attach_document(
            holder, task=draft.task.pk, label="Konsep SK", file_name="sk.pdf", chunks=[b"SK"],
            now=timezone.now(),
        )  # fmt: skip
    response = at_desk("kasubbag.kalbar").get(draft.address)
    assert "Langkah 3: Konsep SK dilampirkan (versi 1)" in text_of(response)
    page = response.content.decode()
    line = re.search(r'<li class="timeline-plain">.*?</li>', page, re.S)[0]
    assert "waktu kerja" not in line, "a note takes no time"


def test_a_deadline_computed_anew_is_told_with_the_old_and_the_new_moment(postponed, at_desk):
    kasubbag = at_desk("kasubbag.kalbar")
    response = kasubbag.get(postponed.address)
    page, told = response.content.decode(), text_of(response)
    assert "Langkah 3: batas waktu dihitung ulang karena kalender berubah" in told
    assert HOLIDAY in told
    assert re.search(r"semula \d+ \w+ \d{4} pukul [\d.]+ \w+ → \d+ \w+ \d{4} pukul", told)
    line = re.search(r'<li class="timeline-plain">.*?</li>', page, re.S)[0]
    assert "waktu kerja" not in line, "a note takes no time"


def test_notes_hide_neither_sender_nor_opener(postponed, at_desk):
    kasubbag, task = at_desk("kasubbag.kalbar"), postponed.task.pk
    assert "dari Yusuf Maulana" in row_of(kasubbag, task)
    hold = {"kunci_luar": str(uuid4()), "keterangan": "Menunggu Dinas."}
    kasubbag.post(f"/tugas/{task}/di-luar/", hold)
    kasubbag.post(f"/tugas/{task}/sudah-kembali/", {"kunci_luar": str(uuid4())})
    assert "dari Yusuf Maulana" in row_of(kasubbag, task)
    assert "Dari Yusuf Maulana" in text_of(kasubbag.get(f"/tugas/{task}/"))


def test_a_note_of_the_same_moment_is_taken_for_no_deed(file, at_desk):
    """The opening of a task and a note on it may carry the same moment."""
    draft = file(SK, 3)
    hold = {"kunci_luar": str(uuid4()), "keterangan": "Menunggu Dinas."}
    kasubbag, task = at_desk("kasubbag.kalbar"), draft.task
    kasubbag.post(f"/tugas/{task.pk}/di-luar/", hold)
    with acting_for(draft.office.agency):
        held = Event.objects.get(case=draft.case, kind="held")
        task.opened_at = held.at
        task.save(update_fields=["opened_at"])
    page = text_of(kasubbag.get(f"/tugas/{task.pk}/"))
    assert "Dari Siti Rahmah" not in page


def test_what_was_finished_names_the_answer_and_where_it_went(file, at_desk):
    draft, kasubbag = file(SK, 3), at_desk("kasubbag.kalbar")
    task = draft.task.pk
    kasubbag.post(
        f"/tugas/{task}/di-luar/", {"kunci_luar": str(uuid4()), "keterangan": "Menunggu Dinas."}
    )
    answer(kasubbag, task, "approve")
    page = text_of(kasubbag.get(f"/tugas/{task}/"))
    assert "Berlanjut ke Langkah 4:" in page
    assert "Menunggu Dinas." not in page
