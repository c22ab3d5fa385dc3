"""`tatalaksana migrate`: bring the tables up to date, once for all machines."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become


def arguments(_parser: ArgumentParser) -> None:
    """Declare no arguments."""


def run(_line: Namespace) -> int:
    """Widen the tables."""
    return become("tatalaksana.project.roles", "tables")


COMMAND = Command(
    name="migrate",
    summary="Memperbarui tabel dan berkas statis, sekali untuk semua mesin.",
    arguments=arguments,
    run=run,
)
