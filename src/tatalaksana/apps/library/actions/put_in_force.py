"""Put a draft in force: from now on new cases run by it."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.library.drafts import (
    draft_for,
    fingerprint_in_force,
    lock_procedure,
    rename,
)
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import bindings_of, content_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, MovedOn
from tatalaksana.core.engine.plan import compile_plan


@action("library.put_in_force")
def put_in_force(holder: Holder, *, version: int, seen: str = "", now: datetime) -> Version:
    """Put the draft in force and withdraw the version before it; running cases keep theirs.

    `seen` is the print (drafts.fingerprint_in_force) of the draft and its positions as the person
    saw them, "" when nobody else can have changed them.
    Errors: NotYours TL601; NotFound TL602; ProcedureError TL100 naming every obstacle of the
    procedure; Invalid TL603 naming the roles without a confirmed position; MovedOn TL604 when the
    draft or a position is not as it was seen.
    """
    draft = draft_for(holder, version)
    lock_procedure(draft)
    if seen and seen != fingerprint_in_force(draft):
        raise MovedOn(
            "Draf ini atau jabatannya sudah diubah sejak Anda membukanya; belum diberlakukan.",
            hint="Periksa keadaannya sekarang, lalu berlakukan bila sudah benar.",
        )
    plan = compile_plan(content_of(draft))
    confirmed = set(
        bindings_of(draft).filter(confirmed_at__isnull=False).values_list("role", flat=True)
    )
    missing = [role for role in plan.roles if role not in confirmed]
    if missing:
        raise Invalid(
            f"Jabatan untuk pelaksana ini belum ditetapkan: {', '.join(missing)}.",
            hint="Pilih jabatan untuk setiap pelaksana lalu simpan.",
        )
    Version.objects.filter(
        agency=holder.agency, procedure=draft.procedure_id, status=Version.Status.IN_FORCE
    ).update(status=Version.Status.WITHDRAWN, withdrawn_at=now)
    rename(draft, plan.title)
    draft.status = Version.Status.IN_FORCE
    draft.in_force_at, draft.in_force_by_id = now, holder.person
    draft.save(update_fields=["status", "in_force_at", "in_force_by"])
    audit.write(
        "library.put_in_force",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("version", draft.pk),
        title=draft.procedure.title,
        number=draft.number,
    )
    return draft
