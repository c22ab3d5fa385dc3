"""A keeper chooses the look of the documents and sees at once what comes of it."""

from __future__ import annotations

import io
import re

import pdfplumber
from playwright.sync_api import expect

from tests.bitmaps import bitmap

KEEPER = "kasubag.tangerang"
THERE = "/kantor/tampilan-dokumen/"


def test_the_sample_follows_and_the_documents_look_so_until_the_default_is_back(official):
    keeper = official(KEEPER)
    page = keeper.page
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content" in line.text else None)
    keeper.go(THERE)
    first = page.locator("img.sheet").first
    before = first.get_attribute("src") or ""
    said = page.locator("[data-look-said]")
    expect(page.get_by_role("button", name="Lihat contohnya")).to_be_hidden()

    page.get_by_label("Warna dasar judul").fill("#000000")
    expect(said).to_contain_text("terlalu gelap")
    assert first.get_attribute("src") == before, "the last sample stays"
    page.get_by_label("Warna dasar judul").fill("#dbe5f1")
    expect(first).not_to_have_attribute("src", before)
    expect(said).to_contain_text("belum disimpan")

    logo = {"name": "lambang.png", "mimeType": "image/png", "buffer": bitmap(60, 60)}
    coloured = first.get_attribute("src") or ""
    page.get_by_label("Logo", exact=True).set_input_files(logo)
    expect(first).not_to_have_attribute("src", coloured)
    assert first.evaluate("picture => picture.complete && picture.naturalWidth > 0")
    page.get_by_label("Kertas", exact=True).select_option("F4")
    page.get_by_role("button", name="Simpan tampilan").click()
    assert "Tersimpan" in keeper.told()

    keeper.go("/sop/")
    page.locator("a.row").first.click()
    expect(page.get_by_label("Kertas", exact=True)).to_have_value("F4")
    address = page.get_by_role("link", name="Unduh PDF").get_attribute("href") or ""
    answer = page.context.request.get(keeper.home + address)
    with pdfplumber.open(io.BytesIO(answer.body())) as document:
        assert document.pages[0].images
        assert round(float(document.pages[0].width) / 72 * 25.4) == 330

    keeper.go(THERE)
    page.get_by_text("Kembalikan ke bawaan…").click()
    page.get_by_role("button", name=re.compile("^Kembalikan ke bawaan$")).click()
    assert "kembali ke bawaan" in keeper.told()
    assert page.locator("img.sheet").first.get_attribute("src") == before
    assert not refused
