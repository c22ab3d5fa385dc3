"""Pages drawn in a process of their own: a hostile picture costs that process, not the office."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from tatalaksana.core.base.errors import TooSlow
from tatalaksana.core.reading.apart.desk import refusal_from, stopped, surroundings, too_much
from tatalaksana.core.reading.apart.limits import Limits
from tatalaksana.core.reading.explain.sheet import Sheet, sheet_in

PAINTER = "tatalaksana.core.reading.apart.painter"


def sheets_apart(
    path: Path,
    numbers: Collection[int],
    limits: Limits,
    as_read: Mapping[int, Path] = MappingProxyType({}),
) -> tuple[Sheet, ...]:
    """The pages of the document at `path` with these numbers, from 1.

    `as_read` are files with pages as they were read (see plain_page), where they were kept.

    Errors: ReadingError TL200 when it cannot be read; TooSlow TL203, TooMuchMemory TL204,
    ReaderStopped TL205 when drawing takes too long, too much memory, or ends half done.
    """
    wanted = [f"{number}={as_read.get(number, '')}" for number in sorted(numbers)]
    told, code = painted([str(path), *wanted], limits)
    try:
        lines = [json.loads(line) for line in told.splitlines()]
    except ValueError:
        raise stopped() from None
    if any("memory" in line for line in lines):
        raise too_much(limits.megabytes)
    for line in lines:
        if "refused" in line:
            raise refusal_from(line)
    if code:
        raise stopped()
    return tuple(map(sheet_in, lines))


def painted(arguments: Sequence[str], limits: Limits) -> tuple[bytes, int]:
    """What the painter said, and its exit code. Errors: TooSlow TL203, ReaderStopped TL205.

    What it started ends with it, and its files are removed, however it ends.
    """
    with tempfile.TemporaryDirectory(prefix="tatalaksana-", ignore_cleanup_errors=True) as folder:
        try:
            process = subprocess.Popen(  # noqa: S603 - our own program
                [sys.executable, "-P", "-m", PAINTER, str(limits.megabytes), str(limits.seconds),
                 *arguments],
                env=surroundings(folder),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,
            )  # fmt: skip
        except OSError:
            raise stopped() from None
        try:
            return process.communicate(timeout=limits.seconds)[0], process.returncode
        except subprocess.TimeoutExpired:
            raise TooSlow(
                f"Halaman dokumen ini tidak selesai digambar dalam {limits.seconds:g} detik.",
                hint="Unduh dokumen aslinya untuk melihatnya.",
            ) from None
        finally:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.communicate()
