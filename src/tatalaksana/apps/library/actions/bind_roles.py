"""Bind several roles of a procedure at once: a person confirms them all."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tatalaksana.apps.library.actions.bind_role import bind
from tatalaksana.apps.library.models import Version
from tatalaksana.apps.library.queries import bindings_of, version_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action


@action("library.bind_roles")
def bind_roles(
    holder: Holder, *, version: int, positions: Mapping[str, int], now: datetime
) -> Version:
    """Let each position of `positions` (role -> position) do the work of its role from now on.

    Roles that are not named keep what they have. All of it happens or nothing.
    Errors: as bind_role.
    """
    require_procedure_keeper(holder)
    found = version_of(holder.agency, version)
    before = dict(bindings_of(found).values_list("role", "position__name"))
    for role, position in positions.items():
        bind(holder, found, role, position, now)
    after = dict(bindings_of(found).values_list("role", "position__name"))
    audit.write(
        "library.bind_roles",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("version", found.pk),
        title=found.procedure.title,
        count=len(positions),
        changed={
            role: [before.get(role), after[role]]
            for role in positions
            if before.get(role) != after[role]
        },
    )
    return found
