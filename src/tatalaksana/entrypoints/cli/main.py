"""`tatalaksana`: parse the line, run the command, tell errors in one sentence.

Exit codes: 0 done; 1 done and something was found (check); 2 it could not be done;
130 stopped by the user.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

from tatalaksana import __version__
from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.cli import commands
from tatalaksana.entrypoints.cli.command import Command

#: what the system says in English, as a person reads it
CAUSES: dict[type[OSError], str] = {
    FileNotFoundError: "berkas atau folder ini tidak ada.",
    IsADirectoryError: "ini folder, bukan berkas.",
    NotADirectoryError: "sebagian jalurnya bukan folder.",
    PermissionError: "tidak boleh dibaca atau ditulis oleh pengguna ini.",
    FileExistsError: "sudah ada berkas dengan nama itu.",
}


def parser_of(known: Sequence[Command]) -> argparse.ArgumentParser:
    """The parser for `known` commands."""
    parser = argparse.ArgumentParser(
        prog="tatalaksana",
        description="Membaca, memeriksa, dan menggambar dokumen SOP administrasi pemerintahan.",
    )
    parser.add_argument("--version", action="version", version=f"tatalaksana {__version__}")
    choices = parser.add_subparsers(dest="command", metavar="PERINTAH", required=True)
    for command in known:
        child = choices.add_parser(command.name, help=command.summary, description=command.summary)
        command.arguments(child)
        child.set_defaults(run=command.run)
    return parser


def commands_for(arguments: Sequence[str]) -> tuple[Command, ...]:
    """The command that is asked for, alone; all of them where none is, to be listed.

    Loading all, the pens with them, takes longer than reading a text.
    """
    asked = arguments[0].replace("-", "_") if arguments else ""
    if asked.isidentifier() and not asked.startswith("_"):
        with suppress(ModuleNotFoundError):
            return (import_module(f"{commands.__name__}.{asked}").COMMAND,)
    return discover(commands, "COMMAND", Command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command and return its exit code."""
    given = sys.argv[1:] if arguments is None else arguments
    line = parser_of(commands_for(given)).parse_args(given)
    try:
        code: int = line.run(line)
        sys.stdout.flush()
    except TatalaksanaError as wrong:
        print(f"tatalaksana: {wrong} [{wrong.code}]", file=sys.stderr)
        return 2
    except OSError as wrong:
        if isinstance(wrong, BrokenPipeError):
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            return 0
        where = f"{wrong.filename}: " if wrong.filename else ""
        print(f"tatalaksana: {where}{CAUSES.get(type(wrong), wrong.strerror)}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    return code


if __name__ == "__main__":
    sys.exit(main())
