"""Titles in capitals become readable; everything else stays as printed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.procedure.titles import readable


@pytest.mark.parametrize(
    ("printed", "shown"),
    [
        ("SURAT IJIN CUTI", "Surat Ijin Cuti"),
        ("STANDAR PELAYANAN MINIMAL (SPM)", "Standar Pelayanan Minimal (SPM)"),
        ("PENGAJUAN KARTU PNS DAN KARTU ISTRI/SUAMI", "Pengajuan Kartu PNS dan Kartu Istri/Suami"),
        ("MUTASI PNS KELUAR/MASUK", "Mutasi PNS Keluar/Masuk"),
        ("PENILAIAN PRESTASI KERJA (PPK)", "Penilaian Prestasi Kerja (PPK)"),
        ("STANDAR PELAYANAN DAN STANDAR OPERASIONAL PROSEDUR",
         "Standar Pelayanan dan Standar Operasional Prosedur"),
        ("Fasilitasi inovasi pelayanan publik", "Fasilitasi inovasi pelayanan publik"),
        ("penyusunan kebijakan bidang", "Penyusunan kebijakan bidang"),
        ("", ""),
    ],
)  # fmt: skip
def test_readable(printed, shown):
    assert readable(printed) == shown


@given(st.text())
def test_only_capitals_change(title):
    assert readable(title).upper() == title.upper()
