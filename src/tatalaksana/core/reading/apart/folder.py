"""Many documents at once, on several desks."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable, Iterator
from multiprocessing.connection import wait

from tatalaksana.core.base.errors import ReadingError
from tatalaksana.core.reading.apart.desk import Desk, Document, Outcome
from tatalaksana.core.reading.apart.limits import Limits

LONGEST_WAIT = 0.5  #: seconds without a look at the clocks


def read_apart(
    documents: Iterable[Document], *, processes: int, limits: Limits
) -> Generator[Outcome, None, None]:
    """Read every document in one of `processes` processes; the first to be ready comes first.

    A document that hangs, crashes its reader or swells is refused and the others go on. Ending the
    iteration early ends the processes too.
    """
    waiting = iter(documents)
    desks = [Desk(limits) for _ in range(processes)]
    busy: list[Desk] = []
    try:
        for desk in desks:
            yield from take_next(desk, waiting, busy)
        while busy:
            next_end = min(desk.until for desk in busy) - time.monotonic()
            wait(
                [one for desk in busy for one in desk.awaited()],
                max(0.0, min(LONGEST_WAIT, next_end)),
            )
            for desk in tuple(busy):
                outcome = desk.look()
                if outcome is not None:
                    busy.remove(desk)
                    yield outcome
                    yield from take_next(desk, waiting, busy)
    finally:
        for desk in desks:
            desk.close()


def take_next(desk: Desk, waiting: Iterator[Document], busy: list[Desk]) -> Iterator[Outcome]:
    """Give the desk its next document; one that cannot even be begun is an outcome at once."""
    for document in waiting:
        try:
            desk.give(document)
        except ChildProcessError:
            refusal = refused_start()
            yield Outcome(document=document, refusal=refusal)
            continue
        busy.append(desk)
        return


def refused_start() -> ReadingError:
    """The refusal where no reading process could be started."""
    return ReadingError(
        "Proses pembaca tidak dapat dijalankan di komputer ini.",
        hint="Tutup program lain lalu coba lagi.",
    )
