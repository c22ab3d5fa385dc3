"""`tatalaksana verify`: recompute every chain of events."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder data")


def run(line: Namespace) -> int:
    """Verify the chains."""
    return become("tatalaksana.project.verify", "--data", str(line.data))


COMMAND = Command(
    name="verify",
    summary="Menghitung ulang rantai peristiwa semua berkas.",
    arguments=arguments,
    run=run,
)
