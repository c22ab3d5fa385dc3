"""A drawing as one workbook: an identity sheet and a flow-chart sheet for each procedure."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from tatalaksana.core.drawing.drawing import Drawing, Image, Part
from tatalaksana.core.drawing.metrics import clean
from tatalaksana.core.drawing.package import content_types, node, relations, root, written, zipped
from tatalaksana.core.drawing.pen import Files
from tatalaksana.core.drawing.sheetlooks import FACES, Looks
from tatalaksana.core.drawing.sheetml import sheet_part, workbook_part
from tatalaksana.core.drawing.sheets import Sheet, sheets_of
from tatalaksana.core.drawing.sheetshapes import drawing_part, pictures
from tatalaksana.core.drawing.typesetting import as_png
from tatalaksana.core.drawing.typstml import quoted

CHART = "Bagan Alir"
#: the name of a sheet by what it shows
NAMES = {
    Part.FIELDS: "Identitas", Part.STEPS: CHART, Part.REVISIONS: "Riwayat Revisi",
    Part.FINDINGS: "Lampiran", Part.COVER: "Sampul", Part.CONTENTS: "Daftar Isi",
}  # fmt: skip
PRINTED, DOTS = 30.0, 300.0  #: millimetres of an SVG made a PNG, and its dots per inch
LONGEST_NAME = 31  #: letters of a sheet's name
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")  #: in the name of a sheet
SHEETML = "application/vnd.openxmlformats-officedocument.spreadsheetml"
#: the content type of each part, by how its name begins
KINDS = {
    "xl/workbook": f"{SHEETML}.sheet.main+xml",
    "xl/styles": f"{SHEETML}.styles+xml",
    "xl/worksheets/": f"{SHEETML}.worksheet+xml",
    "xl/drawings/": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "docProps/core": "application/vnd.openxmlformats-package.core-properties+xml",
}


def draw(drawing: Drawing) -> Files:
    """All sheets in one workbook. A text longer than a cell can hold goes on in the one below."""
    sheets, looks = sheets_of(drawing), Looks(FACES[drawing.family])
    names = names_of(drawing, sheets)
    parts: dict[str, bytes] = {}
    for number, sheet in enumerate(sheets, 1):
        parts[f"xl/worksheets/sheet{number}.xml"] = sheet_part(sheet, looks)
        if sheet.drawn:
            parts |= shapes_of(drawing, sheet, number, looks.family)
    inner = [("worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(sheets) + 1)]
    parts |= {
        "xl/workbook.xml": workbook_part(names, sheets),
        "xl/_rels/workbook.xml.rels": relations([*inner, ("styles", "styles.xml")]),
        "xl/styles.xml": looks.part(),
        "docProps/core.xml": core_part(drawing),
    }
    outer = [("officeDocument", "xl/workbook.xml"),
             ("metadata/core-properties", "docProps/core.xml")]  # fmt: skip
    kinds = {name: kind for name in parts for start, kind in KINDS.items() if name.startswith(start)
             and not name.endswith(".rels")}  # fmt: skip
    start = {"[Content_Types].xml": content_types(kinds), "_rels/.rels": relations(outer)}
    return [(".xlsx", zipped(start | parts))]


def shapes_of(drawing: Drawing, sheet: Sheet, number: int, face: str) -> dict[str, bytes]:
    """The parts of what lies on the cells of a sheet: shapes, pictures, and how they are found."""
    parts = {
        f"xl/worksheets/_rels/sheet{number}.xml.rels": relations(
            [("drawing", f"../drawings/drawing{number}.xml")]
        ),
        f"xl/drawings/drawing{number}.xml": drawing_part(sheet, told_of(drawing, sheet), face),
    }
    images = [bitmap(picture.image) for picture in pictures(sheet)]
    names = [f"media/image{number}-{at}.{image.kind}" for at, image in enumerate(images, 1)]
    if images:
        parts[f"xl/drawings/_rels/drawing{number}.xml.rels"] = relations(
            [("image", f"../{name}") for name in names]
        )
    return parts | {f"xl/{name}": image.data for name, image in zip(names, images, strict=True)}


@lru_cache(maxsize=16)
def bitmap(image: Image) -> Image:
    """The image as a workbook can show it: a PNG of an SVG."""
    if image.kind != "svg":
        return image
    wide = PRINTED
    high = PRINTED * image.height / image.width
    source = (
        f"#set page(width: {wide}mm, height: {high:.3f}mm, margin: 0pt, fill: none)\n"
        f'#image(bytes({quoted(image.data.decode("utf-8", "replace"))}), format: "svg", '
        f"width: {wide}mm, height: {high:.3f}mm)"
    )
    return Image("png", as_png(source, DOTS)[0], image.width, image.height)


def names_of(drawing: Drawing, sheets: Sequence[Sheet]) -> list[str]:
    """A name for each sheet that a workbook allows, no two alike.

    One procedure: "Identitas" and "Bagan Alir"; several: each with its number, the charts with
    their title.
    """
    many = any(sheet.number > 1 for sheet in sheets)
    names: list[str] = []
    for sheet in sheets:
        name = NAMES[sheet.part]
        if many and sheet.number:
            chart = sheet.part is Part.STEPS
            name = f"{sheet.number} {title_of(drawing, sheet.number) if chart else name}"
        names.append(unlike(name[:LONGEST_NAME].rstrip(" '"), names))
    return names


def unlike(name: str, others: Sequence[str]) -> str:
    """The name, with a number where one of the others is the same but for capitals."""
    taken, number, found = {other.casefold() for other in others}, 1, name
    while found.casefold() in taken:
        number += 1
        found = f"{name[: LONGEST_NAME - len(f' ({number})')]} ({number})"
    return found


def title_of(drawing: Drawing, number: int) -> str:
    """The title of a procedure without what a sheet's name cannot have."""
    if number > len(drawing.procedures):
        return CHART
    title = clean(drawing.procedures[number - 1].title)
    return " ".join(FORBIDDEN.sub(" ", title).split()) or CHART


def told_of(drawing: Drawing, sheet: Sheet) -> Sequence[str]:
    """The steps of the procedure of a sheet, each as one sentence."""
    before = drawing.procedures[: max(sheet.number - 1, 0)]
    at = sum(len(procedure.steps) for procedure in before)
    return drawing.told[at:]


def core_part(drawing: Drawing) -> bytes:
    """Title and author of the workbook."""
    top = root("cp:coreProperties", "cp", "dc")
    node(top, "dc:title", f"SOP {drawing.title}")
    node(top, "dc:creator", drawing.agency)
    return written(top)
