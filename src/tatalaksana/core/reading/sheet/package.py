"""The parts of an Office Open XML file, read as if a stranger had made it to do harm.

Nothing outside the file is looked at, no entity is replaced, and what is unpacked has bounds.
Source: ECMA-376, part 2 (Open Packaging Conventions).
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterator
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from tatalaksana.core.base.errors import ReadingError

MOST_PARTS = 5000
LARGEST_PART = 32 * 2**20  #: bytes of one part, unpacked
LARGEST_TREE = 8 * 2**20  #: bytes of one that is held as a whole
MOST_MARKS = 2_000_000  #: elements of one part, as its signs "<" tell
LARGEST = 96 * 2**20  #: bytes of all parts that are read, unpacked
SMALL = 4 * 2**20  #: bytes; what is no larger may be packed as tightly as can be
TIGHTEST = 200  #: times a part may grow while it is unpacked
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
STRICT = "http://purl.oclc.org/ooxml/officeDocument"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
#: what else breaks while a damaged zip is unpacked
DAMAGE = (
    BadZipFile, zlib.error, struct.error, EOFError, OSError, KeyError, ValueError, RuntimeError,
    NotImplementedError,
)  # fmt: skip

Node = etree._Element  # lxml gives its element no public name


def name_of(node: Node) -> str:
    """The name of an element without its namespace: programs use several for the same thing."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def within(node: Node | None, *path: str) -> Node | None:
    """The first element below `node` by the names on the way; None when there is none."""
    for name in path:
        if node is None:
            return None
        node = next((child for child in node if name_of(child) == name), None)
    return node


def children(node: Node | None, name: str) -> Iterator[Node]:
    """The children with that name."""
    return (child for child in (node if node is not None else ()) if name_of(child) == name)


def number(node: Node | None, key: str, default: float = 0.0) -> float:
    """An attribute as a number, `default` where it is none or beyond all measure."""
    try:
        value = float(node.get(key, "")) if node is not None else default
    except ValueError:
        return default
    return value if abs(value) < 1e12 else default


def relation(node: Node, name: str = "id") -> str:
    """The attribute r:id, whichever of its namespaces the program used."""
    keys = [f"{{{space}/relationships}}{name}" for space in (OFFICE, STRICT)]
    return next((value for key in keys if (value := node.get(key))), "")


class Package:
    """An opened file."""

    def __init__(self, data: bytes) -> None:
        """Errors: ReadingError TL200 when it is no whole zip, or has too many parts."""
        try:
            self.archive = ZipFile(BytesIO(data))
            entries = self.archive.infolist()
        except DAMAGE as wrong:
            raise broken() from wrong
        if len(entries) > MOST_PARTS:
            raise too_large()
        self.entries = {one.filename.lower().lstrip("/"): one for one in entries}
        self.read = 0

    def bytes_of(self, name: str) -> bytes | None:
        """One part; None when there is none.

        Errors: ReadingError TL200 when it is damaged, locked, or grows beyond all bounds.
        """
        entry = self.entries.get(name.lower().lstrip("/"))
        if entry is None:
            return None
        tight = entry.file_size > SMALL and entry.file_size > TIGHTEST * entry.compress_size
        self.read += entry.file_size
        if entry.file_size > LARGEST_PART or self.read > LARGEST or tight:
            raise too_large()
        try:
            return self.archive.read(entry)
        except DAMAGE as wrong:
            raise broken() from wrong

    def checked(self, name: str, most: int) -> bytes | None:
        """One part that a parser can take. Errors: as `bytes_of`."""
        data = self.bytes_of(name)
        if data is not None and (len(data) > most or data.count(b"<") > MOST_MARKS):
            raise too_large()
        return data

    def part(self, name: str) -> Node | None:
        """One part as XML; None when there is none. Errors: as `bytes_of`."""
        data = self.checked(name, LARGEST_TREE)
        if data is None:
            return None
        parser = etree.XMLParser(
            resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
            remove_pis=True, huge_tree=False,
        )  # fmt: skip
        try:
            top = etree.fromstring(data, parser)
        except (etree.XMLSyntaxError, ValueError) as wrong:
            raise broken() from wrong
        if top.getroottree().docinfo.internalDTD is not None:
            raise broken()  # no program writes one into an Office file
        return top

    def walk(self, name: str, *names: str) -> Iterator[Node]:
        """The elements with one of `names` in a long part, each forgotten when it was given.

        Errors: as `bytes_of`.
        """
        data = self.checked(name, LARGEST_PART)
        if data is None:
            return
        try:
            for _, node in etree.iterparse(
                BytesIO(data), events=("end",), tag=[f"{{*}}{one}" for one in names],
                resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
                remove_comments=True, remove_pis=True,
            ):  # fmt: skip
                yield node
                node.clear()
                parent = node.getparent()
                while parent is not None and node.getprevious() is not None:
                    del parent[0]
        except (etree.XMLSyntaxError, ValueError) as wrong:
            raise broken() from wrong

    def related(self, name: str) -> dict[str, tuple[str, str]]:
        """The relations of a part: their number to (end of the kind, name of the other part)."""
        folder, _, file = name.rpartition("/")
        top = self.part(f"{folder}/_rels/{file}.rels" if folder else f"_rels/{file}.rels")
        found = {}
        for one in children(top, "Relationship"):
            if one.get("TargetMode", "") == "External":
                continue
            target = one.get("Target", "")
            path = target if target.startswith("/") else posixpath.join(folder, target)
            kind = one.get("Type", "").rpartition("/")[2]
            found[one.get("Id", "")] = kind, posixpath.normpath(path).lstrip("/")
        return found


def broken() -> ReadingError:
    """The file is damaged."""
    return ReadingError(
        "Berkas ini rusak atau terpotong.",
        hint="Buka dengan program asalnya lalu simpan ulang, atau unduh lagi.",
    )


def too_large() -> ReadingError:
    """The file unpacks to more than any SOP needs."""
    return ReadingError(
        "Isi berkas ini jauh lebih besar daripada dokumen SOP mana pun.",
        hint="Salin lembar SOP-nya saja ke buku kerja baru, lalu baca berkas itu.",
    )
