"""Cells of the documents and the values they stand for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from tatalaksana.core.procedure.model import Duration, Unit
from tatalaksana.core.reading.readers.text import clean
from tatalaksana.core.reading.understand.approver import approver_in
from tatalaksana.core.reading.understand.dates import date_in
from tatalaksana.core.reading.understand.durations import duration_in, header_unit
from tatalaksana.core.reading.understand.items import documents, items
from tatalaksana.core.reading.understand.spelling import Vocabulary


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("10 Menit", "10", Unit.MINUTE),
        ("1jam", "1", Unit.HOUR),
        ("1 Bln", "1", Unit.MONTH),
        ("0,5 hari", "0.5", Unit.DAY),
        ("± 2 hari kerja", "2", Unit.DAY),
        ("15'", "15", Unit.MINUTE),
        ("5-10 menit", "10", Unit.MINUTE),
        ("1 jam 30 menit", "90", Unit.MINUTE),
        ("2 x 24 jam", "2", Unit.FULL_DAY),
        ("1x24 jam", "1", Unit.FULL_DAY),
        ("maks. 3 × 24 Jam", "3", Unit.FULL_DAY),
        ("1,5 x 24 jam", "1.5", Unit.FULL_DAY),
        ("2 x 24 jam kerja", "48", Unit.HOUR),
        ("24 jam", "24", Unit.HOUR),
        ("2 x 3 jam", "6", Unit.HOUR),
        ("14 hari kalender", "14", Unit.CALENDAR_DAY),
        ("7 (tujuh) Hari Kalender", "7", Unit.CALENDAR_DAY),
        ("7 hari (kalender)", "7", Unit.CALENDAR_DAY),
        ("5-7 hari kalender", "7", Unit.CALENDAR_DAY),
        ("sehari kalender", "1", Unit.CALENDAR_DAY),
        ("2 minggu kalender", "14", Unit.CALENDAR_DAY),
        ("1 bulan kalender", "1", Unit.MONTH),
        ("setengah hari", "0.5", Unit.DAY),
        ("1 tahun", "12", Unit.MONTH),
        ("1 semester", "6", Unit.MONTH),
        ("15-20 menit", "20", Unit.MINUTE),
        ("10 s/d 15 menit", "15", Unit.MINUTE),
        ("2 s.d. 3 hari", "3", Unit.DAY),
        ("1,5 - 2 jam", "2", Unit.HOUR),
        ("30 menit - 1 jam", "1", Unit.HOUR),
        ("1 hari sampai dengan 3 hari", "3", Unit.DAY),
        ("1/2 jam", "0.5", Unit.HOUR),
        ("½ jam", "0.5", Unit.HOUR),
        ("1½ jam", "1.5", Unit.HOUR),
        ("2 1/2 jam", "2.5", Unit.HOUR),
        ("¼ jam", "0.25", Unit.HOUR),
        ("1.440 menit", "1440", Unit.MINUTE),
        ("30’", "30", Unit.MINUTE),
        ("±3 hari", "3", Unit.DAY),
        ("maks. 2 jam", "2", Unit.HOUR),
        ("5 (lima) hari kerja", "5", Unit.DAY),
        ("sehari", "1", Unit.DAY),
        ("2 Mg", "2", Unit.WEEK),
    ],
)
def test_a_length_is_read_as_printed(text: str, value: str, unit: Unit) -> None:
    assert duration_in(text) == Duration(Decimal(value), unit)


@pytest.mark.parametrize(
    "text",
    [
        "-", "", "setiap hari", "0 menit", "7", "sesuai kebutuhan", "H-1", "2 x sehari",
        "08.00-10.00", "setiap 2-3", "10 detik", "5-0 hari",
    ],
)  # fmt: skip
def test_what_is_no_length_is_none(text: str) -> None:
    assert duration_in(text) is None


def test_the_header_gives_a_bare_number_its_unit() -> None:
    assert duration_in("0.5", header_unit("Waktu (hari)")) == Duration(Decimal("0.5"), Unit.DAY)


@pytest.mark.parametrize(
    ("text", "unit"),
    [("5", Unit.CALENDAR_DAY), ("5 hari", Unit.CALENDAR_DAY), ("5 hari kerja", Unit.DAY)],
)
def test_a_header_of_calendar_days_counts_until_a_cell_says_working_days(
    text: str, unit: Unit
) -> None:
    assert duration_in(text, header_unit("Waktu (hari kalender)")) == Duration(Decimal(5), unit)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("13 Januari 2020", date(2020, 1, 13)),
        ("2 Agustus 2019", date(2019, 8, 2)),
        ("02-08-2019", date(2019, 8, 2)),
        ("2019-08-02", date(2019, 8, 2)),
        ("31 Februari 2020", None),
        ("Januari 2020", None),
    ],
)
def test_a_day_is_read_and_half_a_day_is_not_invented(text: str, day: date | None) -> None:
    assert date_in(text) == day


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("<ul> <li>- A;</li> <li>- B.</li></ul>", ["A", "B."]),
        ('<ul style="x"> - SK Tim - Dasar Hukum Lap.SPM ', ["SK Tim", "Dasar Hukum Lap.SPM"]),
        ("-Pedoman KBK -Data SKPD", ["Pedoman KBK", "Data SKPD"]),
        ("• Agenda surat masuk • Lembar disposisi", ["Agenda surat masuk", "Lembar disposisi"]),
        ("1. RPP terbaru 2. Peraturan Nomor 8 Tahun 2015", ["RPP terbaru", "Peraturan Nomor 8 Tahun 2015"]),  # noqa: E501
        ("<ol><li>1. Publik2. Daerah</li></ol>", ["Publik", "Daerah"]),
        ("a. Ruang Rapat; b. ATK", ["Ruang Rapat", "ATK"]),
        ("Mempelajari SK Tim; Menyusun langkah.", ["Mempelajari SK Tim", "Menyusun langkah."]),
        ("Peraturan No. 30 tahun 2014 tentang X", ["Peraturan No. 30 tahun 2014 tentang X"]),
    ],
)  # fmt: skip
def test_a_cell_is_parted_by_its_own_signs(cell: str, expected: list[str]) -> None:
    assert items(clean(cell)) == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("1. Sarjana\n2. Teliti\n2. Jujur\n3. Cermat", ["Sarjana", "Teliti", "Jujur", "Cermat"]),
        ("1, Peraturan\n2. Keputusan", ["Peraturan", "Keputusan"]),
        ("1. Kertas  3. Pena\n2. Meja  4. Kursi", ["Kertas", "Meja", "Pena", "Kursi"]),
    ],
)
def test_misprinted_numbers_part_items_too(cell: str, expected: list[str]) -> None:
    assert items(cell) == expected


def test_documents_are_parted_by_commas_but_not_by_dan_nor_within_brackets() -> None:
    assert documents("Surat , konsep (a, b), SK Tim dan Penugasan") == (
        "Surat",
        "konsep (a, b)",
        "SK Tim dan Penugasan",
    )


@pytest.mark.parametrize(
    "cell",
    [
        "Kontrak, Faktur, dan ADK",
        "Dokumen penawaran administrasi, teknis dan harga",
        "Berita Acara Klarifikasi, Negosiasi Teknis dan Harga",
        "Penetapan: metode pemilihan; metode kualifikasi; jadwal",
        "Surat usulan. Dalam hal ditolak, maka berkas dikembalikan",
        "Berita acara;\n(apabila tidak sepakat, proses diulang)",
    ],
)
def test_what_is_said_in_one_breath_is_one_document(cell: str) -> None:
    assert documents(cell) == (" ".join(cell.split()),)


def test_a_list_without_signs_is_parted_where_the_document_lists_its_items_elsewhere() -> None:
    known = frozenset({"surat", "buku ekspedisi"})
    assert documents("Surat Buku Ekspedisi", known) == ("Surat", "Buku Ekspedisi")
    assert documents("Surat lembar disposisi", known) == ("Surat lembar disposisi",)


def test_a_broken_word_is_mended_where_the_document_proves_it() -> None:
    words = Vocabulary(["Buku Ekspedisi", "Dokumen DUK", "Agenda", "diparaf", "paraf di"])
    assert words.mend("Ekspe- disi, Dokum en DUK, Agen- da") == "Ekspedisi, Dokumen DUK, Agenda"
    assert words.mend("Tersusun nya SPM") == "Tersusunnya SPM"
    assert words.mend("jika setuju di paraf") == "jika setuju di paraf"
    assert words.mend("Kartu Istri/ Suami") == "Kartu Istri/ Suami"


@pytest.mark.parametrize(
    ("cell", "position", "name", "nip"),
    [
        ("CAMAT RANUYOSO  IKO S, S.Sos NIP. 19640706 198603 1 027", "CAMAT RANUYOSO", "IKO S, S.Sos", "19640706 198603 1 027"),  # noqa: E501
        ("CAMAT RANUYOSO IKO S, S.Sos NIP. 19640706 198603 1 027", "CAMAT RANUYOSO", "IKO S, S.Sos", "19640706 198603 1 027"),  # noqa: E501
        ("Kepala Biro Organisasi Drs. BACHTIAR, M.Si", "Kepala Biro Organisasi", "Drs. BACHTIAR, M.Si", ""),  # noqa: E501
        ("Kepala Dinas\nPembina Tk. I\nAni, M.Si\nNIP: 197001012000032001", "Kepala Dinas", "Ani, M.Si", "197001012000032001"),  # noqa: E501
    ],
)  # fmt: skip
def test_position_and_name_are_parted(cell: str, position: str, name: str, nip: str) -> None:
    found = approver_in(cell, ("PEMERINTAH KABUPATEN LUMAJANG", "KECAMATAN RANUYOSO"))
    assert found is not None
    assert (found.position, found.name, found.nip) == (position, name, nip)


@pytest.mark.parametrize("gap", [" ", "\n"])
def test_a_number_that_ends_a_bracket_begins_no_item(gap):
    text = f"1. Menyusun berkas (rangkap{gap}2) dan menyerahkannya\n2. Mencatat"
    assert items(text) == ["Menyusun berkas (rangkap 2) dan menyerahkannya", "Mencatat"]


def test_numbers_in_brackets_are_markers():
    assert items("(1) Menyusun (2) Mencatat") == ["Menyusun", "Mencatat"]
