"""Deeds beside the answer of a step: a superior's return, a related case, sharing a task."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tatalaksana.apps.cases.actions.address_task import address_task
from tatalaksana.apps.cases.actions.send_back import send_back
from tatalaksana.apps.cases.actions.start_subcase import start_subcase
from tatalaksana.apps.cases.actions.stop_waiting import stop_waiting
from tatalaksana.apps.cases.queries import task_of
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.apps.shared.refusals import sentence_for
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.plan import END
from tatalaksana.core.engine.state import AlreadyDone, NoSuchWay, ReasonMissing
from tatalaksana.entrypoints.web.cases.case_page import case_page_of, superior_form
from tatalaksana.entrypoints.web.cases.recipients import case_words
from tatalaksana.entrypoints.web.cases.related import RelatedForm, told_of_related
from tatalaksana.entrypoints.web.cases.sharing import ALL
from tatalaksana.entrypoints.web.cases.steering import SteeringForm
from tatalaksana.entrypoints.web.cases.superior import SendBackForm, told_of_superior
from tatalaksana.entrypoints.web.cases.task_page import task_page_of
from tatalaksana.entrypoints.web.cases.typed import LONGEST_REASON, kept, key_in, new_key, number_of
from tatalaksana.entrypoints.web.cases.views import CONFLICT, UNPROCESSABLE, show
from tatalaksana.entrypoints.web.security import StaffRequest, staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def send_back_page(request: StaffRequest, task: int) -> HttpResponse:
    """A superior sends the open file back to a step that was done before."""
    holder, now = request.holder, timezone.now()
    found = task_of(holder, task)
    case = found.case
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("case", case.year, case.number)
    form = superior_form(holder, case, found, now, request.POST)
    if form is not None and not form.is_valid():
        return show_case(request, case, wrong=form)
    # Without a form the room says why: not hers, done already, or the same click again.
    values = form.cleaned_data if form else {"to_row": END, "reason": "", "straight_back": False}
    try:
        finished = send_back(holder, task=task, **values, key=key_in(request), now=now)
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return show_case(request, case, refused, wrong=form)
    if form is not None:
        target = next(one for one in form.targets if one.step.row == finished.to_row)
        messages.success(request, told_of_superior(holder, case, target, finished, now))
    return redirect("case", case.year, case.number)


def show_case(
    request: StaffRequest,
    case: Any,
    refusal: TatalaksanaError | None = None,
    *,
    wrong: SendBackForm | None = None,
    steering: SteeringForm | None = None,
) -> HttpResponse:
    """The case page with a refused form, `wrong` or `steering`, and what was refused."""
    if wrong and isinstance(refusal, NoSuchWay | ReasonMissing):
        field = "to_row" if isinstance(refusal, NoSuchWay) else "reason"
        wrong.add_error(field, sentence_for(refusal))
        refusal = None
    page = case_page_of(
        request.holder, case.year, case.number, timezone.now(), wrong, steering=steering
    )
    values = {"page": page, "case": page.case, "key": new_key(), "refusal": refusal}
    status = CONFLICT if isinstance(refusal, AlreadyDone) else UNPROCESSABLE
    return render(request, "cases/case.html", values, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def start_related(request: StaffRequest, task: int, version: int) -> HttpResponse:
    """Start a case of another SOP that the step names."""
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    holder, now = request.holder, timezone.now()
    form = RelatedForm(version, "", request.POST)
    page = task_page_of(holder, task, now, form)
    typed = kept(request, task)
    if page.reader.refused:
        raise page.reader.refused
    if not form.is_valid():
        return show(request, page, typed, invalid=True)
    try:
        started = start_subcase(
            holder,
            task=task,
            version=version,
            title=form.cleaned_data["title"],
            waits=form.cleaned_data["waits"],
            key=key_in(request),
            now=now,
        )
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return show(request, page, typed, refused)
    number = case_words(holder, started)
    messages.success(request, told_of_related(number, waits=form.cleaned_data["waits"]))
    return redirect(reverse("task", args=[task]) + "#terkait")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def go_on(request: StaffRequest, task: int) -> HttpResponse:
    """The step waits no more for the related cases that still run; with a reason."""
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    holder, now = request.holder, timezone.now()
    task_of(holder, task)
    why = request.POST.get("alasan_tunggu", "")[:LONGEST_REASON]
    try:
        stop_waiting(holder, task=task, reason=why, key=key_in(request), now=now)
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        page = task_page_of(holder, task, now)
        return show(request, page, kept(request, task), refused, reasoned="waiting_error")
    messages.success(
        request, _("Langkah ini tidak lagi menunggu; alasannya tercatat dalam riwayat berkas.")
    )
    return redirect("task", task)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def address(request: StaffRequest, task: int) -> HttpResponse:
    """One of several holders takes the task, hands it on, or gives it back to all."""
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    holder, now = request.holder, timezone.now()
    case = task_of(holder, task).case
    chosen = request.POST.get("kepada", "")
    to = None if chosen == ALL else number_of(chosen) or 0
    why = request.POST.get("alasan_alih", "")[:LONGEST_REASON]
    try:
        address_task(holder, task=task, to=to, key=key_in(request), now=now, reason=why)
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        page = task_page_of(holder, task, now)
        return show(request, page, kept(request, task), refused, reasoned="sharing_error")
    if to == holder.person:
        messages.success(request, _("Tugas ini sekarang milik Anda sendiri."))
        return redirect("task", task)
    if to is None:
        told = _("Tugas berkas %(case)s dilepaskan untuk semua pemegang jabatannya.")
    else:
        told = _("Tugas berkas %(case)s dialihkan.")
    messages.success(request, told % {"case": case_words(holder, case)})
    return redirect("inbox")
