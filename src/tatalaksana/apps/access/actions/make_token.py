"""Make a token for a program of one's own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tatalaksana.apps.access.bounds import bounds
from tatalaksana.apps.access.models import Token
from tatalaksana.apps.access.tokens import digest_of, last_day, new_secret, tokens_of
from tatalaksana.apps.office.accounts import person_with_account
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.keepers import today_of
from tatalaksana.apps.shared import audit
from tatalaksana.apps.shared.action import action
from tatalaksana.apps.shared.errors import Invalid, NotYours
from tatalaksana.apps.shared.texts import one_line

LONGEST_NAME = 80


@dataclass(frozen=True, slots=True)
class NewToken:
    """A token; `secret` is shown once and kept nowhere."""

    token: Token
    secret: str


@action("access.make_token")
def make_token(holder: Holder, *, name: str, scope: str, until: date, now: datetime) -> NewToken:
    """Make a token by which a program acts as `holder`, to the end of the day `until`.

    A token makes no token: only the person herself does.
    Errors: NotYours TL601 through a token; Invalid TL603, its data naming the `field`, for a name
    that is empty or too long, an unknown scope, a last day that is over or more than a year away,
    and for more tokens than one account may have.
    """
    if not holder.in_person:
        raise NotYours("Token hanya dibuat oleh orangnya sendiri, di halaman Token akses.")
    name = checked_name(name)
    if scope not in Token.Scope.values:
        raise Invalid("Pilih apa yang boleh dilakukan dengan token ini.", field="scope")
    require_last_day(holder, until, now)
    _, account = person_with_account(holder, holder.person)  # locked: two forms come in turn
    if tokens_of(holder).filter(until__gte=today_of(holder, now)).count() >= bounds().most:
        raise Invalid(
            f"Anda sudah mempunyai {bounds().most} token.", hint="Cabut yang tidak dipakai lagi."
        )
    secret = new_secret(holder.agency)
    token = Token.objects.create(
        agency_id=holder.agency,
        account=account,
        name=name,
        digest=digest_of(secret),
        scope=scope,
        made_at=now,
        until=until,
    )
    audit.write(
        "access.make_token",
        agency=holder.agency,
        actor=holder.person,
        at=now,
        thing=("token", token.pk),
        name=name,
        scope=scope,
        until=until.isoformat(),
    )
    return NewToken(token, secret)


def checked_name(name: str) -> str:
    """Which program has it. Errors: Invalid TL603 when it is empty or too long."""
    name = one_line(name)
    if not name or len(name) > LONGEST_NAME:
        raise Invalid(
            f"Nama token belum diisi atau lebih dari {LONGEST_NAME} huruf.",
            hint="Tulis program mana yang memakainya.",
            field="name",
        )
    return name


def require_last_day(holder: Holder, until: date, now: datetime) -> None:
    """Errors: Invalid TL603 for a last day that is over or too far away."""
    if until < today_of(holder, now):
        raise Invalid("Hari terakhir token sudah lewat.", field="until")
    if until > last_day(holder.agency, now):
        raise Invalid(
            "Token berlaku paling lama satu tahun.",
            hint="Pilih hari yang lebih awal; sesudahnya buat token baru.",
            field="until",
        )
