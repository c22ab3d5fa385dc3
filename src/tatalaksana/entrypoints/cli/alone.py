"""One document read in a process of its own, with what a person sees who waits for it."""

from __future__ import annotations

import sys
from contextlib import closing
from multiprocessing.connection import wait

from tatalaksana.core.base.errors import ReadingError, TooMuchMemory, TooSlow
from tatalaksana.core.reading.apart.desk import Desk, Document, Outcome
from tatalaksana.core.reading.apart.folder import refused_start
from tatalaksana.core.reading.apart.limits import Limits
from tatalaksana.entrypoints.cli.progress import Waiting

GLANCE = 0.2  #: seconds between two looks at the process
#: how the command line gives a document more of what it lacked
OPTIONS: dict[type[ReadingError], str] = {
    TooSlow: "Atau beri waktu lebih dengan --seconds.",
    TooMuchMemory: "Atau beri memori lebih dengan --megabytes.",
}


def outcome_of(document: Document, limits: Limits) -> Outcome:
    """What became of the document, whose readings are there. Errors: ReadingError and its kinds."""
    with (
        closing(Desk(limits, yielding=False)) as desk,
        closing(Waiting(document.name, sys.stderr)) as waiting,
    ):
        try:
            desk.give(document)
            while (outcome := desk.look()) is None:
                waiting.tick(*desk.looked_at)
                wait(desk.awaited(), GLANCE)
        except ChildProcessError:
            raise refused_start() from None
    if outcome.refusal is not None:
        raise advised(outcome.refusal, document.name)
    return outcome


def advised(refusal: ReadingError, name: str) -> ReadingError:
    """The refusal with its document and the option that may help."""
    hint = f"{refusal.hint} {OPTIONS.get(type(refusal), '')}".strip()
    return type(refusal)(refusal.message, hint=hint, place=refusal.place or name)
