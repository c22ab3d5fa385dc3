"""Refusals of the library."""

from __future__ import annotations

from tatalaksana.core.base.errors import TatalaksanaError


class ImportedBefore(TatalaksanaError):
    """The same document was imported before."""

    code = "TL606"
