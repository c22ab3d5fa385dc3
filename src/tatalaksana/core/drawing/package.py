"""An Office Open XML file: named parts in a zip, the same bytes for the same parts.

Source: ECMA-376, part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from lxml import etree

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
NAMES = {
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "cp": f"{PACKAGE}/metadata/core-properties",
    "mc": "http://schemas.openxmlformats.org/markup-compatibility/2006",
    "ct": f"{PACKAGE}/content-types",
    "dc": "http://purl.org/dc/elements/1.1/",
    "office2010": "http://schemas.microsoft.com/office/drawing/2010/main",
    "r": f"{OFFICE}/relationships",
    "rel": f"{PACKAGE}/relationships",
    "s": "http://schemas.openxmlformats.org/spreadsheetml/2006/main",
    "xdr": "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing",
    "xml": "http://www.w3.org/XML/1998/namespace",
}
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  #: a zip knows no earlier one; it tells nothing of the document
#: what XML 1.0 cannot hold at all
NO_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

Node = etree._Element  # lxml gives its element no public name


def full(name: str) -> str:
    """A name such as "xdr:sp" as lxml wants it; one without a prefix stays."""
    prefix, colon, local = name.partition(":")
    return f"{{{NAMES[prefix]}}}{local}" if colon else name


def root(name: str, *prefixes: str, default: str | None = None) -> Node:
    """The element of a part; names of `default` are written without a prefix."""
    spaces: dict[str | None, str] = {prefix: NAMES[prefix] for prefix in prefixes}
    if default is not None:
        spaces[None] = NAMES[default]
    return etree.Element(full(name), nsmap=spaces)  # type: ignore[arg-type]  # stubs: no default


def node(parent: Node, name: str, text: str | None = None, /, **attributes: object) -> Node:
    """A new last child; attributes that are None are left out, `r_id` is r:id."""
    found = etree.SubElement(parent, full(name))
    for key, value in attributes.items():
        if value is not None:
            found.set(full(key.replace("r_", "r:")), safe(str(value)))
    if text is not None:
        found.text = safe(text)
    return found


def made(name: str, /, *children: Node | None, **attributes: object) -> Node:
    """An element that is yet to be put somewhere; what is None is left out."""
    found = etree.Element(full(name), nsmap={"a": NAMES["a"]})
    for key, value in attributes.items():
        if value is not None:
            found.set(full(key), safe(str(value)))
    found.extend([child for child in children if child is not None])
    return found


def safe(text: str) -> str:
    """`text` without what XML cannot hold."""
    return NO_XML.sub("", text)


def written(element: Node) -> bytes:
    """An element as the content of a part."""
    return etree.tostring(element, xml_declaration=True, encoding="UTF-8", standalone=True)


def relations(targets: Iterable[tuple[str, str]]) -> bytes:
    """A part of relationships: each kind (the end of its address) and target, rId1 first."""
    found = root("rel:Relationships", default="rel")
    for number, (kind, target) in enumerate(targets, 1):
        where = PACKAGE if kind.startswith("metadata/") else OFFICE
        node(found, "rel:Relationship", Id=f"rId{number}", Target=target,
             Type=f"{where}/relationships/{kind}")  # fmt: skip
    return written(found)


def content_types(parts: Mapping[str, str]) -> bytes:
    """The part that tells the content type of each other one."""
    found = root("ct:Types", default="ct")
    for ending, kind in (
        ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
        ("xml", "application/xml"),
        ("png", "image/png"),
        ("jpeg", "image/jpeg"),
    ):
        node(found, "ct:Default", Extension=ending, ContentType=kind)
    for name, kind in parts.items():
        node(found, "ct:Override", PartName=f"/{name}", ContentType=kind)
    return written(found)


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """The file, its parts in the order given."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            entry = ZipInfo(name, FIRST_DAY)
            entry.compress_type = ZIP_DEFLATED
            archive.writestr(entry, data)
    return file.getvalue()
