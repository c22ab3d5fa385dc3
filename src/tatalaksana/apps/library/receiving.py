"""Taking in a folder: every file stored by its content, archives unpacked within bounds.

Names inside an archive are only shown; nothing is ever written under them.
"""

from __future__ import annotations

import lzma
import shutil
import struct
import tomllib
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files as resources
from pathlib import PurePosixPath
from typing import IO

from django.conf import settings

from tatalaksana.apps.shared import files
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.texts import one_line
from tatalaksana.core.base.errors import ReadingError, TatalaksanaError

MEGABYTE = 1024 * 1024
CHUNK = 64 * 1024
LONGEST_NAME = 300
ENCRYPTED = 0x1  #: flag of an entry, APPNOTE.TXT 4.4.4
END, END_SIZE, LONGEST_COMMENT = b"PK\x05\x06", 22, 65_535  #: APPNOTE.TXT 4.3.16
LOCATOR, LOCATOR_SIZE = b"PK\x06\x07", 20  #: of the ZIP64 end record, APPNOTE.TXT 4.3.15
AN_ENTRY = 46 + 512  #: bytes of a directory entry with an ordinary name
#: what a packed file that is no such file raises, each method of packing its own
UNREADABLE = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, NotImplementedError, EOFError,
    RuntimeError, ValueError,
)  # fmt: skip
#: what systems put beside documents; nobody means to import it
BESIDE = ("~$", ".", "__MACOSX")
SYSTEM_FILES = frozenset({"thumbs.db", "desktop.ini"})


@dataclass(frozen=True, slots=True)
class Bounds:
    """The bounds of data/folder.toml."""

    documents: int
    megabytes: int
    archive_entries: int
    waiting: int
    megabytes_a_day: int
    spare_megabytes: int


@cache
def bounds() -> Bounds:
    """What a folder may be at most."""
    text = (resources("tatalaksana.apps.library") / "data" / "folder.toml").read_text("utf-8")
    return Bounds(**tomllib.loads(text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """One file of a folder: stored, or refused with its reason."""

    name: str
    sha256: str = ""
    size: int = 0
    refusal: TatalaksanaError | None = None


@dataclass(frozen=True, slots=True)
class Room:
    """What an agency has handed in already; see library.folders.room_of."""

    waiting: int = 0  #: documents
    today: int = 0  #: bytes, of the last 24 hours

    def require(self, documents: int, size: int) -> None:
        """Errors: Invalid TL603 when there is no room for so many `documents` or bytes more."""
        most = bounds()
        if self.waiting + documents > most.waiting:
            raise Invalid(
                f"Masih {self.waiting} dokumen menunggu dibaca; "
                f"paling banyak {most.waiting} sekaligus.",
                hint="Tunggu sampai impor yang sedang berjalan selesai.",
            )
        if self.today + size > most.megabytes_a_day * MEGABYTE:
            raise Invalid(
                f"Batas {most.megabytes_a_day} MB dalam 24 jam sudah tercapai.",
                hint="Lanjutkan besok, atau impor dokumennya satu per satu.",
            )


@dataclass(slots=True)
class Intake:
    """Takes in the files of one folder, as many and as much as the bounds allow.

    What has no room in the agency is not stored.
    """

    room: Room = Room()
    count: int = 0
    size: int = 0

    def folder(self, sent: Iterable[tuple[str, IO[bytes]]]) -> Iterator[Received]:
        """What was sent, name and file; a ZIP archive counts as what is in it.

        Errors: Invalid TL603 when there are too many documents, or too little room or disk.
        """
        for name, file in sent:
            if name.casefold().endswith(".zip"):
                yield from self.archive(name, file)
            elif not is_beside(name):
                yield self.one(shown_name(name), file)

    def one(self, name: str, file: IO[bytes]) -> Received:
        """Store one file."""
        self.count += 1
        if self.count > bounds().documents:
            raise Invalid(
                f"Lebih dari {bounds().documents} dokumen dalam satu folder.",
                hint="Kirim per unit atau per subfolder.",
            )
        self.room.require(self.count, self.size)
        require_disk()
        try:
            stored = files.store(self.counted(file))
        except (files.FileTooLarge, files.FileEmpty) as refused:
            return Received(name=name, refusal=refused)
        return Received(name=name, sha256=stored.sha256, size=stored.size)

    def counted(self, file: IO[bytes]) -> Iterator[bytes]:
        """The bytes of a file, as long as the whole folder stays within its bound."""
        while chunk := file.read(CHUNK):
            self.size += len(chunk)
            if self.size > bounds().megabytes * MEGABYTE:
                raise Invalid(
                    f"Isi folder ini lebih dari {bounds().megabytes} MB.",
                    hint="Kirim per unit atau per subfolder.",
                )
            self.room.require(self.count, self.size)
            yield chunk

    def archive(self, name: str, file: IO[bytes]) -> Iterator[Received]:
        """The documents in a ZIP archive; one that cannot be unpacked is refused alone."""
        shown = shown_name(name)
        try:
            require_small_directory(file)
            packed = zipfile.ZipFile(file)
        except Invalid as refused:
            yield Received(name=shown, refusal=refused)
            return
        except (*UNREADABLE, OSError):  # a directory that points nowhere is sought in vain
            yield Received(name=shown, refusal=broken_archive())
            return
        with packed:
            entries = [one for one in packed.infolist() if not one.is_dir()]
            entries = [one for one in entries if not is_beside(one.filename)]
            if not entries:
                empty = files.FileEmpty("Arsip ZIP ini tidak memuat berkas.")
                yield Received(name=shown, refusal=empty)
            for entry in entries:
                yield self.entry(packed, entry, shown)

    def entry(self, packed: zipfile.ZipFile, entry: zipfile.ZipInfo, archive: str) -> Received:
        """One document of an archive."""
        name = f"{archive}/{shown_name(entry.filename)}"[:LONGEST_NAME]
        if entry.flag_bits & ENCRYPTED:
            return Received(
                name=name,
                refusal=ReadingError(
                    "Berkas ini terkunci kata sandi di dalam arsipnya.",
                    hint="Buka kuncinya lalu kirim ulang.",
                ),
            )
        try:
            with packed.open(entry) as file:
                return self.one(name, file)
        except UNREADABLE:
            return Received(name=name, refusal=broken_archive())
        except OSError as fault:
            if fault.errno is not None:  # the disk's; bz2 raises its own without a number
                raise
            return Received(name=name, refusal=broken_archive())


def broken_archive() -> ReadingError:
    """The refusal of an archive, or of a file in it, that does not unpack."""
    return ReadingError(
        "Arsip ZIP ini rusak atau tidak dikenal cara pemampatannya.",
        hint="Buat ulang arsipnya, atau kirim berkasnya langsung.",
    )


def require_small_directory(file: IO[bytes]) -> None:
    """Errors: Invalid TL603 when the archive lists more than it may.

    Looked at before the directory is read: the library would take it all into memory.
    """
    file.seek(0, 2)
    length = file.tell()
    file.seek(max(0, length - LOCATOR_SIZE - END_SIZE - LONGEST_COMMENT))
    tail = file.read()
    at = tail.rfind(END)
    if at < 0 or len(tail) - at < END_SIZE:
        raise zipfile.BadZipFile
    if tail[:at][-LOCATOR_SIZE:].startswith(LOCATOR):
        raise Invalid(  # its own end record counts then, not the one looked at below
            "Arsip ZIP ini berformat ZIP64, yang dipakai untuk arsip sangat besar.",
            hint="Bagi menjadi beberapa arsip.",
        )
    entries, directory = struct.unpack_from("<HI", tail, at + 10)
    most = bounds().archive_entries
    if entries > most or directory > most * AN_ENTRY:
        raise Invalid(
            f"Arsip ZIP ini memuat lebih dari {most} nama.",
            hint="Bagi menjadi beberapa arsip.",
        )
    file.seek(0)


def require_disk() -> None:
    """Errors: Invalid TL603 when the disk is nearly full."""
    settings.DATA_FOLDER.mkdir(parents=True, exist_ok=True)
    if shutil.disk_usage(settings.DATA_FOLDER).free < bounds().spare_megabytes * MEGABYTE:
        raise Invalid(
            "Disk server hampir penuh; folder ini tidak dapat diterima.",
            hint="Hubungi pengelola sistem.",
        )


def parts_of(name: str) -> list[str]:
    """The parts of a path, whoever wrote it."""
    return [part for part in name.replace("\\", "/").split("/") if part not in ("", ".", "..")]


def shown_name(name: str) -> str:
    """A name as it is shown: on one line, without a drive, a root or steps upwards."""
    path = PurePosixPath(*[one_line(part) for part in parts_of(name)] or ["tanpa nama"])
    return str(path)[-LONGEST_NAME:]


def is_beside(name: str) -> bool:
    """Whether a system or a program left this beside the documents."""
    parts = parts_of(name)
    hidden = any(part.startswith(BESIDE) for part in parts)
    return hidden or (bool(parts) and parts[-1].casefold() in SYSTEM_FILES)
