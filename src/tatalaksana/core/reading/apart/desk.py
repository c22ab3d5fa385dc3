"""A desk: one reading process, given one document after the other, and watched."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import weakref
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import Pipe
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

import tatalaksana
from tatalaksana.core.base.errors import (
    NoProcedure,
    ReaderStopped,
    ReadingError,
    TooMuchMemory,
    TooSlow,
    UnknownFormat,
)
from tatalaksana.core.reading.apart.limits import Limits
from tatalaksana.core.reading.understand.labels import table
from tatalaksana.core.reading.understand.office_vocabulary import (
    NO_CORRECTIONS,
    OfficeVocabulary,
    plain_vocabulary,
)

#: what a reading process may know of its parent's surroundings: no key, no address of a database
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "LC_CTYPE", "TESSDATA_PREFIX")
REFUSALS = {
    one.code: one
    for one in (ReadingError, UnknownFormat, NoProcedure, TooSlow, TooMuchMemory, ReaderStopped)
}
PROGRAM = "tatalaksana.core.reading.apart.child"
YIELDING = 5  #: niceness of who yields


@dataclass(frozen=True, slots=True)
class Document:
    """A file, its name for messages, and what words mean in the office it is read for."""

    path: Path
    name: str
    vocabulary: OfficeVocabulary = NO_CORRECTIONS
    waited_for: bool = False  #: by a person before a page: pictures give it no more time
    explained_in: Path | None = None  #: folder for the pictures of why it is read so (explain)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of a document: its readings as plain values, or why there are none."""

    document: Document
    readings: tuple[dict[str, Any], ...] = ()  #: as plain_reading gives them
    refusal: ReadingError | None = None
    detail: str = ""  #: for the log: what a reader stumbled over
    pictures: int = 0  #: pages that are pictures, as far as they were counted
    as_read: tuple[dict[str, Any], ...] = ()  #: pages read as pictures, as plain_pages tells them
    explained: tuple[Path, ...] = ()  #: one picture a page, where they were asked for


class Desk:
    """One reading process; it is started when first needed, and anew when it had to be ended."""

    def __init__(self, limits: Limits, *, yielding: bool = True) -> None:
        """`yielding`: whoever waits for a page goes before it, as before a folder."""
        self.limits, self.niceness = limits, YIELDING if yielding else 0
        self.process: subprocess.Popen[bytes] | None = None
        self.connection: Connection | None = None
        self.document: Document | None = None
        self.begun = self.until = 0.0  #: when the document was handed over, and must be read
        self.looked_at = (0, 0)  #: pages that are pictures: those done, and all
        self.done = 0  #: documents this process has read
        self.folder: weakref.finalize[..., Desk] | None = None  #: called, it removes the folder
        self.again = False  #: the document is tried a second time, in a fresh process

    def give(self, document: Document) -> None:
        """Hand over a document; `look` tells when it is read.

        Errors: ChildProcessError when no process comes up: the machine's fault, not its own.
        """
        if self.done >= table("limits")["process"]["documents"]:
            self.close()
        self.document, self.again = document, False
        self.ask()

    def read(self, document: Document) -> Outcome:
        """Hand over a document and wait for it. Errors: as `give`."""
        self.give(document)
        while (outcome := self.look()) is None:
            wait(self.awaited(), max(0.0, self.until - time.monotonic()))
        return outcome

    def awaited(self) -> list[Any]:
        """What to wait for: an answer, or the end of the process, which closes the connection."""
        return [self.connection] if self.connection else []

    def look(self) -> Outcome | None:
        """The outcome, if the document is read, out of its time, or lost with its process."""
        if self.connection and self.connection.poll() and (outcome := self.heard()):
            return outcome
        if time.monotonic() < self.until:
            return None
        seconds = f"{self.until - self.begun:g}"
        return self.lost(
            TooSlow(
                f"Dokumen ini tidak selesai dibaca dalam {seconds} detik.",
                hint="Bagi menjadi beberapa dokumen, atau simpan ulang dengan program asalnya.",
            )
        )

    def heard(self) -> Outcome | None:
        """The outcome in what the process said; None where it only tells how far it is."""
        assert self.connection  # noqa: S101 - a document is on this desk
        assert self.document  # noqa: S101
        try:
            said = json.loads(self.connection.recv_bytes())
        except (EOFError, OSError, ValueError):
            return self.lost(stopped(), f"signal {self.ended()}")
        if "pages" in said:
            self.heard_pages(*said["pages"])
            return None
        self.done += 1
        if said.get("memory"):
            if self.done > 1 and not self.again:  # perhaps only what earlier documents left behind
                return self.tried_again()
            return self.lost(too_much(self.limits.megabytes))
        document, self.document = self.document, None
        return outcome_from(said, document, self.looked_at[1])

    def heard_pages(self, done: int, pages: int) -> None:
        """Note how far the document is; one of many pictures has until later."""
        assert self.document  # noqa: S101 - see heard
        self.looked_at = done, pages
        if not self.document.waited_for:
            self.until = self.begun + self.limits.seconds_for(pages)

    def tried_again(self) -> Outcome | None:
        """Nothing yet: the document goes to a fresh process, which has all its memory."""
        self.close()
        self.again = True
        try:
            self.ask()
        except ChildProcessError as failed:
            return self.lost(stopped(), str(failed))
        return None

    def lost(self, refusal: ReadingError, detail: str = "") -> Outcome:
        """The outcome of a document whose process must be ended, or has."""
        assert self.document  # noqa: S101 - a document is on this desk
        document, self.document = self.document, None
        self.close()
        return Outcome(
            document=document, refusal=refusal, detail=detail, pictures=self.looked_at[1]
        )

    def ask(self) -> None:
        """Send the question about the document."""
        assert self.document  # noqa: S101 - see give
        question = {
            "path": str(self.document.path),
            "name": self.document.name,
            "vocabulary": plain_vocabulary(self.document.vocabulary),
            "seconds": self.limits.seconds,
            "explained_in": str(self.document.explained_in or ""),
        }
        self.start()
        assert self.connection  # noqa: S101 - just started
        try:
            self.connection.send_bytes(json.dumps(question).encode())
        except OSError as gone:
            self.close()
            raise ChildProcessError("a reading process ended while it waited") from gone
        self.begun, self.looked_at = time.monotonic(), (0, 0)
        self.until = self.begun + self.limits.seconds

    def start(self) -> None:
        """Start the process, if none runs. Errors: ChildProcessError when it does not come up."""
        if self.process and self.process.poll() is None:
            return
        self.close()
        ours, theirs = Pipe()
        self.connection = ours
        folder = tempfile.mkdtemp(prefix="tatalaksana-")
        self.folder = weakref.finalize(self, shutil.rmtree, folder, ignore_errors=True)
        number = theirs.fileno()
        arguments = number, self.limits.megabytes, self.niceness
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            [sys.executable, "-P", "-m", PROGRAM, *map(str, arguments)],
            pass_fds=[number],
            env=surroundings(folder),
            stdin=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is not for it, and what it started ends with it
        )
        theirs.close()
        patience = table("limits")["process"]["start_seconds"]
        try:
            if not ours.poll(patience):
                raise EOFError
            ours.recv_bytes()
        except (EOFError, OSError) as failed:
            self.close()
            raise ChildProcessError("no reading process came up") from failed

    def ended(self) -> int:
        """By which signal the process ended; 0 when by none."""
        try:
            code = self.process.wait(1) if self.process else 0
        except subprocess.TimeoutExpired:
            return 0
        return -code if code < 0 else 0

    def close(self) -> None:
        """End the process, whatever it is doing; nothing of what it put aside stays."""
        if self.connection:
            self.connection.close()
        if self.process:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
        if self.folder:
            self.folder()
        self.process, self.connection, self.folder, self.done = None, None, None, 0


def surroundings(folder: str) -> dict[str, str]:
    """What a process of ours knows of its parent's surroundings; it puts its files in `folder`."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    return kept | {"PYTHONPATH": str(Path(tatalaksana.__file__).parents[1]), "TMPDIR": folder}


def stopped() -> ReaderStopped:
    """The refusal of a document that ended its reader."""
    return ReaderStopped(
        "Program pembaca berhenti di tengah dokumen ini.",
        hint="Simpan ulang dokumennya dengan program asalnya lalu coba lagi.",
    )


def too_much(megabytes: int) -> TooMuchMemory:
    """The refusal of a document that swells."""
    return TooMuchMemory(
        f"Membaca dokumen ini memerlukan memori lebih dari {megabytes} MB.",
        hint="Bagi menjadi beberapa dokumen, atau perkecil gambarnya.",
    )


def outcome_from(said: dict[str, Any], document: Document, pictures: int) -> Outcome:
    """The outcome that the process told; `pictures` are the pages that are pictures."""
    refusal: ReadingError | None = None
    if "broken" in said:
        refusal = stopped()
    elif not {"readings", "explained"} & said.keys():
        refusal = refusal_from(said)
    return Outcome(
        document=document,
        readings=tuple(said.get("readings", ())),
        as_read=tuple(said.get("as_read", ())),
        explained=tuple(map(Path, said.get("explained", ()))),
        refusal=refusal,
        detail=said.get("broken", ""),
        pictures=pictures,
    )


def refusal_from(said: dict[str, Any]) -> ReadingError:
    """The refusal that the process told."""
    if "closed" in said:
        return ReadingError(f"Berkas ini tidak dapat dibuka: {said['closed']}.")
    told = said["refused"]
    kind = REFUSALS.get(told["code"], ReadingError)
    return kind(told["message"], hint=told["hint"], place=told["place"])
