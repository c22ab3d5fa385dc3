"""A wrong click is taken back: the deed of the form on the page of the task it ended."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tatalaksana.apps.cases.actions.correct_deed import correct_deed
from tatalaksana.apps.cases.queries import task_of
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.cases.correcting import CorrectionForm
from tatalaksana.entrypoints.web.cases.recipients import case_words
from tatalaksana.entrypoints.web.cases.task_page import task_page_of
from tatalaksana.entrypoints.web.cases.typed import kept, key_in
from tatalaksana.entrypoints.web.cases.views import show
from tatalaksana.entrypoints.web.security import StaffRequest, staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def correct(request: StaffRequest, task: int) -> HttpResponse:
    """Take back the click that ended the task; a reload leads to its page."""
    if request.method != "POST":
        return redirect("task", task)
    holder, now = request.holder, timezone.now()
    case = task_of(holder, task).case
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        page = task_page_of(holder, task, now, correction=form)
        return show(request, page, kept(request, task), invalid=True)
    why = form.cleaned_data["reason"]
    try:
        done = correct_deed(holder, task=task, reason=why, key=key_in(request), now=now)
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        page = task_page_of(holder, task, now, correction=form)
        return show(request, page, kept(request, task), refused)
    values = {"case": case_words(holder, case), "row": done.to_row}
    told = _(
        "Klik pada langkah %(row)s ditarik kembali: langkah itu terbuka lagi di berkas %(case)s."
    )
    messages.success(request, told % values)
    return redirect(reverse("task", args=[task]))
