"""Telling a reviewer which of her corrections the office's next documents are read with."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from django.contrib import messages
from django.utils.translation import gettext as _

from tatalaksana.apps.library.corrections import made_in
from tatalaksana.entrypoints.web.security import StaffRequest

if TYPE_CHECKING:
    from tatalaksana.apps.library.models import Version


def tell_remembered(request: StaffRequest, version: Version, now: datetime) -> None:
    """Say what was remembered when the review of `version` was saved at `now`, if anything."""
    for one in made_in(version, now):
        messages.info(
            request,
            _(
                "Diingat untuk dokumen berikutnya: “%(read)s” dibaca “%(means)s”. "
                "Dapat dimatikan di SOP, Koreksi kantor."
            )
            % {"read": one.read, "means": one.means},
        )
