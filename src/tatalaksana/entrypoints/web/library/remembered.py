"""Telling a reviewer which of her corrections the office's next documents are read with."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _

from tatalaksana.apps.library.corrections import made_in
from tatalaksana.entrypoints.web.security import StaffRequest

if TYPE_CHECKING:
    from tatalaksana.apps.library.models import Version


def tell_remembered(
    request: StaffRequest, version: Version, now: datetime, removed: Iterable[str]
) -> None:
    """Say what was remembered when the review of `version` was saved at `now`, if anything.

    Of `removed` columns nothing is remembered: a header word may have been taken for a name, and
    only a person knows what it means.
    """
    for one in made_in(version, now):
        messages.info(
            request,
            _(
                "Diingat untuk dokumen berikutnya: “%(read)s” dibaca “%(means)s”. "
                "Dapat dimatikan di SOP, Koreksi kantor."
            )
            % {"read": one.read, "means": one.means},
        )
    for name in removed:
        messages.info(
            request,
            _(
                "Kolom “%(name)s” dihapus. Bila itu kepala kolom lain, misalnya Kelengkapan, catat "
                "artinya di SOP, Koreksi kantor, agar dokumen berikutnya dibaca benar."
            )
            % {"name": name},
        )
