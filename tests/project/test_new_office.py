"""The first agency of an installation, and its keeper's first sign-in."""

from argparse import Namespace

import pytest
from django.test import Client

from tatalaksana.core.base.errors import SettingError
from tatalaksana.project.new_office import make

LINE = Namespace(
    agency="Kota Contoh",
    code="kota",
    unit="Bagian Organisasi",
    position="Analis Kebijakan",
    name="Rina Hartati",
    username="Rina.Hartati",
    zone="Asia/Makassar",
)


@pytest.mark.django_db
def test_the_first_keeper_signs_in_and_must_choose_her_own_password():
    make(LINE, "sandi-sekali-pakai-91")
    client = Client()
    entered = client.post(
        "/masuk/", {"username": "rina.hartati", "password": "sandi-sekali-pakai-91"}, follow=True
    )
    assert entered.redirect_chain[-1][0].startswith("/sandi/")
    assert client.get("/sop/", follow=True).redirect_chain[-1][0].startswith("/sandi/")


@pytest.mark.django_db
def test_a_code_or_a_name_that_is_taken_is_refused_clearly():
    make(LINE, "sandi-sekali-pakai-91")
    with pytest.raises(SettingError, match="sudah dipakai"):
        make(LINE, "sandi-sekali-pakai-92")
