"""A folder of documents from the keeper's disk to the list of doubts, on the running demo."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import PHONE

LINES = (
    "No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\t",
    "\t\tKsb TU\tKepala Bagian Umum\tBekal Kerja\tWaktu\tOutput\tKet",
    "1\tMenyusun konsep surat\t□\t\tDisposisi\t1 jam\tKonsep surat\t",
    "2\tMenandatangani surat\t\t□\tKonsep surat\t1 hari\tSurat\t",
)
OWN = "Kepala Subbagian Tata Usaha"
LONGEST = 120_000  #: milliseconds the worker of a busy machine may take


def document(title: str) -> str:
    return "\n".join((f"Nama SOP\t{title}", *LINES))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Three documents in a folder and its subfolder, a twin, a note, a picture."""
    there = tmp_path / "SOP Sekretariat"
    (there / "umum").mkdir(parents=True)
    for name, title in (
        ("a.txt", "Surat Masuk Folder"),
        ("umum/b.txt", "Surat Keluar Folder"),
        ("umum/c.txt", "Arsip Folder"),
        ("umum/kembar.txt", "Surat Masuk Folder"),
    ):
        (there / name).write_text(document(title), "utf-8")
    (there / "nota.txt").write_text("Nota dinas tanpa tabel.", "utf-8")
    (there / "foto.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(64))
    return there


def test_a_folder_is_read_with_what_the_office_corrected_and_ends_in_a_list(official, folder):
    keeper = official("kasubag.tangerang")
    page = keeper.page
    keeper.go("/sop/koreksi/")
    page.locator("#id_role-read").fill("KSB. TU")
    page.locator("#id_role-means").fill(OWN)
    page.locator("#nama button").click()
    assert "Koreksi dicatat" in keeper.told()
    page.locator("#id_header-read").fill("Bekal Kerja")
    page.locator("#id_header-means").select_option(label="Kelengkapan")
    page.locator("#kepala button").click()
    assert "Koreksi dicatat" in keeper.told()

    keeper.go("/sop/")
    page.get_by_role("link", name="Impor satu folder").click()
    page.get_by_label("Unit pemilik SOP").select_option(index=1)
    page.get_by_label("Folder di komputer ini").set_input_files(folder)
    page.get_by_role("button", name="Unggah dan baca").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("SOP Sekretariat")
    expect(page.locator(".folder-told")).to_contain_text("Selesai.", timeout=LONGEST)

    rows = page.locator("#daftar li")
    expect(rows).to_have_count(6)
    expect(rows.locator("a.row")).to_have_count(3)
    expect(rows.locator("a.row .row-title").first).to_contain_text("SOP Sekretariat/")
    refused = rows.filter(has_text="SOP Sekretariat/nota.txt")
    expect(refused).to_contain_text("tidak memuat tabel prosedur")
    expect(refused.locator("a")).to_have_count(0)
    expect(rows.filter(has_text="Isinya sama dengan")).to_have_count(1)

    rows.filter(has_text="umum/b.txt").locator("a").click()
    expect(page.locator("input[name=column-1]")).to_have_value(OWN)
    body = page.content()
    assert re.search(rf"“KSB\. TU” dibaca “{OWN}” karena koreksi kantor tanggal", body)
    assert "“Bekal Kerja” dibaca “Kelengkapan” karena koreksi kantor tanggal" in body

    keeper.go("/sop/impor/folder/")
    page.get_by_role("link", name="SOP Sekretariat").first.click()
    expect(page.locator(".folder-told")).to_contain_text("Selesai.")


def test_the_same_folder_again_is_known_and_on_a_phone_nothing_is_cut_off(official, folder):
    keeper = official("kasubag.tangerang", PHONE)
    page = keeper.page
    for _ in range(2):
        keeper.go("/sop/impor/folder/")
        page.get_by_label("Unit pemilik SOP").select_option(index=1)
        page.get_by_label("Atau beberapa berkas").set_input_files(
            [folder / "umum/c.txt", folder / "nota.txt"]
        )
        page.get_by_role("button", name="Unggah dan baca").click()
        expect(page.locator(".folder-told")).to_contain_text("Selesai.", timeout=LONGEST)
    expect(page.locator("#daftar li").filter(has_text="sudah diimpor sebagai")).to_have_count(1)
    for address in (page.url.removeprefix(keeper.home), "/sop/impor/folder/", "/sop/koreksi/"):
        keeper.go(address)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= PHONE["width"], address


def test_more_files_than_one_form_may_hold_are_told_before_they_are_sent(official, tmp_path):
    many = tmp_path / "banyak"
    many.mkdir()
    for number in range(501):
        (many / f"{number}.txt").write_text(json.dumps(number), "utf-8")
    keeper = official("kasubag.tangerang")
    keeper.go("/sop/impor/folder/")
    page = keeper.page
    page.get_by_label("Unit pemilik SOP").select_option(index=1)
    page.get_by_label("Folder di komputer ini").set_input_files(many)
    problem = page.locator("[data-problem]")
    expect(problem).to_contain_text("Lebih dari 500 berkas")
    page.get_by_role("button", name="Unggah dan baca").click()
    expect(problem).to_be_visible()
    assert page.url.endswith("/sop/impor/folder/")
