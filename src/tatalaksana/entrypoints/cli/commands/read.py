"""`tatalaksana read`: a document as procedures, for a person or as JSON."""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, Namespace
from pathlib import Path

from tatalaksana.core.reading.read import read
from tatalaksana.core.reading.reading import plain_reading
from tatalaksana.entrypoints.cli.command import Command


def arguments(parser: ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("file", metavar="BERKAS", help="dokumen SOP; “-” untuk masukan standar")
    parser.add_argument("--json", action="store_true", help="cetak dalam format pertukaran (JSON)")


def run(line: Namespace) -> int:
    """Read the document and print what it says."""
    standard_input = line.file == "-"
    data = sys.stdin.buffer.read() if standard_input else Path(line.file).read_bytes()
    readings = read(data, "masukan standar" if standard_input else line.file)
    print(json.dumps([plain_reading(one) for one in readings], ensure_ascii=False, indent=1))
    return 0


COMMAND = Command(
    name="read",
    summary="Baca dokumen SOP: identitas, langkah, pelaksana, dan hal yang meragukan.",
    arguments=arguments,
    run=run,
)
