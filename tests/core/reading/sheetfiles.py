"""Workbooks as offices make them by hand: cells by openpyxl, what lies on them by XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import openpyxl
from openpyxl.styles import Border, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

POINT = 12_700  # English metric units
SPACES = (
    'xmlns:xdr="http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
)
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
THIN = Side(style="thin")
RULED = Border(left=THIN, right=THIN, top=THIN, bottom=THIN)
BOX, CAPSULE, DIAMOND, PENTAGON = (
    "flowChartProcess", "flowChartTerminator", "flowChartDecision", "flowChartOffpageConnector",
)  # fmt: skip
COLUMN, ROW = 48.0, 60.0  # points of a performer's column and of a row of steps
NAMES = ("Kepala Bagian", "Kepala Subbagian", "Analis", "Pengadministrasi")
Place = tuple[float, float, float, float]  # left, top, width, height in points


@dataclass
class Chart:
    """A flow chart on a sheet: five header rows may stand above; columns of one width."""

    sheet: Worksheet
    top: int = 1  #: the first row of its header
    names: Sequence[str] = NAMES
    anchors: list[str] = field(default_factory=list)
    plain: bool = True  #: each step is one row of the sheet

    def x(self, column: int) -> float:
        """The middle of a performer's column."""
        return (2 + column + 0.5) * COLUMN

    def y(self, step: int, share: float = 0.5) -> float:
        """A height within a row of steps, from 1."""
        return self.first_step + (step - 1 + share) * ROW

    @property
    def first_step(self) -> float:
        return (self.top - 1) * 15.0 + 2 * 15.0

    def fill(self, steps: Sequence[tuple[str, str, str, str]]) -> None:
        """The header on two levels, and (activity, inputs, time, output) of each step."""
        sheet, top, n = self.sheet, self.top, len(self.names)
        for column in range(1, n + 7):
            sheet.column_dimensions[get_column_letter(column)].width = 64 / 7
        heads = {1: "No", 2: "Kegiatan", 3: "Pelaksana", n + 3: "Mutu Baku", n + 6: "Keterangan"}
        for column, text in heads.items():
            sheet.cell(top, column, text)
        below = [*self.names, "Kelengkapan", "Waktu", "Output"]
        for column, text in enumerate(below, 3):
            sheet.cell(top + 1, column, text)
        for column in (1, 2, n + 6):
            sheet.merge_cells(
                start_row=top, end_row=top + 1, start_column=column, end_column=column
            )
        sheet.merge_cells(start_row=top, end_row=top, start_column=3, end_column=n + 2)
        sheet.merge_cells(start_row=top, end_row=top, start_column=n + 3, end_column=n + 5)
        for k, (activity, inputs, time, output) in enumerate(steps, 1):
            row = top + 1 + k
            sheet.cell(row, 1, k)
            sheet.cell(row, 2, activity)
            for column, text in enumerate((inputs, time, output), n + 3):
                sheet.cell(row, column, text)
            sheet.row_dimensions[row].height = ROW
        for row in range(1, top + 2):
            sheet.row_dimensions[row].height = 15.0
        rule(sheet, top, 1, top + 1 + len(steps), n + 6)

    def symbol(self, number: int, preset: str, column: int, step: int, share: float = 0.5) -> None:
        """A symbol in the middle of a performer's column."""
        x, y = self.x(column), self.y(step, share)
        place, inside = (x - 15, y - 8, 30, 16), shape(number, preset)
        if self.plain and y - 8 >= self.first_step:
            self.anchors.append(one_cell(place, inside, self.top + 1, self.first_step))
        else:
            self.anchors.append(absolute(place, inside))

    def arrow(self, number: int, start: int, end: int) -> None:
        """A glued connector; where it lies does not matter then."""
        self.anchors.append(absolute((0, 0, 10, 10), connector(number, start=start, end=end)))

    def line(self, number: int, points: Sequence[tuple[float, float]], *, head: bool) -> None:
        """A straight line without glue, from the first point to the second."""
        (a, b), (c, d) = points
        flips = (' flipH="1"' if c < a else "") + (' flipV="1"' if d < b else "")
        place = (min(a, c), min(b, d), abs(c - a), abs(d - b))
        self.anchors.append(absolute(place, connector(number, flips=flips, head=head)))

    def note(self, number: int, text: str, x: float, y: float) -> None:
        """A text box without a line."""
        self.anchors.append(absolute((x, y, 20, 10), text_box(number, text)))


def rule(sheet: Worksheet, top: int, left: int, bottom: int, right: int) -> None:
    for row in range(top, bottom + 1):
        for column in range(left, right + 1):
            sheet.cell(row, column).border = RULED


def shape(number: int, preset: str, text: str = "", place: Place | None = None) -> str:
    words = f"<xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody>"
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{number}" name="Bentuk {number}"/><xdr:cNvSpPr/>'
        f'</xdr:nvSpPr><xdr:spPr>{frame(place)}<a:prstGeom prst="{preset}"><a:avLst/>'
        f"</a:prstGeom></xdr:spPr>{words if text else ''}</xdr:sp>"
    )


def text_box(number: int, text: str, line: str = "<a:noFill/>") -> str:
    return (
        f'<xdr:sp><xdr:nvSpPr><xdr:cNvPr id="{number}" name="Teks {number}"/>'
        '<xdr:cNvSpPr txBox="1"/></xdr:nvSpPr><xdr:spPr><a:prstGeom prst="rect"><a:avLst/>'
        "</a:prstGeom><a:noFill/>"
        f"<a:ln>{line}</a:ln></xdr:spPr><xdr:txBody><a:bodyPr/><a:p><a:r><a:t>{text}</a:t></a:r></a:p></xdr:txBody></xdr:sp>"
    )


def connector(
    number: int, *, start: int = 0, end: int = 0, flips: str = "", head: bool = True
) -> str:
    tip = '<a:tailEnd type="triangle"/>' if head else ""
    glue = f'<a:stCxn id="{start}" idx="2"/>' if start else ""
    glue += f'<a:endCxn id="{end}" idx="0"/>' if end else ""
    return (
        f'<xdr:cxnSp><xdr:nvCxnSpPr><xdr:cNvPr id="{number}" name="Panah {number}"/>'
        f"<xdr:cNvCxnSpPr>{glue}</xdr:cNvCxnSpPr></xdr:nvCxnSpPr><xdr:spPr><a:xfrm{flips}/>"
        '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom>'
        f"<a:ln>{tip}</a:ln></xdr:spPr></xdr:cxnSp>"
    )


def frame(place: Place | None) -> str:
    if place is None:
        return ""
    x, y, wide, high = (round(one * POINT) for one in place)
    return f'<a:xfrm><a:off x="{x}" y="{y}"/><a:ext cx="{wide}" cy="{high}"/></a:xfrm>'


def group(number: int, inner: Place, *children: str) -> str:
    """Shapes in coordinates of their own, `inner` being what the group shows of them."""
    x, y, wide, high = (round(one * POINT) for one in inner)
    return (
        f'<xdr:grpSp><xdr:nvGrpSpPr><xdr:cNvPr id="{number}" name="Grup"/><xdr:cNvGrpSpPr/>'
        f'</xdr:nvGrpSpPr><xdr:grpSpPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="1" cy="1"/>'
        f'<a:chOff x="{x}" y="{y}"/><a:chExt cx="{wide}" cy="{high}"/></a:xfrm></xdr:grpSpPr>'
        f"{''.join(children)}</xdr:grpSp>"
    )


def picture(number: int) -> str:
    return (
        f'<xdr:pic><xdr:nvPicPr><xdr:cNvPr id="{number}" name="Gambar"/><xdr:cNvPicPr/>'
        "</xdr:nvPicPr><xdr:blipFill/><xdr:spPr/></xdr:pic>"
    )


def absolute(place: Place, inside: str) -> str:
    x, y, wide, high = (round(one * POINT) for one in place)
    return (
        f'<xdr:absoluteAnchor><xdr:pos x="{x}" y="{y}"/><xdr:ext cx="{wide}" cy="{high}"/>'
        f"{inside}<xdr:clientData/></xdr:absoluteAnchor>"
    )


def one_cell(place: Place, inside: str, above: int, first: float) -> str:
    """Anchored in the cell in which its corner lies; `above` the steps are that many rows."""
    x, y, wide, high = place
    column, row = int(x // COLUMN), int((y - first) // ROW)
    right, down = x - column * COLUMN, y - first - row * ROW
    return (
        f"<xdr:oneCellAnchor><xdr:from><xdr:col>{column}</xdr:col>"
        f"<xdr:colOff>{round(right * POINT)}</xdr:colOff><xdr:row>{above + row}</xdr:row>"
        f"<xdr:rowOff>{round(down * POINT)}</xdr:rowOff></xdr:from>"
        f'<xdr:ext cx="{round(wide * POINT)}" cy="{round(high * POINT)}"/>{inside}'
        "<xdr:clientData/></xdr:oneCellAnchor>"
    )


def two_cell(cell: tuple[int, int], inside: str, start: float = 5.0, end: float = 25.0) -> str:
    """Within one cell (column, row), from `start` to `end` points to the right and down."""
    column, row = cell
    corners = "".join(
        f"<xdr:{name}><xdr:col>{column}</xdr:col><xdr:colOff>{round(off * POINT)}</xdr:colOff>"
        f"<xdr:row>{row}</xdr:row><xdr:rowOff>{round(off * POINT)}</xdr:rowOff></xdr:{name}>"
        for name, off in (("from", start), ("to", end))
    )
    return f"<xdr:twoCellAnchor>{corners}{inside}<xdr:clientData/></xdr:twoCellAnchor>"


def saved(book: openpyxl.Workbook, drawings: Mapping[int, Sequence[str]] | None = None) -> bytes:
    """The file; `drawings` are the anchors of sheets, by their number from 1."""
    plain = io.BytesIO()
    book.save(plain)
    parts: dict[str, bytes] = {}
    with zipfile.ZipFile(plain) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    for number, anchors in (drawings or {}).items():
        name = f"xl/worksheets/sheet{number}.xml"
        link = f'<drawing xmlns:r="{OFFICE}" r:id="rId1"/></worksheet>'.encode()
        parts[name] = parts[name].replace(b"</worksheet>", link)
        parts[f"xl/worksheets/_rels/sheet{number}.xml.rels"] = (
            f'<Relationships xmlns="{RELATIONS}"><Relationship Id="rId1" '
            f'Type="{OFFICE}/drawing" Target="../drawings/drawing{number}.xml"/></Relationships>'
        ).encode()
        top = f"<xdr:wsDr {SPACES}>{''.join(anchors)}</xdr:wsDr>"
        parts[f"xl/drawings/drawing{number}.xml"] = top.encode()
    return zipped(parts)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name, data)
    return file.getvalue()
