"""What identity blocks and cells of real documents do, in words of our own."""

from __future__ import annotations

from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.understand.items import documents

TABLE = (
    "No\tKegiatan\tPelaksana\t\tMutu Baku\n\t\tStaf\tKepala Bidang\tKelengkapan\tWaktu\tOutput\n"
    "1\tMenyusun\t□\t\tA\t1 jam\tB\n"
)


def test_a_number_left_blank_beside_its_date_is_no_number():
    (found,) = read(f"Nomor SOP : ............ Tanggal : 1 Juli 2026\n\n{TABLE}".encode(), "a.txt")
    assert found.procedure.number is None


def test_running_letters_without_a_space_begin_items():
    text = "Surat permohonan:\na.Foto\nb.Surat keterangan"
    assert documents(text) == ("Surat permohonan:", "Foto", "Surat keterangan")


def test_letters_that_do_not_run_on_are_no_markers():
    assert documents("A.Yani\nKantor Pos") == ("A.Yani", "Kantor Pos")


def test_other_words_for_the_activity_head_a_table():
    text = TABLE.replace("Kegiatan", "Kegiatan Workflow")
    assert read(text.encode(), "a.txt")[0].procedure.steps
