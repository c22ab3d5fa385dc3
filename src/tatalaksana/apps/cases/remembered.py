"""What this process knows of the tasks it opened, so that a step need not read them again.

It may be out of date: another process went on with the case. Nothing is believed on its word. A
deed decided by it names the head of the chain it was decided by, and the database writes only while
that is still the head: the same head, the same history, the same task. Whatever is refused is
decided once more, by what is read then. See docs/decisions/0035.
"""

from __future__ import annotations

from threading import Lock

from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.office.holder import Holder

#: about 2 MB; in an office with more open tasks, those opened long ago are read
TASKS = 4096
_known: dict[tuple[int, int], OpenTask] = {}
_one_at_a_time = Lock()


def remember(agency: int, task: OpenTask) -> None:
    """Keep what is known of a task that has just been opened."""
    with _one_at_a_time:
        _known[agency, task.id] = task
        if len(_known) > TASKS:
            del _known[next(iter(_known))]


def recall(holder: Holder, task: int) -> OpenTask | None:
    """What is known of `task`, once; None when it must be read.

    Whether a task addressed to somebody else is hers depends on the day and on who holds the
    position, of which the chain tells nothing: that is read.
    """
    with _one_at_a_time:
        known = _known.pop((holder.agency, task), None)
    return known if known is not None and known.person in (None, holder.person) else None
