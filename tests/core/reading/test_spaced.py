"""Tables copied from a printed page, where only spaces part the columns."""

from __future__ import annotations

import time

from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading
from tatalaksana.core.reading.spaced import joined, tables_in

PAGE = """                      PEMERINTAH KOTA BARU
                      KELURAHAN MEKAR

Nomor SOP            : 470/12/2023
Tanggal Pembuatan    : 3 Januari 2023
Tanggal Efektif      : 9 Januari 2023
Disahkan oleh        : Lurah Mekar
Nama SOP             : Penanganan Pengaduan Warga

Dasar Hukum:                               Kualifikasi Pelaksana:
1. UU Nomor 25 Tahun 2009 tentang          1. Memahami tata persuratan
   Pelayanan Publik                        2. Mampu berkomunikasi
2. Peraturan Wali Kota Nomor 7

No   Kegiatan                      Pelaksana                      Mutu Baku
                                   Petugas  Kasi       Lurah      Kelengkapan      Waktu    Output
                                   Loket    Pelayanan
1    Menerima pengaduan dari       □                              Formulir         10 menit Formulir
     Warga dan mencatatnya                                        pengaduan                 terisi
2    Menelaah pengaduan                     □                     Formulir terisi  2 jam    Telaahan

3    Menyetujui tindak lanjut                          □          Telaahan         15-20    Arahan
                                                                                   menit
4    Menyampaikan jawaban          □                              Disposisi        1/2 jam  Surat

                                                                  Lurah Mekar

                                                                  RUDI
"""


def one(text: str) -> Reading:
    (reading,) = read(text.encode(), "x")
    return reading


def test_columns_parted_by_spaces_are_columns() -> None:
    procedure = one(PAGE).procedure
    assert procedure.performers == ("Petugas Loket", "Kasi Pelayanan", "Lurah")
    assert [(step.no, step.text) for step in procedure.steps] == [
        ("1", "Menerima pengaduan dari Warga dan mencatatnya"),
        ("2", "Menelaah pengaduan"),
        ("3", "Menyetujui tindak lanjut"),
        ("4", "Menyampaikan jawaban"),
    ]
    assert [step.performers for step in procedure.steps] == [
        ("Petugas Loket",),
        ("Kasi Pelayanan",),
        ("Lurah",),
        ("Petugas Loket",),
    ]
    assert [step.inputs for step in procedure.steps[:2]] == [
        ("Formulir pengaduan",),
        ("Formulir terisi",),
    ]
    assert [step.outputs for step in procedure.steps[:2]] == [("Formulir terisi",), ("Telaahan",)]
    assert [step.duration_text for step in procedure.steps] == [
        "10 menit",
        "2 jam",
        "15-20 menit",
        "1/2 jam",
    ]


def test_the_signature_below_the_table_is_no_cell_of_its_last_row() -> None:
    reading = one(PAGE)
    assert reading.procedure.steps[-1].inputs == ("Disposisi",)
    assert "RD043" in {doubt.code for doubt in reading.doubts}


def test_an_identity_block_set_with_spaces_is_read() -> None:
    procedure = one(PAGE).procedure
    assert procedure.title == "Penanganan Pengaduan Warga"
    assert procedure.number == "470/12/2023"
    assert str(procedure.effective) == "2023-01-09"
    assert procedure.agency == ("PEMERINTAH KOTA BARU", "KELURAHAN MEKAR")
    assert procedure.approved_by is not None
    assert procedure.approved_by.position == "Lurah Mekar"
    assert procedure.legal_basis == (
        "UU Nomor 25 Tahun 2009 tentang Pelayanan Publik",
        "Peraturan Wali Kota Nomor 7",
    )
    assert procedure.qualifications == ("Memahami tata persuratan", "Mampu berkomunikasi")


def test_running_text_is_no_table() -> None:
    lines = ["Surat ini dikirim kepada warga.", "Isinya  dua  kata.", "", "Hormat kami,", "Lurah"]
    assert tables_in(lines) == {}


def test_lines_with_nothing_below_their_labels_are_no_table() -> None:
    assert tables_in(["No    Kegiatan      Waktu", "-", "-"]) == {}


def test_words_that_happen_to_align_part_no_columns() -> None:
    lines = ["No    Kegiatan", "1     ada dua", "2     dia itu", "3     apa ini"]
    assert [tables_in(lines)[i] for i in range(1, 4)] == [
        ["1", "ada dua"],
        ["2", "dia itu"],
        ["3", "apa ini"],
    ]


def test_time_grows_with_the_text_and_not_with_its_square() -> None:
    def seconds(times: int) -> float:
        lines = ["No    Kegiatan     Pelaksana     Waktu"] + ["1     a     b     c" * 3] * times
        start = time.process_time()
        tables_in(lines)
        return time.process_time() - start

    assert seconds(8000) < 12 * max(seconds(2000), 0.005)


def test_a_number_broken_behind_its_dash_is_one_number_and_an_item_is_none() -> None:
    assert joined("Lihat SOP-2-", "16/17000/2024") == "Lihat SOP-2-16/17000/2024"
    assert joined("Berkas -", "2 lembar") == "Berkas - 2 lembar"
    assert joined("1. Kartu-", "2. Surat") == "1. Kartu-<br>2. Surat"
