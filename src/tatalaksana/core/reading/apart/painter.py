"""`python -m tatalaksana.core.reading.apart.painter`: draws pages of the document it is given.

One line of JSON for every page, as `plain_sheet` tells it; what goes wrong is a line "refused".
"""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.apart.limits import allow_seconds, confine
from tatalaksana.core.reading.explain.as_read import page_from
from tatalaksana.core.reading.explain.sheet import plain_sheet, sheets_of


def paint(path: Path, wanted: Sequence[str]) -> None:
    """Write the pages to the standard output; each is wanted as "2=" or "2=file as it was read"."""
    files = {int(number): file for number, _, file in (one.partition("=") for one in wanted)}
    try:
        known = {number: page_from(json.loads(Path(file).read_bytes()))
                 for number, file in files.items() if file}  # fmt: skip
        for sheet in sheets_of(path.read_bytes(), frozenset(files), known):
            print(json.dumps(plain_sheet(sheet)), flush=True)  # noqa: T201 - the answer
    except ReadingError as refused:
        told = {"message": refused.message, "hint": refused.hint, "place": refused.place}
        print(json.dumps({"refused": {"code": refused.code, **told}}))  # noqa: T201
    except MemoryError:
        print(json.dumps({"memory": True}))  # noqa: T201


if __name__ == "__main__":
    confine(int(sys.argv[1]))
    allow_seconds(float(sys.argv[2]))
    paint(Path(sys.argv[3]), sys.argv[4:])
