"""`tatalaksana verify`: recompute every chain of events."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from tatalaksana.entrypoints.cli.command import Command
from tatalaksana.entrypoints.cli.program import become


def arguments(parser: ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument("--data", type=Path, required=True, metavar="FOLDER", help="folder data")
    parser.add_argument(
        "--anchor",
        metavar="BERKAS",
        help="jangkar yang disimpan di tempat lain: salinan anchors/*.jsonl, atau berkas cadangan",
    )
    parser.add_argument(
        "--files", action="store_true", help="bandingkan juga isi setiap dokumen berkas di disk"
    )


def run(line: Namespace) -> int:
    """Verify the chains."""
    anchor = ("--anchor", line.anchor) if line.anchor else ()
    files = ("--files",) if line.files else ()
    return become("tatalaksana.project.verify", "--data", str(line.data), *anchor, *files)


COMMAND = Command(
    name="verify",
    summary="Menghitung ulang rantai peristiwa semua berkas.",
    arguments=arguments,
    run=run,
)
