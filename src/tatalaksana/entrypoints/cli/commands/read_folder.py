"""`tatalaksana read-folder`: every document below a folder, on all cores."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from tatalaksana.core.base.errors import SettingError
from tatalaksana.core.reading.apart.desk import Document
from tatalaksana.core.reading.apart.folder import read_apart
from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.document import add_limits, limits_of
from tatalaksana.entrypoints.cli.folder import (
    Result,
    documents_in,
    kept,
    ordered,
    write_summary,
)
from tatalaksana.entrypoints.cli.progress import Progress

REFUSED, STOPPED = 1, 130  #: exit codes
TOLD = 15  #: documents with doubts that are named on the screen; the table has them all


def arguments(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("folder", metavar="FOLDER", type=Path, help="folder dokumen SOP")
    parser.add_argument("-o", "--output", metavar="FOLDER", type=Path, required=True,
                        help="tempat hasil: satu JSON per dokumen dan ringkasan.csv")  # fmt: skip
    parser.add_argument("--processes", metavar="N", type=int, default=cores(),
                        help="proses pembaca (bawaan: semua inti, %(default)s)")  # fmt: skip
    add_limits(parser)


def cores() -> int:
    """The cores this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def run(line: Namespace) -> int:
    """Read the folder; 0 when every document was read, 1 when some were refused."""
    if not line.folder.is_dir():
        raise SettingError(
            f"{line.folder} bukan folder.", hint="Untuk satu dokumen: tatalaksana read BERKAS."
        )
    if line.processes < 1:
        raise SettingError("--processes kurang dari 1.", hint="Isi 1 atau lebih.")
    limits = limits_of(line)
    documents = documents_in(line.folder, line.output.resolve())
    line.output.mkdir(parents=True, exist_ok=True)
    found: list[Result] = []
    progress, stopped = Progress(len(documents), sys.stderr), False
    try:
        with closing(read_apart(documents, processes=line.processes, limits=limits)) as outcomes:
            for outcome in outcomes:
                found.append(kept(outcome, line.output))
                progress.advance(refused=outcome.refusal is not None)
    except KeyboardInterrupt:
        stopped = True
    finally:
        progress.close()
        table = write_summary(ordered(found), unread(documents, found), line.output)
    print("\n".join(report(found, documents, table)))
    if stopped:
        return STOPPED
    return REFUSED if any(one.reason for one in found) else 0


def unread(documents: list[Document], found: list[Result]) -> list[str]:
    """The names of the documents that were not read to their end."""
    done = {one.name for one in found}
    return [one.name for one in documents if one.name not in done]


def report(found: list[Result], documents: list[Document], table: Path) -> Iterator[str]:
    """What a person reads at the end: the heaviest documents, every refusal, the counts."""
    results = ordered(found)
    doubtful = [one for one in results if one.doubts]
    refused = [one for one in results if one.reason]
    if doubtful:
        yield "Periksa lebih dahulu (bobot keraguan, jumlah, dokumen):"
        for one in doubtful[:TOLD]:
            must = f", {one.heavy} harus dijawab" if one.heavy else ""
            yield f"  {one.weight:>5}  {one.doubts:>3} keraguan{must}  {one.name}"
        if len(doubtful) > TOLD:
            yield f"  … dan {len(doubtful) - TOLD} dokumen lain."
    if refused:
        yield "Ditolak:"
        yield from (f"  {one.name}: {one.reason}" for one in refused)
    left = len(documents) - len(found)
    if left:
        yield f"Dihentikan: {left} dokumen belum dibaca. Yang sudah terbaca tersimpan."
    procedures = sum(one.procedures for one in found)
    yield (
        f"{len(found) - len(refused)} dokumen terbaca, {procedures} SOP; "
        f"{len(refused)} ditolak. Ringkasan: {table}"
    )


COMMAND = Command(
    name="read-folder",
    summary="Baca semua dokumen dalam satu folder; hasilnya menurut banyaknya keraguan.",
    arguments=arguments,
    run=run,
)
