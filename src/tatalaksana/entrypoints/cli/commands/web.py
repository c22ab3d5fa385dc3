"""`tatalaksana web`: the web server alone, for an installation on several machines."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "--bind",
        default="127.0.0.1:8000",
        metavar="ALAMAT:PORTA",
        help="tempat mendengarkan (bawaan 127.0.0.1:8000)",
    )
    parser.add_argument("--processes", type=int, default=2, help="banyak proses (bawaan 2)")
    parser.add_argument("--threads", type=int, default=4, help="banyak utas per proses (bawaan 4)")


def run(line: Namespace) -> int:
    """Become the web server."""
    return become(
        "tatalaksana.project.roles", "web", "--bind", line.bind,
        "--processes", str(line.processes), "--threads", str(line.threads),
    )  # fmt: skip


COMMAND = Command(
    name="web",
    summary="Menjalankan server web saja, untuk pemasangan di beberapa mesin.",
    arguments=arguments,
    run=run,
)
