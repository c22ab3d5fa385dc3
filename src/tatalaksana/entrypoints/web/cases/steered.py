"""A case is suspended, goes on, or is cancelled: the deeds of the form on the case page."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tatalaksana.apps.cases.actions.cancel_case import cancel_case
from tatalaksana.apps.cases.actions.resume_case import resume_case
from tatalaksana.apps.cases.actions.suspend_case import suspend_case
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.queries import case_of_task, task_of
from tatalaksana.apps.cases.steering import steering_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.cases.deeds import show_case
from tatalaksana.entrypoints.web.cases.recipients import case_words
from tatalaksana.entrypoints.web.cases.steering import SteeringForm
from tatalaksana.entrypoints.web.cases.typed import key_in
from tatalaksana.entrypoints.web.cases.unseen import show_unseen
from tatalaksana.entrypoints.web.security import StaffRequest, staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def suspend(request: StaffRequest, task: int) -> HttpResponse:
    """Stop the case; a reload, or the way back from the sign-in page, leads to its page."""
    told = _("Berkas %(case)s dihentikan sementara; jamnya berhenti.")
    return steer(request, task, suspend_case, told)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def cancel(request: StaffRequest, task: int) -> HttpResponse:
    """End the case before its work is done."""
    return steer(request, task, cancel_case, _("Berkas %(case)s dibatalkan."))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def resume(request: StaffRequest, task: int) -> HttpResponse:
    """Let a suspended case go on."""
    told = _("Berkas %(case)s dilanjutkan; jamnya berjalan lagi dengan sisa waktunya.")
    return steer(request, task, resume_case, told, says_why=False)


def steer(
    request: StaffRequest,
    task: int,
    deed: Callable[..., object],
    told: str,
    *,
    says_why: bool = True,
) -> HttpResponse:
    """Do `deed` with the reason of the form, and come back to the case with what was `told`."""
    holder, now = request.holder, timezone.now()
    case, seen = steered_case(holder, task, now)
    page = "case" if seen else "steer_case"
    show = show_steered if seen else show_unseen
    if request.method != "POST":
        return redirect(page, case.year, case.number)
    form = SteeringForm(request.POST) if says_why else None
    if form is not None and not form.is_valid():
        return show(request, case, form=form)
    values = form.cleaned_data if form else {}
    try:
        deed(holder, task=task, key=key_in(request), now=now, **values)
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return show(request, case, refused, form)
    messages.success(request, told % {"case": case_words(holder, case)})
    return redirect(page, case.year, case.number)


def steered_case(holder: Holder, task: int, now: datetime) -> tuple[Any, bool]:
    """The case of `task`, and whether she may read it; one she may not she may steer unseen.

    Errors: NotFound TL602 where she may do neither.
    """
    try:
        return task_of(holder, task).case, True
    except NotFound:
        try:
            unseen = steering_of(holder, open_task(holder, task, now), now).unseen
        except NotYours:
            unseen = False
        if not unseen:
            raise
    return case_of_task(holder.agency, task), False


def show_steered(
    request: StaffRequest,
    case: Any,
    refusal: TatalaksanaError | None = None,
    form: SteeringForm | None = None,
) -> HttpResponse:
    """The page of a case that she may read, with the form that was refused."""
    return show_case(request, case, refusal, steering=form)
