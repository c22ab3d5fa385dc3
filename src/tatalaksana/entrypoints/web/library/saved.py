"""Who changed a draft last, for somebody who finds it changed."""

from __future__ import annotations

from django.utils.translation import gettext as _

from tatalaksana.apps.office.queries import people_of
from tatalaksana.apps.shared.audit import last_trace_of
from tatalaksana.entrypoints.web.security import StaffRequest


def who_saved(request: StaffRequest, version: int) -> str:
    """The name of the last person who changed `version`, or the reader's own other window."""
    trace = last_trace_of(request.holder.agency, "version", version)
    actor = (trace and trace.actor_id) or 0
    if actor == request.holder.person:
        return _("Anda sendiri, di jendela lain,")
    who = people_of(request.holder.agency).filter(pk=actor).first()
    return who.name if who else _("Orang lain")
