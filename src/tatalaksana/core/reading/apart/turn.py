"""One document at a time, in a reading process that is kept for the next one."""

from __future__ import annotations

from queue import Empty, LifoQueue

from tatalaksana.core.reading.apart.desk import Desk, Document, Outcome
from tatalaksana.core.reading.apart.limits import usual_limits

IDLE: LifoQueue[Desk] = LifoQueue()  #: desks without a document; several threads may ask at once


def read_in_turn(document: Document) -> Outcome:
    """Read the document within the usual limits.

    Errors: ChildProcessError when no reading process comes up: the machine's fault.
    """
    try:
        desk = IDLE.get_nowait()
    except Empty:
        desk = Desk(usual_limits())
    try:
        return desk.read(document)
    finally:
        IDLE.put(desk)
