"""Workbooks as agencies have them: every difficulty met there, in a workbook of our own."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.styles import Border, Side
from openpyxl.worksheet.worksheet import Worksheet

from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading
from tatalaksana.core.reading.scan.needs import lacking
from tests.core.reading.sheetfiles import (
    BOX,
    CAPSULE,
    COLUMN,
    DIAMOND,
    NAMES,
    OFFICE,
    PENTAGON,
    RELATIONS,
    ROW,
    Chart,
    absolute,
    rule,
    saved,
    zipped,
)
from tests.files.pictured import pictured
from tests.files.sheetparts import parts_of

STEPS = (
    ("Mencatat surat masuk", "Surat masuk", "5 Menit", "Agenda"),
    ("Menyusun konsep", "Agenda", "1 Jam", "Konsep"),
    ("Memeriksa konsep", "Konsep", "30 Menit", "Konsep"),
    ("Menandatangani surat", "Konsep", "10 Menit", "Surat"),
)
DOERS = (3, 2, 1, 0)  # the columns of the performers of the steps
LEFT, FRAME = Side(style="thin"), Side(style="thin")
eye = pytest.mark.skipif(bool(lacking()), reason=f"pictures cannot be read: {lacking()}")


def sheet_of(book: openpyxl.Workbook) -> Worksheet:
    found = book.active
    assert isinstance(found, Worksheet)
    return found


def started() -> Chart:
    """The four steps in a sheet, without any symbol."""
    chart = Chart(sheet_of(openpyxl.Workbook()))
    chart.fill(STEPS)
    return chart


def read_one(data: bytes) -> Reading:
    (found,) = read(data, "buku.xlsx")
    return found


def book_of(chart: Chart) -> openpyxl.Workbook:
    book = chart.sheet.parent
    assert isinstance(book, openpyxl.Workbook)
    return book


COVER = (
    (None, None, "Nomor SOP", "065/7/2024"),
    (None, None, "Tanggal Pembuatan", "4 Maret 2024"),
    (None, None, "Disahkan Oleh", "KEPALA BIRO UMUM"),
    ("PEMERINTAH PROVINSI BARAT", None, None, None),
    ("SEKRETARIAT DAERAH", None, None, None),
    ("BIRO UMUM", None, None, "Sinta Wardani, S.Sos."),
    (None, None, None, "NIP. 19800101 200501 2 001"),
    (None, None, "Nama SOP", "SURAT MASUK"),
    ("DASAR HUKUM :", None, "KUALIFIKASI PELAKSANA :", None),
    (1, "Undang-Undang Nomor 5 Tahun 2014", "Memahami surat dinas", None),
    (2, "Peraturan Gubernur Nomor 3 Tahun 2020", None, None),
    ("KETERKAITAN :", None, "PERALATAN / PERLENGKAPAN :", None),
    (1, "SOP Surat Keluar", "Peralatan :\n Komputer", None),
    (2, "SOP Disposisi", "Perlengkapan\n Buku agenda", None),
    (3, None, None, None),
    ("PERINGATAN :", None, "PENCATATAN DAN PENDAFTARAN :", None),
    ("Surat yang terlambat dicatat tidak dapat dilacak", None, "1. Buku agenda", None),
)


def with_cover() -> Procedure:
    """A cover sheet, numbers of lists in a column of their own, and the steps on the next sheet."""
    book = openpyxl.Workbook()
    cover = sheet_of(book)
    for k, values in enumerate(COVER, 1):
        for column, value in enumerate(values, 1):
            cell = cover.cell(k, column, value)
            sides = Border(left=LEFT if column in (1, 3, 4) else None, top=FRAME, bottom=FRAME)
            cell.border = sides
    chart = Chart(book.create_sheet("Bagan"), top=4)
    chart.sheet["A1"], chart.sheet["A2"] = "STANDAR OPERASIONAL PROSEDUR", "SURAT MASUK"
    for row in (1, 2):
        chart.sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=9)
    chart.fill(STEPS)
    chart.plain = False
    for step, column in enumerate(DOERS, 1):
        chart.symbol(10 + step, BOX, column, step)
    return read_one(saved(book, {2: chart.anchors})).procedure


def test_the_agency_beside_the_approver_is_no_part_of_the_position():
    found = with_cover()
    assert found.agency == ("PEMERINTAH PROVINSI BARAT", "SEKRETARIAT DAERAH", "BIRO UMUM")
    assert found.approved_by is not None
    assert found.approved_by.position == "KEPALA BIRO UMUM"
    assert found.approved_by.name == "Sinta Wardani, S.Sos."


def test_numbers_of_a_list_in_a_column_of_their_own_are_no_items():
    found = with_cover()
    assert found.legal_basis == (
        "Undang-Undang Nomor 5 Tahun 2014", "Peraturan Gubernur Nomor 3 Tahun 2020",
    )  # fmt: skip
    assert found.related == ("SOP Surat Keluar", "SOP Disposisi")


def test_a_cell_of_a_list_may_begin_with_the_lists_own_label():
    assert "Buku agenda" in " ".join(with_cover().equipment)
    assert not any("SOP" in one for one in with_cover().equipment)


def test_the_title_lines_of_the_next_sheet_are_no_part_of_the_last_list():
    found = with_cover()
    assert found.warning == ("Surat yang terlambat dicatat tidak dapat dilacak",)
    assert found.records == ("Buku agenda",)


def test_a_number_column_of_steps_without_a_rule_stays_a_column():
    chart = started()
    rule(chart.sheet, 1, 1, 2, 10)
    for row in range(3, 7):
        chart.sheet.cell(row, 1).border = Border(left=LEFT, top=FRAME, bottom=FRAME)
        chart.sheet.cell(row, 2).border = Border(top=FRAME, bottom=FRAME)
    for step, column in enumerate(DOERS, 1):
        chart.symbol(10 + step, BOX, column, step)
    found = read_one(saved(book_of(chart), {1: chart.anchors})).procedure
    assert found.steps[0].no == "1"
    assert found.steps[0].activities == ("Mencatat surat masuk",)


def test_a_sheet_parted_by_pentagons_above_one_another_goes_on_below():
    chart = started()
    chart.plain = False
    kinds = (CAPSULE, BOX, DIAMOND, CAPSULE)
    for step, (column, kind) in enumerate(zip(DOERS, kinds, strict=True), 1):
        chart.symbol(10 + step, kind, column, step)
    for number, step, share in ((20, 2, 0.85), (21, 3, 0.15)):  # between the second and the third
        chart.symbol(number, PENTAGON, 3, step, share)
    for number, (start, end) in enumerate(((11, 12), (12, 13), (13, 14), (13, 21), (20, 11)), 30):
        chart.arrow(number, start, end)
    found = read_one(saved(book_of(chart), {1: chart.anchors})).procedure.steps[2]
    assert found.decision is not None
    assert (found.decision.approve_row, found.decision.return_row) == (4, 1)


def with_picture_in_cell(data: bytes) -> bytes:
    """A picture as the value of the merged cell of all performers and steps, as Excel keeps it."""
    chart = started()
    chart.sheet.merge_cells(start_row=3, end_row=6, start_column=3, end_column=6)
    chart.sheet.cell(3, 3, "GAMBAR")
    rich = f"{OFFICE.rpartition('/')[0]}"
    found = parts_of(saved(book_of(chart)))
    sheet = found["xl/worksheets/sheet1.xml"].decode()
    at = sheet.index('<c r="C3"')
    end = sheet.index("</c>", at) + 4
    cell = '<c r="C3" t="e" vm="1"><v>#VALUE!</v></c>'
    found["xl/worksheets/sheet1.xml"] = (sheet[:at] + cell + sheet[end:]).encode()
    links = {
        "sheetMetadata": "metadata.xml", "rdRichValue": "richData/rdrichvalue.xml",
        "richValueRel": "richData/richValueRel.xml",
    }  # fmt: skip
    more = "".join(
        f'<Relationship Id="x{k}" Type="{rich}/{kind}" Target="{part}"/>'
        for k, (kind, part) in enumerate(links.items())
    )
    name = "xl/_rels/workbook.xml.rels"
    found[name] = found[name].replace(b"</Relationships>", f"{more}</Relationships>".encode())
    found["xl/metadata.xml"] = (
        b'<metadata><futureMetadata name="XLRICHVALUE"><bk><extLst><ext><rvb i="0"/></ext>'
        b'</extLst></bk></futureMetadata><valueMetadata><bk><rc t="1" v="0"/></bk></valueMetadata>'
        b"</metadata>"
    )
    found["xl/richData/rdrichvalue.xml"] = b'<rvData><rv s="0"><v>0</v><v>5</v></rv></rvData>'
    found["xl/richData/richValueRel.xml"] = (
        f'<richValueRels xmlns:r="{OFFICE}"><rel r:id="rId1"/></richValueRels>'.encode()
    )
    found["xl/richData/_rels/richValueRel.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" Type="{OFFICE}/image" '
        'Target="../media/image1.png"/></Relationships>'
    ).encode()
    found["xl/media/image1.png"] = data
    return zipped(found)


def with_picture_over(data: bytes) -> bytes:
    """A picture that lies over the cells of all performers and steps."""
    chart = started()
    inside = (
        '<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="9" name="Alur"/><xdr:cNvPicPr/></xdr:nvPicPr>'
        f'<xdr:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="rId7"/></xdr:blipFill><xdr:spPr/>'
        "</xdr:pic>"
    )
    place = (2 * COLUMN, chart.first_step, len(NAMES) * COLUMN, len(STEPS) * ROW)
    found = parts_of(saved(book_of(chart), {1: [absolute(place, inside)]}))
    found["xl/drawings/_rels/drawing1.xml.rels"] = (
        f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId7" Type="{OFFICE}/image" '
        'Target="../media/image1.png"/></Relationships>'
    ).encode()
    found["xl/media/image1.png"] = data
    return zipped(found)


@eye
@pytest.mark.parametrize("made", [with_picture_in_cell, with_picture_over])
def test_a_picture_of_the_flow_tells_who_does_each_step(made):
    found = read_one(made(pictured(DOERS, 4))).procedure
    assert [one.performers for one in found.steps] == [(NAMES[column],) for column in DOERS]
    assert found.steps[2].decision is not None


@eye
@pytest.mark.parametrize("made", [with_picture_in_cell, with_picture_over])
def test_a_dashed_refusal_on_a_picture_of_the_flow_tells_where_it_returns(made):
    back = ((1.84, 2.5), (2.5, 2.5), (2.5, 1.32))
    for head, row in ((True, 2), (False, None)):
        found = read_one(made(pictured(DOERS, 4, arrows=True, back=back, solid=1, head=head)))
        decision = found.procedure.steps[2].decision
        assert decision is not None
        assert (decision.approve_row, decision.return_row) == (4, row)
        assert ("RD020" in {one.code for one in found.doubts}) == (row is None)


@eye
def test_white_about_a_pictures_own_ruling_shifts_nothing():
    found = read_one(with_picture_in_cell(pictured(DOERS, 4, blank=90))).procedure
    assert [one.performers for one in found.steps] == [(NAMES[column],) for column in DOERS]


@pytest.mark.parametrize("data", [b"", b"\x89PNG\r\n\x1a\n", b"GIF89a", pictured(DOERS, 4)[:200]])
def test_a_picture_that_shows_nothing_is_a_doubt_and_no_word(data):
    found = read_one(with_picture_in_cell(data))
    told = " ".join(one.what for one in found.doubts)
    assert "#VALUE!" not in told
    assert "🖼" in told
