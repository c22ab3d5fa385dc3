"""What a command is."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Command:
    """One command of the command line; `run` returns the exit code."""

    name: str
    summary: str  #: one line, Bahasa Indonesia
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]
