"""The package of a Word document, opened with care: its parts are XML from strangers."""

from __future__ import annotations

import posixpath
import zlib
from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from lxml import etree

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.word.names import STRICT, TRANSITIONAL, Node, child

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LARGEST_PART = 24_000_000  #: bytes of XML; a hundred procedures with all their shapes have 10
MOST_PARTS = 5_000
#: elements of the document and of a part beside it, as their signs "<" tell; each takes some 340
#: bytes of memory, and a book of 25 procedures has 84,000
MOST_MARKS, MOST_MARKS_BESIDE = 600_000, 60_000
DOCUMENT = "/officeDocument"  #: the end of the relation that leads to the document
PACKAGE_RELS = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
AGAIN = "Buka dengan Word, simpan ulang sebagai .docx, lalu baca berkas yang baru."


@dataclass(frozen=True, slots=True)
class Package:
    """The parts of a Word document that tell what stands in it."""

    body: Node
    numbering: Node | None
    styles: Node | None
    settings: Node | None


def opened(data: bytes) -> Package:
    """The parts of the document.

    Errors: ReadingError TL200 when it is old, locked, truncated, too large or not XML.
    """
    if data.startswith(OLE):
        raise old_or_locked(data)
    try:
        with ZipFile(BytesIO(data)) as archive:
            return parts_of(archive)
    except (BadZipFile, zlib.error, EOFError, KeyError, NotImplementedError, OSError) as wrong:
        raise ReadingError(
            "Dokumen Word ini rusak atau terpotong: isinya tidak dapat dibuka.",
            hint=f"Salin atau unduh ulang berkasnya. {AGAIN}",
        ) from wrong
    except RuntimeError as wrong:  # an encrypted entry
        raise ReadingError(
            "Dokumen Word ini terkunci dengan kata sandi.",
            hint="Buka dengan Word, hapus kata sandinya, lalu simpan ulang.",
        ) from wrong


def old_or_locked(data: bytes) -> ReadingError:
    """What to say of a compound file: it is locked, or of the time before .docx."""
    if "EncryptedPackage".encode("utf-16-le") in data:
        return ReadingError(
            "Dokumen ini terkunci dengan kata sandi.",
            hint="Buka dengan program asalnya, hapus kata sandinya (di Word: Berkas, Info, "
            "Proteksi Dokumen), lalu simpan ulang.",
        )
    return ReadingError(
        "Dokumen ini berformat Word lama (.doc).",
        hint="Buka dengan Word atau LibreOffice, pilih Simpan Sebagai, jenis “Dokumen Word "
        "(.docx)”, lalu baca berkas yang baru.",
    )


def parts_of(archive: ZipFile) -> Package:
    """The parts by the relations that lead to them."""
    if len(archive.infolist()) > MOST_PARTS:
        raise ReadingError("Dokumen Word ini memuat terlalu banyak bagian.", hint=AGAIN)
    main = next(
        (to for kind, to in relations(archive, "") if kind.endswith(DOCUMENT)), "word/document.xml"
    )
    root = parsed(archive, main, MOST_MARKS)
    if root is None:
        raise KeyError(main)
    body = child(root, "w:body")
    if body is None:
        raise ReadingError("Berkas ini bukan dokumen Word yang utuh.", hint=AGAIN)
    linked = {kind.rpartition("/")[2]: to for kind, to in relations(archive, main)}
    others = [parsed(archive, linked.get(kind, "")) for kind in ("numbering", "styles", "settings")]
    return Package(body, *others)


def relations(archive: ZipFile, part: str) -> list[tuple[str, str]]:
    """(kind, name of the part) for all a part leads to within the package."""
    folder, name = posixpath.split(part)
    root = parsed(archive, posixpath.join(folder, "_rels", f"{name}.rels"))
    if root is None:
        return []
    found = []
    for one in root.iter(PACKAGE_RELS):
        if one.get("TargetMode") != "External":
            where = posixpath.join("/", folder, one.get("Target", ""))
            found.append((one.get("Type", ""), posixpath.normpath(where)[1:]))
    return found


def parsed(archive: ZipFile, name: str, most: int = MOST_MARKS_BESIDE) -> Node | None:
    """One part as XML; None where the package has no such part.

    Errors: ReadingError TL200 when it has more bytes or elements than an SOP needs, or is no XML.
    """
    if name not in archive.NameToInfo:
        return None
    with archive.open(name) as file:
        data = file.read(LARGEST_PART + 1)
    if len(data) > LARGEST_PART:
        raise ReadingError(
            "Dokumen Word ini terlalu besar: bagiannya melebihi "
            f"{LARGEST_PART // 1_000_000} megabita setelah dibuka.",
            hint="Bagi dokumennya menjadi beberapa berkas.",
        )
    if data.count(b"<") > most:
        raise ReadingError(
            "Dokumen Word ini terlalu besar: isinya melebihi dokumen SOP mana pun.",
            hint="Salin halaman SOP-nya saja ke dokumen baru, lalu baca berkas itu.",
        )
    if STRICT.encode() in data[:20_000]:
        for strict, usual in TRANSITIONAL.items():
            data = data.replace(strict.encode(), usual.encode())
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True,
    )  # fmt: skip
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as wrong:
        raise ReadingError(
            "Dokumen Word ini rusak: isinya bukan XML yang utuh.", hint=AGAIN
        ) from wrong
    if root.getroottree().docinfo.internalDTD is not None:
        raise ReadingError("Dokumen Word ini memuat deklarasi XML yang tidak wajar.", hint=AGAIN)
    return root


def is_word(data: bytes) -> bool:
    """Whether the bytes are a Word document, an old, locked or truncated one too."""
    if data.startswith(OLE):
        return any(
            name.encode("utf-16-le") in data for name in ("WordDocument", "EncryptedPackage")
        )
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with ZipFile(BytesIO(data)) as archive:
            return any(name.startswith("word/") for name in archive.NameToInfo)
    except Exception:  # noqa: BLE001  # whatever is broken in it, `opened` says so
        return b"word/" in data and b"xl/" not in data
