"""Step tables in the forms other offices give them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from tatalaksana.core.procedure.model import Duration, Unit
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading

ONE_COLUMN = """STANDAR OPERASIONAL PROSEDUR
PELAYANAN SURAT KETERANGAN USAHA

No\tKegiatan\tPelaksana\tKelengkapan\tWaktu\tOutput\tKet
1\tMengajukan permohonan\tPemohon\tKTP, KK\t5 menit\tBerkas\t
2\tMemaraf surat\tSekretaris Lurah\tSurat\t3 (tiga) menit\tSurat\t
No\tKegiatan\tPelaksana\tKelengkapan\tWaktu\tOutput\tKet
3\tMenyerahkan surat\tStaf Pelayanan, Pemohon\tSurat\t1 (satu) hari kerja\tSurat\tsesuai SOP Arsip
\tJumlah waktu\t\t\t1 hari\t\t

Mengetahui
Lurah
"""


def one(text: str) -> Reading:
    (reading,) = read(text.encode(), "x")
    return reading


def test_one_column_may_name_the_performer_of_every_row() -> None:
    procedure = one(ONE_COLUMN).procedure
    assert procedure.title == "PELAYANAN SURAT KETERANGAN USAHA"
    assert procedure.performers == ("Pemohon", "Sekretaris Lurah", "Staf Pelayanan")
    assert [step.performers for step in procedure.steps] == [
        ("Pemohon",),
        ("Sekretaris Lurah",),
        ("Staf Pelayanan", "Pemohon"),
    ]


def test_a_header_repeated_on_the_next_page_begins_no_new_procedure() -> None:
    assert [step.no for step in one(ONE_COLUMN).procedure.steps] == ["1", "2", "3"]


def test_a_number_in_words_beside_the_figure_counts_once() -> None:
    durations = [step.duration for step in one(ONE_COLUMN).procedure.steps]
    assert durations[1:] == [Duration(Decimal(3), Unit.MINUTE), Duration(Decimal(1), Unit.DAY)]


def test_the_row_of_the_total_is_no_step() -> None:
    assert len(one(ONE_COLUMN).procedure.steps) == 3


def test_an_sop_named_in_the_note_is_the_related_procedure() -> None:
    steps = one(ONE_COLUMN).procedure.steps
    assert [step.related_procedure for step in steps] == [None, None, "Arsip"]


@pytest.mark.parametrize(
    ("note", "named"),
    [
        ("Lihat SOP-2-16/17000/2024", "SOP-2-16/17000/2024"),
        ("Lihat SOP-2-16/17000/2024.", "SOP-2-16/17000/2024"),
        ("SOP-1/2024 dan SOP Arsip", "SOP-1/2024; Arsip"),
        ("Lihat SOP-", None),
    ],
)
def test_an_sop_named_by_its_number_is_the_related_procedure(note: str, named: str | None) -> None:
    text = (
        "No\tKegiatan\tPelaksana\t\tMutu Baku\n\t\tStaf\tKabid\tKelengkapan\tWaktu\tOutput\tKet\n"
        f"1.\tMenyusun\tMulai\t\tA\t1 jam\tB\t{note}\n"
    )
    assert one(text).procedure.step(1).related_procedure == named


def test_a_row_of_column_numbers_is_no_step_and_no_performer() -> None:
    text = (
        "No\tKegiatan\tPelaksana\t\tMutu Baku\n\t\tStaf\tKabid\tKelengkapan\tWaktu\tOutput\n"
        "1\t2\t3\t4\t5\t6\t7\n1.\tMenyusun\tMulai\t\tA\t1 jam\tB\n"
    )
    procedure = one(text).procedure
    assert procedure.performers == ("Staf", "Kabid")
    assert [step.performers for step in procedure.steps] == [("Staf",)]


def test_a_row_broken_by_the_page_is_one_step() -> None:
    text = (
        "No\tKegiatan\tPelaksana\t\tMutu Baku\n\t\tStaf\tKabid\tKelengkapan\tWaktu\tOutput\n"
        "1\tMenyusun konsep surat\t□\t\tData\t1 jam\tKonsep\n\n"
        "\tdan menggandakannya\t\t\t\t\tsurat\n2\tMemaraf\t\t□\tKonsep surat\t1 jam\tSurat\n"
    )
    steps = one(text).procedure.steps
    assert [step.text for step in steps] == ["Menyusun konsep surat dan menggandakannya", "Memaraf"]
    assert steps[0].outputs == ("Konsep surat",)


def test_a_step_without_a_number_is_a_step_and_a_doubt() -> None:
    text = (
        "No\tKegiatan\tPelaksana\t\tMutu Baku\n\t\tStaf\tKabid\tKelengkapan\tWaktu\tOutput\n"
        "1\tMenyusun\t□\t\tA\t1 jam\tB\n\tMengetik\t□\t\tA\t1 jam\tB\n"
    )
    reading = one(text)
    assert [step.no for step in reading.procedure.steps] == ["1", None]
    assert any(doubt.code == "RD040" and doubt.row == 2 for doubt in reading.doubts)
