"""A file goes outside and comes back; a procedure gets a new version and its case is moved."""

import re

from playwright.sync_api import expect

from tests.browser.conftest import PHONE
from tests.browser.test_accessibility import SK, revise

WHY, MOVED = "Menunggu data dari Dinas Kesehatan", "Versi baru mengganti kata-katanya."
SHORT = "Surat Keluar"


def test_a_file_goes_outside_and_comes_back_on_a_phone(official):
    about = "SK Tim di luar kantor"
    official("kasubbag.kalbar").start(SK, about)
    kasubbag = official("kasubbag.kalbar", PHONE)
    kasubbag.open_task(about)
    page = kasubbag.page
    kasubbag.tick_everything()
    page.get_by_text("Berkas sedang di luar kantor?").click()
    page.get_by_role("button", name="Catat di luar dan hentikan jam").click()
    expect(page.locator("#keterangan_error")).to_contain_text("Keterangan belum diisi")
    expect(page.locator("#keterangan")).to_be_focused()
    page.get_by_label("Menunggu siapa").fill(WHY)
    page.get_by_role("button", name="Catat di luar dan hentikan jam").click()
    notice = page.locator(".notice-held")
    expect(notice).to_contain_text("Berkas di luar kantor sejak hari ini pukul")
    expect(notice).to_contain_text(WHY)
    expect(notice).to_contain_text("sisa 10 menit")
    for box in page.locator("input[name=periksa]").all():
        expect(box).to_be_checked()
    kasubbag.go()
    row = page.locator("a.row", has_text=about)
    expect(row).to_contain_text("di luar sejak hari ini pukul")
    late = kasubbag.counter("Terlambat")
    row.click()
    page.get_by_role("button", name="Berkas sudah kembali").click()
    assert "jam langkah ini berjalan lagi. Batas waktu:" in kasubbag.told()
    page.get_by_role("link", name="Lihat seluruh berkas").click()
    address = page.url.removeprefix(kasubbag.home)
    assert kasubbag.chart(address)[1] == "present"
    assert [line.split(":")[0] for line in kasubbag.history()] == [
        "Berkas dimulai", "Langkah 1", "Langkah 1",
    ]  # fmt: skip
    kasubbag.go()
    assert kasubbag.counter("Terlambat") == late


def test_a_case_is_moved_to_the_version_in_force_and_goes_on(official):
    about = "Surat yang dipindahkan"
    clerk, keeper = official("pengelola.lumajang"), official("kasubag.lumajang")
    address = clerk.start(SHORT, about)
    clerk.open_task(about)
    clerk.forward()
    revise(keeper, SHORT)
    page = keeper.page
    keeper.go(address)
    page.get_by_role("link", name="Pindahkan ke versi yang berlaku").click()
    expect(page.get_by_role("radio", name="Langkah 2:")).to_be_checked()
    page.get_by_role("button", name=re.compile("^Pindahkan ke versi")).click()
    expect(page.locator("#pindah_reason_error")).to_contain_text("belum diisi")
    page.get_by_label("Alasan pemindahan").fill(MOVED)
    page.get_by_role("button", name=re.compile("^Pindahkan ke versi")).click()
    assert "dilanjutkan pada langkah 2." in keeper.told()
    assert any(line.startswith("Dipindahkan ke versi") for line in keeper.history())
    assert keeper.chart(address)[2] == "present"
    second = official("umum.lumajang")
    second.open_task(about)
    expect(second.page.locator(".notice-info")).to_contain_text(MOVED)
    second.forward()
    assert second.chart(address)[2] == "done"
