"""A deed that counts once: its answer is kept with it and given again."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import DEFAULT_DB_ALIAS, connection, transaction

from tatalaksana.apps.access.errors import KeyTaken
from tatalaksana.apps.access.models import Reply
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.retrying import tried_again

#: another request with the key waits here until the first has ended, one way or the other
TAKE = """
insert into access_reply (agency_id, person_id, key, request, at)
values (%s, %s, %s, %s, %s) on conflict (agency_id, person_id, key) do nothing returning id
"""


def once(
    holder: Holder,
    *,
    key: UUID,
    asked: Mapping[str, Any],
    now: datetime,
    deed: Callable[[], Mapping[str, Any]],
) -> Mapping[str, Any]:
    """The answer of `deed`, which is done once for `key` of this person; JSON values.

    The answer is kept in the transaction of the deed: there is one if and only if it was done. A
    refused deed leaves nothing, so that the same key may try again.
    Errors: KeyTaken TL613 when the key stands for something else than `asked`; those of `deed`.
    """
    said = json.dumps(asked, sort_keys=True, ensure_ascii=False, default=str)
    digest = hashlib.sha256(said.encode()).hexdigest()

    def whole() -> Mapping[str, Any]:
        with transaction.atomic():
            if not take(holder, key, digest, now):
                return replied(holder, key, digest)
            answer = deed()
            Reply.objects.filter(agency=holder.agency, person=holder.person, key=key).update(
                answer=answer
            )
            return answer

    return tried_again(whole)


def acted_since(holder: Holder, since: datetime) -> bool:
    """Whether she has done anything by a key at `since` or later; asked of the primary."""
    found = Reply.objects.using(DEFAULT_DB_ALIAS).filter(agency=holder.agency, at__gte=since)
    return found.filter(person=holder.person).exists()


def take(holder: Holder, key: UUID, digest: str, now: datetime) -> bool:
    """Whether the key is new, and ours from now on."""
    with connection.cursor() as cursor:
        cursor.execute(TAKE, [holder.agency, holder.person, key, digest, now])
        return cursor.fetchone() is not None


def replied(holder: Holder, key: UUID, digest: str) -> Mapping[str, Any]:
    """The answer that was given to this key. Errors: KeyTaken TL613."""
    found = Reply.objects.get(agency=holder.agency, person=holder.person, key=key)
    if found.request != digest:
        raise KeyTaken(
            "Kunci ini sudah dipakai untuk permintaan lain.",
            hint="Buat UUID baru untuk setiap tindakan; ulangi hanya untuk tindakan yang sama.",
        )
    return dict(found.answer or {})
