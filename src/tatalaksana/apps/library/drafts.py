"""The draft somebody may change."""

from __future__ import annotations

from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import version_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.errors import Invalid


def draft_for(holder: Holder, version: int) -> Version:
    """The draft `version`, locked against a second change at the same time.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when it is no draft any more.
    """
    require_procedure_keeper(holder)
    found = version_of(holder.agency, version)
    Version.objects.select_for_update().get(pk=found.pk)
    found.refresh_from_db()
    if found.status != Version.Status.DRAFT:
        raise Invalid(
            "Prosedur yang sudah diberlakukan tidak dapat diubah.",
            hint="Buat versi baru untuk mengubahnya.",
        )
    return found
