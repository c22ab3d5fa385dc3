"""A step of the team is taken, handed on and given back on the task page."""

from uuid import uuid4

import pytest

from tatalaksana.apps.office.queries import holder_by_username
from tests.entrypoints.web.cases.conftest import text_of

UNITS = "Peningkatan Kinerja Unit Pelayanan Publik"


@pytest.fixture
def shared(file):
    found = file(UNITS, 1)
    row = 1
    while found.task.position.name != "Tim Pelaksana Kegiatan":
        row += 1
        found = file(UNITS, row)
    return found


def person(name, shared):
    return holder_by_username(name, shared.task.opened_at.date()).person


def give(client, task, to, **fields):
    return client.post(f"/tugas/{task}/kepada/", {"kunci": str(uuid4()), "kepada": to} | fields)


def test_a_member_takes_the_step_and_the_others_see_who_has_it(shared, at_desk):
    task, tim1, tim2 = shared.task.pk, at_desk("tim1.kalbar"), at_desk("tim2.kalbar")
    assert "Ambil tugas ini" in text_of(tim1.get(f"/tugas/{task}/"))
    assert give(tim1, task, person("tim1.kalbar", shared)).url == f"/tugas/{task}/"
    page = text_of(tim1.get(f"/tugas/{task}/"))
    assert "Tugas ini Anda ambil" in page
    assert "Lepaskan untuk semua" in page
    other = text_of(tim2.get(f"/tugas/{task}/"))
    assert "sudah diambil oleh orang lain" in other
    assert "Lestari Wulandari" in other
    assert "Ambil tugas ini" not in other
    assert "diambil Lestari Wulandari" in text_of(tim2.get(shared.address))


def test_it_is_handed_to_a_colleague_and_given_back(shared, at_desk):
    task, tim1, tim2 = shared.task.pk, at_desk("tim1.kalbar"), at_desk("tim2.kalbar")
    assert give(tim1, task, person("tim2.kalbar", shared)).url == "/"
    assert "diserahkan kepada Rizal Pahlevi" in text_of(tim1.get(shared.address))
    assert give(tim2, task, "semua").status_code == 302
    assert "dilepaskan untuk semua" in text_of(tim1.get(shared.address))


def test_a_superior_says_why(shared, at_desk):
    task, karo = shared.task.pk, at_desk("karo.kalbar")
    assert "Alihkan sebagai atasan" in text_of(karo.get(f"/tugas/{task}/"))
    refused = give(karo, task, person("tim2.kalbar", shared))
    assert refused.status_code == 422
    assert "Alasan pengalihan belum diisi" in text_of(refused)
    why = {"alasan_alih": "Lestari sedang sakit."}
    assert give(karo, task, person("tim2.kalbar", shared), **why).status_code == 302
    assert "Lestari sedang sakit." in text_of(karo.get(shared.address))


@pytest.mark.parametrize("to", ["", "x", "-1", "9" * 30, "999999"])
def test_what_is_no_holder_is_refused_in_words(shared, at_desk, to):
    refused = give(at_desk("tim1.kalbar"), shared.task.pk, to)
    assert refused.status_code == 422
    assert "tidak memegang jabatan" in text_of(refused)


def test_nobody_else_addresses_it(shared, at_desk):
    task = shared.task.pk
    assert give(at_desk("hukum.kalbar"), task, "semua").status_code in (403, 404)
    assert give(at_desk("kabag.lumajang"), task, "semua").status_code == 404
