"""The draft somebody may change."""

from __future__ import annotations

import hashlib
import json

from tatalaksana.apps.library.models import Procedure, Version
from tatalaksana.apps.library.queries import bindings_of, version_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.core.procedure.titles import readable


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


def lock_procedure(version: Version) -> None:
    """Let nobody else revise or put in force a version of the same procedure meanwhile."""
    Procedure.objects.select_for_update().get(pk=version.procedure_id)


def fingerprint(version: Version) -> str:
    """A short print of what the version says and of its doubts: equal as long as nobody saved."""
    state = json.dumps([version.content, version.doubts], sort_keys=True)
    return hashlib.sha256(state.encode()).hexdigest()[:20]


def fingerprint_in_force(version: Version) -> str:
    """A short print of all that somebody puts in force: what it says, and who does the work."""
    seats = sorted(
        [one.role, one.position_id, one.confirmed_at is not None] for one in bindings_of(version)
    )
    state = json.dumps([fingerprint(version), seats])
    return hashlib.sha256(state.encode()).hexdigest()[:20]


def rename(draft: Version, title: str) -> None:
    """Let the shelf call the procedure by `title`, readable where it is printed in capitals.

    Errors: Invalid TL603 when the unit has another procedure of that title.
    """
    procedure, title = draft.procedure, readable(title)
    if procedure.title == title:
        return
    taken = Procedure.objects.filter(
        agency=draft.agency_id, unit=procedure.unit_id, title=title
    ).exclude(pk=procedure.pk)
    if taken.exists():
        raise Invalid(
            f"Unit ini sudah mempunyai SOP bernama “{title}”.",
            hint="Beri nama lain, atau cabut yang lama lebih dahulu.",
            field="title",
        )
    procedure.title = title
    procedure.save(update_fields=["title"])
