"""Files by their content: each stored once under its SHA-256, written whole or not at all."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tatalaksana.core.base.errors import TatalaksanaError


class FileTooLarge(TatalaksanaError):
    """The file is larger than the office allows."""

    code = "TL701"


class FileEmpty(TatalaksanaError):
    """The file has no content."""

    code = "TL702"


class FileMissing(TatalaksanaError):
    """The stored file is gone from the disk."""

    code = "TL703"


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What was stored: hexadecimal SHA-256 and size in bytes."""

    sha256: str
    size: int


def require_fit(size: int) -> None:
    """Errors: FileTooLarge TL701 for more bytes than a file may have."""
    if size > settings.UPLOAD_LIMIT:
        limit = settings.UPLOAD_LIMIT // 1024 // 1024
        raise FileTooLarge(
            f"Berkas lebih besar dari {limit} MB.",
            hint="Perkecil hasil pindai atau bagi menjadi beberapa berkas.",
        )


def store(chunks: Iterable[bytes]) -> StoredFile:
    """Store the bytes and return where they are.

    Errors: FileTooLarge TL701, FileEmpty TL702; nothing is left behind then.
    """
    folder = settings.DATA_FOLDER / "files"
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    digest, size = hashlib.sha256(), 0
    handle, name = tempfile.mkstemp(dir=folder)
    try:
        with os.fdopen(handle, "wb") as target:
            for chunk in chunks:
                size += len(chunk)
                require_fit(size)
                digest.update(chunk)
                target.write(chunk)
            if not size:
                raise FileEmpty("Berkas ini kosong.", hint="Pilih berkas yang ada isinya.")
            target.flush()
            os.fsync(target.fileno())
        there = path_of(digest.hexdigest())
        there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        Path(name).replace(there)
        for changed in (there.parent, folder):  # its name outlives a power cut as its bytes do
            keep_names(changed)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return StoredFile(digest.hexdigest(), size)


def keep_names(folder: Path) -> None:
    """Have the names in `folder` written to the disk."""
    opened = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(opened)
    finally:
        os.close(opened)


def path_of(sha256: str) -> Path:
    """Where the bytes with this digest lie."""
    return settings.DATA_FOLDER / "files" / sha256[:2] / sha256


def content_of(sha256: str) -> bytes:
    """The stored bytes. Errors: FileMissing TL703."""
    return existing_path(sha256).read_bytes()


def existing_path(sha256: str) -> Path:
    """Where the stored bytes lie, for what reads them itself. Errors: FileMissing TL703."""
    there = path_of(sha256)
    if not there.is_file():
        raise FileMissing(
            "Isi berkas tidak ditemukan di penyimpanan.",
            hint="Hubungi pengelola sistem; pulihkan dari cadangan.",
        )
    return there


def is_whole(sha256: str) -> bool:
    """Whether the bytes with this digest lie where they should, unchanged."""
    try:
        with path_of(sha256).open("rb") as source:
            return hashlib.file_digest(source, "sha256").hexdigest() == sha256
    except FileNotFoundError:
        return False


def keep_made(sha256: str, name: str, data: bytes) -> None:
    """Keep what was made of a stored file, e.g. a picture of its page; it can be made anew."""
    there = made_path(sha256, name)
    there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=there.parent)
    try:
        with os.fdopen(handle, "wb") as target:
            target.write(data)
        Path(temporary).replace(there)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def made(sha256: str, name: str) -> bytes | None:
    """What was made of a stored file under this name; None when it is not there."""
    try:
        return made_path(sha256, name).read_bytes()
    except FileNotFoundError:
        return None


def made_path(sha256: str, name: str) -> Path:
    """Where what was made of a stored file lies: beside the files, so that no backup needs it."""
    return settings.DATA_FOLDER / "made" / sha256[:2] / f"{sha256}-{name}"
