"""The file goes to an outside party, and comes back: the clock of the step stands and runs."""

from __future__ import annotations

from dataclasses import replace

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tatalaksana.apps.cases.actions.hold_file import hold_file
from tatalaksana.apps.cases.actions.release_file import release_file
from tatalaksana.apps.cases.queries import task_of
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.cases import typed as fields
from tatalaksana.entrypoints.web.cases.task_page import task_page_of
from tatalaksana.entrypoints.web.cases.views import attach_files, show
from tatalaksana.entrypoints.web.clock import due_of
from tatalaksana.entrypoints.web.security import StaffRequest, staff

KEY = "kunci_luar"  #: a key of its own: the form around it has another for finishing


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def hold(request: StaffRequest, task: int) -> HttpResponse:
    """Note that the file went outside; what else was typed on the task page is kept."""
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    page = task_page_of(request.holder, task, timezone.now())
    typed = fields.typed_in(request)
    if page.reader.refused:
        raise page.reader.refused
    wrong, attached = attach_files(request, page, typed) if page.task.done_at is None else ({}, [])
    kept = replace(typed, other="" if attached and fields.OTHER not in wrong else typed.other)
    try:
        hold_file(
            request.holder,
            task=task,
            reason=typed.outside,
            key=fields.key_in(request, KEY),
            now=timezone.now(),
        )
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        fresh = task_page_of(request.holder, task, timezone.now())
        return show(request, fresh, kept, refused, wrong, reasoned="outside_error")
    kept = replace(kept, outside="")
    fields.keep(request, task, kept)
    messages.success(request, _("Dicatat: berkas di luar kantor. Jam langkah ini berhenti."))
    if wrong:
        fresh = task_page_of(request.holder, task, timezone.now())
        return show(request, fresh, kept, file_errors=wrong)
    return redirect("task", task)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def release(request: StaffRequest, task: int) -> HttpResponse:
    """Note that the file came back."""
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    holder, now = request.holder, timezone.now()
    task_of(holder, task)
    try:
        release_file(holder, task=task, key=fields.key_in(request, KEY), now=now)
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        page = task_page_of(holder, task, now)
        return show(request, page, fields.kept(request, task), refused)
    told = _("Berkas sudah kembali; jam langkah ini berjalan lagi.")
    due_at = task_of(holder, task).due_at
    if due_at is not None:
        due = due_of(due_at, now, calendar_for(holder))
        told += " " + _("Batas waktu: %(due)s.") % {"due": due.words}
    messages.success(request, told)
    return redirect("task", task)
