"""`python -m tatalaksana.project.backup`: keep the whole office in one file, while it runs."""

from __future__ import annotations

import argparse
import hashlib
import os
import re
import sys
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

import psycopg

from tatalaksana import __version__
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.project.backup_file import CHUNK, BackupRefused, Writing, written
from tatalaksana.project.opening import office_open
from tatalaksana.project.stages import say, stage
from tatalaksana.project.table_data import anchors, named_files, rows_of, sequences, tables

KEPT = ("secret", "password")  #: files of the data folder that no program can make again
ANCHORED = "cases_chainanchor"  #: a database of an earlier release has none
DIGEST = re.compile(r"[0-9a-f]{64}")


def main() -> int:
    """Parse the line and keep the office; 1 when a document is missing on the disk."""
    parser = argparse.ArgumentParser(prog="tatalaksana backup")
    parser.add_argument("file", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    line = parser.parse_args()
    try:
        with office_open(line.data.resolve(), as_it_is=True):
            lost = keep(line.file.absolute(), line.data.resolve(), os.environ["DATABASE_URL"])
    except TatalaksanaError as wrong:
        sys.stderr.write(f"tatalaksana: {wrong} [{wrong.code}]\n")
        return 2
    except (OSError, psycopg.Error) as wrong:
        sys.stderr.write(f"tatalaksana: cadangan tidak selesai: {wrong}\n")
        return 2
    for digest in sorted(lost):
        say(f"  Isi berkas {digest} tidak ada di folder data, atau rusak.")
    say(f"  Cadangan lengkap: {line.file}" if not lost else f"  Cadangan kurang: {line.file}")
    return int(bool(lost))


def keep(target: Path, folder: Path, address: str) -> set[str]:
    """Write the backup; return the documents that the rows name and the disk does not hold.

    The tables are of one moment. The documents are copied after it: they are only ever added, and
    each is on the disk before a row names it, so all that the rows name are there.
    Errors: BackupRefused TL901 when there is nothing to keep, or a file at `target` already.
    """
    with psycopg.connect(address) as connection, written(target) as backup:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        connection.read_only = True
        with stage("Tabel"):
            told = keep_tables(connection, backup)
            named = named_files(connection)
        with stage("Dokumen"):
            there = keep_files(backup, sorted((folder / "files" / "files").glob("*/*")))
        for name in KEPT:
            if (folder / name).is_file():
                backup.add(f"kept/{name}", [(folder / name).read_bytes()])
        backup.close(told)
    return named - there


def keep_tables(connection: psycopg.Connection, backup: Writing) -> dict[str, object]:
    """Add every table; return what the manifest tells of them."""
    there = tables(connection)
    if "office_agency" not in {table.name for table in there}:
        raise BackupRefused("Belum ada kantor di basis data ini.", hint="Periksa --data.")
    for table in there:
        backup.add(f"tables/{table.name}", rows_of(connection, table), packed=True)
    applied = connection.execute("select app, name from django_migrations order by id").fetchall()
    return {
        "program": __version__,
        "postgresql": connection.info.server_version,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "migrations": applied,
        "tables": {table.name: table.columns for table in there},
        "sequences": sequences(connection),
        "anchors": anchors(connection) if ANCHORED in {table.name for table in there} else [],
    }


def keep_files(backup: Writing, files: Iterable[Path]) -> set[str]:
    """Add every document that is what its name says; return their digests."""
    there = set()
    for file in files:
        if DIGEST.fullmatch(file.name) and digest_of(file) == file.name:
            backup.add(f"files/{file.name}", chunks_of(file))
            there.add(file.name)
    return there


def digest_of(file: Path) -> str:
    """The SHA-256 of a file."""
    with file.open("rb") as source:
        return hashlib.file_digest(source, "sha256").hexdigest()


def chunks_of(file: Path) -> Iterator[bytes]:
    """The bytes of a file."""
    with file.open("rb") as source:
        while chunk := source.read(CHUNK):
            yield chunk


if __name__ == "__main__":
    sys.exit(main())
