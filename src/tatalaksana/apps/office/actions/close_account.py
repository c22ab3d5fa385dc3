"""Close somebody's account."""

from __future__ import annotations

from datetime import datetime

from tatalaksana.apps.office.accounts import person_with_account
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import require_keeper_left, today_of
from tatalaksana.apps.office.models import Person
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid


@action("office.close_account")
def close_account(holder: Holder, *, person: int, now: datetime) -> Person:
    """Let nobody sign in with this account; whoever is signed in is out at once, and for good.

    The password is thrown away with it, so that opening the account again revives no old session.
    What she holds stays as it is: a position is ended on its own page.
    Errors: NotYours TL601; NotFound TL602; Invalid TL603 for oneself, no account, a closed one, or
    the office's last keeper.
    """
    require_office_keeper(holder)
    if person == holder.person:
        raise Invalid("Akun sendiri tidak dapat ditutup.", hint="Minta pengelola kantor yang lain.")
    found, account = person_with_account(holder, person)
    if not account.is_active:
        raise Invalid("Akun ini sudah ditutup.")
    account.is_active = False
    account.set_unusable_password()
    account.save()
    require_keeper_left(holder.agency, today_of(holder, now))
    audit.write(
        "office.close_account",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("person", found.pk),
        name=found.name,
    )
    return found
