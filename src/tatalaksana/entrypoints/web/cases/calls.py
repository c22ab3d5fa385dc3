"""What was asked of many units: the list, how complete the answers are, reminding, the table."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tatalaksana.apps.cases.calls import (
    Answer,
    Progress,
    answers_of,
    call_of,
    calls_for,
    require_asker,
)
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import readable_among
from tatalaksana.apps.notices.actions.remind_units import remind_units
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holders_by_position
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.entrypoints.web.cases.recipients import case_words, held_by
from tatalaksana.entrypoints.web.security import StaffRequest, staff

PAGE = 100  #: units on one page
CALLS = 25  #: calls on one page of the list
#: how far a unit has come: its badge and its words
LOOKS = {
    Progress.UNBEGUN: ("soon", gettext_lazy("belum mulai")),
    Progress.UNDER_WAY: ("open", gettext_lazy("dikerjakan")),
    Progress.LATE: ("late", gettext_lazy("terlambat")),
    Progress.DONE: ("done", gettext_lazy("selesai")),
    Progress.CANCELLED: ("void", gettext_lazy("dibatalkan")),
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  #: a cell that begins so would be computed by Excel


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One unit of the completeness view."""

    answer: Answer
    badge: str
    words: Any
    holders: tuple[str, ...]  #: who has it today
    readable: bool  #: by the person before the page


def lines_of(
    holder: Holder, answers: tuple[Answer, ...], now: datetime, *, linked: bool = True
) -> list[Line]:
    """The answers with who has them today; with `linked` it is asked which she may open."""
    seats = {one.task.position_id for one in answers if one.task}
    people = holders_by_position(holder.agency, seats, timezone.localdate(now))
    opens = readable_among(holder, [one.case for one in answers]) if linked else frozenset()
    lines = []
    for one in answers:
        badge, words = LOOKS[one.progress]
        there = people.get(one.task.position_id, ()) if one.task else ()
        holders = held_by(one.task, there) if one.task else ()
        lines.append(
            Line(
                answer=one,
                badge=badge,
                words=words,
                holders=holders,
                readable=one.case.pk in opens,
            )
        )
    return lines


@require_safe
@staff
def call_list(request: StaffRequest) -> HttpResponse:
    """What was asked of many units, as far as she may see the answers."""
    page = Paginator(calls_for(request.holder), CALLS).get_page(request.GET.get("page"))
    return render(request, "cases/calls.html", {"page": page})


@require_safe
@staff
def call_page(request: StaffRequest, call: int) -> HttpResponse:
    """How complete the answers are; `?saring=` shows one state."""
    holder, now = request.holder, timezone.now()
    found = call_of(holder, call)
    answers = answers_of(found, now)
    counts = Counter(one.progress for one in answers)
    chosen = request.GET.get("saring", "")
    sieve = Progress(chosen) if chosen in Progress.__members__.values() else None
    shown = tuple(one for one in answers if sieve in (None, one.progress))
    page = Paginator(shown, PAGE).get_page(request.GET.get("page"))
    values = {
        "call": found,
        "page": page,
        "lines": lines_of(holder, tuple(page), now),
        "sieve": sieve,
        "sieves": [
            (state, words, counts[state], badge)
            for state, (badge, words) in LOOKS.items()
            if counts[state] or state is not Progress.CANCELLED
        ],
        "total": len(answers),
        "done": counts[Progress.DONE],
        "late": counts[Progress.LATE],
        "unbegun": sum(not one.begun for one in answers if one.task),
        "may_remind": may_remind(holder, found),
        "parent_readable": found.parent is not None and may_read(holder, found.parent),
    }
    return render(request, "cases/call.html", values)


def may_remind(holder: Holder, call: Any) -> bool:
    """Whether the reader reminds those who are late."""
    try:
        require_asker(holder, call)
    except NotYours:
        return False
    return True


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def remind(request: StaffRequest, call: int) -> HttpResponse:
    """Remind those who are late; a second time on a day tells nobody twice."""
    if request.method == "POST":
        count = remind_units(request.holder, call=call, now=timezone.now())
        if count:
            told = ngettext("%(n)s pejabat diingatkan.", "%(n)s pejabat diingatkan.", count)
            messages.success(request, told % {"n": count})
        else:
            messages.info(request, _("Semua yang terlambat sudah diingatkan hari ini."))
    return redirect("call", call)


@require_safe
@staff
def call_table(request: StaffRequest, call: int) -> HttpResponse:
    """The completeness view as CSV, with semicolons, as spreadsheets here open it."""
    holder, now = request.holder, timezone.now()
    found = call_of(holder, call)
    name = f"kelengkapan-{found.pk}.csv"
    response = HttpResponse(
        "\ufeff",
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": content_disposition_header(True, name) or "attachment"},
    )
    table = csv.writer(response, delimiter=";")
    heads = (_("Unit"), _("Keadaan"), _("Berkas"), _("Langkah"), _("Pada"), _("Pejabat"))
    table.writerow([*heads, _("Batas waktu"), _("Selesai")])
    for line in lines_of(holder, answers_of(found, now), now, linked=False):
        table.writerow(map(plain, cells_of(holder, line)))
    return response


def cells_of(holder: Holder, line: Line) -> list[str]:
    """One unit in the order of the heads; days as year-month-day."""
    task, case = line.answer.task, line.answer.case
    return [
        line.answer.unit.name,
        str(line.words),
        case_words(holder, case),
        str(task.row) if task else "",
        task.position.name if task else "",
        ", ".join(line.holders),
        day_of(task.due_at if task else None),
        day_of(case.closed_at),
    ]


def day_of(moment: datetime | None) -> str:
    """`2026-11-30` in the office's zone; "" for none."""
    return timezone.localdate(moment).isoformat() if moment else ""


def plain(text: str) -> str:
    """`text` as a cell that no spreadsheet computes."""
    return "'" + text if text.startswith(FORMULA) else text
