"""What a reader is: one file format."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from tatalaksana.core.reading.block import Block


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One file format.

    `claims` says from the bytes alone, 0 … 1, how sure they are of this format; `blocks`
    takes the bytes apart and raises ReadingError TL200 when they are broken.
    """

    name: str  #: for the user, Bahasa Indonesia
    claims: Callable[[bytes], float]
    blocks: Callable[[bytes], tuple[Block, ...]]
