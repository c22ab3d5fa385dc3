"""How far a long command is: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

WIDTH = 24  #: letters of the bar
EVERY = 0.1  #: seconds between two drawings of the bar
LINE_EVERY = 10.0  #: seconds between two lines where there is no terminal
PATIENCE = 1.0  #: seconds a person waits without asking what goes on
MINUTE, HOUR = 60, 3600


class Progress:
    """Counts what is done of `total`, in documents."""

    def __init__(self, total: int, out: TextIO) -> None:
        self.total, self.out = total, out
        self.done = self.refused = 0
        self.since = self.told = time.monotonic()
        self.terminal = out.isatty()

    def advance(self, *, refused: bool) -> None:
        """One document more."""
        self.done += 1
        self.refused += refused
        now = time.monotonic()
        if now - self.told >= (EVERY if self.terminal else LINE_EVERY) or self.done == self.total:
            self.told = now
            self.tell(now)

    def tell(self, now: float) -> None:
        """Say how far it is."""
        if self.terminal:
            columns = shutil.get_terminal_size().columns
            self.out.write(f"\r{self.line(now)[: columns - 1]}\x1b[K")
        else:
            self.out.write(self.words(now) + "\n")
        self.out.flush()

    def line(self, now: float) -> str:
        """The bar with its words."""
        filled = WIDTH * self.done // max(1, self.total)
        return f"[{'#' * filled}{'.' * (WIDTH - filled)}] {self.words(now)}"

    def words(self, now: float) -> str:
        """Percent, count, speed, time left, refusals: "45%  157/348  3,2 dokumen/detik …"."""
        seconds = max(now - self.since, 1e-6)
        speed = self.done / seconds
        parts = [
            f"{100 * self.done // max(1, self.total)}%",
            f"{self.done}/{self.total} dokumen",
            f"{speed:.1f} dokumen/detik".replace(".", ","),
        ]
        if self.done < self.total:
            parts.append(f"sisa {length(round((self.total - self.done) / speed))}")
        if self.refused:
            parts.append(f"{self.refused} ditolak")
        return "  ".join(parts)

    def close(self) -> None:
        """Leave the bar's line."""
        if self.terminal and self.done:
            self.out.write("\n")
            self.out.flush()


class Waiting:
    """Says what is being read once that takes longer than a moment, and takes it away again."""

    def __init__(self, name: str, out: TextIO) -> None:
        self.name, self.out = name, out
        self.since = self.told = time.monotonic()
        self.shown = False
        self.terminal = out.isatty()

    def tick(self, done: int, pages: int) -> None:
        """So many pages that are pictures are done, of so many; (0, 0) where none is."""
        now = time.monotonic()
        pause = EVERY if self.terminal else LINE_EVERY
        if now - self.since < PATIENCE or now - self.told < pause:
            return
        self.told, self.shown = now, True
        at = f", halaman {min(done + 1, pages)} dari {pages}" if pages else ""
        words = f"Membaca {self.name}{at}, {length(round(now - self.since))}"
        if self.terminal:
            columns = shutil.get_terminal_size().columns
            self.out.write(f"\r{words[: columns - 1]}\x1b[K")
        else:
            self.out.write(f"{words}\n")
        self.out.flush()

    def close(self) -> None:
        """Leave no line of it on the terminal."""
        if self.terminal and self.shown:
            self.out.write("\r\x1b[K")
            self.out.flush()


def length(seconds: int) -> str:
    """A length of clock time: "1 mnt 05 dtk"."""
    if seconds < MINUTE:
        return f"{seconds} dtk"
    if seconds < HOUR:
        return f"{seconds // MINUTE} mnt {seconds % MINUTE:02} dtk"
    return f"{seconds // HOUR} jam {seconds % HOUR // MINUTE:02} mnt"
