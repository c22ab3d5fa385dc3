"""Pages drawn in a process of their own: a hostile picture costs that process, not the office."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Collection
from pathlib import Path

import tatalaksana
from tatalaksana.core.base.errors import ReadingError, TooSlow
from tatalaksana.core.reading.apart.desk import KEPT, stopped, too_much
from tatalaksana.core.reading.apart.limits import Limits
from tatalaksana.core.reading.explain.sheet import Sheet, sheet_in

PAINTER = "tatalaksana.core.reading.apart.painter"


def sheets_apart(path: Path, numbers: Collection[int], limits: Limits) -> tuple[Sheet, ...]:
    """The pages of the document at `path` with these numbers, from 1.

    Errors: ReadingError TL200 when it cannot be read; TooSlow TL203, TooMuchMemory TL204,
    ReaderStopped TL205 when drawing takes too long, too much memory, or ends half done.
    """
    wanted = [str(number) for number in sorted(numbers)]
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    try:
        done = subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-P", "-m", PAINTER, str(limits.megabytes), str(limits.seconds),
             str(path), *wanted],
            env=kept | {"PYTHONPATH": str(Path(tatalaksana.__file__).parents[1])},
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=limits.seconds,
            start_new_session=True,
            check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        raise TooSlow(
            f"Halaman dokumen ini tidak selesai digambar dalam {limits.seconds:g} detik.",
            hint="Unduh dokumen aslinya untuk melihatnya.",
        ) from None
    except OSError:
        raise stopped() from None
    try:
        lines = [json.loads(line) for line in done.stdout.splitlines()]
    except ValueError:
        raise stopped() from None
    if any("memory" in line for line in lines):
        raise too_much(limits.megabytes)
    for line in lines:
        if "refused" in line:
            message, hint = line["refused"]
            raise ReadingError(message, hint=hint)
    if done.returncode:
        raise stopped()
    return tuple(map(sheet_in, lines))
