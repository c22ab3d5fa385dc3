"""`tatalaksana restore`: an office from a backup, on an empty machine."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="BERKAS", help="cadangan dari tatalaksana backup")
    parser.add_argument(
        "--data", type=Path, required=True, metavar="FOLDER", help="folder data yang baru"
    )


def run(line: Namespace) -> int:
    """Restore the office."""
    return become("tatalaksana.project.restore", "--data", str(line.data), "--", line.file)


COMMAND = Command(
    name="restore",
    summary="Memulihkan kantor dari cadangan ke folder dan basis data yang kosong.",
    arguments=arguments,
    run=run,
)
