"""Who may take a click back: whoever clicked, a little while; after that those above her.

Source: docs/decisions/0037.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tatalaksana.apps.cases.models import Case, CaseDocument, Event, SubCase, Task
from tatalaksana.apps.cases.policy import keeping_position, position_above
from tatalaksana.apps.cases.standing import as_event, standing
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine import events as chain
from tatalaksana.core.engine.correcting import own_within
from tatalaksana.core.engine.state import NothingToCorrect


@dataclass(frozen=True, slots=True)
class Correctable:
    """The click that may be taken back now, and by the one who asks."""

    task: int  #: which it ended
    seq: int
    own: bool  #: she clicked herself


def correctable(holder: Holder, case: Case, now: datetime) -> Correctable | None:
    """The last click in `case`, if she may take it back; None while nothing may be corrected."""
    if case.suspended_at is not None or case.cancelled:
        return None
    rows = standing(Event.objects.filter(agency=case.agency_id, case=case.pk).order_by("seq"))
    last = next((as_event(row) for row in reversed(rows) if row.kind not in chain.NOTES), None)
    if last is None or last.kind not in chain.CORRECTABLE:
        return None
    ended = Task.objects.filter(case=case.pk, row=last.row, done_at=last.at).order_by("pk").last()
    if ended is None:
        return None
    try:
        correcting_position(holder, case, ended, last, now)
    except NotYours:
        return None
    return Correctable(ended.pk, last.seq, last.actor == holder.person)


def correcting_position(
    holder: Holder, case: Case, again: Task, deed: chain.Event, now: datetime
) -> int:
    """The position in which she may take back `deed`, the click that ended `again`.

    Errors: NotYours TL601 when she may not, or may not any more.
    """
    if deed.actor == holder.person and holder.seat(deed.position) is not None:
        gone = calendar_for(holder).minutes_between(deed.at, now)
        if gone.value <= own_within().value and not touched(case, deed):
            return deed.position
    acting = position_above(holder, again.position_id) or keeping_position(holder, case.pk)
    if acting is not None:
        return acting
    if deed.actor == holder.person:
        raise NotYours(
            "Klik ini tidak dapat Anda tarik kembali lagi: sudah lewat satu hari kerja, atau"
            " pelaksana berikutnya sudah bekerja.",
            hint="Minta atasan jabatan Anda, atau pengelola SOP, mengoreksinya dengan alasan.",
        )
    raise NotYours(
        "Hanya yang mengeklik, atasan jabatannya, dan pengelola SOP yang ikut dalam berkas ini"
        " boleh mengoreksi klik ini.",
        hint="Sampaikan kekeliruannya kepada salah satu dari mereka.",
    )


def touched(case: Case, deed: chain.Event) -> bool:
    """Whether anybody has done anything in the case since `deed`.

    That the calendar changed is nobody's doing in it.
    """
    later = Event.objects.filter(case=case.pk, seq__gt=deed.seq)
    papers = CaseDocument.objects.filter(case=case.pk, document__versions__uploaded_at__gt=deed.at)
    cases = SubCase.objects.filter(parent=case.pk, child__opened_at__gt=deed.at)
    return later.exclude(kind=chain.Kind.RESCHEDULED).exists() or papers.exists() or cases.exists()


def not_the_last(again: Task) -> NothingToCorrect:
    """What is said where no correction can help any more."""
    if again.answer in (chain.Kind.MOVED, chain.Kind.CANCELLED, chain.Kind.CORRECTED):
        return NothingToCorrect("Tugas ini tidak diakhiri oleh sebuah klik penyelesaian.")
    return NothingToCorrect(
        "Sesudah klik ini sudah ada langkah lain yang diselesaikan; klik itu tidak dapat dikoreksi"
        " lagi.",
        hint="Atasan dapat mengembalikan berkas ke langkah itu dengan alasan, dari halaman berkas.",
    )
