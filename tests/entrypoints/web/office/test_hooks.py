"""The pages of webhooks: for keepers of the office alone; a secret is shown once."""

import re

import pytest
from django.utils import timezone

from tatalaksana.apps.hooks.models import Delivery, Hook
from tatalaksana.apps.shared.agency import acting_for
from tests.cast import CAST

ADDRESS = "/kantor/webhook/"
KEEPER, CLERK, STRANGER = "kasubag.lumajang", "umum.lumajang", "analis.kalbar"
URL = "https://sistem.contoh.go.id/kabar"


def behind_the_wall(find):
    with acting_for(CAST["LUMAJANG"].agency):
        return find()


@pytest.fixture
def hook(at_desk):
    """Registered by the keeper; her browser, its number, the page that showed the secret."""
    desk = at_desk(KEEPER)
    answer = desk.post(ADDRESS, {"url": URL, "kinds": ["finished", "cancelled"]})
    assert answer.status_code == 200, answer.content.decode()
    return desk, behind_the_wall(lambda: Hook.objects.get().pk), answer


def test_the_secret_is_shown_once(hook):
    desk, number, answer = hook
    secret = re.search(r"whsec_[A-Za-z0-9+/=]+", answer.content.decode())[0]
    assert answer.headers["Cache-Control"] == "no-store"
    for page in (ADDRESS, f"{ADDRESS}{number}/", "/kantor/jejak/"):
        assert secret not in desk.get(page).content.decode()


def test_nobody_else_sees_or_steers_it(hook, at_desk):
    _, number, _ = hook
    for who, status in ((CLERK, 403), (STRANGER, 404)):
        desk = at_desk(who)
        assert desk.get(f"{ADDRESS}{number}/").status_code == status
        for deed in ("jeda", "lanjut", "akhiri", "uji"):
            assert desk.post(f"{ADDRESS}{number}/{deed}/").status_code == status
    assert at_desk(CLERK).get(ADDRESS).status_code == 403
    assert URL not in at_desk(STRANGER).get(ADDRESS).content.decode()


def test_an_address_inside_is_refused_beside_its_field(at_desk):
    answer = at_desk(KEEPER).post(ADDRESS, {"url": "https://10.0.0.1/", "kinds": ["finished"]})
    assert answer.status_code == 422
    assert "jaringan server sendiri" in answer.content.decode()
    assert behind_the_wall(Hook.objects.count) == 0


def test_it_is_paused_resumed_tried_and_ended(hook):
    desk, number, _ = hook
    for deed, told in (("jeda", "dijeda"), ("lanjut", "dilanjutkan"), ("uji", "Kiriman uji")):
        page = desk.post(f"{ADDRESS}{number}/{deed}/", follow=True)
        assert told in page.content.decode()
    assert behind_the_wall(lambda: Delivery.objects.get().kind) == "test"
    again = behind_the_wall(lambda: Delivery.objects.get().pk)
    desk.post(f"{ADDRESS}{number}/ulang/{again}/", follow=True)
    desk.post(f"{ADDRESS}{number}/akhiri/", follow=True)
    assert URL not in desk.get(ADDRESS).content.decode()
    assert desk.get(f"{ADDRESS}{number}/").status_code == 404


def test_a_deed_that_does_not_fit_is_refused_on_the_page(hook):
    desk, number, _ = hook
    answer = desk.post(f"{ADDRESS}{number}/lanjut/")
    assert answer.status_code == 422
    assert "sudah berjalan" in answer.content.decode()


def test_one_that_was_switched_off_is_told_to_keepers_where_they_begin(hook, at_desk):
    desk, number, _ = hook
    behind_the_wall(
        lambda: Hook.objects.update(off_at=timezone.now(), trouble="Penerima menjawab 500.")
    )
    for page in ("/", "/kantor/"):
        assert URL in desk.get(page).content.decode()
        assert URL not in at_desk(CLERK).get(page).content.decode()
    assert "Penerima menjawab 500." in desk.get(f"{ADDRESS}{number}/").content.decode()
