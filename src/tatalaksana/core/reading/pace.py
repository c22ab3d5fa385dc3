"""How far the reading of a slow document is, for whoever waits for it.

Readers of pictures tell it page by page; who wants to know listens. Nobody need listen.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeAlias

Listener: TypeAlias = Callable[[int, int], None]  #: told pages done, and pages in all


def nobody(_done: int, _pages: int) -> None:
    """Listen to nothing."""


LISTENER: ContextVar[Listener] = ContextVar("LISTENER", default=nobody)


@contextmanager
def heard_by(listener: Listener) -> Iterator[None]:
    """Within this, `listener` is told how far reading is."""
    before = LISTENER.set(listener)
    try:
        yield
    finally:
        LISTENER.reset(before)


def tell(done: int, pages: int) -> None:
    """So many of the document's pages that are pictures have been looked at."""
    LISTENER.get()(done, pages)
