"""Reading says in one sentence why a document cannot be read, and never breaks."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import NoProcedure, ReadingError, TatalaksanaError, UnknownFormat
from tatalaksana.core.procedure.exchange import plain, procedure_from
from tatalaksana.core.reading import readers
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reader import Reader
from tatalaksana.core.reading.reading import DOUBTFUL
from tests.core.reading.scoring import plain_of, seed

READERS = discover(readers, "READER", Reader)
HEADER = "No\tKegiatan\tPelaksana\t\tMutu Baku\n\t\tKasubag\tKabag\tKelengkapan\tWaktu\tOutput\n"
PIECES = (
    "\t", "\n", "\t\t", "1", "2.", "- ", "• ", "□", "◇", "Ya", "Tidak", "<ul><li>", "</p>", "&amp;",
    "SOP", "Nomor SOP", "Nama SOP", "Dasar Hukum", "Disahkan oleh", "NIP. 1", "NIP.", ":", "|", ",",
    "13 Januari 2020", "99 Mei 0000", "Kasubag", "Kabag", "kepada", "dikembalikan", "jika tidak ",
    "setuju", "1 jam", "0 menit", "5-0 hari", "999999 bln", "1 x 24 jam", "Mengoreksi ", "rapat",
    "memerintahkan ", "undangan ", "bersama ", "dan", ";", "(", ")", "Tersusun nya", "**", HEADER,
    "│", "*", "<>", "½", "15-20 menit", "1.000 jam", "Ya: ", "Tidak: ", "kembali ke langkah 2",
    "Halaman 2 dari 3", "Jumlah", "catatan\n", "\uf0fc", "STANDAR OPERASIONAL PROSEDUR (SOP)",
    "\nNo\tKegiatan\tMutu Baku\tPelaksana\n\t\tWaktu\tOutput\tStaf\tKasi\n",
)  # fmt: skip


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n"])
def test_an_empty_document_is_said_to_be_empty(data: bytes) -> None:
    with pytest.raises(ReadingError, match="kosong") as wrong:
        read(data, "kosong.txt")
    assert wrong.value.code == "TL200"


def unread(formats: dict[bytes, str]) -> list[tuple[bytes, str]]:
    """The formats that no reader claims yet."""
    return [one for one in formats.items() if not any(r.claims(one[0]) for r in READERS)]


@pytest.mark.parametrize(
    ("data", "what"),
    unread(
        {
            b"%PDF-1.7 ...": "PDF",
            b"PK\x03\x04\x14\x00": "Word, Excel",
            b"\xd0\xcf\x11\xe0\xa1\xb1": "Word atau Excel lama",
            b"\x89PNG\r\n\x1a\n\x00": "PNG",
            b"<!DOCTYPE html><table></table>": "HTML",
            b"abc\x00\x01\x02": "bukan teks",
        }
    ),
)
def test_another_format_is_named_and_what_is_read_is_said(data: bytes, what: str) -> None:
    with pytest.raises(UnknownFormat, match=what) as wrong:
        read(data, "berkas.txt")
    names = ", ".join(one.name for one in READERS)
    assert f"hanya membaca {names}." in wrong.value.message
    assert wrong.value.hint


def test_text_without_a_step_table_holds_no_procedure() -> None:
    with pytest.raises(NoProcedure) as wrong:
        read(b"Surat biasa.\nTanpa tabel.\n", "surat.txt")
    assert wrong.value.code == "TL202"


def test_a_broken_declared_encoding_is_said() -> None:
    with pytest.raises(ReadingError, match="pengodean"):
        read(b"\xef\xbb\xbf\xff\xfe\xfa", "rusak.txt")


@given(st.one_of(st.binary(max_size=400), st.text(max_size=400).map(str.encode)))
def test_no_bytes_break_the_reader(data: bytes) -> None:
    try:
        read(data, "x")
    except TatalaksanaError as wrong:
        assert wrong.message  # noqa: PT017 - either outcome is right


@given(st.lists(st.sampled_from(PIECES), max_size=60))
def test_no_table_breaks_the_reader_and_what_it_yields_is_a_procedure(pieces: list[str]) -> None:
    for reading in read((HEADER + "1\tMengoreksi\n" + "".join(pieces)).encode(), "x"):
        procedure = reading.procedure
        assert procedure_from(plain(procedure)) == procedure
        for step in procedure.steps:
            assert set(step.performers) <= set(procedure.performers)
            back = step.decision and step.decision.return_row
            assert back is None or back < step.row


@given(
    st.lists(
        st.sampled_from(
            (" ", "  ", "      ", "\n", "\n\n", "1", "2.", "- ", "□", "v", "Staf", "Kasi", "1 jam",
             "No   Kegiatan     Pelaksana     Mutu Baku\n", "memeriksa surat", "Halaman 2",
             "      Staf  Kasi   Kelengkapan  Waktu  Output\n", "Dasar Hukum", "Nomor SOP  : 1")
        ),
        max_size=60,
    )
)  # fmt: skip
def test_no_page_set_with_spaces_breaks_the_reader(pieces: list[str]) -> None:
    try:
        read(("kata\n" + "".join(pieces)).encode(), "x")
    except TatalaksanaError as wrong:
        assert wrong.message  # noqa: PT017 - either outcome is right


@given(st.lists(st.sampled_from(PIECES).filter(lambda piece: "\n" not in piece), max_size=8))
def test_no_header_breaks_the_reader(names: list[str]) -> None:
    header = HEADER.replace("Kasubag\tKabag", "\t".join(names))
    try:
        read((header + "1\tMengoreksi, disampaikan kepada Kabag\t\t\tA\t1 jam\tB\n").encode(), "x")
    except TatalaksanaError as wrong:
        assert wrong.message  # noqa: PT017 - either outcome is right


def test_a_performer_column_headed_by_a_sign_only_is_still_a_column() -> None:
    (reading,) = read(
        (HEADER.replace("Kabag", "(") + "1\tMemeriksa\t\t□\tA\t1 jam\tB\n").encode(), "x"
    )
    assert reading.procedure.performers == ("Kasubag", "(")
    assert reading.procedure.steps[0].outputs == ("B",)


def test_what_is_unsure_has_a_doubt_beside_it() -> None:
    for number in ("000", "001", "002", "003", "004"):
        for one in plain_of(seed(number)):
            doubtful = {d["row"] for d in one["doubts"] if d["field"] == "performers"}  # type: ignore[attr-defined, index]
            for evidence in one["evidence"]:  # type: ignore[attr-defined]
                if evidence["field"] == "performers" and evidence["sure"] < DOUBTFUL:
                    assert evidence["row"] in doubtful


def test_what_the_document_does_not_say_stays_empty_and_becomes_a_doubt() -> None:
    text = HEADER + "1\tBertindak\t\t\t\t\t\n"
    (reading,) = read(text.encode(), "x")
    (step,) = reading.procedure.steps
    assert (step.inputs, step.outputs, step.duration, step.note) == ((), (), None, "")
    assert reading.procedure.number is None
    assert {"RD001", "RD002", "RD030"} <= {doubt.code for doubt in reading.doubts}


def test_a_table_without_performer_columns_names_nobody() -> None:
    text = "No\tKegiatan\tKelengkapan\tWaktu\tOutput\n1\tMemeriksa\tBerkas\t1 jam\tBerkas\n"
    (reading,) = read(text.encode(), "x")
    assert reading.procedure.steps[0].performers == ()
    assert "RD013" in {doubt.code for doubt in reading.doubts}


def test_reading_time_grows_with_the_text_and_not_with_its_square() -> None:
    row = "1\tMengoreksi draft, jika tidak setuju dikembalikan kepada Kabag\t\t\tDraft\t1 jam\tA\n"

    def seconds(times: int) -> float:
        start = time.process_time()
        read((HEADER + row * times).encode(), "x")
        return time.process_time() - start

    assert seconds(400) < 12 * max(seconds(100), 0.005)
