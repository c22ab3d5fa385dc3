"""A keeper brings in a document of her own and has it running before lunch."""

import re

from playwright.sync_api import expect

KEEPER = "analis.kalbar"
DOCUMENT = """\
DINAS PERPUSTAKAAN DAN KEARSIPAN KABUPATEN CONTOH

SOP {title}

NO\tKegiatan\tPelaksana\t\t\tMutu Baku\t\t\tKeterangan
\t\tPemohon\tPengelola Kendaraan\tKasubag Umum\tKelengkapan\tWaktu\tOutput\t
1.\tMengajukan permohonan peminjaman kendaraan\t□\t\t\tSurat tugas\t10 Menit\tFormulir permohonan\t{note}
2.\tMemeriksa jadwal dan keadaan kendaraan\t\t□\t\tFormulir permohonan\tsecukupnya\tCatatan\t
3.\tMenyetujui peminjaman. Jika tidak setuju dikembalikan kepada Pemohon\t\t\t◇\tFormulir permohonan\t1 Jam\tFormulir yang disetujui\t
4.\tMenyerahkan kunci dan mencatat angka kilometer\t\t□\t\tFormulir yang disetujui\t10 Menit\tBuku kendaraan\t
"""  # noqa: E501
#: the roles of the document -> positions of the office that reads it
BOUND = {
    "Pemohon": "Analis Pelayanan Publik",
    "Pengelola Kendaraan": "Kepala Subbagian Pelayanan Publik",
    "Kasubag Umum": "Kepala Bagian Ketatalaksanaan",
}
PNG = b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00"


def upload(keeper, title="PEMINJAMAN GEDUNG", name="sop.txt", content=None, note=""):
    """Bring a document to the import page and send it."""
    keeper.go("/sop/impor/")
    keeper.page.get_by_label("Unit pemilik SOP").select_option(label="Bagian Ketatalaksanaan")
    data = DOCUMENT.format(title=title, note=note).encode() if content is None else content
    file = {"name": name, "mimeType": "text/plain", "buffer": data}
    keeper.page.get_by_label("Dokumen SOP").set_input_files(file)
    keeper.page.get_by_role("button", name="Baca dokumen").click()


def put_in_force(page):
    """On the page of the positions: bind the roles and let the version be in force."""
    for role, position in BOUND.items():
        page.get_by_label(role, exact=True).select_option(label=position)
    page.get_by_role("button", name="Tetapkan semua jabatan ini").click()
    page.get_by_role("button", name="Berlakukan versi 1").click()


def test_a_document_becomes_a_running_case(official):
    keeper = official(KEEPER)
    upload(keeper, "PEMINJAMAN KENDARAAN DINAS")
    assert "1 SOP dibaca" in keeper.told()
    page = keeper.page
    row = page.get_by_role("link", name=re.compile("peminjaman kendaraan dinas", re.IGNORECASE))
    expect(row).to_contain_text("keraguan")
    row.click()
    doubts = page.locator("#keraguan")
    expect(doubts).to_contain_text("Waktu “secukupnya” bukan lama waktu")
    doubts.get_by_role("link", name="2").first.click()
    second = page.locator("#step-2")
    second.get_by_label("Waktu", exact=True).fill("15")
    second.get_by_label("Satuan waktu langkah 2").select_option(label="menit")
    page.get_by_role("button", name="Simpan").last.click()
    expect(page.locator("#keraguan")).not_to_contain_text("secukupnya")
    for box in page.locator("#keraguan input[type=checkbox]").all():
        box.check()
    page.get_by_role("button", name="Simpan").last.click()
    expect(page.locator("#keraguan")).to_contain_text("Tidak ada keraguan")
    page.get_by_role("link", name="Lanjut: jabatan dan pemberlakuan").click()
    expect(page.locator("#berlakukan")).to_contain_text("lengkapi dahulu")
    put_in_force(page)
    assert "berlaku" in keeper.told()
    about = "Pinjam minibus untuk rapat di Pontianak"
    keeper.start("Peminjaman Kendaraan Dinas", about)
    keeper.open_task(about)
    expect(page.get_by_text("Mengajukan permohonan peminjaman kendaraan")).to_be_visible()
    keeper.tick_everything()
    assert "Siti Rahmah" in keeper.forward()


def test_a_broken_picture_named_as_text_is_refused_in_a_clear_sentence(official):
    keeper = official(KEEPER)
    upload(keeper, name="sop.txt", content=PNG)
    field = keeper.page.locator(".field-wrong")
    expect(field).to_contain_text("Berkas gambar ini rusak atau terpotong")
    expect(field).to_contain_text("pindai ulang")
    expect(field.get_by_label("Dokumen SOP")).to_be_visible()
    expect(keeper.page.get_by_text("Traceback")).to_have_count(0)
