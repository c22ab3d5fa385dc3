"""`python -m tatalaksana.project.restore`: an office from a backup, on an empty machine."""

from __future__ import annotations

import argparse
import hashlib
import os
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

import psycopg

from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.project.backup import DIGEST, KEPT
from tatalaksana.project.backup_file import CHUNK, Backup, BackupRefused, damaged, newer, opened
from tatalaksana.project.opening import office_open, prepare_database
from tatalaksana.project.stages import say, stage
from tatalaksana.project.table_data import count_on, fill, tables
from tatalaksana.project.verify import verify

Migrations = set[tuple[str, str]]


def main() -> int:
    """Parse the line, restore, verify; 1 when a chain in the backup was broken already."""
    parser = argparse.ArgumentParser(prog="tatalaksana restore")
    parser.add_argument("file", type=Path)
    parser.add_argument("--data", type=Path, required=True)
    line = parser.parse_args()
    folder: Path = line.data.resolve()
    try:
        with ExitStack() as checked:
            with stage("Memeriksa cadangan"):
                backup = checked.enter_context(opened(line.file))
            checked.enter_context(office_open(folder, serving=True, as_it_is=True))
            restore(backup, line.file, folder)
            broken = verify()
    except TatalaksanaError as wrong:
        sys.stderr.write(f"tatalaksana: {wrong} [{wrong.code}]\n")
        return 2
    except (OSError, psycopg.Error) as wrong:
        sys.stderr.write(f"tatalaksana: pemulihan tidak selesai: {wrong}\n")
        return 2
    say(f"  Pulih dari {line.file}, cadangan {backup.manifest['made']}.")
    return broken


def restore(backup: Backup, file: Path, folder: Path) -> None:
    """Bring everything back; Django is set up, the tables are as they were found.

    The documents come first and the rows last, in one transaction: whatever stops it before leaves
    an empty office, and it can be done again.
    Errors: BackupRefused TL901 when the backup is of a newer program, or the office is not empty.
    """
    recorded = {(app, name) for app, name in backup.manifest["migrations"]}
    refuse_newer(recorded, file)
    with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
        refuse_occupied(connection, recorded)
    with stage("Dokumen"):
        for digest in backup.names("files"):
            bring_file(backup, digest, folder / "files" / "files", file)
    with stage("Tabel"):
        make_tables(recorded)
        with psycopg.connect(os.environ["DATABASE_URL"]) as connection:
            bring_rows(backup, file, connection)
    for name in backup.names("kept"):
        if name in KEPT:
            put_whole(backup, f"kept/{name}", folder / name)
    with stage("Tabel versi ini dan berkas statis"):
        prepare_database()


def refuse_newer(recorded: Migrations, file: Path) -> None:
    """Errors: BackupRefused TL901 when the backup has tables this program does not know."""
    from django.db.migrations.loader import MigrationLoader  # noqa: PLC0415 - Django is set up now

    known = MigrationLoader(None).disk_migrations
    if unknown := sorted(recorded - set(known)):
        raise newer(file, "/".join(unknown[0]))


def refuse_occupied(connection: psycopg.Connection, recorded: Migrations) -> None:
    """Errors: BackupRefused TL901 when the database holds anything but an empty office."""
    there = {table.name for table in tables(connection)}
    if not there:
        return
    fresh = BackupRefused(
        "Basis data ini sudah berisi. Tidak ada yang dipulihkan.",
        hint="Pulihkan ke --data dan basis data yang baru dan kosong.",
    )
    if not {"django_migrations", "office_agency", "office_account"} <= there:
        raise fresh
    used = connection.execute(
        "select exists(select from office_agency) or exists(select from office_account)"
    ).fetchone()
    applied = connection.execute("select app, name from django_migrations").fetchall()
    if used != (False,) or set(applied) - recorded:
        raise fresh


def make_tables(recorded: Migrations) -> None:
    """Make the tables as they were when the backup was made."""
    from django.db import connection  # noqa: PLC0415 - Django is set up now
    from django.db.migrations.executor import MigrationExecutor  # noqa: PLC0415

    executor = MigrationExecutor(connection)
    graph = executor.loader.graph
    last = [
        one
        for one in sorted(recorded)
        if not any(child.key[0] == one[0] and child.key in recorded
                   for child in graph.node_map[one].children)
    ]  # fmt: skip
    executor.migrate(last)
    connection.close()


def bring_rows(backup: Backup, file: Path, connection: psycopg.Connection) -> None:
    """Fill the tables. Errors: BackupRefused TL901 when they are others than those in the file."""
    there = tables(connection)
    if {table.name: list(table.columns) for table in there} != backup.manifest["tables"]:
        raise damaged(file, "tabelnya bukan tabel versi itu")
    with ExitStack() as sources:
        fill(
            connection,
            there,
            lambda table: sources.enter_context(backup.open(f"tables/{table}")),
        )
    count_on(connection, backup.manifest["sequences"])


def bring_file(backup: Backup, digest: str, folder: Path, file: Path) -> None:
    """Put one document in its place, unless it lies there. Errors: BackupRefused TL901."""
    told = backup.manifest["members"][f"files/{digest}"]
    if not DIGEST.fullmatch(digest) or told["sha256"] != digest:
        raise damaged(file, f"files/{digest} bukan dokumen itu")
    there = folder / digest[:2] / digest
    if there.exists() and hashlib.sha256(there.read_bytes()).hexdigest() == digest:
        return
    there.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    put_whole(backup, f"files/{digest}", there)


def put_whole(backup: Backup, member: str, target: Path) -> None:
    """Write a member to `target`, readable by its owner, whole or not at all."""
    handle, name = tempfile.mkstemp(dir=target.parent)
    try:
        with os.fdopen(handle, "wb") as copy, backup.open(member) as source:
            while chunk := source.read(CHUNK):
                copy.write(chunk)
            copy.flush()
            os.fsync(copy.fileno())
        Path(name).replace(target)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    sys.exit(main())
