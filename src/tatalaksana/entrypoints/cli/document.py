"""The document a command works on: a file, or the standard input under the name "-"."""

from __future__ import annotations

import json
import re
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import IO

from tatalaksana.core.base.errors import ProcedureError, ReadingError, TooMuchMemory
from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.apart.desk import Document
from tatalaksana.core.reading.apart.limits import MEGABYTE, Limits, exchange_megabytes, usual_limits
from tatalaksana.entrypoints.cli.alone import outcome_of

STANDARD_INPUT = "-"
HELP = "dokumen SOP, atau format pertukaran (JSON); “-” untuk masukan standar"
#: how JSON of procedures begins; a text may begin with a bracket, an RTF file with a brace
JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?(?:\{\s*["}]|\])')
START = 65_536  #: bytes looked at


def add_limits(parser: ArgumentParser) -> None:
    """The options for what a document may take while it is read."""
    usual = usual_limits()
    parser.add_argument("--seconds", metavar="N", type=float, default=usual.seconds,
                        help="batas waktu satu dokumen (bawaan %(default)s; pindaian mendapat "
                        "lebih menurut jumlah halamannya)")  # fmt: skip
    parser.add_argument("--megabytes", metavar="N", type=int, default=usual.megabytes,
                        help="batas memori satu dokumen (bawaan %(default)s)")  # fmt: skip


def limits_of(line: Namespace) -> Limits:
    """The limits of the command line. Errors: SettingError TL900 when they are too low."""
    return Limits(seconds=line.seconds, megabytes=line.megabytes)


@contextmanager
def at_hand(file: str, limits: Limits) -> Iterator[Document]:
    """A document that another process can open: what is no file is kept in one meanwhile.

    Errors: OSError when it cannot be opened; TooMuchMemory TL204 when it has no end.
    """
    if file != STANDARD_INPUT:
        with Path(file).open("rb") as source:
            if Path(file).is_file():
                yield Document(Path(file), file)
                return
            with copied(source, file, limits) as document:
                yield document
        return
    with copied(sys.stdin.buffer if sys.stdin else None, "masukan standar", limits) as document:
        yield document  # without a source the shell closed it


@contextmanager
def copied(source: IO[bytes] | None, name: str, limits: Limits) -> Iterator[Document]:
    """What a source gives, in a file; no more of it than there may be memory."""
    with NamedTemporaryFile(prefix="tatalaksana-") as file:
        left = limits.megabytes * MEGABYTE
        while source and (part := source.read(min(left, MEGABYTE))):
            left -= file.write(part)
            if not left:
                raise TooMuchMemory(
                    f"Dokumen ini lebih besar dari {limits.megabytes} MB.",
                    hint="Bagi menjadi beberapa dokumen.",
                    place=name,
                )
        file.flush()
        yield Document(Path(file.name), name)


def procedures_in(line: Namespace) -> list[Procedure]:
    """The procedures of a document, or of a file in the exchange format; at least one.

    Errors: ReadingError and its kinds; ProcedureError TL100 when the JSON is not whole or not the
    exchange format; OSError.
    """
    with at_hand(line.file, limits_of(line)) as document:
        if is_exchange(document):
            return exchanged(document)
        outcome = outcome_of(document, limits_of(line))
    return [procedure_from(one) for one in outcome.readings]


def is_exchange(document: Document) -> bool:
    """Whether a file is in the exchange format, by its name or how it begins."""
    with document.path.open("rb") as file:
        return document.name.casefold().endswith(".json") or bool(JSON.match(file.read(START)))


def exchanged(document: Document) -> list[Procedure]:
    """The procedures of a file in the exchange format. Errors: see `procedures_in`."""
    most = exchange_megabytes()
    if document.path.stat().st_size > most * MEGABYTE:
        raise ReadingError(
            f"Berkas ini lebih besar dari {most} MB.",
            hint="Bagi menjadi beberapa berkas.",
            place=document.name,
        )
    try:
        found = json.loads(document.path.read_bytes())
        values = found if isinstance(found, list) else [found]
        procedures = [procedure_from(value) for value in values]
    except (ValueError, RecursionError) as wrong:
        told = "bertumpuk terlalu dalam" if isinstance(wrong, RecursionError) else str(wrong)
        raise ProcedureError(
            f"Berkas ini bukan JSON yang utuh: {told}.",
            hint="Buat ulang dengan tatalaksana read --json.",
            place=document.name,
        ) from wrong
    if not procedures:
        raise ReadingError("Berkas ini tidak memuat prosedur.", place=document.name)
    return procedures
