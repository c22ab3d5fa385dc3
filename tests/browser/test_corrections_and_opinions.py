"""A wrong click is taken back where it is told; a colleague is asked, and answers, on a phone."""

import os
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_send_back import SK, carry

SHOTS = os.environ.get("SHOTS")  #: a folder for pictures of what is tried here


def shot(official, name):
    if SHOTS:
        official.page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def test_a_wrong_click_is_taken_back_from_the_message_that_told_of_it(official):
    about = "SK Tim salah klik"
    people = {who: official(f"{who}.kalbar") for who in ("kasubbag", "analis")}
    kasubbag, analis = people["kasubbag"], people["analis"]
    kasubbag.start(SK, about)
    carry(people, about, (1,))
    shot(kasubbag, "message")
    kasubbag.page.get_by_role("link", name="Salah klik? Tarik kembali").first.click()
    reason = kasubbag.page.get_by_label("Mengapa klik ini keliru?")
    expect(reason).to_have_value("Salah menekan tombol.")
    shot(kasubbag, "undo")
    reason.focus()
    kasubbag.page.keyboard.press("Tab")
    kasubbag.page.keyboard.press("Enter")
    assert "ditarik kembali" in kasubbag.told()
    expect(kasubbag.page.get_by_text("Terbuka lagi: klik yang mengakhirinya")).to_be_visible()
    shot(kasubbag, "reopened")
    analis.go()
    expect(analis.page.locator("a.row", has_text=about)).to_have_count(0)
    kasubbag.page.get_by_role("link", name="Lihat seluruh berkas").click()
    expect(kasubbag.page.locator("#riwayat ~ ol")).to_contain_text("klik keliru ditarik kembali")
    shot(kasubbag, "history")


def test_an_opinion_is_asked_and_given_on_a_phone_and_comes_back(official):
    about = "SK Tim pendapat"
    people = {who: official(f"{who}.kalbar", PHONE) for who in ("kasubbag", "analis", "hukum")}
    people["kasubbag"].start(SK, about)
    carry(people, about, (1,))
    analis, hukum = people["analis"], people["hukum"]
    analis.open_task(about)
    shot(analis, "task_360")
    analis.page.get_by_role("link", name="Minta pendapat rekan").click()
    analis.page.get_by_label("Cari nama, jabatan, atau unit").fill("hukum")
    analis.page.get_by_role("button", name="Cari").click()
    analis.page.get_by_role("radio").first.check()
    analis.page.get_by_label("Pertanyaan").fill("Apakah dasar hukumnya cukup?")
    shot(analis, "ask_360")
    analis.page.get_by_role("button", name="Minta pendapat").click()
    assert "Tugas tetap pada Anda" in analis.told()
    expect(analis.page.get_by_label("Selesaikan tanpa menunggu pendapat")).to_be_visible()
    hukum.go()
    expect(hukum.page.get_by_role("heading", name="Dimintai pendapat")).to_be_visible()
    shot(hukum, "inbox_360")
    hukum.page.locator("a.row", has_text="Apakah dasar hukumnya cukup?").click()
    hukum.page.get_by_label("Pendapat Anda").fill("Cukup; tambahkan Perda 3/2024.")
    shot(hukum, "answer_360")
    hukum.page.get_by_role("button", name="Kirim pendapat").click()
    assert "Pendapat Anda tersimpan" in hukum.told()
    analis.open_task(about)
    expect(analis.page.locator("#pendapat")).to_contain_text("tambahkan Perda 3/2024")
    shot(analis, "answered_360")
