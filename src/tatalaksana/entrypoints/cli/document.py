"""The document a command works on: a file, or the standard input under the name "-"."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path

from tatalaksana.core.base.errors import ProcedureError, ReadingError
from tatalaksana.core.procedure.exchange import procedure_from
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.read import read

STANDARD_INPUT = "-"
HELP = "dokumen SOP, atau format pertukaran (JSON); “-” untuk masukan standar"
#: how JSON of procedures begins; a text may begin with a bracket, an RTF file with a brace
JSON = re.compile(rb'(?:\xef\xbb\xbf)?\s*(?:\[\s*)?(?:\{\s*["}]|\])')


def document(file: str) -> tuple[bytes, str]:
    """The bytes of a document, and its name for messages. Errors: OSError."""
    if file != STANDARD_INPUT:
        return Path(file).read_bytes(), file
    data = sys.stdin.buffer.read() if sys.stdin else b""  # none: the shell closed it
    return data, "masukan standar"


def procedures_in(file: str) -> list[Procedure]:
    """The procedures of a document, or of a file in the exchange format; at least one.

    Errors: ReadingError and its kinds; ProcedureError TL100 when the JSON is not whole or not the
    exchange format; OSError.
    """
    data, name = document(file)
    if not JSON.match(data) and not name.casefold().endswith(".json"):
        return [one.procedure for one in read(data, name)]
    try:
        found = json.loads(data)
    except ValueError as wrong:
        raise ProcedureError(
            f"Berkas ini bukan JSON yang utuh: {wrong}.",
            hint="Buat ulang dengan tatalaksana read --json.",
            place=name,
        ) from wrong
    values = found if isinstance(found, list) else [found]
    if not values:
        raise ReadingError("Berkas ini tidak memuat prosedur.", place=name)
    return [procedure_from(value) for value in values]
