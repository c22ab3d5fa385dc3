"""The file a backup is kept in: a ZIP with the tables, the documents, and a checked list of both.

    manifest.json       versions, tables, sequences, anchors, every member with its size and SHA-256
    manifest.sha256     of manifest.json
    tables/<table>      its rows, as PostgreSQL's COPY writes text
    files/<sha256>      a document, by its content
    kept/<name>         small files of the data folder: the key of the installation

It is written beside its place and put there whole, and read only after every byte was checked.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
import zipfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from tatalaksana.core.base.errors import TatalaksanaError

FORMAT = 1
MANIFEST, SEAL = "manifest.json", "manifest.sha256"
CHUNK = 1 << 20
PACKED = 3  #: level of zlib for the tables; documents are stored as they are, scans do not shrink


class BackupRefused(TatalaksanaError):
    """A backup cannot be made, or not be restored here."""

    code = "TL901"


@dataclass
class Writing:
    """A backup under way."""

    zip: zipfile.ZipFile
    members: dict[str, dict[str, Any]] = field(default_factory=dict)

    def add(self, name: str, chunks: Iterable[bytes], *, packed: bool = False) -> None:
        """Add a member from its bytes."""
        info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
        info.compress_type = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
        info.external_attr = 0o600 << 16
        digest, size = hashlib.sha256(), 0
        with self.zip.open(info, "w", force_zip64=True) as target:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                target.write(chunk)
        self.members[name] = {"size": size, "sha256": digest.hexdigest()}

    def close(self, told: dict[str, Any]) -> None:
        """Add the manifest: `told`, the format, and the list of members."""
        text = json.dumps(
            {"format": FORMAT, **told, "members": self.members}, ensure_ascii=False, indent=1
        ).encode()
        self.zip.writestr(MANIFEST, text, zipfile.ZIP_DEFLATED)
        self.zip.writestr(SEAL, hashlib.sha256(text).hexdigest())


@contextmanager
def written(target: Path) -> Iterator[Writing]:
    """A new backup that appears at `target` when the block has ended well, readable by its owner.

    Errors: BackupRefused TL901 when there is a file already; OSError when the disk is full.
    """
    if target.exists():
        raise BackupRefused(
            f"Berkas {target} sudah ada.", hint="Pilih nama lain; cadangan lama tidak ditimpa."
        )
    handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
    try:
        with os.fdopen(handle, "wb") as raw:
            with zipfile.ZipFile(raw, "w", compresslevel=PACKED) as packed:
                yield Writing(packed)
            raw.flush()
            os.fsync(raw.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose every byte was checked."""

    zip: zipfile.ZipFile
    manifest: dict[str, Any]

    def open(self, name: str) -> IO[bytes]:
        """A member, for reading."""
        return self.zip.open(name)

    def names(self, folder: str) -> list[str]:
        """The members in `folder`, without it."""
        start = f"{folder}/"
        return [
            name.removeprefix(start) for name in self.manifest["members"] if name.startswith(start)
        ]


@contextmanager
def opened(file: Path) -> Iterator[Backup]:
    """The backup in `file`, after every byte was compared with the manifest.

    Errors: BackupRefused TL901 when it is damaged, cut short, no backup at all, or of a newer
    format; OSError when it is not there.
    """
    try:
        packed = zipfile.ZipFile(file)
    except (zipfile.BadZipFile, zipfile.LargeZipFile) as wrong:
        raise damaged(file, "bukan berkas cadangan, atau terpotong") from wrong
    with packed:
        backup = Backup(packed, manifest_of(packed, file))
        check(backup, file)
        yield backup


def manifest_in(file: Path) -> dict[str, Any] | None:
    """The manifest of the backup in `file`; None when it is another kind of file.

    Errors: BackupRefused TL901 when it is damaged; OSError when it is not there.
    """
    with file.open("rb") as source:
        if not zipfile.is_zipfile(source):
            return None
    with zipfile.ZipFile(file) as packed:
        return manifest_of(packed, file)


def manifest_of(packed: zipfile.ZipFile, file: Path) -> dict[str, Any]:
    """The list of what is in it. Errors: as `opened`."""
    try:
        text, seal = packed.read(MANIFEST), packed.read(SEAL).decode()
        told: dict[str, Any] = json.loads(text)
        version = int(told["format"])
    except (KeyError, ValueError, TypeError, zipfile.BadZipFile, OSError) as wrong:
        raise damaged(file, "daftar isinya tidak terbaca") from wrong
    if hashlib.sha256(text).hexdigest() != seal:
        raise damaged(file, "daftar isinya berubah")
    if version > FORMAT:
        raise newer(file, f"bentuk cadangan {version}")
    return told


def check(backup: Backup, file: Path) -> None:
    """Compare every member with the manifest. Errors: BackupRefused TL901 naming the first."""
    members = backup.manifest["members"]
    names = sorted(name for name in backup.zip.namelist() if name not in (MANIFEST, SEAL))
    if names != sorted(members):
        raise damaged(file, "isinya tidak sama dengan daftarnya")
    for name, told in members.items():
        digest = hashlib.sha256()
        try:
            with backup.open(name) as source:
                while chunk := source.read(CHUNK):
                    digest.update(chunk)
        except Exception as wrong:  # whatever a changed byte does to zipfile and zlib
            raise damaged(file, f"{name} tidak terbaca") from wrong
        if digest.hexdigest() != told["sha256"]:
            raise damaged(file, f"{name} berubah")


def damaged(file: Path, what: str) -> BackupRefused:
    """A refusal of a file that is not whole."""
    return BackupRefused(
        f"Cadangan {file} rusak: {what}. Tidak ada yang dipulihkan.", hint="Pakai cadangan lain."
    )


def newer(file: Path, what: str) -> BackupRefused:
    """A refusal of a file that this program does not know yet."""
    return BackupRefused(
        f"Cadangan {file} dibuat oleh versi yang lebih baru ({what}). Tidak ada yang dipulihkan.",
        hint="Perbarui tatalaksana, lalu ulangi.",
    )
