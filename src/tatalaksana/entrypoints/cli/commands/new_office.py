"""`tatalaksana new-office`: the first agency with somebody who keeps it."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become

TEXTS = {
    "agency": "nama instansi, misalnya 'Pemerintah Kabupaten Lumajang'",
    "code": "kode pendek untuk nomor berkas, misalnya LUMAJANG",
    "unit": "unit pertama, misalnya 'Bagian Organisasi'",
    "position": "jabatan pengelola pertama, misalnya 'Analis Kebijakan'",
    "name": "nama pengelola pertama",
    "username": "nama pengguna pengelola pertama",
}


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder data")
    for name, text in TEXTS.items():
        parser.add_argument(f"--{name}", required=True, help=text)
    parser.add_argument(
        "--zone",
        default="Asia/Jakarta",
        choices=("Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
        help="zona waktu: WIB, WITA, atau WIT (bawaan WIB)",
    )


def run(line: Namespace) -> int:
    """Make the agency."""
    given = [f"--{name}={getattr(line, name)}" for name in (*TEXTS, "zone", "data")]
    return become("tatalaksana.project.new_office", *given)


COMMAND = Command(
    name="new-office",
    summary="Membuat instansi baru dengan pengelola pertamanya.",
    arguments=arguments,
    run=run,
)
