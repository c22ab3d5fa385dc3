"""`tatalaksana demo`: the five offices of the bundled documents, on this machine."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace
from importlib.util import find_spec
from pathlib import Path

from tatalaksana.core.base.errors import SettingError
from tatalaksana.entrypoints.cli.command import Command


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
    """Become the server: it needs Django, which the command line alone does not."""
    if find_spec("django") is None:
        raise SettingError(
            "Aplikasi web belum terpasang.", hint="Jalankan `make demo` di folder proyek."
        )
    module = f"tatalaksana.project.{line.command}"
    arguments = [sys.executable, "-m", module, "--port", str(line.port), "--data", str(line.data)]
    os.execv(sys.executable, arguments)  # noqa: S606 - our own interpreter, fixed arguments


COMMAND = Command(
    name="demo",
    summary="Menjalankan kantor contoh dengan 37 prosedur di komputer ini.",
    arguments=arguments,
    run=run,
)
