"""The parts of a step that several do: saying that one's own is done, and setting one aside."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tatalaksana.apps.cases.actions.set_aside import set_aside
from tatalaksana.apps.cases.actions.take_part import take_part
from tatalaksana.apps.cases.queries import task_of
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.cases.task_page import task_page_of
from tatalaksana.entrypoints.web.cases.typed import LONGEST_REASON, kept, key_in, number_in
from tatalaksana.entrypoints.web.cases.views import show
from tatalaksana.entrypoints.web.security import StaffRequest, staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def part_done(request: StaffRequest, task: int) -> HttpResponse:
    """My part of the step is done."""
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    holder, now = request.holder, timezone.now()
    task_of(holder, task)
    try:
        take_part(holder, task=task, key=key_in(request), now=now)
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return show(request, task_page_of(holder, task, now), kept(request, task), refused)
    messages.success(
        request, _("Bagian Anda tercatat selesai; penanggung jawab yang menyelesaikan langkahnya.")
    )
    return redirect("inbox")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def part_aside(request: StaffRequest, task: int) -> HttpResponse:
    """The step goes on without the part of one performer, with a reason."""
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    holder, now = request.holder, timezone.now()
    task_of(holder, task)
    why = request.POST.get("alasan_bagian", "")[:LONGEST_REASON]
    try:
        set_aside(
            holder,
            task=task,
            position=number_in(request.POST, "pelaksana") or 0,
            reason=why,
            key=key_in(request),
            now=now,
        )
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        page = task_page_of(holder, task, now)
        return show(request, page, kept(request, task), refused, reasoned="part_error")
    messages.success(request, _("Bagian pelaksana itu tidak ditunggu lagi; alasannya tercatat."))
    return redirect("task", task)
