"""Give somebody a new one-time password."""

from __future__ import annotations

from datetime import datetime

from axes.utils import reset as forget_wrong_passwords

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


@action("office.reset_password")
def reset_password(holder: Holder, *, person: int, now: datetime) -> NewPassword:
    """Replace a forgotten password by a one-time one; whoever is signed in with the old one is out.

    A lock-out after wrong passwords ends, so that the new one works at once, from any place.
    Not one's own: that would let an unattended browser take over the account.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603 for oneself, no account or a closed one.
    """
    require_office_keeper(holder)
    if person == holder.person:
        raise Invalid(
            "Kata sandi sendiri tidak dibuat ulang di sini.",
            hint="Buka Lainnya → Ganti kata sandi.",
        )
    found, account = person_with_account(holder, person)
    if not account.is_active:
        raise Invalid("Akun ini ditutup.", hint="Buka dahulu akunnya.")
    password = give_one_time_password(account)
    forget_wrong_passwords(username=account.username)  # the lock-out was about the old one
    audit.write(
        "office.reset_password",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("person", found.pk),
        name=found.name,
    )
    return NewPassword(found, password)
