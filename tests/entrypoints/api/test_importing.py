"""A program hands in a document, and every procedure in it is a draft to be looked at."""

from __future__ import annotations

from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from tatalaksana.apps.access.models import Reply
from tatalaksana.apps.library.models import Source, Version
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.library.pages import CLERK, DOCUMENT, KEEPER

PROBLEM = "application/problem+json"


@pytest.fixture
def lumajang(office):
    return office("LUMAJANG")


@pytest.fixture
def keeper(program):
    return program(KEEPER)


def hand_in(one, unit, content=DOCUMENT, *, name="sop.txt", key=None, language="id", **more):
    """Send a document as a form."""
    headers = {
        "Authorization": f"Bearer {one.secret}",
        "Idempotency-Key": str(key or uuid4()),
        "Accept-Language": language,
    }
    data = content.encode() if isinstance(content, str) else content
    form = {"unit": unit, "file": SimpleUploadedFile(name, data), **more}
    return Client().post("/api/v1/sources", form, headers=headers)


def good(got, status=200):
    assert got.status_code == status, got.content
    return got.json()


def kept(office):
    """How many documents the office keeps."""
    with acting_for(office.agency):
        return Source.objects.count()


def test_the_answer_names_procedure_version_and_doubts_by_weight(keeper, lumajang):
    told = good(hand_in(keeper, lumajang.library_unit), 201)
    (read,) = told["versions"]
    assert (told["name"], told["size"]) == ("sop.txt", len(DOCUMENT.encode()))
    assert (read["title"], read["number"], read["status"]) == (
        "Peminjaman Ruang Rapat",
        1,
        "draf",
    )
    assert read["steps"] == 3
    doubts = good(keeper.get(f"/versions/{read['version']}"))["doubts"]
    assert doubts
    weights = [int(doubt["weight"]) for doubt in doubts]
    assert read["doubts"] == [
        {"weight": weight, "count": weights.count(weight)}
        for weight in sorted(set(weights), reverse=True)
    ]
    assert good(keeper.get(f"/sources/{told['source']}")) == told
    first = good(keeper.get("/sources"))["items"][0]
    assert first == {name: told[name] for name in first}


def test_what_was_handed_in_is_bound_put_in_force_and_runs(keeper, lumajang):
    (read,) = good(hand_in(keeper, lumajang.library_unit), 201)["versions"]
    path = f"/versions/{read['version']}"
    assert good(keeper.get(path))["missing"]
    bound = {"positions": {role: lumajang.roles[role] for role in ("Kasubag", "Pengelola")}}
    assert all(one["confirmed"] for one in good(keeper.post(f"{path}/bindings", bound)))
    told = good(keeper.get(path))
    assert told["missing"] == []
    in_force = good(keeper.post(f"{path}/put-in-force", {"seen": told["seen"]}))
    assert in_force["status"] == "berlaku"


def test_sent_again_with_its_key_it_is_imported_once(keeper, lumajang):
    key, before = uuid4(), kept(lumajang)
    first = good(hand_in(keeper, lumajang.library_unit, key=key), 201)
    assert good(hand_in(keeper, lumajang.library_unit, key=key), 201) == first
    assert kept(lumajang) == before + 1
    other = hand_in(keeper, lumajang.library_unit, DOCUMENT + "\n", key=key)
    assert (other.status_code, other.json()["code"]) == (409, "TL613")


def test_the_same_document_is_imported_again_only_when_that_is_said(keeper, lumajang):
    good(hand_in(keeper, lumajang.library_unit), 201)
    before = kept(lumajang)
    got = hand_in(keeper, lumajang.library_unit)
    assert (got.status_code, got.json()["code"], got.json()["field"]) == (409, "TL606", "again")
    assert kept(lumajang) == before
    (read,) = good(hand_in(keeper, lumajang.library_unit, again="true"), 201)["versions"]
    assert read["number"] == 2


@pytest.mark.parametrize(
    ("content", "name", "code"),
    [
        (b"", "sop.txt", "TL200"),
        (b"\x00\x01\x02\x03" * 300, "sop.bin", "TL201"),
        (b"Sebuah surat tanpa tabel.\n", "surat.txt", "TL202"),
    ],
)
def test_what_cannot_be_read_is_a_problem_and_nothing_is_kept(
    keeper, lumajang, content, name, code
):
    before, key = kept(lumajang), uuid4()
    got = hand_in(keeper, lumajang.library_unit, content, name=name, key=key)
    assert (got.status_code, got.headers["Content-Type"]) == (409, PROBLEM), got.content
    assert got.json()["code"] == code
    assert got.json()["hint"]
    assert kept(lumajang) == before
    with acting_for(lumajang.agency):
        assert not Reply.objects.filter(key=key).exists()


def test_a_document_that_is_too_large_is_not_read(keeper, lumajang, monkeypatch):
    from tatalaksana.apps.library.actions import import_document as importing

    monkeypatch.setattr(importing, "read_in_turn", lambda _: pytest.fail("it was read"))
    before = kept(lumajang)
    with override_settings(UPLOAD_LIMIT=1000):
        got = hand_in(keeper, lumajang.library_unit, b"x" * 1001, language="en")
    assert (got.status_code, got.headers["Content-Type"]) == (413, PROBLEM)
    assert (got.json()["code"], got.json()["detail"]) == ("TL701", "The file is too large.")
    assert kept(lumajang) == before


def test_only_a_keeper_of_procedures_whose_token_acts_hands_in(program, lumajang):
    clerk, reader = program(CLERK), program(KEEPER, "baca")
    before = kept(lumajang)
    for one, code in ((clerk, "TL601"), (reader, "TL612")):
        got = hand_in(one, lumajang.library_unit)
        assert (got.status_code, got.json()["code"]) == (403, code)
    assert clerk.get("/sources").status_code == 403
    assert kept(lumajang) == before


def test_a_unit_of_another_agency_is_not_there(keeper, lumajang, office):
    got = hand_in(keeper, office("KALBAR").library_unit)
    assert (got.status_code, got.json()["code"]) == (404, "TL602")
    with acting_for(lumajang.agency):
        assert not Version.objects.filter(source__name="sop.txt").exists()


@pytest.mark.parametrize("wrong", [{"unit": "satu"}, {"unit": "0"}, {"again": "ya"}])
def test_a_form_that_does_not_fit_is_told_with_its_place(keeper, lumajang, wrong):
    got = hand_in(keeper, **({"unit": lumajang.library_unit} | wrong))
    assert (got.status_code, got.headers["Content-Type"]) == (422, PROBLEM)
    (name,) = wrong
    assert any(name in one["place"] for one in got.json()["errors"]), got.content
