"""`tatalaksana worker`: the worker alone, for an installation on several machines."""

from __future__ import annotations

import os
from argparse import ArgumentParser, Namespace

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    cores = os.cpu_count() or 1
    parser.add_argument(
        "--jobs", type=int, default=cores, help=f"pekerjaan sekaligus (bawaan {cores}, banyak inti)"
    )


def run(line: Namespace) -> int:
    """Become the worker."""
    return become("tatalaksana.project.roles", "worker", "--jobs", str(line.jobs))


COMMAND = Command(
    name="worker",
    summary="Menjalankan pekerja saja, untuk pemasangan di beberapa mesin.",
    arguments=arguments,
    run=run,
)
