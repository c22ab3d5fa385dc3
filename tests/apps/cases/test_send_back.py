"""A superior sends a file back; a mended file may come straight back."""

from uuid import uuid4

import pytest

from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.inbox import Sieve, inbox
from tatalaksana.apps.cases.models import Event
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.verification import faults_of_agency
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.plan import Answer
from tatalaksana.core.engine.state import ReasonMissing

SK = "Pembuatan Surat Keputusan (SK) Tim / Panitia Pelaksana Kegiatan Subbag Pelayanan Publik"


def test_the_head_of_the_bureau_takes_a_draft_back_from_the_division(run, person):
    case = run("KALBAR", SK)
    for _ in range(3):
        case.forward()
    assert case.task.position.name == "Kepala Bagian Ketatalaksanaan"
    karo, key = person("karo.kalbar"), uuid4()
    deed = {"task": case.task.pk, "to_row": 2, "key": key, "now": case.now}
    first = send_back(karo, reason="Dasar hukumnya sudah dicabut.", **deed)
    again = send_back(karo, reason="Dasar hukumnya sudah dicabut.", **deed)
    assert (first.to_row, again.repeated) == (2, True)
    assert (case.case.row, case.case.rework) == (2, 1)
    assert case.actor.name == "Yusuf Maulana"
    (row,) = inbox(case.actor, case.now, Sieve.RETURNED)
    assert (row.returned, row.reason) == (True, "Dasar hukumnya sudah dicabut.")
    event = Event.objects.get(case=case.case, kind="sent_back")
    assert (event.actor.name, event.position.name) == (karo.name, "Kepala Biro Organisasi")
    while case.task:
        case.forward()
    assert list(faults_of_agency(case.office.agency)) == []


def test_only_a_superior_may_and_only_with_a_reason(run, person):
    case = run("KALBAR", SK)
    case.forward()
    case.forward()
    deed = {"task": case.task.pk, "to_row": 1, "key": uuid4(), "now": case.now}
    with pytest.raises(NotYours, match="atasan"):
        send_back(person("analis.kalbar"), reason="x", **deed)
    with pytest.raises(NotYours):
        send_back(person("hukum.kalbar"), reason="x", **deed)
    with pytest.raises(ReasonMissing):
        send_back(person("karo.kalbar"), reason=" ", **deed)


def test_a_mended_file_comes_straight_back_to_the_one_who_returned_it(run, person):
    """Row 7 (Asisten III) returns to row 5 (Karo), skipping Karo Hukum on the way back."""
    case = run("KALBAR", SK)
    for _ in range(6):
        case.forward()
    assert case.task.row == 7
    finish_step(
        case.actor,
        task=case.task.pk,
        answer=Answer.RETURN,
        key=uuid4(),
        now=case.now,
        reason="Perbaiki lampiran saja.",
        straight_back=True,
    )
    assert case.task.row == 5
    case.forward()
    assert case.task.row == 7
    while case.task:
        case.forward()
    assert list(faults_of_agency(case.office.agency)) == []


def test_a_superior_without_a_part_in_the_procedure_may_read_and_send_back(run, person):
    """The Asisten stands above the Karo, who has the open task of the monitoring SOP."""
    case = run("KALBAR", "Monitoring Penyelenggaraan Pelayanan Publik se-Kalimantan Barat")
    while case.task.position.name != "Kepala Biro Organisasi":
        case.forward()
    asisten = person("asisten.kalbar")
    assert may_read(asisten, case.case)
    assert not may_read(person("hukum.kalbar"), case.case)
    back = send_back(
        asisten, task=case.task.pk, to_row=1, reason="Ulangi.", key=uuid4(), now=case.now
    )
    assert back.to_row == 1
