"""Refusals at the door for programs."""

from __future__ import annotations

from tatalaksana.core.base.errors import TatalaksanaError


class NotSignedIn(TatalaksanaError):
    """Nobody is known by this token or session."""

    code = "TL611"


class OnlyReads(TatalaksanaError):
    """The token may read, not act."""

    code = "TL612"


class KeyTaken(TatalaksanaError):
    """The key stands for another request already."""

    code = "TL613"


class TooOften(TatalaksanaError):
    """More was asked in a minute than is answered."""

    code = "TL614"
