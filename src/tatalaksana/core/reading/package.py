"""The parts of an Office file (Word, Excel), opened as if a stranger had made it to do harm.

Nothing outside the file is looked at, and what is unpacked has bounds, for the whole file and for
each part. Source: ECMA-376, part 2 (Open Packaging Conventions); MS-OFFCRYPTO (locked files).
"""

from __future__ import annotations

import posixpath
import struct
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.markup import (
    MOST_MARKS,
    Node,
    broken,
    children,
    passed,
    too_large,
    tree_of,
)

ZIP, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MOST_PARTS = 5000
LARGEST_PART = 32 * 2**20  #: bytes of one part, unpacked
LARGEST_TREE = 24 * 2**20  #: of one that is held whole; a hundred procedures with shapes have 10
LARGEST = 96 * 2**20  #: of all parts that are read
SMALL = 4 * 2**20  #: what is no larger may be packed as tightly as can be
TIGHTEST = 200  #: times a part may grow while it is unpacked
ENCRYPTED = 0x1  #: a flag of an entry: it has a password of its own
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
STRICT = "http://purl.oclc.org/ooxml/officeDocument"
#: what else breaks while a damaged zip is unpacked
DAMAGE = (
    BadZipFile, zlib.error, struct.error, EOFError, OSError, KeyError, ValueError, RuntimeError,
    NotImplementedError,
)  # fmt: skip


class Package:
    """An opened file."""

    def __init__(self, data: bytes, dialect: Mapping[str, str] | None = None) -> None:
        """`dialect`: names of spaces that mean others, and are read as those.

        Errors: ReadingError TL200 when it is no whole zip, or has too many parts.
        """
        try:
            self.archive = ZipFile(BytesIO(data))
            entries = self.archive.infolist()
        except DAMAGE as wrong:
            raise broken() from wrong
        if len(entries) > MOST_PARTS:
            raise too_large()
        self.entries = {one.filename.lower().lstrip("/"): one for one in entries}
        self.dialect = {old.encode(): new.encode() for old, new in (dialect or {}).items()}
        self.read = self.marks = 0

    def bytes_of(self, name: str, most: int) -> bytes | None:
        """One part of at most so many bytes; None when there is none.

        Errors: ReadingError TL200 when it is damaged, locked, or grows beyond all bounds.
        """
        entry = self.entries.get(name.lower().lstrip("/"))
        if entry is None:
            return None
        self.read += entry.file_size
        if entry.file_size > most or self.read > LARGEST or is_tight(entry):
            raise too_large()
        if entry.flag_bits & ENCRYPTED:
            raise locked()
        try:
            return self.archive.read(entry)
        except DAMAGE as wrong:
            raise broken() from wrong

    def part(self, name: str) -> Node | None:
        """One part as XML; None when there is none. Errors: as `bytes_of`, and of `tree_of`."""
        data = self.bytes_of(name, LARGEST_TREE)
        if data is None:
            return None
        for old, new in self.dialect.items():
            data = data.replace(old, new)
        self.marks += data.count(b"<")
        if self.marks > MOST_MARKS:
            raise too_large()
        return tree_of(data)

    def walk(self, name: str, *names: str) -> Iterator[Node]:
        """The elements with one of `names` in a long part, each forgotten when it was given.

        Errors: as `bytes_of`, and of `passed`.
        """
        data = self.bytes_of(name, LARGEST_PART)
        return iter(()) if data is None else passed(data, *names)

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


def is_tight(entry: ZipInfo) -> bool:
    """Whether a part is packed more tightly than honest text can be."""
    return entry.file_size > SMALL and entry.file_size > TIGHTEST * entry.compress_size


def relation(node: Node, name: str = "id") -> str:
    """The attribute r:id, whichever of its namespaces the program used."""
    keys = [f"{{{space}/relationships}}{name}" for space in (OFFICE, STRICT)]
    return next((value for key in keys if (value := node.get(key))), "")


def is_locked(data: bytes) -> bool:
    """Whether a compound file is an Office file with a password."""
    return data.startswith(COMPOUND) and "EncryptedPackage".encode("utf-16-le") in data


def locked() -> ReadingError:
    """The file has a password."""
    return ReadingError(
        "Berkas Office ini terkunci dengan kata sandi.",
        hint="Buka dengan program asalnya, hapus kata sandinya (Berkas, Info, Proteksi), lalu "
        "simpan ulang.",
    )
