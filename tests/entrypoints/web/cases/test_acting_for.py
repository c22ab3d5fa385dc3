"""The pages of a task before somebody who acts for its holder."""

from datetime import timedelta

import pytest
from django.utils import timezone

from tatalaksana.apps.cases.models import Case
from tatalaksana.apps.office.models import Delegation, Holding, Person
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST

SIGNING, GIVER, TAKER = "Surat Keluar", "Hendro Prasetyo", "Joko Susanto"


def body(answer):
    return answer.content.decode()


@pytest.fixture
def letter(run):
    """An outgoing letter of Lumajang."""
    return run("LUMAJANG", SIGNING)


@pytest.fixture
def acts(office):
    """`acts("semua")`: Joko acts for the head of the division, today and tomorrow."""

    def do(kind="semua", seat="Kepala Bagian Organisasi"):
        with acting_for(CAST["LUMAJANG"].agency):
            held = Holding.objects.get(position__name=seat, kind="definitif")
            today = timezone.localdate()
            return Delegation.objects.create(
                agency_id=held.agency_id,
                position=held.position,
                giver=held.person,
                taker=Person.objects.get(name=TAKER),
                kind=kind,
                since=today - timedelta(days=1),
                until=today + timedelta(days=1),
            )

    return do


def at_step(case, wanted):
    """Carry `case` to the first step of which the plan says `wanted`; its task's address."""
    with acting_for(CAST["LUMAJANG"].agency):
        while not wanted(case.plan.step(case.task.row)):
            case.forward()
        return case.task.pk


def test_a_signing_step_says_beforehand_who_must_sign(letter, acts, at_desk):
    task = at_step(letter, lambda step: step.signs)
    acts()
    client = at_desk(login_of(TAKER))
    page = body(client.get(f"/tugas/{task}/"))
    assert f"Anda bertindak untuk {GIVER} (Kepala Bagian Organisasi)." in page
    assert f"menunggu {GIVER}, Plt., atau Plh.-nya" in page
    assert 'name="jawaban"' not in page
    assert 'name="periksa"' not in page, "what is ticked is kept with the finishing alone"
    assert "Lampirkan sekarang" in page, "it may be prepared"
    key = page.split('name="kunci" value="')[1].split('"')[0]
    refused = client.post(f"/tugas/{task}/selesai/", {"kunci": key, "jawaban": "finish"})
    assert refused.status_code == 403
    assert "tidak dapat diwakili" in body(refused)


def test_a_decision_says_beforehand_that_it_is_kept(run, acts, at_desk):
    case = run("LUMAJANG", "Perjanjian Kinerja")
    task = at_step(case, lambda step: step.decides)
    acts("tanpa_keputusan")
    page = body(at_desk(login_of(TAKER)).get(f"/tugas/{task}/"))
    assert "Anda bertindak tanpa keputusan" in page
    assert 'name="jawaban"' not in page


def test_another_task_is_done_for_the_giver_and_both_names_are_read(run, acts, at_desk):
    case = run("LUMAJANG", "Perjanjian Kinerja")
    task = at_step(case, lambda step: step.decides)
    acts()
    client = at_desk(login_of(TAKER))
    assert f"untuk {GIVER} (Kepala Bagian Organisasi)" in body(client.get("/"))
    page = body(client.get(f"/tugas/{task}/"))
    assert "Nama Anda berdua tercatat" in page
    key = page.split('name="kunci" value="')[1].split('"')[0]
    client.post(f"/tugas/{task}/selesai/", {"kunci": key, "jawaban": "finish"})
    number = case.started
    told = body(client.get(f"/berkas/{number.year}/{number.number}/"))
    assert f"{TAKER} untuk {GIVER} (Kepala Bagian Organisasi)" in told
    assert f"{TAKER} untuk {GIVER}" in body(client.get(f"/tugas/{task}/"))
    with acting_for(CAST["LUMAJANG"].agency):
        assert Case.objects.get(pk=number.case).seq > 1


def login_of(name):
    with acting_for(CAST["LUMAJANG"].agency):
        return Person.objects.get(name=name).account.username
