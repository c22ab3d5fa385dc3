"""The account behind a person: found for a change, and given a one-time password."""

from __future__ import annotations

import secrets
from dataclasses import dataclass

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.models import Account, Person
from tatalaksana.apps.shared.errors import Invalid, NotFound

CLEAR = "abcdefghjkmnpqrstuvwxyz23456789"  #: nothing that looks like something else
GROUPS, GROUP = 4, 4  #: 16 signs of 31: 79 bits


@dataclass(frozen=True, slots=True)
class NewPassword:
    """A person with a one-time password, which is shown once and kept nowhere.

    `password` is None where the same form was sent before and the first answer showed it.
    """

    person: Person
    password: str | None


def give_one_time_password(account: Account) -> str:
    """Save `account` with a new password that must be changed at the next sign-in; return it.

    Every session of the account ends, since a session is bound to the password it began with.
    """
    password = "-".join("".join(secrets.choice(CLEAR) for _ in range(GROUP)) for _ in range(GROUPS))
    account.set_password(password)
    account.must_change_password = True
    account.save()
    return password


def person_with_account(holder: Holder, person: int) -> tuple[Person, Account]:
    """Somebody of the agency and her account, locked until the transaction ends.

    Errors: NotFound TL602; Invalid TL603 for somebody without an account.
    """
    found = Person.objects.filter(agency=holder.agency, pk=person).first()
    if found is None:
        raise NotFound("Orang ini tidak ada di instansi Anda.")
    account = Account.objects.select_for_update(of=("self",)).filter(person=found).first()
    if account is None:
        raise Invalid("Orang ini tidak mempunyai akun.")
    found.account = account
    return found, account
