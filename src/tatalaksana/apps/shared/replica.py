"""Reading lists and figures from a replica that may lag a little, never behind one's own deeds.

A page that says so reads from the replica when three things hold: it answers, it has replayed what
this reader wrote last, and it is behind by no more than a bound. Otherwise, and by default, and
for everything that precedes a deed, the primary is read. How far it is behind is measured by
positions in the log of the primary that this process took down with the time, not by the clock of
a transaction, which stands still when nobody writes.
"""

from __future__ import annotations

import re
import threading
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from tatalaksana.apps.shared.agency import SETTING

REPLICA = "replica"
COOKIE = "sesudah"  #: a place in the log of the primary; whoever forges it harms herself alone
KEPT = 60  #: seconds for which it is kept; and never shorter than a replica may lag
LSN = re.compile(r"[0-9A-F]{1,8}/[0-9A-F]{1,8}")
NEVER = "FFFFFFFF/FFFFFFFF"  #: a place in the log that is not reached
SAMPLE_EVERY = 1.0  #: seconds between two looks at the primary's log
GLANCES, MOMENT = 3, 0.02  #: what was written this very moment arrives meanwhile; seconds
AWAY = 5.0  #: seconds for which a replica that failed is not asked
#: what is safe on the primary's disk: every commit that was answered, and what a replica is sent
HELD = "select pg_current_wal_flush_lsn()::text"
#: a server that is no replica (any more) has replayed nothing; the reader's agency on the way
REPLAYED = """
select case when pg_is_in_recovery() then pg_last_wal_replay_lsn()::text end,
    set_config(%s, %s, false)
"""


class ReplicaFailed(Exception):
    """The replica gave no answer, or gave the question up; the primary is to be asked."""


def position(text: str) -> int:
    """A place in the log as a number. Errors: ValueError when `text` names none."""
    if not LSN.fullmatch(text):
        raise ValueError(text)
    high, low = text.split("/")
    return (int(high, 16) << 32) + int(low, 16)


@dataclass(slots=True)
class Watch:
    """What this process knows of primary and replica."""

    taken: deque[tuple[float, int]] = field(default_factory=lambda: deque(maxlen=64))
    away_until: float = 0.0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def sample(self, now: float) -> None:
        """Take down where the primary's log ends, if that was not done just now."""
        with self.lock:
            if self.taken and now - self.taken[-1][0] < SAMPLE_EVERY:
                return
            with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
                cursor.execute(HELD)
                self.taken.append((now, position(cursor.fetchone()[0])))

    def behind(self, replayed: int, now: float) -> float:
        """Seconds by which a replica at `replayed` is behind at most."""
        with self.lock:
            seen = [at for at, place in self.taken if place <= replayed]
        return now - seen[-1] if seen else float("inf")


WATCH = Watch()
CHOSEN: ContextVar[str] = ContextVar("read_from", default=DEFAULT_DB_ALIAS)


class Reading:
    """Django's router: everything goes to the primary, but for reading inside `may_lag`."""

    def db_for_read(self, _model: Any, **_hints: Any) -> str:
        """Where a query set reads."""
        return CHOSEN.get()

    def db_for_write(self, _model: Any, **_hints: Any) -> str:
        """Where a row is written, wherever it was read."""
        return DEFAULT_DB_ALIAS

    def allow_relation(self, _one: Any, _other: Any, **_hints: Any) -> bool:
        """Rows of both are rows of one database."""
        return True

    def allow_migrate(self, db: str, _app: str, **_hints: Any) -> bool:
        """A replica is never changed."""
        return db != REPLICA


def reading() -> BaseDatabaseWrapper:
    """The connection a statement of a list is sent by."""
    return connections[CHOSEN.get()]


def has_replica() -> bool:
    """Whether the installation names one."""
    return REPLICA in connections


def written_until() -> str:
    """The place in the primary's log behind everything this process has written.

    When the primary does not say, a place no replica has reached: its deeds are done all the same.
    """
    try:
        with connections[DEFAULT_DB_ALIAS].cursor() as cursor:
            cursor.execute(HELD)
            return str(cursor.fetchone()[0])
    except (DatabaseError, InterfaceError):
        return NEVER


@contextmanager
def may_lag(agency: int, after: str) -> Iterator[None]:
    """Read from the replica inside the block, if it is good enough, behind the wall of `agency`.

    `after`: what the reader wrote last, as `written_until` told it; "" = nothing of late.
    Errors: ReplicaFailed when it broke off inside; the block may be done again outside.
    """
    if not has_replica() or not good_enough(agency, after):
        yield
        return
    token = CHOSEN.set(REPLICA)
    try:
        yield
    except (DatabaseError, InterfaceError) as failed:
        leave_alone()
        raise ReplicaFailed from failed
    finally:
        CHOSEN.reset(token)
        forget_agency()


def good_enough(agency: int, after: str) -> bool:
    """Whether the replica may be read now; its connection then shows the rows of `agency`."""
    now = time.monotonic()
    if now < WATCH.away_until:
        return False
    WATCH.sample(now)
    own = position(after) if LSN.fullmatch(after) else 0
    for left in range(GLANCES - 1, -1, -1):
        try:
            with connections[REPLICA].cursor() as cursor:
                cursor.execute(REPLAYED, [SETTING, str(agency)])
                replayed = cursor.fetchone()[0]
        except (DatabaseError, InterfaceError):
            leave_alone()
            return False
        place = -1 if replayed is None else position(replayed)
        if place >= own and WATCH.behind(place, now) <= settings.REPLICA_LAG_SECONDS:
            return True
        if left:
            time.sleep(MOMENT)
    forget_agency()
    return False


def forget_agency() -> None:
    """Let the replica's connection show nothing."""
    try:
        with connections[REPLICA].cursor() as cursor:
            cursor.execute("select set_config(%s, '', false)", [SETTING])
    except (DatabaseError, InterfaceError):
        leave_alone()


def leave_alone() -> None:
    """Ask the replica nothing for a while, and begin with a new connection then."""
    WATCH.away_until = time.monotonic() + AWAY
    connections[REPLICA].close()
