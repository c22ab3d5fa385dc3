"""A leave entered on a phone, without a substitute: shown where its work lies, ended by a click."""

import os
from pathlib import Path

from playwright.sync_api import expect

from tests.browser.conftest import DESK, PHONE


def seen(page, name):
    """Nothing is wider than the screen; a picture where SHOTS names a folder."""
    wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0, (name, wide)
    if os.environ.get("SHOTS"):
        page.screenshot(path=Path(os.environ["SHOTS"]) / f"{name}.png", full_page=True)


def test_an_official_enters_her_leave_on_a_phone_and_ends_it(official):
    first, clerk = official("pengelola.lumajang"), official("umum.lumajang", PHONE)
    about = "Undangan rapat yang menunggu pejabat cuti"
    first.start("Surat Keluar", about)
    first.open_task(about)
    first.tick_everything()
    first.forward()
    phone = clerk.page
    clerk.go("/kantor/ketidakhadiran/")
    seen(phone, "list-360")
    phone.get_by_role("link", name="Catat ketidakhadiran").click()
    seen(phone, "days-360")
    phone.get_by_label("Sebab").focus()
    phone.keyboard.press("Tab")  # the keyboard goes on to the days
    expect(phone.get_by_label("Mulai")).to_be_focused()
    phone.get_by_role("button", name="Lanjut").click()
    expect(phone.get_by_text("Belum ada pengganti.").first).to_be_visible()
    expect(phone.get_by_text("tugas terbuka").first).to_be_visible()
    seen(phone, "substitutes-360")
    phone.get_by_label("Pengganti").first.select_option(label="Tanpa pengganti")
    phone.get_by_role("button", name="Catat ketidakhadiran").click()
    assert "tercatat tidak hadir" in clerk.told()
    seen(phone, "absence-360")
    boss = official("kasubag.lumajang", DESK)
    boss.go("/kantor/")
    expect(boss.page.get_by_text("belum ada pengganti").first).to_be_visible()
    seen(boss.page, "office-1366")
    clerk.open_task(about)
    expect(phone.get_by_text("pengganti: belum ada").first).to_be_visible()
    seen(phone, "task-360")
    clerk.go("/kantor/ketidakhadiran/")
    phone.locator("a.row", has_text="berlangsung").click()
    phone.locator("summary", has_text="Akhiri…").click()
    phone.get_by_role("button", name="Akhiri sekarang").click()
    assert "kembali kepadanya" in clerk.told()
    boss.go("/kantor/ketidakhadiran/catat/")
    seen(boss.page, "days-1366")
    boss.page.get_by_role("button", name="Lanjut").click()
    expect(boss.page.get_by_role("heading", name="Siapa penggantinya")).to_be_visible()
    seen(boss.page, "substitutes-1366")
