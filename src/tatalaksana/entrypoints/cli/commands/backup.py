"""`tatalaksana backup`: the whole office in one file, while it runs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("file", metavar="BERKAS", help="cadangan yang dibuat, misalnya kantor.zip")
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder data")


def run(line: Namespace) -> int:
    """Keep the office."""
    return become("tatalaksana.project.backup", "--data", str(line.data), "--", line.file)


COMMAND = Command(
    name="backup",
    summary="Mencadangkan seluruh kantor ke satu berkas, juga selagi berjalan.",
    arguments=arguments,
    run=run,
)
