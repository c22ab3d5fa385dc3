"""Choose at which rows of a version every performer must say that her part is done."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from tatalaksana.apps.library.joint_rows import joint_rows_of, shared_rows_of
from tatalaksana.apps.library.models import JointRow, Version
from tatalaksana.apps.library.queries import version_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("library.ask_all")
def ask_all(holder: Holder, *, version: int, rows: Collection[int], now: datetime) -> Version:
    """Let every performer of `rows` say that her part is done; at all others the first alone.

    Tasks that open from now on follow it; open ones stay as they are. What is set already leaves no
    trace.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603 when the version is withdrawn, or a row
    has one performer.
    """
    require_procedure_keeper(holder)
    found = version_of(holder.agency, version)
    # whoever puts it in force or revises it meanwhile waits, or is waited for; cases may start
    Version.objects.select_for_update(no_key=True).get(pk=found.pk)
    if found.status == Version.Status.WITHDRAWN:
        raise Invalid("Prosedur ini sudah dicabut.")
    wanted = frozenset(rows)
    alone = sorted(wanted - set(shared_rows_of(found)))
    if alone:
        raise Invalid(
            f"Langkah {alone[0]} tidak mempunyai beberapa pelaksana.",
            hint="Muat ulang halaman, lalu pilih lagi.",
        )
    before = joint_rows_of(found)
    if wanted == before:
        return found
    JointRow.objects.filter(agency=holder.agency, version=found).exclude(row__in=wanted).delete()
    JointRow.objects.bulk_create(
        JointRow(agency_id=holder.agency, version=found, row=row) for row in sorted(wanted - before)
    )
    audit.write(
        "library.ask_all",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("version", found.pk),
        title=found.procedure.title,
        rows=", ".join(map(str, sorted(wanted))) or "–",
    )
    return found
