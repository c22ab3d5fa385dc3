"""Errors that a person can act on: what is wrong, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar


class TatalaksanaError(Exception):
    """Something could not be done, and the message says why.

    The core keeps the code, the parameters and the Indonesian sentence; a door may
    translate by the code. `hint` says how to mend it and may be empty.
    """

    code: ClassVar[str] = "TL000"

    def __init__(self, message: str, *, hint: str = "", place: str = "", **data: object) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.place = place
        self.data: Mapping[str, object] = data

    def __str__(self) -> str:
        """The sentence as a person reads it: place, message, hint."""
        where = f"{self.place}: " if self.place else ""
        cure = f" {self.hint}" if self.hint else ""
        return f"{where}{self.message}{cure}"


class ProcedureError(TatalaksanaError):
    """A procedure contradicts its own form."""

    code = "TL100"


class ReadingError(TatalaksanaError):
    """The document cannot be read."""

    code = "TL200"


class UnknownFormat(ReadingError):
    """No reader knows this kind of document."""

    code = "TL201"


class NoProcedure(ReadingError):
    """The document was read, but it holds no procedure table."""

    code = "TL202"


class TooSlow(ReadingError):
    """The document took longer to read than it may."""

    code = "TL203"


class TooMuchMemory(ReadingError):
    """The document needed more memory than it may."""

    code = "TL204"


class ReaderStopped(ReadingError):
    """The program that read the document ended in the middle of it."""

    code = "TL205"


class NotAllowed(TatalaksanaError):
    """The deed does not fit the state of the case."""

    code = "TL301"


class DrawingError(TatalaksanaError):
    """The procedure cannot be drawn as asked."""

    code = "TL400"


class SettingError(TatalaksanaError):
    """A setting is out of its bounds."""

    code = "TL900"
