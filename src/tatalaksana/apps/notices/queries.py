"""Reading the notices of a person."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet

from tatalaksana.apps.notices.models import Notice, Preference
from tatalaksana.apps.notices.telling import USUAL
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.reach import addresses_of
from tatalaksana.apps.shared.errors import NotFound
from tatalaksana.apps.shared.function_calls import FunctionCall

COUNTED = 99  #: more are told as "99+"
# The latest unread ones alone are looked at: what was done meanwhile is no news any more.
UNREAD = FunctionCall("notices_count_unread", agency="bigint", person="bigint", looked_at="integer")


def count_unread(holder: Holder) -> int:
    """How many unread notices of open tasks she has; COUNTED + 1 stands for more."""
    values = {"agency": holder.agency, "person": holder.person, "looked_at": 2 * COUNTED}
    return min(int(UNREAD.row(values)[0]), COUNTED + 1)


def notices_of(holder: Holder) -> QuerySet[Notice]:
    """What was told to her, the latest on top."""
    return (
        Notice.objects.filter(agency=holder.agency, person=holder.person)
        .select_related("by")
        .order_by("-made_at", "-pk")
    )


def read_notice(holder: Holder, notice: int, now: datetime) -> Notice:
    """One of her notices, read from now on. Errors: NotFound TL602."""
    found = notices_of(holder).filter(pk=notice).first()
    if found is None:
        raise NotFound("Pemberitahuan ini tidak ada, atau bukan untuk Anda.")
    Notice.objects.filter(pk=found.pk, read_at__isnull=True).update(read_at=now)
    return found


def read_all(holder: Holder, until: int, now: datetime) -> int:
    """Mark her notices up to number `until` as read: what came meanwhile stays; how many."""
    unread = notices_of(holder).filter(read_at__isnull=True, pk__lte=until)
    return unread.order_by().update(read_at=now)


def mail_choice(holder: Holder) -> str:
    """What she wants by e-mail: a value of Preference.Mail."""
    own = Preference.objects.filter(agency=holder.agency, person=holder.person).first()
    return own.mail if own else USUAL


def mail_address(holder: Holder) -> str:
    """Where her e-mail goes; "" without an address."""
    return addresses_of(holder.agency, [holder.person]).get(holder.person, "")
