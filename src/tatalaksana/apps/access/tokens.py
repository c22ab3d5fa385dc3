"""Tokens: found by what a program shows, and listed for their owner and the keepers."""

from __future__ import annotations

import hashlib
import re
import secrets
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from tatalaksana.apps.access.bounds import bounds
from tatalaksana.apps.access.models import Token
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import agency_of
from tatalaksana.apps.shared.agency import acting_for

if TYPE_CHECKING:
    from tatalaksana.apps.office.models import Account

#: the agency stands in the token, so that it is looked for behind its wall; the rest is 256 bits
FORM = re.compile(r"tlk_([1-9][0-9]{0,17})_[A-Za-z0-9_-]{43}", re.ASCII)
SECRET_BYTES = 32


@dataclass(frozen=True, slots=True)
class Shown:
    """A valid token and whose it is."""

    token: int
    account: Account
    acts: bool  #: it may change something


def new_secret(agency: int) -> str:
    """A token of `agency` that nobody has had before."""
    return f"tlk_{agency}_{secrets.token_urlsafe(SECRET_BYTES)}"


def digest_of(secret: str) -> str:
    """What is kept of a token. It is random, so one round of SHA-256 tells nothing of it."""
    return hashlib.sha256(secret.encode()).hexdigest()


def recognise(secret: str, now: datetime) -> Shown | None:
    """Whose token this is; None for one that is unknown, over, revoked, or of a closed account."""
    form = FORM.fullmatch(secret)
    if form is None:
        return None
    agency = int(form[1])
    with acting_for(agency):
        found = (
            Token.objects.select_related("account", "agency")
            .filter(agency=agency, digest=digest_of(secret), revoked_at__isnull=True)
            .first()
        )
        if found is None or not living(found, now):
            return None
        if found.used_at is None or now - found.used_at > bounds().used_precision:
            Token.objects.filter(pk=found.pk).update(used_at=now)
    return Shown(found.pk, found.account, acts=found.scope == Token.Scope.ACT)


def living(token: Token, now: datetime) -> bool:
    """Whether its last day is not over and its account is open."""
    today = now.astimezone(ZoneInfo(token.agency.zone)).date()
    return (
        token.until >= today
        and token.account.is_active
        and token.account.agency_id == token.agency_id
    )


def tokens_of(holder: Holder) -> QuerySet[Token]:
    """Her own tokens, the latest first."""
    return all_tokens(holder.agency).filter(account__person=holder.person)


def all_tokens(agency: int) -> QuerySet[Token]:
    """Every token of the agency that was not revoked, the latest first."""
    return (
        Token.objects.filter(agency=agency, revoked_at__isnull=True)
        .select_related("account__person")
        .order_by("-made_at", "-pk")
    )


def last_day(agency: int, now: datetime) -> date:
    """The last day a token made `now` may have."""
    return now.astimezone(ZoneInfo(agency_of(agency).zone)).date() + bounds().longest
