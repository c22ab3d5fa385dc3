"""Word documents written by hand as XML, with the ways in which offices draw their symbols."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from xml.sax.saxutils import escape
from zipfile import ZIP_DEFLATED, ZipFile

EMU = 12_700  #: in a point
SPACES = " ".join(
    f'xmlns:{prefix}="{space}"'
    for prefix, space in {
        "w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
        "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
        "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
        "wps": "http://schemas.microsoft.com/office/word/2010/wordprocessingShape",
        "wpg": "http://schemas.microsoft.com/office/word/2010/wordprocessingGroup",
        "wpc": "http://schemas.microsoft.com/office/word/2010/wordprocessingCanvas",
        "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
        "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
        "v": "urn:schemas-microsoft-com:vml",
        "o": "urn:schemas-microsoft-com:office:office",
    }.items()
)
RELS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}"/></Relationships>'
)
BOX, DIAMOND, CAPSULE = "flowChartProcess", "flowChartDecision", "flowChartTerminator"
WIDTHS = (30, 150, 60, 60, 60, 80, 60, 80, 50)  #: points: No, Kegiatan, three performers, the rest
ROW = 60.0


def document(body: str, numbering: str = "", start: str = "") -> bytes:
    """A package with this body."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", RELS.format("officeDocument", "word/document.xml"))
        if numbering:
            archive.writestr(
                "word/_rels/document.xml.rels", RELS.format("numbering", "numbering.xml")
            )
            archive.writestr(
                "word/numbering.xml", f"<w:numbering {SPACES}>{numbering}</w:numbering>"
            )
        archive.writestr(
            "word/document.xml", f"{start}<w:document {SPACES}><w:body>{body}</w:body></w:document>"
        )
    return file.getvalue()


def run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def p(*inside: str, properties: str = "") -> str:
    """A paragraph; what is no markup is its text."""
    runs = "".join(one if one.startswith("<") else run(one) for one in inside if one)
    return f"<w:p><w:pPr>{properties}</w:pPr>{runs}</w:p>"


def tc(*paragraphs: str, span: int = 1, merge: str = "") -> str:
    """A cell; what is no paragraph is the text of one."""
    inside = "".join(one if one.startswith("<w:") else p(one) for one in paragraphs) or p()
    merged = {"": "", "start": '<w:vMerge w:val="restart"/>', "on": "<w:vMerge/>"}[merge]
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/>{merged}</w:tcPr>{inside}</w:tc>'


def tr(*cells: str, height: float = 0.0, properties: str = "") -> str:
    tall = f'<w:trHeight w:val="{round(height * 20)}"/>' if height else ""
    return f"<w:tr><w:trPr>{tall}{properties}</w:trPr>{''.join(cells)}</w:tr>"


def tbl(*rows: str, widths: Sequence[float] = WIDTHS) -> str:
    grid = "".join(f'<w:gridCol w:w="{round(one * 20)}"/>' for one in widths)
    return f"<w:tbl><w:tblPr/><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"


HEADER = (
    tr(tc("No", merge="start"), tc("Kegiatan", merge="start"), tc("Pelaksana", span=3),
       tc("Mutu Baku", span=3), tc("Ket", merge="start"), height=20),
    tr(tc(merge="on"), tc(merge="on"), tc("Staf"), tc("Kasubbag"), tc("Kabag"),
       tc("Kelengkapan"), tc("Waktu"), tc("Output"), tc(merge="on"), height=20),
)  # fmt: skip


def step(no: int, activity: str, *performers: str, height: float = ROW, output: str = "") -> str:
    """A row of steps; `performers` are the paragraphs of the three cells."""
    cells = [*performers, *[""] * (3 - len(performers))]
    return tr(
        tc(str(no)), tc(activity), *(tc(one) if one else tc() for one in cells), tc("Berkas"),
        tc("10 menit"), tc(output or f"Hasil {no}"), tc(), height=height,
    )  # fmt: skip


def shape(preset: str, x: float, y: float, width: float = 30, height: float = 20, *,
          number: int = 0, text: str = "") -> str:  # fmt: skip
    """A `wps:wsp`."""
    inside = f"<wps:txbx><w:txbxContent>{p(text)}</w:txbxContent></wps:txbx>" if text else ""
    return (
        f'<wps:wsp><wps:cNvPr id="{number}" name="n"/><wps:cNvSpPr/><wps:spPr>'
        f'<a:xfrm><a:off x="{round(x * EMU)}" '
        f'y="{round(y * EMU)}"/><a:ext cx="{round(width * EMU)}" cy="{round(height * EMU)}"/>'
        f'</a:xfrm><a:prstGeom prst="{preset}"><a:avLst/></a:prstGeom><a:ln w="9525"><a:solidFill/>'
        f"</a:ln></wps:spPr>{inside}<wps:bodyPr/></wps:wsp>"
    )


def line(width: float, height: float, *, start: int = 0, end: int = 0, flips: str = "") -> str:
    """A straight connector with a head at its end."""
    glue = f'<a:stCxn id="{start}" idx="2"/><a:endCxn id="{end}" idx="0"/>' if start else ""
    return (
        f'<wps:wsp><wps:cNvCnPr>{glue}</wps:cNvCnPr><wps:spPr><a:xfrm {flips}><a:off x="0" y="0"/>'
        f'<a:ext cx="{round(width * EMU)}" cy="{round(height * EMU)}"/></a:xfrm>'
        '<a:prstGeom prst="straightConnector1"><a:avLst/></a:prstGeom><a:ln>'
        '<a:tailEnd type="triangle"/></a:ln></wps:spPr><wps:bodyPr/></wps:wsp>'
    )


def anchored(inside: str, x: float, y: float, width: float = 30, height: float = 20, *,
             number: int = 1, base: str = "column", above: str = "paragraph", in_cell: int = 1,
             group: bool = False, fallback: str = "") -> str:  # fmt: skip
    """A run with a floating drawing, in the alternatives that Word writes."""
    kind = "wordprocessingGroup" if group else "wordprocessingShape"
    drawing = (
        f'<w:drawing><wp:anchor layoutInCell="{in_cell}"><wp:simplePos x="0" y="0"/>'
        f'<wp:positionH relativeFrom="{base}"><wp:posOffset>{round(x * EMU)}</wp:posOffset>'
        f'</wp:positionH><wp:positionV relativeFrom="{above}"><wp:posOffset>{round(y * EMU)}'
        f'</wp:posOffset></wp:positionV><wp:extent cx="{round(width * EMU)}" '
        f'cy="{round(height * EMU)}"/><wp:wrapNone/><wp:docPr id="{number}" name="n"/>'
        f'<a:graphic><a:graphicData uri="http://schemas.microsoft.com/office/word/2010/{kind}">'
        f"{inside}</a:graphicData></a:graphic></wp:anchor></w:drawing>"
    )
    other = f"<mc:Fallback><w:pict>{fallback}</w:pict></mc:Fallback>" if fallback else ""
    return (
        f'<w:r><mc:AlternateContent><mc:Choice Requires="{"wpg" if group else "wps"}">{drawing}'
        f"</mc:Choice>{other}</mc:AlternateContent></w:r>"
    )


def symbol(preset: str, x: float = 15, y: float = 20, *, number: int = 1) -> str:
    """A paragraph with a symbol of 30 × 20 points."""
    return p(anchored(shape(preset, 0, 0), x, y, number=number))


def old(element: str, kind: str, x: float, y: float, inside: str = "", *, extra: str = "",
        size: tuple[float, float] = (30, 20)) -> str:  # fmt: skip
    """A run with a floating VML shape."""
    return f"<w:r><w:pict>{vml(element, kind, x, y, inside, extra=extra, size=size)}</w:pict></w:r>"


def vml(element: str, kind: str, x: float, y: float, inside: str = "", *, extra: str = "",
        size: tuple[float, float] = (30, 20)) -> str:  # fmt: skip
    style = (f"position:absolute;margin-left:{x}pt;margin-top:{y}pt;width:{size[0]}pt;"
             f"height:{size[1]}pt;z-index:1")  # fmt: skip
    told = f'type="#_x0000_t{kind}"' if kind else ""
    return f'<v:{element} id="s" {told} style="{style}" {extra}>{inside}</v:{element}>'
