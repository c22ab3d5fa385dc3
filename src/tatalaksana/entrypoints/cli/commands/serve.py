"""`tatalaksana serve`: the office's own installation."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--port", type=int, default=8000, help="porta web (bawaan 8000)")
    parser.add_argument(
        "--data", type=Path, required=True, metavar="FOLDER", help="folder data kantor"
    )


def run(line: Namespace) -> int:
    """Serve the office."""
    return become("tatalaksana.project.serving", "--port", str(line.port), "--data", str(line.data))


COMMAND = Command(
    name="serve",
    summary="Menjalankan server web dan pekerja kantor ini.",
    arguments=arguments,
    run=run,
)
