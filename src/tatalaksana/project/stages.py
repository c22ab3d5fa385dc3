"""Progress for the person who starts the application: one line a stage."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Print `name`, and how long it took when it is done."""
    since = time.monotonic()
    sys.stdout.write(f"  {name} … ")
    sys.stdout.flush()
    try:
        yield
    except BaseException:
        sys.stdout.write("gagal\n")
        raise
    seconds = f"{time.monotonic() - since:.1f}".replace(".", ",")
    sys.stdout.write(f"selesai ({seconds} detik)\n")
    sys.stdout.flush()


def say(text: str = "") -> None:
    """Print a line at once."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()
