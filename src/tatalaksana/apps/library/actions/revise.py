"""Revise a procedure: a new draft that starts as a copy of a version."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.library.actions.import_document import next_number
from tatalaksana.apps.library.drafts import lock_procedure
from tatalaksana.apps.library.joint_rows import joint_rows_of
from tatalaksana.apps.library.models import Binding, JointRow, Version
from tatalaksana.apps.library.queries import bindings_of, version_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("library.revise")
def revise(holder: Holder, *, version: int, now: datetime) -> Version:
    """Make the next version as a draft, with the same content and positions.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when a draft is already waiting.
    """
    require_procedure_keeper(holder)
    before = version_of(holder.agency, version)
    lock_procedure(before)
    waiting = Version.objects.filter(
        agency=holder.agency, procedure=before.procedure_id, status=Version.Status.DRAFT
    ).first()
    if waiting is not None:
        raise Invalid(
            f"Versi {waiting.number} masih berupa draf.", hint="Lanjutkan atau berlakukan draf itu."
        )
    draft = Version.objects.create(
        agency_id=holder.agency,
        procedure=before.procedure,
        number=next_number(before.procedure),
        content=before.content,
        evidence=before.evidence,
        doubts=before.doubts,
        origins=before.origins,
        source=before.source,
        source_lines=before.source_lines,
        created_by_id=holder.person,
        created_at=now,
    )
    Binding.objects.bulk_create(
        Binding(
            agency_id=holder.agency,
            version=draft,
            role=bound.role,
            position_id=bound.position_id,
            sure=bound.sure,
            confirmed_by_id=bound.confirmed_by_id,
            confirmed_at=bound.confirmed_at,
        )
        for bound in bindings_of(before)
    )
    JointRow.objects.bulk_create(
        JointRow(agency_id=holder.agency, version=draft, row=row) for row in joint_rows_of(before)
    )
    audit.write(
        "library.revise",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("version", draft.pk),
        title=before.procedure.title,
        number=draft.number,
    )
    return draft
