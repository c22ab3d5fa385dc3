"""Writing and reading the audit trail."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from tatalaksana.apps.shared.models import Trace

#: every action that leaves a trace, with its sentence
SENTENCES = {
    "archive.read": "membuka berkas %(name)s",
    "library.bind_role": "menetapkan %(role)s sebagai %(position)s",
    "library.correct": "membetulkan bacaan %(title)s",
    "library.import_document": "mengimpor %(name)s",
    "library.put_in_force": "memberlakukan %(title)s versi %(number)s",
    "library.revise": "membuat versi baru %(title)s nomor %(number)s",
    "library.withdraw": "mencabut %(title)s versi %(number)s",
    "office.add_position": "menambah jabatan %(name)s",
    "office.add_unit": "menambah unit %(name)s",
    "office.appoint": "menempatkan %(person)s sebagai %(position)s",
    "office.end_holding": "mengakhiri jabatan %(person)s sebagai %(position)s",
}


def write(
    action: str,
    *,
    agency: int,
    actor: int | None,
    at: datetime,
    thing: tuple[str, int] = ("", 0),
    **data: Any,
) -> None:
    """Add one trace in the transaction of the deed.

    Errors: KeyError for an action without a sentence: a deed nobody could read back.
    """
    SENTENCES[action]
    Trace.objects.create(
        agency_id=agency,
        at=at,
        actor_id=actor,
        action=action,
        thing=thing[0],
        thing_id=thing[1] or None,
        data=data,
    )
