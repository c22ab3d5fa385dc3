"""Inbox, tasks, cases and their documents."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tatalaksana.apps.cases.inbox import Sieve, counters, inbox
from tatalaksana.entrypoints.web.security import StaffRequest, staff


@require_safe
@staff
def inbox_page(request: StaffRequest) -> HttpResponse:
    """Kotak Tugas."""
    now = timezone.now()
    chosen = request.GET.get("saring", "")
    sieve = Sieve(chosen) if chosen in Sieve else Sieve.ALL
    rows = inbox(request.holder, now, sieve)
    return render(
        request,
        "cases/inbox.html",
        {"rows": rows, "sieve": sieve, "counters": counters(request.holder, now)},
    )


task_page = finish = attach = case_list = start_list = start = file = case_page = inbox_page
