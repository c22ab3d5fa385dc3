"""Tables broken by pages, by line ends within cells, and by whoever filled them in."""

from __future__ import annotations

import pytest

from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading

HEADER = (
    "SOP Peminjaman Kendaraan Dinas\n\n"
    "No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\tKet\n"
    "\t\tStaf\tKepala Seksi\tKelengkapan\tWaktu\tOutput\t\n"
)
LAST = "3\tMenyerahkan kunci\t□\t\tIzin\t15 menit\tTanda terima\t\n"


def one(text: str) -> Reading:
    (reading,) = read(text.encode(), "x")
    return reading


def texts(reading: Reading) -> list[str]:
    return [step.text for step in reading.procedure.steps]


def codes(reading: Reading) -> set[str]:
    return {doubt.code for doubt in reading.doubts}


def test_a_line_end_within_a_cell_does_not_end_the_row() -> None:
    reading = one(
        HEADER + "1\tMenerima surat permohonan\ndari pemakai dan mencatatnya\ndalam buku agenda"
        "\t□\t\tSurat permohonan\t10 menit\tSurat tercatat\t\n"
        "2\tMemeriksa jadwal pemakaian\t\t□\tSurat tercatat,\nbuku jadwal\t15 menit\tIzin\t\n"
        + LAST
    )
    assert texts(reading) == [
        "Menerima surat permohonan dari pemakai dan mencatatnya dalam buku agenda",
        "Memeriksa jadwal pemakaian",
        "Menyerahkan kunci",
    ]
    steps = reading.procedure.steps
    assert [step.performers for step in steps] == [("Staf",), ("Kepala Seksi",), ("Staf",)]
    assert steps[1].inputs == ("Surat tercatat", "buku jadwal")
    assert [step.duration_text for step in steps] == ["10 menit", "15 menit", "15 menit"]
    assert [step.outputs for step in steps] == [("Surat tercatat",), ("Izin",), ("Tanda terima",)]


def test_bullets_on_lines_of_their_own_are_items_of_the_cell() -> None:
    reading = one(
        HEADER + "1\t- Menerima surat\n- Mencatat surat\t□\t\tSurat\t10 menit\tAgenda\t\n" + LAST
    )
    assert reading.procedure.steps[0].activities == ("Menerima surat", "Mencatat surat")


def test_a_last_cell_that_goes_on_below_is_read_whole() -> None:
    header = HEADER.replace("\tKet\n", "\n").replace("Output\t\n", "Output\n")
    reading = one(
        header + "1\tMenyusun jadwal\t□\t\tData\t10 menit\tJadwal pemakaian\nkendaraan dinas\n"
        "2\tMenyetujui jadwal\t\t□\tJadwal\t1 jam\tPersetujuan\n"
    )
    assert reading.procedure.steps[0].outputs == ("Jadwal pemakaian kendaraan dinas",)


def test_a_unit_on_the_next_line_belongs_to_its_number() -> None:
    reading = one(
        HEADER + "1\tMenyusun jadwal\t□\t\tData\t10\tJadwal\t\n\t\t\t\t\tmenit\t\t\n" + LAST
    )
    assert reading.procedure.steps[0].duration_text == "10 menit"
    assert len(reading.procedure.steps) == 2


def test_the_foot_of_a_page_within_the_table_is_no_step() -> None:
    reading = one(
        HEADER + "1\tMenerima surat\t□\t\tSurat\t10 menit\tAgenda\t\n"
        "Dinas Perhubungan\t\t\t\t\t\t\tHal 2\n"
        "\tdan mencatatnya\t\t\t\t\t\t\n" + LAST
    )
    assert texts(reading) == ["Menerima surat dan mencatatnya", "Menyerahkan kunci"]
    assert [step.no for step in reading.procedure.steps] == ["1", "3"]


@pytest.mark.parametrize("between", ["Halaman 2 dari 3", "- 2 -", "2", "Hal. 2/3", "Page 2 of 3"])
def test_a_page_number_between_the_rows_is_no_doubt(between: str) -> None:
    reading = one(
        HEADER + "1\tMenerima surat\t□\t\tSurat\t10 menit\tAgenda\t\n"
        "2\tMemeriksa jadwal\t\t□\tAgenda\t15 menit\tIzin\t\n" + between + "\n" + LAST
    )
    assert len(reading.procedure.steps) == 3
    assert "RD043" not in codes(reading)


def test_a_remark_between_the_rows_is_not_lost_in_silence() -> None:
    reading = one(
        HEADER + "1\tMenerima surat\t□\t\tSurat\t10 menit\tAgenda\t\n"
        "2\tMemeriksa jadwal\t\t□\tAgenda\t15 menit\tIzin\t\n"
        "*) Waktu dihitung pada jam kerja.\n" + LAST
    )
    (doubt,) = [one for one in reading.doubts if one.code == "RD043"]
    assert "Waktu dihitung pada jam kerja" in doubt.what


def test_a_numbered_row_without_an_activity_is_not_lost_in_silence() -> None:
    reading = one(
        HEADER + "1\tMenerima surat\t□\t\tSurat\t10 menit\tAgenda\t\n"
        "2\t\t\t□\tAgenda\t15 menit\tIzin\t\n" + LAST
    )
    (doubt,) = [one for one in reading.doubts if one.code == "RD042"]
    assert "“2”" in doubt.what


def test_an_identity_block_printed_again_on_the_next_page_begins_no_new_procedure() -> None:
    block = "DINAS PERHUBUNGAN\nNomor SOP\t550/1/2022\nNama SOP\tPeminjaman Kendaraan\n\n"
    head = HEADER.partition("\n\n")[2]
    reading = one(
        block + head + "1\tMenerima surat\t□\t\tSurat\t10 menit\tAgenda\t\n"
        "2\tMemeriksa jadwal\t\t□\tAgenda\t15 menit\tIzin\t\n\n" + block + head + LAST
    )
    assert [step.no for step in reading.procedure.steps] == ["1", "2", "3"]


@pytest.mark.parametrize(
    ("first", "second", "no"),
    [
        ("1.", "2.", "1"),
        ("1)", "2)", "1"),
        ("(1)", "(2)", "1"),
        ("a.", "b.", "a"),
        ("I.", "II.", "I"),
    ],
)
def test_a_number_is_read_without_its_punctuation(first: str, second: str, no: str) -> None:
    reading = one(
        HEADER + f"{first}\tMenerima surat\t□\t\tSurat\t10 menit\tAgenda\t\n"
        f"{second}\tMemeriksa jadwal\t\t□\tAgenda\t15 menit\tIzin\t\n"
    )
    assert reading.procedure.steps[0].no == no
    assert len(reading.procedure.steps) == 2


def test_numbers_within_the_activities_are_the_numbers_of_a_table_without_a_column_for_them() -> (
    None
):
    reading = one(
        "Kegiatan\tPelaksana\t\tMutu Baku\t\t\n\tStaf\tKasi\tKelengkapan\tWaktu\tOutput\n"
        "1. Menerima surat\t□\t\tSurat\t10 menit\tAgenda\n"
        "2. Memeriksa surat\t\t□\tAgenda\t15 menit\tIzin\n"
    )
    assert [(step.no, step.text) for step in reading.procedure.steps] == [
        ("1", "Menerima surat"),
        ("2", "Memeriksa surat"),
    ]


def test_text_behind_the_last_table_is_not_lost_in_silence() -> None:
    reading = one(HEADER + LAST + "\nCatatan: kunci cadangan disimpan di loket.\n")
    (doubt,) = [one for one in reading.doubts if one.code == "RD043"]
    assert "kunci cadangan" in doubt.what


def test_broken_rows_without_a_number_do_not_end_the_table() -> None:
    reading = one(
        HEADER + "1\tMenerima surat\n dari warga\t□\t\tSurat\t10 menit\tAgenda\t\n"
        "\tMembuat undangan\nrapat\t□\t\tAgenda\t10 menit\tUndangan\t\n"
        "2\tMemeriksa jadwal\npemakaian\t\t□\tAgenda\t15 menit\tSurat izin dari\nKepala\nSeksi\t\n"
        + LAST
    )
    assert texts(reading) == [
        "Menerima surat dari warga",
        "Membuat undangan rapat",
        "Memeriksa jadwal pemakaian",
        "Menyerahkan kunci",
    ]
    assert reading.procedure.steps[2].outputs == ("Surat izin dari Kepala Seksi",)
