"""Revoke a token: from the next request on it is worth nothing."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.access.models import Token
from tatalaksana.apps.access.tokens import all_tokens
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import NotFound


@action("access.revoke_token")
def revoke_token(holder: Holder, *, token: int, now: datetime) -> Token:
    """Revoke a token of her own; a keeper of the office revokes anybody's.

    Errors: NotFound TL602, also for somebody else's token and one that is revoked.
    """
    found = all_tokens(holder.agency).filter(pk=token).select_for_update(of=("self",)).first()
    if found is None or not (holder.keeps_office or found.account.person.pk == holder.person):
        raise NotFound("Token ini tidak ada, atau bukan milik Anda.")
    found.revoked_at, found.revoked_by_id = now, holder.person
    found.save(update_fields=["revoked_at", "revoked_by"])
    audit.write(
        "access.revoke_token",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("token", found.pk),
        name=found.name,
        owner=found.account.person.name,
    )
    return found
