"""How often somebody may ask: counted by the minute, over all processes of the server."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import connection

from tatalaksana.apps.access.errors import TooOften
from tatalaksana.apps.access.models import Pace

LONGEST = 80  #: of a subject: a proxy may write more than an address
# In the order of the subjects, so that two requests never wait for each other in a ring.
COUNT = """
insert into access_pace (subject, minute, count)
select s, %(minute)s, 1 from unnest(%(subjects)s::text[]) s order by s
on conflict (subject) do update set minute = excluded.minute,
    count = case when access_pace.minute = excluded.minute then access_pace.count + 1 else 1 end
returning subject, count
"""


def keep_pace(allowed: Mapping[str, int], now: datetime) -> None:
    """Count one request of each subject of `allowed` (subject -> requests a minute).

    Errors: TooOften TL614 when one of them has asked too often; its data say in how many `seconds`
    the next minute begins.
    """
    allowed = {subject[:LONGEST]: most for subject, most in allowed.items()}
    minute = now.replace(second=0, microsecond=0)
    with connection.cursor() as cursor:
        cursor.execute(COUNT, {"minute": minute, "subjects": sorted(allowed)})
        counts = dict(cursor.fetchall())
    if any(counts[subject] > most for subject, most in allowed.items()):
        seconds = int((minute + timedelta(minutes=1) - now).total_seconds()) + 1
        raise TooOften(
            "Terlalu banyak permintaan dalam satu menit.",
            hint=f"Ulangi sesudah {seconds} detik.",
            seconds=seconds,
        )


def forget_paces(now: datetime) -> int:
    """Remove the counts of minutes that are over; return how many."""
    return Pace.objects.filter(minute__lt=now - timedelta(minutes=2)).delete()[0]
