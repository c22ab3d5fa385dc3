"""Files of every format made to hurt, or only given a wrong name: one sentence, little memory."""

from __future__ import annotations

import io
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.errors import ReadingError, TatalaksanaError
from tatalaksana.core.drawing.arrange import arrange, bound, outlined
from tatalaksana.core.drawing.pens import bpmn, docx, xlsx
from tatalaksana.core.reading.read import read
from tests.files.round_trip import bundled

MEGABYTES = 300  #: of the whole process, as reading/apart confines it
HTML = (
    "<html><body><p>SOP Surat Masuk</p><table><tr><th rowspan=2>No<th rowspan=2>Kegiatan"
    "<th colspan=2>Pelaksana<th colspan=3>Mutu Baku<tr><th>Staf<th>Kasubbag<th>Kelengkapan"
    "<th>Waktu<th>Output<tr><td>1<td>Mencatat surat<td><img alt=kotak><td><td>Surat<td>5 menit"
    "<td>Agenda<tr><td>2<td>Memeriksa surat<td><td><img alt=kotak><td>Agenda<td>1 jam<td>Disposisi"
    "</table></body></html>"
)


@cache
def sound() -> dict[str, bytes]:
    """One good file of each format."""
    procedure = bundled()["004-01"]
    return {
        "docx": docx.PEN.draw(arrange(procedure))[0][1],
        "xlsx": xlsx.PEN.draw(arrange(procedure))[0][1],
        "bpmn": bpmn.PEN.draw(bound([outlined(procedure)], "Uji"))[0][1],
        "html": HTML.encode(),
    }


def repacked(data: bytes, change: Callable[[str, bytes], bytes]) -> bytes:
    """The same package with its parts changed; the zip itself is whole."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w") as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)), zipfile.ZIP_DEFLATED)
    return file.getvalue()


@pytest.mark.parametrize("name", ["docx", "xlsx", "bpmn", "html"])
@pytest.mark.parametrize("ending", ["pdf", "docx", "txt", ""])
def test_the_ending_of_a_name_tells_nothing(name: str, ending: str) -> None:
    got = read(sound()[name], f"berkas.{ending}")
    assert got == read(sound()[name], f"berkas.{name}")


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_macros_lie_in_a_file_unread(name: str) -> None:
    """What Word and Excel keep as .docm and .xlsm is read as any other; nothing in it is run."""
    file = io.BytesIO(sound()[name])
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr("word/vbaProject.bin" if name == "docx" else "xl/vbaProject.bin", b"\xd0")
    assert read(file.getvalue(), "x") == read(sound()[name], "x")


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_a_link_to_the_outside_is_not_followed(name: str) -> None:
    def outside(part: str, data: bytes) -> bytes:
        link = b'<Relationship Id="rIdX" Type="http://x/image" TargetMode="External" Target="'
        link += b'file:///etc/passwd"/></Relationships>'
        return data.replace(b"</Relationships>", link) if part.endswith(".rels") else data

    assert read(repacked(sound()[name], outside), "x") == read(sound()[name], "x")


@pytest.mark.parametrize("name", ["docx", "xlsx"])
def test_a_part_with_a_password_is_said_to_have_one(name: str) -> None:
    data = bytearray(sound()[name])
    at = 0
    while (at := data.find(b"PK\x01\x02", at)) >= 0:  # the flags in the list of entries
        data[at + 8] |= 1
        at += 4
    with pytest.raises(ReadingError, match="kata sandi"):
        read(bytes(data), "x")


BOMB = """
import resource, sys
from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.read import read
most = {megabytes} * 1024 * 1024
data = open(sys.argv[1], "rb").read()
resource.setrlimit(resource.RLIMIT_DATA, (most, most))
try:
    read(data, "x")
except ReadingError as refused:
    print(refused.code)
"""
PIECES = {
    "docx": ("word/document.xml", b"<w:p/>"),
    "xlsx": ("xl/worksheets/sheet1.xml", b'<row><c t="inlineStr"><is><t>x</t></is></c></row>'),
}


def swollen(name: str) -> bytes:
    """As many elements as are looked at at all, and more."""
    if name == "html":
        return b"<html><table>" + b"<tr><td>a" * 700_000
    if name == "bpmn":
        return sound()[name].replace(b"</bpmn:process>", b"<a/>" * 650_000 + b"</bpmn:process>")
    part, piece = PIECES[name]
    before = b"</w:body>" if name == "docx" else b"</sheetData>"
    return repacked(
        sound()[name],
        lambda one, data: data.replace(before, piece * 400_000 + before) if one == part else data,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="the limit of memory is one of Linux")
@pytest.mark.parametrize("name", ["docx", "xlsx", "bpmn", "html"])
def test_a_bomb_is_read_or_refused_within_the_memory_of_a_small_office(
    name: str, tmp_path: Path
) -> None:
    data = swollen(name)
    file = tmp_path / "bom"
    file.write_bytes(data)
    done = subprocess.run(
        [sys.executable, "-c", BOMB.format(megabytes=MEGABYTES), str(file)],
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.strip() in {"", "TL200", "TL202"}


PUT = (b"", b"-1", b"9" * 20, b"NaN", b"<", b">", b"1e308", b'"', b"&#0;", b"&amp;", b"\xff\xfe")


@settings(max_examples=80, deadline=8000, phases=[Phase.explicit, Phase.reuse, Phase.generate],
          suppress_health_check=[*HealthCheck])  # fmt: skip
@given(st.sampled_from(["docx", "xlsx", "bpmn", "html"]), st.data())
def test_what_is_damaged_anywhere_is_read_or_refused(name: str, data: st.DataObject) -> None:
    """Some bytes of a part are changed, cut or doubled, several times over."""

    def damaged(text: bytes) -> bytes:
        for _ in range(data.draw(st.integers(1, 4))):
            at, gone = data.draw(st.integers(0, len(text))), data.draw(st.integers(0, 60))
            again = text[at : at + data.draw(st.integers(0, 400))] * 3
            text = text[:at] + data.draw(st.sampled_from([*PUT, again])) + text[at + gone :]
        return text

    good = sound()[name]
    if name in PIECES and data.draw(st.booleans()):
        with zipfile.ZipFile(io.BytesIO(good)) as archive:
            chosen = data.draw(st.sampled_from(sorted(archive.namelist())))
        bad = repacked(good, lambda part, text: damaged(text) if part == chosen else text)
    else:
        bad = damaged(good)
    with suppress(TatalaksanaError):
        read(bad or b" x", "x")
