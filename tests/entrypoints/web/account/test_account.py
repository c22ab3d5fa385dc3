"""Signing in and out, the profile, the language, the state of the server."""

import pytest
from django.conf import settings
from django.test import Client

from tatalaksana.apps.office.models import Account
from tests.cast import CAST, PASSWORD


def enter(client, username, password=PASSWORD):
    return client.post("/masuk/", {"username": username, "password": password})


def test_signing_in_leads_to_the_inbox_and_forgives_capitals(cast, db):
    client = Client()
    assert enter(client, " Kabag.Lumajang ").url == "/"
    assert "Kotak Tugas" in client.get("/").content.decode()


def test_signing_in_leads_on_to_the_page_asked_for_but_never_elsewhere(cast, db):
    there = {"username": "kabag.lumajang", "password": PASSWORD}
    assert Client().post("/masuk/", there | {"next": "/berkas/"}).url == "/berkas/"
    assert Client().post("/masuk/", there | {"next": "https://jahat.example/"}).url == "/"


def test_a_wrong_password_is_told_without_saying_which_names_exist(db):
    known = enter(Client(), "kabag.lumajang", "salah").content.decode()
    unknown = enter(Client(), "tidak.ada", "salah").content.decode()
    for page in (known, unknown):
        assert "Nama pengguna atau kata sandi tidak cocok" in page
        assert 'role="alert"' in page


def test_guessing_locks_the_account_for_a_while(db):
    client = Client()
    for _ in range(settings.AXES_FAILURE_LIMIT):
        response = enter(client, "kabag.lumajang", "salah")
    assert response.status_code == 429
    assert "Akun dikunci sementara" in response.content.decode()
    assert enter(client, "kabag.lumajang").status_code == 429


def test_signing_out_is_a_deed_not_a_link(at_desk):
    client = at_desk("kabag.lumajang")
    assert client.get("/keluar/").status_code == 405
    assert client.post("/keluar/").url == "/masuk/"
    assert client.get("/").status_code == 302


def test_an_account_without_a_person_is_told_whom_to_ask(db):
    account = Account.objects.create_user(
        "tanpa.orang", PASSWORD, Account.objects.get(username="kabag.lumajang").agency
    )
    client = Client()
    client.force_login(account, "django.contrib.auth.backends.ModelBackend")
    response = client.get("/")
    assert response.status_code == 403
    assert "belum terhubung dengan seorang pegawai" in response.content.decode()


def test_the_profile_names_person_positions_and_agency(at_desk):
    page = at_desk("kabag.lumajang").get("/lainnya/").content.decode()
    for expected in ("Hendro Prasetyo", "Kepala Bagian Organisasi", "Kabupaten Lumajang"):
        assert expected in page


def test_the_language_is_chosen_once_and_kept(at_desk):
    client = at_desk("kabag.lumajang")
    response = client.post("/bahasa/", {"language": "en", "next": "/lainnya/"})
    assert response.url == "/lainnya/"
    page = client.get("/lainnya/").content.decode()
    assert '<html lang="en">' in page
    assert "Change password" in page


def test_a_new_password_must_be_typed_twice_and_be_no_common_one(at_desk):
    client = at_desk("kabag.lumajang")
    fields = {"old_password": PASSWORD, "new_password1": "rotan-jati-kenari-5"}
    wrong = client.post("/sandi/", fields | {"new_password2": "lain"}).content.decode()
    assert "Kedua isian sandi baru tidak sama" in wrong
    assert "id_new_password2_error" in wrong
    right = client.post("/sandi/", fields | {"new_password2": "rotan-jati-kenari-5"})
    assert right.url == "/lainnya/"
    assert "sudah diganti" in client.get("/lainnya/").content.decode()
    assert enter(Client(), "kabag.lumajang", "rotan-jati-kenari-5").url == "/"


def test_health_is_answered_without_signing_in(db):
    response = Client().get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


@pytest.mark.parametrize("address", ["/tidak-ada/", "/tugas/999999/", "/berkas/1999/1/"])
def test_what_is_not_there_is_told_in_words(at_desk, address):
    response = at_desk("kabag.lumajang").get(address)
    assert response.status_code == 404
    assert "Tidak ditemukan" in response.content.decode()
    assert "Resolver404" not in response.content.decode()


def test_a_form_without_its_token_changes_nothing_and_says_why(db):
    assert "LUMAJANG" in CAST
    client = Client(enforce_csrf_checks=True)
    response = client.post("/masuk/", {"username": "kabag.lumajang", "password": PASSWORD})
    assert response.status_code == 403
    assert "Formulir kedaluwarsa" in response.content.decode()


def test_an_english_browser_gets_indonesian_until_somebody_chooses(db):
    page = Client(headers={"Accept-Language": "en-US,en"}).get("/masuk/")
    assert '<html lang="id">' in page.content.decode()
    assert page["Content-Language"] == "id"


def test_a_fault_of_the_server_is_told_without_a_traceback(at_desk, monkeypatch):
    def broken(*_):
        raise RuntimeError("rahasia")

    monkeypatch.setattr("tatalaksana.entrypoints.web.cases.views.read_inbox", broken)
    client = at_desk("kabag.lumajang")
    client.raise_request_exception = False
    response = client.get("/")
    assert response.status_code == 500
    assert "Terjadi kesalahan" in response.content.decode()
    assert "rahasia" not in response.content.decode()
