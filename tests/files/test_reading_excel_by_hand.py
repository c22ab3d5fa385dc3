"""Workbooks as people draw them: every difficulty in a file of its own."""

from __future__ import annotations

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from tatalaksana.core.procedure.model import Procedure, Unit
from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import Reading
from tests.core.reading.sheetfiles import (
    BOX,
    CAPSULE,
    COLUMN,
    DIAMOND,
    NAMES,
    PENTAGON,
    Chart,
    absolute,
    connector,
    group,
    picture,
    rule,
    saved,
    shape,
    text_box,
    two_cell,
)

STEPS = (
    ("Mencatat surat masuk dalam buku agenda", "Surat masuk", "5 Menit", "Agenda"),
    ("Menyusun konsep surat balasan", "Agenda", "1 Jam", "Konsep surat"),
    ("Memeriksa konsep surat balasan", "Konsep surat", "30 Menit", "Konsep surat"),
    ("Menandatangani surat balasan", "Konsep surat", "10 Menit", "Surat balasan"),
)
DOERS = (3, 2, 1, 0)  # the columns of the performers of the steps
KINDS = (CAPSULE, BOX, DIAMOND, CAPSULE)


def started() -> Chart:
    """The four steps in a sheet, without any symbol."""
    sheet = openpyxl.Workbook().active
    assert isinstance(sheet, Worksheet)
    chart = Chart(sheet)
    chart.fill(STEPS)
    return chart


def symbols(chart: Chart, share: float = 0.5) -> None:
    for step, (column, kind) in enumerate(zip(DOERS, KINDS, strict=True), 1):
        chart.symbol(10 + step, kind, column, step, share)


def arrows(chart: Chart) -> None:
    for number, (start, end) in enumerate(((11, 12), (12, 13), (13, 14), (13, 12)), 30):
        chart.arrow(number, start, end)


def whole() -> Chart:
    chart = started()
    symbols(chart)
    arrows(chart)
    return chart


def one(chart: Chart) -> Procedure:
    return read_by_hand(chart).procedure


def read_by_hand(chart: Chart) -> Reading:
    book = chart.sheet.parent
    assert isinstance(book, openpyxl.Workbook)
    (got,) = read(saved(book, {1: chart.anchors}), "tangan.xlsx")
    return got


def told(procedure: Procedure) -> list[tuple[str, ...]]:
    return [one.performers for one in procedure.steps]


def right(procedure: Procedure) -> None:
    """The flow chart says what was drawn."""
    assert procedure.performers == NAMES
    assert told(procedure) == [(NAMES[column],) for column in DOERS]
    decisions = {one.row: one.decision for one in procedure.steps if one.decision}
    assert {row: (d.approve_row, d.return_row) for row, d in decisions.items()} == {3: (4, 2)}
    assert [one.activities[0] for one in procedure.steps] == [step[0] for step in STEPS]
    assert [one.inputs for one in procedure.steps] == [(step[1],) for step in STEPS]
    assert [one.outputs for one in procedure.steps] == [(step[3],) for step in STEPS]
    assert [one.duration_text for one in procedure.steps] == [step[2] for step in STEPS]


def test_glued_connectors_and_a_header_on_two_levels() -> None:
    right(one(whole()))


def test_symbols_that_straddle_the_border_of_their_row() -> None:
    chart = started()
    symbols(chart, 0.15)
    arrows(chart)
    right(one(chart))


def test_symbols_anchored_by_two_cells() -> None:
    chart = started()
    for step, (column, kind) in enumerate(zip(DOERS, KINDS, strict=True), 1):
        chart.anchors.append(two_cell((2 + column, 1 + step), shape(10 + step, kind)))
    arrows(chart)
    right(one(chart))


def test_arrows_without_ids_end_where_they_are_drawn() -> None:
    chart = started()
    symbols(chart)
    x, y = chart.x, chart.y
    for step in (1, 2, 3):  # from the left side of a symbol, then down on the next
        at = x(DOERS[step])
        chart.line(40 + step, ((x(DOERS[step - 1]) - 15, y(step)), (at, y(step))), head=False)
        chart.line(50 + step, ((at, y(step)), (at, y(step + 1) - 8)), head=True)
    chart.line(60, ((x(1), y(3) - 8), (x(1), y(2, 0.7))), head=False)
    chart.line(61, ((x(1), y(2, 0.7)), (x(2) - 5, y(2, 0.7))), head=True)
    right(one(chart))


def test_the_answers_beside_the_arrows_win_over_their_direction() -> None:
    chart = started()
    symbols(chart)
    chart.arrow(30, 11, 12)
    chart.arrow(31, 12, 13)
    for number, end in ((32, 4), (33, 2)):
        x, y = chart.x, chart.y
        at = x(0) if end == 4 else x(2)
        chart.line(number, ((x(1) + (15 if end == 2 else -15), y(3)), (at, y(3))), head=False)
        last = y(end) + (8 if end == 2 else -8)
        chart.line(number + 10, ((at, y(3)), (at, last)), head=True)
        chart.note(number + 20, "Y" if end == 2 else "T", at - 5, y(3) - 12)
    decision = one(chart).steps[2].decision
    assert decision is not None
    assert (decision.approve_row, decision.return_row) == (2, 4)


def test_a_group_in_coordinates_of_its_own() -> None:
    chart = started()
    inside = [
        shape(10 + step, kind, place=(1000 + 480 * column, 2000 + 600 * (step - 1), 300, 160))
        for step, (column, kind) in enumerate(zip(DOERS, KINDS, strict=True), 1)
    ]
    # ten times as large as on the sheet, and elsewhere
    shown = (chart.x(0) - 15, chart.y(1) - 8, 3 * COLUMN + 30, 3 * 60 + 16)
    inner = (1000, 2000, 3 * 480 + 300, 3 * 600 + 160)
    chart.anchors.append(absolute(shown, group(90, inner, *inside)))
    arrows(chart)
    right(one(chart))


def test_two_symbols_in_one_cell_are_one_performer() -> None:
    chart = started()
    for step, (column, kind) in enumerate(zip(DOERS, KINDS, strict=True), 1):
        chart.symbol(10 + step, kind, column, step, 0.7 if step == 1 else 0.5)
    chart.symbol(15, CAPSULE, DOERS[0], 1, 0.2)
    arrows(chart)
    chart.arrow(36, 15, 11)
    right(one(chart))


def test_a_text_box_with_a_line_is_a_box_and_a_rectangle_with_an_answer_is_none() -> None:
    chart = started()
    ink = '<a:solidFill><a:srgbClr val="000000"/></a:solidFill>'
    for step, (column, kind) in enumerate(zip(DOERS, KINDS, strict=True), 1):
        place = (chart.x(column) - 15, chart.y(step) - 8, 30, 16)
        inside = text_box(12, "Konsep", ink) if step == 2 else shape(10 + step, kind)
        chart.anchors.append(absolute(place, inside))
    arrows(chart)
    place = (chart.x(2), chart.y(3) - 20, 20, 10)
    chart.anchors.append(absolute(place, shape(60, "rect", "Tidak setuju")))
    right(one(chart))


def test_pentagons_join_what_is_drawn_apart() -> None:
    chart = started()
    symbols(chart)
    chart.arrow(30, 11, 12)
    chart.arrow(31, 12, 13)
    chart.arrow(32, 13, 14)
    for number, column, step in ((20, 1, 3), (21, 2, 2)):
        x, y = chart.x(column), chart.y(step, 0.85)
        chart.anchors.append(absolute((x - 6, y - 5, 12, 10), shape(number, PENTAGON, "A")))
    chart.arrow(33, 13, 20)
    chart.arrow(34, 21, 12)
    right(one(chart))


def test_a_logo_and_a_frame_are_no_symbols() -> None:
    chart = whole()
    chart.anchors.append(absolute((5, 0, 30, 28), picture(70)))
    place = (2 * COLUMN, chart.first_step, 4 * COLUMN, 240)
    chart.anchors.insert(0, absolute(place, shape(71, "rect")))
    right(one(chart))


def test_a_picture_of_a_symbol_is_a_hint_and_a_doubt() -> None:
    chart = started()
    for step, column in enumerate(DOERS, 1):
        place = (chart.x(column) - 15, chart.y(step) - 8, 30, 16)
        chart.anchors.append(absolute(place, picture(80 + step)))
    got = read_by_hand(chart)
    assert told(got.procedure) == [(NAMES[column],) for column in DOERS]
    assert [doubt.row for doubt in got.doubts if doubt.code == "RD041"] == [1, 2, 3, 4]


def test_the_alternative_that_excel_shows_is_taken_once() -> None:
    chart = started()
    symbols(chart)
    for number, (start, end) in enumerate(((11, 12), (12, 13), (13, 14), (13, 12)), 30):
        glued = absolute((0, 0, 9, 9), connector(number, start=start, end=end))
        other = absolute((300, 100, 9, 9), shape(number, "rect"))
        chart.anchors.append(
            f'<mc:AlternateContent><mc:Choice Requires="a14">{glued}</mc:Choice>'
            f"<mc:Fallback>{other}</mc:Fallback></mc:AlternateContent>"
        )
    right(one(chart))


def test_rows_and_columns_that_are_hidden_are_not_read() -> None:
    chart = whole()
    chart.sheet["A7"], chart.sheet["B7"] = 99, "Catatan penyusun yang disembunyikan"
    chart.sheet.row_dimensions[7].hidden = True
    rule(chart.sheet, 7, 1, 7, 11)
    chart.sheet["K1"], chart.sheet["K3"] = "Catatan", "Jangan dicetak"
    chart.sheet.column_dimensions["K"].hidden = True
    right(one(chart))


def test_a_hidden_sheet_is_not_read() -> None:
    chart = whole()
    book = chart.sheet.parent
    assert isinstance(book, openpyxl.Workbook)
    other = Chart(book.create_sheet("Arsip"))
    other.fill(STEPS)
    other.sheet.sheet_state = "hidden"
    right(one(chart))


def test_a_row_that_numbers_the_columns_is_no_step() -> None:
    chart = started()
    chart.sheet.insert_rows(3)
    for column in range(1, 11):
        chart.sheet.cell(3, column, column)
    rule(chart.sheet, 3, 1, 3, 10)
    for row, high in {3: 15.0, 4: 60.0, 5: 60.0, 6: 60.0, 7: 60.0}.items():
        chart.sheet.row_dimensions[row].height = high
    for step, (column, kind) in enumerate(zip(DOERS, KINDS, strict=True), 1):
        chart.anchors.append(two_cell((2 + column, 2 + step), shape(10 + step, kind)))
    arrows(chart)
    right(one(chart))


def test_mutu_baku_may_stand_before_the_performers() -> None:
    sheet = openpyxl.Workbook().active
    assert isinstance(sheet, Worksheet)
    heads = ("No", "Kegiatan", "Mutu Baku", "", "", "Pelaksana", "", "Ket")
    below = ("", "", "Kelengkapan", "Waktu", "Output", "Lurah", "Sekretaris", "")
    for row, texts in enumerate((heads, below), 1):
        for column, text in enumerate(texts, 1):
            sheet.cell(row, column, text or None)
    for span in ("A1:A2", "B1:B2", "C1:E1", "F1:G1", "H1:H2"):
        sheet.merge_cells(span)
    rows = (("Menerima surat", "Surat", "5 Menit", "Agenda"),
            ("Menandatangani surat", "Agenda", "1 Jam", "Surat"))  # fmt: skip
    for k, texts in enumerate(rows, 1):
        for column, text in enumerate((k, *texts), 1):
            sheet.cell(2 + k, column, text)
        sheet.row_dimensions[2 + k].height = 30
    rule(sheet, 1, 1, 4, 8)
    anchors = [
        two_cell((6, 2), shape(2, CAPSULE)),
        two_cell((5, 3), shape(3, BOX)),
    ]
    assert isinstance(sheet.parent, openpyxl.Workbook)
    (got,) = read(saved(sheet.parent, {1: anchors}), "x.xlsx")
    assert got.procedure.performers == ("Lurah", "Sekretaris")
    assert told(got.procedure) == [("Sekretaris",), ("Lurah",)]
    assert [one.duration_text for one in got.procedure.steps] == ["5 Menit", "1 Jam"]
    assert [one.outputs for one in got.procedure.steps] == [("Agenda",), ("Surat",)]


def test_header_cells_that_say_the_same_twice() -> None:
    chart = whole()
    for span in list(chart.sheet.merged_cells.ranges):
        chart.sheet.unmerge_cells(str(span))
    chart.sheet["A2"], chart.sheet["B2"], chart.sheet["J2"] = "No", "Kegiatan", "Keterangan"
    right(one(chart))


def test_a_step_over_several_rows_that_are_not_merged() -> None:
    """Each row of steps is three rows; only what looks like one cell is one."""
    sheet = openpyxl.Workbook().active
    assert isinstance(sheet, Worksheet)
    chart = Chart(sheet)
    chart.fill(())
    chart.plain = False
    side = openpyxl.styles.Side(style="thin")
    for k, (activity, inputs, time, output) in enumerate(STEPS, 1):
        first = 3 * k
        for column, text in ((1, k), (2, activity), (7, inputs), (8, time), (9, output)):
            sheet.cell(first, column, text)
        for row in range(first, first + 3):
            sheet.row_dimensions[row].height = 20.0
            for column in range(1, 11):
                sheet.cell(row, column).border = openpyxl.styles.Border(
                    left=side, right=side, top=side if row == first else None,
                    bottom=side if row == first + 2 else None,
                )  # fmt: skip
    symbols(chart, 0.8)
    arrows(chart)
    right(one(chart))


def test_numbers_and_dates_are_read_as_they_are_shown() -> None:
    chart = whole()
    chart.sheet["H3"] = 0.5
    chart.sheet["H3"].number_format = '0.0" Jam"'
    chart.sheet["H4"] = 30
    chart.sheet["H4"].number_format = "0\\ \\M\\e\\n\\i\\t"
    steps = one(chart).steps
    assert [step.duration_text for step in steps[:2]] == ["0,5 Jam", "30 Menit"]
    assert steps[0].duration is not None
    assert steps[0].duration.unit is Unit.HOUR


def identity(sheet: Worksheet, title: str, number: str) -> None:
    rows = (
        ("PEMERINTAH KABUPATEN CONTOH", "Nomor SOP", number),
        ("DINAS SOSIAL", "Tanggal Pembuatan", None),
        ("", "Nama SOP", title),
    )
    for row, texts in enumerate(rows, 1):
        for column, text in enumerate(texts, 1):
            sheet.cell(row, column, text or None)
    sheet["C2"] = 45_296  # 5 January 2024
    sheet["C2"].number_format = "dd mmmm yyyy"
    sheet["A5"], sheet["C5"] = "Dasar Hukum", "Kualifikasi Pelaksana"
    sheet["A6"], sheet["B6"], sheet["C6"] = "1.", "UU 25 Tahun 2009", "Memahami tata naskah"
    sheet["A7"], sheet["B7"] = "2.", "PP 96 Tahun 2012"
    side = openpyxl.styles.Side(style="thin")
    rule(sheet, 1, 1, 3, 3)
    for row in (5, 6, 7):
        sheet.cell(row, 1).border = openpyxl.styles.Border(left=side)
        sheet.cell(row, 3).border = openpyxl.styles.Border(left=side, right=side)


def test_several_procedures_each_with_identity_and_chart_on_sheets_of_their_own() -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    drawings = {}
    for k, title in enumerate(("Pengelolaan Surat Masuk", "Penerbitan Rekomendasi")):
        front = sheet if k == 0 else book.create_sheet()
        front.title = f"Identitas {k + 1}"
        identity(front, title, f"00{k + 1}/SOP/2024")
        chart = Chart(book.create_sheet(f"Bagan {k + 1}"))
        chart.fill(STEPS)
        symbols(chart)
        arrows(chart)
        drawings[2 * k + 2] = chart.anchors
    got = [one.procedure for one in read(saved(book, drawings), "x.xlsx")]
    assert [one.title for one in got] == ["Pengelolaan Surat Masuk", "Penerbitan Rekomendasi"]
    assert [one.number for one in got] == ["001/SOP/2024", "002/SOP/2024"]
    for procedure in got:
        right(procedure)
        assert procedure.created is not None
        assert procedure.created.isoformat() == "2024-01-05"
        assert procedure.agency == ("PEMERINTAH KABUPATEN CONTOH", "DINAS SOSIAL")
        assert procedure.legal_basis == ("UU 25 Tahun 2009", "PP 96 Tahun 2012")
        assert procedure.qualifications == ("Memahami tata naskah",)


def test_a_sheet_that_lists_the_procedures_is_none_of_them() -> None:
    book = openpyxl.Workbook()
    listing = book.active
    assert isinstance(listing, Worksheet)
    rows = (("DAFTAR SOP",), ("No", "Nama SOP", "Nomor SOP"), (1, "Cuti", "1/SOP"),
            (2, "Pengelolaan Surat Masuk", "2/SOP"))  # fmt: skip
    for texts in rows:
        listing.append(texts)
    rule(listing, 2, 1, 4, 3)
    chart = Chart(book.create_sheet("Bagan"), top=9)
    chart.fill(STEPS)
    identity(chart.sheet, "Pengelolaan Surat Masuk", "2/SOP")
    (got,) = read(saved(book, {2: chart.anchors}), "x.xlsx")
    assert got.procedure.title == "Pengelolaan Surat Masuk"
    assert got.procedure.number == "2/SOP"


@pytest.mark.parametrize("gap", [0, 2])
def test_identity_and_chart_on_one_sheet(gap: int) -> None:
    sheet = openpyxl.Workbook().active
    assert isinstance(sheet, Worksheet)
    chart = Chart(sheet, top=8 + gap)
    chart.fill(STEPS)
    identity(sheet, "Pengelolaan Surat Masuk", "1/SOP/2024")
    symbols(chart)
    arrows(chart)
    procedure = one(chart)
    right(procedure)
    assert procedure.title == "Pengelolaan Surat Masuk"
    assert procedure.legal_basis == ("UU 25 Tahun 2009", "PP 96 Tahun 2012")


def test_the_same_letter_on_two_charts_joins_neither_with_the_other() -> None:
    book = openpyxl.Workbook()
    drawings = {}
    for k, title in enumerate(("Pengelolaan Surat Masuk", "Penerbitan Rekomendasi")):
        sheet = book.create_sheet(title) if k else book.active
        assert isinstance(sheet, Worksheet)
        chart = Chart(sheet, top=9)
        chart.fill(STEPS)
        identity(sheet, title, f"{k}/SOP")
        symbols(chart)
        for number, (start, end) in enumerate(((11, 12), (12, 13), (13, 14), (13, 20)), 30):
            chart.arrow(number, start, end)
        chart.arrow(40, 21, 12 - k)
        for number, column, step in ((20, 1, 3), (21, 2, 2 - k)):
            x, y = chart.x(column), chart.y(step, 0.85)
            chart.anchors.append(absolute((x - 6, y - 5, 12, 10), shape(number, PENTAGON, "A")))
        drawings[k + 1] = chart.anchors
    got = [one.procedure for one in read(saved(book, drawings), "x.xlsx")]
    back = [one.steps[2].decision.return_row for one in got if one.steps[2].decision]
    assert back == [2, 1]


def test_two_procedures_one_below_the_other_on_one_sheet() -> None:
    sheet = openpyxl.Workbook().active
    assert isinstance(sheet, Worksheet)
    chart = Chart(sheet, top=3)
    chart.fill(STEPS)
    sheet["A1"] = "SOP Pengelolaan Surat Masuk"
    sheet["A10"] = "SOP Penerbitan Rekomendasi"
    lower = Chart(sheet, top=12)
    for row in range(3, 9):
        for column in range(1, 11):
            sheet.cell(row + 9, column, sheet.cell(row, column).value)
    rule(sheet, 12, 1, 17, 10)
    assert isinstance(sheet.parent, openpyxl.Workbook)
    got = [one.procedure for one in read(saved(sheet.parent), "x.xlsx")]
    assert [one.title for one in got] == ["Pengelolaan Surat Masuk", "Penerbitan Rekomendasi"]
    assert [len(one.steps) for one in got] == [4, 4]
    assert lower.top == 12
