"""The pages of tokens: one's own, and everybody's for keepers of the office."""

import re
from datetime import timedelta

import pytest
from django.utils import timezone

from tatalaksana.apps.access.models import Token
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST

OWNER, COLLEAGUE, KEEPER = "umum.lumajang", "kabag.lumajang", "kasubag.lumajang"


def behind_the_wall(find):
    with acting_for(CAST["LUMAJANG"].agency):
        return find()


def sent(days=30, **fields):
    until = timezone.localdate() + timedelta(days=days)
    return {"name": "Rekap bulanan", "scope": "baca", "until": until.isoformat()} | fields


@pytest.fixture
def token(at_desk):
    """Made by its owner; her browser, its number, the page that showed it."""
    desk = at_desk(OWNER)
    answer = desk.post("/token/", sent())
    assert answer.status_code == 200
    return desk, behind_the_wall(lambda: Token.objects.get().pk), answer


def test_a_token_is_shown_once_and_lets_a_program_in(token, client):
    desk, _, answer = token
    secret = re.search(r"tlk_\d+_[\w-]{43}", answer.content.decode())[0]
    assert answer.headers["Cache-Control"] == "no-store"
    assert secret not in desk.get("/token/").content.decode()
    assert "Rekap bulanan" in desk.get("/token/").content.decode()
    got = client.get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})
    assert got.status_code == 200


def test_what_does_not_fit_is_told_beside_its_field(at_desk):
    desk = at_desk(OWNER)
    for wrong in (sent(name=""), sent(days=400), sent(days=-1), sent(scope="semua")):
        assert desk.post("/token/", wrong).status_code == 422
    assert behind_the_wall(Token.objects.count) == 0


def test_its_owner_revokes_it(token):
    desk, number, _ = token
    page = desk.post(f"/token/{number}/cabut/", follow=True)
    assert page.redirect_chain[-1][0] == "/token/"
    assert behind_the_wall(lambda: Token.objects.get().revoked_at)


def test_a_colleague_neither_sees_nor_revokes_it(token, at_desk):
    _, number, _ = token
    desk = at_desk(COLLEAGUE)
    assert "Rekap bulanan" not in desk.get("/token/").content.decode()
    assert desk.get("/token/semua/").status_code == 403
    assert desk.post(f"/token/{number}/cabut/").status_code == 404


def test_the_keeper_of_the_office_sees_whose_it_is_and_revokes_it(token, at_desk):
    _, number, _ = token
    desk = at_desk(KEEPER)
    assert "Rekap bulanan" in desk.get("/token/semua/").content.decode()
    page = desk.post(f"/token/{number}/cabut/", follow=True)
    assert page.redirect_chain[-1][0] == "/token/semua/"
    assert "Rekap bulanan" in desk.get("/kantor/jejak/").content.decode()


def test_the_addresses_of_the_api_are_told_to_who_is_signed_in(at_desk, client):
    page = at_desk(OWNER).get("/api/v1/")
    assert page.status_code == 200
    assert "/api/v1/tasks/{task}/finish" in page.content.decode()
    assert "script-src" not in page.headers["Content-Security-Policy"]
    assert client.get("/api/v1/").status_code == 302
