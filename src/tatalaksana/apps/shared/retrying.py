"""A deed that the database gave up for another's sake is done again."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from typing import TypeVar

import psycopg
from django.db import DEFAULT_DB_ALIAS, OperationalError, connections

from tatalaksana.apps.shared.errors import Busy

R = TypeVar("R")

#: serialization failure and deadlock: everything was rolled back, and again it may go through
GIVEN_UP = frozenset({"40001", "40P01"})
WAITED_TOO_LONG = frozenset({"55P03"})  #: lock_timeout: who waits has waited long enough
TRIES = 6
FIRST_PAUSE, LONGEST_PAUSE = 0.01, 0.4  #: seconds; each is drawn from nothing to twice the last


def tried_again(deed: Callable[[], R]) -> R:
    """Do `deed`, which is one transaction; again, a few times, when the database gave it up.

    Inside another transaction it is done once: only whoever began that one can begin anew.
    Errors: Busy TL605 when it was given up every time, or waited too long for somebody's lock;
    whatever else `deed` raises.
    """
    if connections[DEFAULT_DB_ALIAS].in_atomic_block:
        return deed()
    pause = FIRST_PAUSE
    for left in range(TRIES - 1, -1, -1):
        try:
            return deed()
        except OperationalError as refused:
            state = sqlstate(refused)
            if state not in GIVEN_UP | WAITED_TOO_LONG:
                raise
            if state in WAITED_TOO_LONG or not left:
                raise busy() from refused
        time.sleep(random.uniform(0, pause))  # noqa: S311 - so that two do not meet again
        pause = min(2 * pause, LONGEST_PAUSE)
    raise AssertionError


def sqlstate(refused: OperationalError) -> str | None:
    """PostgreSQL's own code of a refusal."""
    cause = refused.__cause__
    return cause.sqlstate if isinstance(cause, psycopg.Error) else None


def busy() -> Busy:
    """Nothing was written; whoever asked may ask again."""
    return Busy(
        "Terlalu banyak yang menulis pada saat yang sama. Tidak ada yang tersimpan.",
        hint="Ulangi sebentar lagi.",
    )
