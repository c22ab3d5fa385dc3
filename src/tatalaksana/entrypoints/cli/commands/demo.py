"""`tatalaksana demo`: the five offices of the bundled documents, on this machine."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--port", type=int, default=8000, help="porta web (bawaan 8000)")
    parser.add_argument(
        "--data",
        type=Path,
        default=Path("var/demo"),
        metavar="FOLDER",
        help="folder data (bawaan var/demo)",
    )


def run(line: Namespace) -> int:
    """Serve the demo."""
    return become("tatalaksana.project.demo", "--port", str(line.port), "--data", str(line.data))


COMMAND = Command(
    name="demo",
    summary="Menjalankan kantor contoh dengan 37 prosedur di komputer ini.",
    arguments=arguments,
    run=run,
)
