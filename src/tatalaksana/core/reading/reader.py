"""What a reader is: one file format."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from tatalaksana.core.reading.block import Block
from tatalaksana.core.reading.page import Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """One file format.

    `claims` says from the bytes alone, 0 … 1, how sure they are of this format; `blocks`
    takes the bytes apart and raises ReadingError TL200 when they are broken. A format with
    places offers its `pages` too, and `of_pages`, what the blocks are of them, so that who wants
    both takes the document apart once; one that shows pages as they look, the `picture` of one of
    them, as PNG or JPEG. Where reading pages takes long, a `glance` gives those with certain
    numbers sooner: their words may be missing.
    """

    name: str  #: for the user, Bahasa Indonesia
    claims: Callable[[bytes], float]
    blocks: Callable[[bytes], tuple[Block, ...]]
    pages: Callable[[bytes], Iterable[Page]] | None = None
    of_pages: Callable[[Sequence[Page]], tuple[Block, ...]] | None = None
    picture: Callable[[bytes, Page], bytes] | None = None
    glance: Callable[[bytes, Collection[int]], Iterable[Page]] | None = None
