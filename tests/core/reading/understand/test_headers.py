"""Headers of step tables as copying and other offices leave them."""

from __future__ import annotations

from decimal import Decimal

from tatalaksana.core.procedure.model import Duration, Unit
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading

ROWS = (
    "1\tMenerima dan meneliti berkas\t□\t\t\tBerkas\t10 menit\tBerkas lengkap\t\n"
    "2\tMemaraf lembar legalisasi\t\t□\t\tBerkas lengkap\t15 menit\tLembar diparaf\t\n"
    "3\tMenandatangani lembar legalisasi\t\t\t□\tLembar diparaf\t1 jam\tLembar sah\tasli\n"
)
TOP = "No\tKegiatan\tPelaksana\t\t\tMutu Baku\t\t\tKeterangan\n"


def one(text: str) -> Reading:
    (reading,) = read(text.encode(), "x")
    return reading


def doers(reading: Reading) -> list[tuple[str, ...]]:
    return [step.performers for step in reading.procedure.steps]


def expect_the_three(reading: Reading, *names: str) -> None:
    assert reading.procedure.performers == names
    assert doers(reading) == [(name,) for name in names]
    steps = reading.procedure.steps
    assert [step.outputs for step in steps] == [
        ("Berkas lengkap",),
        ("Lembar diparaf",),
        ("Lembar sah",),
    ]
    assert [step.note for step in steps] == ["", "", "asli"]


def test_a_performer_printed_on_two_lines_is_one_name() -> None:
    header = (
        "\t\tPetugas\tKepala\tKepala\tKelengkapan\tWaktu\tOutput\t\n"
        "\t\tLoket\tSeksi\tDinas\t\t\t\t\n"
    )
    expect_the_three(one(TOP + header + ROWS), "Petugas Loket", "Kepala Seksi", "Kepala Dinas")


def test_the_second_line_may_stand_beside_kelengkapan_and_lack_some_columns() -> None:
    header = (
        "\t\tPetugas\tKepala Seksi\tKepala\t\t\t\t\n"
        "\t\tLoket\t\tDinas\tKelengkapan\tWaktu\tOutput\t\n"
    )
    expect_the_three(one(TOP + header + ROWS), "Petugas Loket", "Kepala Seksi", "Kepala Dinas")


def test_a_word_broken_between_two_header_lines_is_one_word() -> None:
    header = (
        "\t\tPengelola Kepega-\tKasubag\tKabag\tKelengkapan\tWaktu\tOutput\t\n"
        "\t\twaian\t\t\t\t\t\t\n"
    )
    expect_the_three(one(TOP + header + ROWS), "Pengelola Kepegawaian", "Kasubag", "Kabag")


def test_a_heading_over_several_performers_is_no_performer() -> None:
    header = (
        "\t\tKelurahan\t\tKecamatan\t\t\t\t\n\t\tStaf\tLurah\tCamat\tKelengkapan\tWaktu\tOutput\t\n"
    )
    expect_the_three(one(TOP + header + ROWS), "Staf", "Lurah", "Camat")


def test_mutu_baku_may_stand_before_pelaksana() -> None:
    text = (
        "No\tUraian Kegiatan\tMutu Baku\t\t\tPelaksana\t\t\tKeterangan\n"
        "\t\tKelengkapan\tWaktu\tOutput\tPemohon\tArsiparis\tKepala Bidang\t\n"
        "1\tMengajukan permohonan\tSurat\t5 menit\tSurat tercatat\t□\t\t\t\n"
        "2\tMencari arsip\tSurat tercatat\t1 jam\tArsip\t\t□\t\tdi depo\n"
        "3\tMenyetujui peminjaman\tArsip\t30 menit\tPersetujuan\t\t\t□\t\n"
    )
    reading = one(text)
    assert reading.procedure.performers == ("Pemohon", "Arsiparis", "Kepala Bidang")
    assert doers(reading) == [("Pemohon",), ("Arsiparis",), ("Kepala Bidang",)]
    second = reading.procedure.steps[1]
    assert (second.inputs, second.outputs, second.note) == (
        ("Surat tercatat",),
        ("Arsip",),
        "di depo",
    )
    assert second.duration_text == "1 jam"


def test_a_header_whose_empty_cells_were_lost_names_all_performers() -> None:
    header = (
        "NO.\tURAIAN KEGIATAN\tPELAKSANA\tMUTU BAKU\tKET\n"
        "STAF\tKEPALA SEKSI\tKEPALA DINAS\tKELENGKAPAN\tWAKTU\tOUTPUT\n"
    )
    expect_the_three(one(header + ROWS), "STAF", "KEPALA SEKSI", "KEPALA DINAS")


def test_a_header_that_repeats_merged_labels_keeps_the_title_above_it() -> None:
    header = (
        "No\tKegiatan\tPelaksana\tPelaksana\tPelaksana\tMutu Baku\tMutu Baku\tMutu Baku\tKet\n"
        "No\tKegiatan\tStaf\tKasi\tKadis\tKelengkapan\tWaktu\tOutput\tKet\n"
    )
    reading = one("SOP Legalisasi Ijazah\n\n" + header + ROWS)
    assert reading.procedure.title == "Legalisasi Ijazah"
    expect_the_three(reading, "Staf", "Kasi", "Kadis")


def wide(count: int) -> str:
    """A table with `count` performers in which the last does the only step."""
    names, gap = "\t".join(f"Desa Ke-{i}" for i in range(1, count + 1)), "\t" * count
    return (
        f"No\tKegiatan\tPelaksana{gap}Mutu Baku\t\t\n"
        f"\t\t{names}\tKelengkapan\tWaktu\tOutput\n"
        f"1\tMenghimpun data{gap}□\tData\t1 jam\tRekap\n"
    )


def test_a_table_may_have_more_than_thirty_performers() -> None:
    reading = one(wide(45))
    assert len(reading.procedure.performers) == 45
    assert doers(reading) == [("Desa Ke-45",)]
    assert reading.procedure.steps[0].inputs == ("Data",)


def test_performers_beyond_all_measure_are_left_out_with_a_doubt() -> None:
    reading = one(wide(130))
    assert len(reading.procedure.performers) == 100
    assert reading.procedure.steps[0].inputs == ("Data",)
    (doubt,) = [one for one in reading.doubts if one.code == "RD015"]
    assert "130" in doubt.what


def test_a_column_that_is_not_read_is_named_in_a_doubt() -> None:
    text = (
        "No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\tRisiko\tKet\n"
        "\t\tStaf\tKasi\tKelengkapan\tWaktu\tOutput\t\t\n"
        "1\tMengetik surat\t□\t\tData\t1 jam\tSurat\tsalah ketik\tarsip\n"
        "2\tMemaraf surat\t\t□\tSurat\t1 jam\tSurat\tterlambat paraf\tarsip\n"
    )
    reading = one(text)
    assert [step.note for step in reading.procedure.steps] == ["arsip", "arsip"]
    (doubt,) = [one for one in reading.doubts if one.code == "RD016"]
    assert "Risiko" in doubt.what


def test_a_strange_column_behind_a_single_column_of_performers_is_no_performer() -> None:
    text = (
        "No\tKegiatan\tPelaksana\tKelengkapan\tWaktu\tOutput\tRisiko\n"
        "1\tMengetik surat\tStaf\tData\t1 jam\tSurat\tsalah ketik\n"
        "2\tMemaraf surat\tKasi\tSurat\t1 jam\tSurat\tterlambat\n"
    )
    reading = one(text)
    assert doers(reading) == [("Staf",), ("Kasi",)]
    assert [one.code for one in reading.doubts if "Risiko" in one.what] == ["RD016"]


def test_the_second_line_of_a_name_may_be_a_word_that_is_a_label_elsewhere() -> None:
    header = (
        "\t\tStaf\tPanitia\tKepala\tKelengkapan\tWaktu\tOutput\t\n\t\t\tKegiatan\tDinas\t\t\t\t\n"
    )
    expect_the_three(one(TOP + header + ROWS), "Staf", "Panitia Kegiatan", "Kepala Dinas")


def test_the_unit_of_the_times_may_stand_on_the_next_line_of_the_header() -> None:
    text = (
        "No\tKegiatan\tPelaksana\t\tMutu Baku\t\t\n"
        "\t\tStaf\tKasi\tKelengkapan\tWaktu\tOutput\n\t\t\t\t\t(hari)\t\n"
        "1\tMengetik surat\t□\t\tData\t1\tSurat\n2\tMemaraf surat\t\t□\tSurat\t0,5\tSurat\n"
    )
    procedure = one(text).procedure
    assert procedure.performers == ("Staf", "Kasi")
    durations = [step.duration for step in procedure.steps]
    assert durations == [Duration(Decimal(1), Unit.DAY), Duration(Decimal("0.5"), Unit.DAY)]


GROUPED = (
    "<html><body><table><tr><th rowspan=3>No<th rowspan=3>Kegiatan<th colspan=3>Pelaksana"
    "<th colspan=3>Mutu Baku</tr><tr><th colspan=2>Provinsi<th rowspan=2>Kabupaten/Kota"
    "<th rowspan=2>Kelengkapan<th rowspan=2>Waktu<th rowspan=2>Output</tr>"
    "<tr><th>Ketua Tim<th>Anggota Tim</tr>"
    "<tr><td>1<td>Menyusun jadwal<td><td>□<td><td>Data<td>1 hari<td>Jadwal</tr>"
    "<tr><td>2<td>Menyetujui jadwal<td>□<td><td><td>Jadwal<td>1 jam<td>Jadwal</tr>"
    "<tr><td>3<td>Mengirim data<td><td><td>□<td>Jadwal<td>2 hari<td>Data</tr></table></body></html>"
)


def test_a_heading_over_some_of_the_performers_is_no_part_of_their_names() -> None:
    """An office writes "Provinsi" over two of its performers, and the third stands alone."""
    reading = one(GROUPED)
    assert reading.procedure.performers == ("Ketua Tim", "Anggota Tim", "Kabupaten/Kota")
    assert doers(reading) == [("Anggota Tim",), ("Ketua Tim",), ("Kabupaten/Kota",)]
