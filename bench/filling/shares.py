"""Whose processor time a run takes: the web server, PostgreSQL, the load generator."""

from __future__ import annotations

import resource
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil


@dataclass(slots=True)
class Shares:
    """Seconds of the processor, by whose they were."""

    web: int  #: the process that the web server's others are children of
    database: int  #: PostgreSQL's first process
    spent: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def counted(self) -> Iterator[None]:
        """Count what is spent inside the block."""
        before = self.now()
        try:
            yield
        finally:
            for name, seconds in self.now().items():
                self.spent[name] = self.spent.get(name, 0.0) + seconds - before[name]

    def now(self) -> dict[str, float]:
        """Spent so far; the generator's processes are waited for when they have ended."""
        used = resource.getrusage(resource.RUSAGE_CHILDREN)
        return {
            "web server": of_tree(self.web),
            "PostgreSQL": of_tree(self.database),
            "load generator": used.ru_utime + used.ru_stime,
        }


def of_tree(process: int) -> float:
    """Seconds of a process, of its children that live, and of those it has waited for."""
    first = psutil.Process(process)
    spent = 0.0
    for one in (first, *first.children(recursive=True)):
        try:
            spent += sum(one.cpu_times()[:4])
        except psutil.NoSuchProcess:  # it ended just now: the first counts it from now on
            continue
    return spent
