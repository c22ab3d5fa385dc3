"""Open a closed account again."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.accounts import (
    NewPassword,
    give_one_time_password,
    person_with_account,
)
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("office.open_account")
def open_account(holder: Holder, *, person: int, now: datetime) -> NewPassword:
    """Let somebody sign in again, with a one-time password: the old one went with the closing.

    Errors: NotYours TL601; NotFound TL602; Invalid TL603 for oneself, no account or an open one.
    """
    require_office_keeper(holder)
    if person == holder.person:
        raise Invalid("Akun sendiri tidak dapat dibuka.", hint="Minta pengelola kantor yang lain.")
    found, account = person_with_account(holder, person)
    if account.is_active:
        raise Invalid("Akun ini sudah terbuka.")
    account.is_active = True
    password = give_one_time_password(account)
    audit.write(
        "office.open_account",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("person", found.pk),
        name=found.name,
    )
    return NewPassword(found, password)
