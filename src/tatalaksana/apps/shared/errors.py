"""Refusals that every room knows."""

from __future__ import annotations

from tatalaksana.core.base.errors import TatalaksanaError


class NotYours(TatalaksanaError):
    """This person may not do this."""

    code = "TL601"


class NotFound(TatalaksanaError):
    """There is no such thing in this agency."""

    code = "TL602"


class Invalid(TatalaksanaError):
    """What was sent cannot be accepted as it is."""

    code = "TL603"


class MovedOn(TatalaksanaError):
    """Somebody else was faster."""

    code = "TL604"


class Busy(TatalaksanaError):
    """The database gave the deed up for others; nothing was written."""

    code = "TL605"
