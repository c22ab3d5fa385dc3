"""The parts of a Word document that tell what stands in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading import pace
from tatalaksana.core.reading.markup import broken
from tatalaksana.core.reading.package import COMPOUND, ZIP, Package, is_locked, locked
from tatalaksana.core.reading.word.names import TRANSITIONAL, Node, child

MOST_LOOKED_AT = 100  #: pictures of one document; each takes some tenths of a second
LARGEST_PICTURE = 16 * 2**20  #: bytes
USUAL = "word/document.xml"
OLD = "WordDocument".encode("utf-16-le")


@dataclass(slots=True)
class Parts:
    """The document with what explains it."""

    body: Node
    numbering: Node | None
    styles: Node | None
    settings: Node | None
    package: Package
    pictures: Mapping[str, str]  #: the names of the document's pictures by their relations
    looked_at: int = 0

    def picture(self, relation: str) -> bytes | None:
        """The file of a picture; None where there is none, or enough were looked at."""
        name = self.pictures.get(relation)
        if not name or self.looked_at >= MOST_LOOKED_AT:
            return None
        pace.tell(self.looked_at, min(len(self.pictures), MOST_LOOKED_AT))
        self.looked_at += 1
        return self.package.bytes_of(name, LARGEST_PICTURE)


def opened(data: bytes) -> Parts:
    """The parts of the document.

    Errors: ReadingError TL200 when it is old, locked, truncated, too large or not XML.
    """
    if data.startswith(COMPOUND):
        raise locked() if is_locked(data) else old()
    package = Package(data, TRANSITIONAL)
    main = next((to for kind, to in package.related("").values() if kind == "officeDocument"), "")
    main = main or USUAL
    body = child(package.part(main), "w:body")
    if body is None:
        raise broken()
    links = package.related(main)
    linked = dict(links.values())
    pictures = {name: part for name, (kind, part) in links.items() if kind == "image"}
    numbering, styles, settings = (
        package.part(linked.get(kind, "")) for kind in ("numbering", "styles", "settings")
    )
    return Parts(body, numbering, styles, settings, package, pictures)


def old() -> ReadingError:
    """The document is of the time before .docx."""
    return ReadingError(
        "Dokumen ini berformat Word lama (.doc).",
        hint="Buka dengan Word atau LibreOffice, pilih Simpan Sebagai, jenis “Dokumen Word "
        "(.docx)”, lalu baca berkas yang baru.",
    )


def is_word(data: bytes) -> bool:
    """Whether the bytes are a Word document, an old, locked or truncated one too."""
    if data.startswith(COMPOUND):
        return OLD in data or is_locked(data)
    if not data.startswith(ZIP):
        return False
    try:
        with ZipFile(BytesIO(data)) as archive:
            return any(name.startswith("word/") for name in archive.NameToInfo)
    except Exception:  # noqa: BLE001  # whatever is broken in it, `opened` says so
        return b"word/" in data and b"xl/" not in data
