"""Identity blocks in the shapes documents print them."""

from __future__ import annotations

from datetime import date

import pytest

from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read

TABLE = (
    "No\tKegiatan\tPelaksana\t\tMutu Baku\n\t\tStaf\tKepala Bidang\tKelengkapan\tWaktu\tOutput\n"
    "1\tMenyusun\t□\t\tA\t1 jam\tB\n"
)
SIDE_BY_SIDE = """PEMERINTAH KOTA SOLOK
DINAS SOSIAL

Nomor SOP\t460/7/2021
Tanggal Pembuatan\t4 Maret 2021
Tanggal Revisi\t
Tanggal Efektif\t10 Maret 2021
Disahkan oleh\tKepala Dinas Sosial Drs. BUDI, M.Si NIP. 19650101 199003 1 001
Nama SOP\tBantuan Sosial

"""
BELOW = """PEMERINTAH KOTA SOLOK

DINAS SOSIAL

Nomor SOP

460/7/2021

Tanggal Pembuatan
4 Maret 2021
Tanggal Revisi
Tanggal Efektif
10 Maret 2021

Disahkan oleh

Kepala Dinas Sosial
Drs. BUDI, M.Si
NIP. 19650101 199003 1 001

Nama SOP

Bantuan Sosial

"""
WITH_COLONS = """PEMERINTAH KOTA SOLOK
DINAS SOSIAL
NOMOR SOP : 460/7/2021
TGL. PEMBUATAN : 04-03-2021
TGL. EFEKTIF : 10-03-2021
DISAHKAN OLEH : Kepala Dinas Sosial
Drs. BUDI, M.Si
NIP. 19650101 199003 1 001
JUDUL SOP : Bantuan Sosial

"""
IN_ONE_TABLE = """<p>PEMERINTAH KOTA SOLOK</p> <p>DINAS SOSIAL</p>\tNomor SOP\t460/7/2021
\tTanggal Pembuatan\t4 Maret 2021
\tTanggal Efektif\t10 Maret 2021
\tDisahkan oleh\t<p>Kepala Dinas Sosial</p> <p><u>Drs. BUDI, M.Si</u></p> <p>NIP. 19650101 199003 1 001</p>
\tNama SOP\tBantuan Sosial

"""  # noqa: E501


def procedure(text: str) -> Procedure:
    (reading,) = read((text + TABLE).encode(), "x")
    return reading.procedure


@pytest.mark.parametrize("block", [SIDE_BY_SIDE, BELOW, WITH_COLONS, IN_ONE_TABLE])
def test_every_shape_of_the_block_says_the_same(block: str) -> None:
    found = procedure(block)
    assert found.title == "Bantuan Sosial"
    assert found.number == "460/7/2021"
    assert found.agency == ("PEMERINTAH KOTA SOLOK", "DINAS SOSIAL")
    assert (found.created, found.revised, found.effective) == (
        date(2021, 3, 4), None, date(2021, 3, 10),
    )  # fmt: skip
    assert found.approved_by is not None
    assert found.approved_by.position == "Kepala Dinas Sosial"
    assert found.approved_by.name == "Drs. BUDI, M.Si"
    assert found.approved_by.nip == "19650101 199003 1 001"


def test_the_name_of_the_sop_may_stand_in_the_line_of_the_unit() -> None:
    found = procedure("SEKRETARIAT DAERAH\n\nBAGIAN UMUM\tNama SOP Pengadaan ATK\n\n")
    assert found.title == "Pengadaan ATK"
    assert found.agency == ("SEKRETARIAT DAERAH", "BAGIAN UMUM")


def test_lists_stand_in_two_columns_under_their_labels() -> None:
    found = procedure(
        "Dasar Hukum\tKualifikasi pelaksana\n1. UU A 2. UU B\t<ol><li>a. Satu;</li></ol>\n"
        "Keterkaitan\tPeralatan/perengkapan\nSOP X\tKomputer, Printer\n"
        "Peringatan\tPencatatan dan pendataan\nJika, maka.\t\n\nSOP Contoh Judul.\n\n"
    )
    assert found.legal_basis == ("UU A", "UU B")
    assert found.qualifications == ("Satu",)
    assert found.related == ("SOP X",)
    assert found.equipment == ("Komputer", "Printer")
    assert found.warning == ("Jika, maka.",)
    assert found.records == ()
    assert found.title == "Contoh Judul"


def test_a_date_without_a_day_is_a_doubt_and_no_guess() -> None:
    (reading,) = read(("Tanggal Efektif\tJanuari 2021\n\n" + TABLE).encode(), "x")
    assert reading.procedure.effective is None
    assert any(doubt.code == "RD004" for doubt in reading.doubts)


@pytest.mark.parametrize(
    ("heading", "title"),
    [
        ("STANDAR OPERASIONAL PROSEDUR\nPENERBITAN IZIN", "PENERBITAN IZIN"),
        ("STANDAR OPERASIONAL PROSEDUR (SOP)\n\nPENERBITAN IZIN\nUSAHA", "PENERBITAN IZIN USAHA"),
        ("STANDAR OPERASIONAL PROSEDUR\n(SOP)\nPENERBITAN IZIN", "PENERBITAN IZIN"),
        ("Standard Operating Procedure (SOP) Penerbitan Izin", "Penerbitan Izin"),
        ("SOP-AP Penerbitan Izin", "Penerbitan Izin"),
        ("S.O.P. Penerbitan Izin", "Penerbitan Izin"),
        ("STANDAR OPERASIONAL PROSEDUR ADMINISTRASI PEMERINTAHAN\nPENERBITAN", "PENERBITAN"),
        ("SOP Administrasi Pemerintahan Desa", "Administrasi Pemerintahan Desa"),
        ("PROSEDUR TETAP\nPENERBITAN IZIN", "PENERBITAN IZIN"),
        ("SOP tentang Penerbitan Izin", "Penerbitan Izin"),
        ("Bagan Alir SOP Penerbitan Izin", "Penerbitan Izin"),
        ("1. SOP Penerbitan Izin", "Penerbitan Izin"),
        ("SOP PENERBITAN IZIN\nDINAS PERHUBUNGAN KABUPATEN BARU\nTAHUN 2021", "PENERBITAN IZIN"),
        ("SOP PENERBITAN IZIN PADA\nDINAS PERHUBUNGAN", "PENERBITAN IZIN PADA DINAS PERHUBUNGAN"),
        ("SOP PENYUSUNAN LAPORAN\nKABUPATEN BARU", "PENYUSUNAN LAPORAN KABUPATEN BARU"),
        ("SOP Penerbitan Izin\nHalaman 1 dari 2", "Penerbitan Izin"),
        ("STANDAR OPERASIONAL PROSEDUR\nDINAS PERHUBUNGAN\n\nPENERBITAN IZIN", "PENERBITAN IZIN"),
        ("SOP Dinas Perhubungan\n\nPenerbitan Izin Trayek", "Penerbitan Izin Trayek"),
        ("SOP Dinas Luar", "Dinas Luar"),
        ("SOPAN SANTUN PELAYANAN", "SOPAN SANTUN PELAYANAN"),
    ],
)  # fmt: skip
def test_a_heading_names_the_procedure_without_the_words_all_headings_have(
    heading: str, title: str
) -> None:
    (reading,) = read(f"PEMERINTAH KOTA BARU\n\n{heading}\n\n{TABLE}".encode(), "x")
    assert reading.procedure.title == title


def test_a_list_whose_neighbour_is_empty_is_read_without_its_tab() -> None:
    text = (
        "Nama SOP\tPenerbitan Izin\nPeringatan\tPencatatan dan pendataan\n"
        "Jika SOP tidak dilaksanakan, izin terlambat.\n\nSOP Penerbitan Izin\n\n" + TABLE
    )
    (reading,) = read(text.encode(), "x")
    assert reading.procedure.warning == ("Jika SOP tidak dilaksanakan, izin terlambat.",)
    assert reading.procedure.records == ()


@pytest.mark.parametrize(
    "row",
    [
        "Peringatan\tJika tidak, terlambat\nMaksud dan Tujuan\tAgar tertib\n",
        "Peringatan\tJika tidak, terlambat\nMaksud dan Tujuan: Agar tertib\n",
        "Peringatan\nJika tidak, terlambat\nMaksud dan Tujuan\nAgar tertib\n",
        "Peringatan\tMaksud dan Tujuan\nJika tidak, terlambat\tAgar tertib\n",
    ],
)
def test_a_purpose_is_no_warning_and_is_told_as_not_read(row: str) -> None:
    """The format has no such field (PermenPANRB 35/2012); some offices print one."""
    (got,) = read(
        f"Nama SOP\tBantuan\n{row}Pencatatan dan Pendataan\tArsip\n\n{TABLE}".encode(), ""
    )
    assert got.procedure.warning == ("Jika tidak, terlambat",)
    assert got.procedure.records == ("Arsip",)
    (said,) = [doubt for doubt in got.doubts if doubt.code == "RD043"]
    assert "Agar tertib" in str(said)


def test_a_purpose_within_the_cell_of_the_warning_takes_nothing_from_its_neighbour() -> None:
    rows = "Peringatan\tPencatatan dan Pendataan\nMaksud dan Tujuan: Agar tertib\tArsip\n"
    (got,) = read(f"Nama SOP\tBantuan\n{rows}\n{TABLE}".encode(), "")
    assert got.procedure.warning == ("Maksud dan Tujuan: Agar tertib",)
    assert got.procedure.records == ("Arsip",)
