"""Workbooks made to hurt: one clear sentence, little time."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable, Mapping
from contextlib import suppress

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tatalaksana.core.base.errors import NoProcedure, ReadingError
from tatalaksana.core.reading.read import read
from tests.core.reading.sheetfiles import (
    OFFICE,
    RELATIONS,
    SPACES,
    absolute,
    connector,
    rule,
    saved,
    shape,
    zipped,
)
from tests.files.test_reading_excel_by_hand import whole

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
LONGEST = 10.0  # seconds of the processor: the machine may be busy with other work
BOOK = (
    f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets><sheet name="a" sheetId="1" r:id="rId1"/>'
    "</sheets></workbook>"
)


def packed(sheet: str, more: Mapping[str, str] | None = None) -> bytes:
    """A workbook of one sheet, written by hand."""
    links = f'<Relationships xmlns="{RELATIONS}">{{}}</Relationships>'
    link = f'<Relationship Id="rId1" Type="{OFFICE}/{{}}" Target="{{}}"/>'
    parts = {
        "_rels/.rels": links.format(link.format("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": BOOK,
        "xl/_rels/workbook.xml.rels": links.format(link.format("worksheet", "s.xml")),
        "xl/s.xml": f'<worksheet xmlns="{MAIN}" xmlns:r="{OFFICE}">{sheet}</worksheet>',
        **(more or {}),
    }
    return zipped({name: text.encode() for name, text in parts.items()})


def with_drawing(inside: str) -> bytes:
    links = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/drawing" '
        'Target="d.xml"/></Relationships>'
    )
    return packed(
        '<sheetData/><drawing r:id="rId1"/>',
        {"xl/_rels/s.xml.rels": links, "xl/d.xml": f"<xdr:wsDr {SPACES}>{inside}</xdr:wsDr>"},
    )


def good() -> bytes:
    chart = whole()
    book = chart.sheet.parent
    assert isinstance(book, openpyxl.Workbook)
    return saved(book, {1: chart.anchors})


def replaced(name: str, change: Callable[[bytes], bytes]) -> bytes:
    """A good workbook with one part changed."""
    with zipfile.ZipFile(io.BytesIO(good())) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    return zipped(parts | {name: change(parts[name])})


def many_rows() -> bytes:
    """A form ruled down to row 20,000 with nothing in it but a header and a row."""
    cells = "".join(f'<row r="{n}">{"<c/>" * 12}</row>' for n in range(3, 20_000))
    return packed(f"<sheetData>{cells}</sheetData>")


def endless(kind: str) -> bytes:
    """As many shapes as are read at all."""
    anchors = "".join(
        absolute((k % 70 * 10, k // 70 * 20, 8, 8),
                 shape(k + 1, "rect") if kind == "symbols" else connector(k + 1))
        for k in range(2900)
    )  # fmt: skip
    return with_drawing(anchors)


def repeated() -> bytes:
    """A text of 30,000 letters that 20,000 cells share."""
    strings = f'<sst xmlns="{MAIN}"><si><t>{"panjang " * 4000}</t></si></sst>'
    links = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/worksheet" '
        f'Target="s.xml"/><Relationship Id="rId2" Type="{OFFICE}/sharedStrings" '
        'Target="t.xml"/></Relationships>'
    )
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 20_000))
    return packed(
        f"<sheetData>{rows}</sheetData>", {"xl/_rels/workbook.xml.rels": links, "xl/t.xml": strings}
    )


def wide_and_high() -> bytes:
    """Two cells in each of 50,000 rows, far apart."""
    text = 't="inlineStr"><is><t>x</t></is></c>'
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" {text}<c r="GA{n}" {text}</row>' for n in range(1, 50_000)
    )
    return packed(f"<sheetData>{rows}</sheetData>")


def bomb() -> bytes:
    return packed("<sheetData>" + " " * 60_000_000 + "</sheetData>")


ENTITIES = (
    '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c SYSTEM "file:///etc/hostname">]>'
)
REFUSED = {
    "truncated": (lambda: good()[:-400], "terpotong"),
    "half": (lambda: good()[: len(good()) // 2], "terpotong"),
    "zip bomb": (bomb, "jauh lebih besar"),
    "old": (lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), ".xlsx"),
    "locked": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"),
        "kata sandi",
    ),
    "no workbook": (
        lambda: zipped({"xl/workbook.xml": b"<workbook/>"}), "rusak",
    ),
    "entities": (
        lambda: replaced("xl/workbook.xml", lambda data: ENTITIES.encode() + data), "DTD",
    ),
    "broken sheet": (
        lambda: replaced("xl/worksheets/sheet1.xml", lambda data: data[: len(data) // 2]), "rusak",
    ),
    "too many shapes": (
        lambda: with_drawing(absolute((0, 0, 9, 9), shape(1, "rect")) * 7000), "jauh lebih besar",
    ),
    "one long text everywhere": (repeated, "jauh lebih besar"),
    "merged over and over": (
        lambda: packed(
            '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
            "<mergeCells>" + "".join(f'<mergeCell ref="A{n}:CV{n + 2000}"/>' for n in range(1, 900))
            + "</mergeCells>"
        ), "jauh lebih besar",
    ),
    "nothing but marks": (lambda: with_drawing("<a/>" * 1_900_000), "jauh lebih besar"),
    "wide and high": (wide_and_high, "jauh lebih besar"),
    "binary": (
        lambda: zipped({
            "_rels/.rels": (
                f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
                f'Type="{OFFICE}/officeDocument" Target="xl/workbook.bin"/></Relationships>'
            ).encode(),
            "xl/workbook.bin": b"\x00",
        }), ".xlsb",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(name: str) -> None:
    make, word = REFUSED[name]
    data = make()
    start = time.process_time()
    with pytest.raises(ReadingError) as refused:
        read(data, "x.xlsx")
    assert word in f"{refused.value}"
    assert refused.value.code == "TL200"
    assert refused.value.hint
    assert time.process_time() - start < LONGEST


WILD = {
    "a billion cells": lambda: packed(
        '<dimension ref="A1:XFD1048576"/><cols><col min="1" max="16384" width="9"/></cols>'
        '<sheetData><row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
        '<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
    ),
    "everything merged": lambda: packed(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row></sheetData>'
        '<mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="B2:A1"/></mergeCells>'
    ),
    "many rows": many_rows,
    "many symbols": lambda: endless("symbols"),
    "many lines": lambda: endless("lines"),
    "all in one place": lambda: with_drawing(
        absolute((0, 0, 20, 20), shape(1, "rect")) * 1400
        + absolute((2, 2, 30, 30), connector(2)) * 1400
    ),
    "anchors beyond": lambda: with_drawing(
        absolute((-9e9, 9e9, 1e12, 1e12), shape(1, "rect"))
        + absolute((0, 0, 1e9, 1e9), connector(2))
    ),
    "groups in groups": lambda: with_drawing(
        "<xdr:absoluteAnchor><xdr:pos x='0' y='0'/><xdr:ext cx='9' cy='9'/>"
        + "<xdr:grpSp>" * 100 + "</xdr:grpSp>" * 100 + "</xdr:absoluteAnchor>"
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", WILD)
def test_what_claims_to_be_endless_takes_little_time(name: str) -> None:
    data = WILD[name]()
    start = time.process_time()
    with pytest.raises(NoProcedure):
        read(data, "x.xlsx")
    assert time.process_time() - start < LONGEST


def test_a_table_of_thousands_of_rows_is_read_in_seconds() -> None:
    chart = whole()
    sheet = chart.sheet
    for number in range(5, 3000):
        sheet.cell(number + 2, 1, number)
        sheet.cell(number + 2, 2, "Mencatat surat masuk")
        sheet.cell(number + 2, 8, "5 Menit")
    rule(sheet, 7, 1, 3001, 10)
    book = sheet.parent
    assert isinstance(book, openpyxl.Workbook)
    data = saved(book, {1: chart.anchors})
    start = time.process_time()
    (got,) = read(data, "x.xlsx")
    assert len(got.procedure.steps) == 2999
    assert time.process_time() - start < LONGEST


GOOD = good()


@settings(max_examples=150, deadline=5000)
@given(st.data())
def test_a_damaged_workbook_never_ends_in_a_traceback(data: st.DataObject) -> None:
    """Bytes of a part are changed, cut or doubled; the zip itself is whole."""
    with zipfile.ZipFile(io.BytesIO(GOOD)) as archive:
        parts = {one: archive.read(one) for one in archive.namelist()}
    name = data.draw(st.sampled_from(sorted(parts)))
    old = parts[name]
    at = data.draw(st.integers(0, len(old)))
    long = data.draw(st.integers(0, 60))
    parts[name] = old[:at] + data.draw(st.sampled_from(
        [b"", b"-1", b"9" * 20, b"NaN", b"<", b"1e308", b'"', old[at : at + long] * 3]
    )) + old[at + data.draw(st.integers(0, 40)) :]  # fmt: skip
    quietly(zipped(parts))


@settings(max_examples=150, deadline=5000)
@given(st.integers(0, len(GOOD)), st.binary(max_size=20), st.integers(0, 50))
def test_damaged_bytes_never_end_in_a_traceback(at: int, put: bytes, gone: int) -> None:
    quietly(GOOD[:at] + put + GOOD[at + gone :])


def quietly(data: bytes) -> None:
    """It is read, or refused with a sentence."""
    with suppress(ReadingError):
        read(data, "x.xlsx")
