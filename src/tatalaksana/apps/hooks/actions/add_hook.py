"""Let another system be told of events."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.cases.feed import new_mark
from tatalaksana.apps.hooks.addresses import checked_url
from tatalaksana.apps.hooks.bounds import bounds
from tatalaksana.apps.hooks.messages import secret_of
from tatalaksana.apps.hooks.models import Hook
from tatalaksana.apps.hooks.queries import hooks_of
from tatalaksana.apps.hooks.steering import trace
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_hook_keeper
from tatalaksana.apps.office.queries import lock_agency
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.core.engine.events import Kind


@dataclass(frozen=True, slots=True)
class NewHook:
    """A hook; `secret` is shown once."""

    hook: Hook
    secret: str


@action("hooks.add")
def add_hook(holder: Holder, *, url: str, kinds: Sequence[str], now: datetime) -> NewHook:
    """Tell `url` of the events of `kinds` from now on.

    Errors: NotYours TL601 unless she keeps the office, in person; Invalid TL603, its data naming
    the `field`, for an address that may not be told, no kind or an unknown one, and for more hooks
    than an agency may have.
    """
    require_hook_keeper(holder)
    url = checked_url(url)
    wanted = [kind.value for kind in Kind if kind.value in kinds]
    if not wanted or len(wanted) != len(set(kinds)):
        raise Invalid("Pilih peristiwa yang dikirim.", field="kinds")
    lock_agency(holder.agency)  # two forms come in turn
    if hooks_of(holder).count() >= bounds().most:
        raise Invalid(
            f"Instansi ini sudah mempunyai {bounds().most} webhook.",
            hint="Akhiri yang tidak dipakai lagi.",
            field="url",
        )
    hook = Hook.objects.create(
        agency_id=holder.agency,
        url=url,
        kinds=wanted,
        salt=secrets.token_hex(32),
        made_by_id=holder.person,
        made_at=now,
        settled=new_mark().event,
    )
    trace("hooks.add", holder.agency, holder.person, hook, now)
    return NewHook(hook, secret_of(hook))
