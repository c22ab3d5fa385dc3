"""Asking a colleague for an opinion, giving it, and withdrawing the question."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tatalaksana.apps.cases.actions.call_off import call_off
from tatalaksana.apps.cases.actions.consult import consult
from tatalaksana.apps.cases.actions.give_opinion import Paper, give_opinion
from tatalaksana.apps.cases.consulting import question_of
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.policy import acting_in
from tatalaksana.apps.cases.queries import task_of
from tatalaksana.apps.office.colleagues import SHOWN, colleagues
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.cases.opinions import (
    OpinionForm,
    QuestionForm,
    told_of_question,
)
from tatalaksana.entrypoints.web.cases.task_page import task_page_of
from tatalaksana.entrypoints.web.cases.typed import kept, key_in, new_key
from tatalaksana.entrypoints.web.cases.views import UNPROCESSABLE, show
from tatalaksana.entrypoints.web.security import StaffRequest, staff


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def ask(request: StaffRequest, task: int) -> HttpResponse:
    """Minta pendapat: find a colleague by `?cari=`, write the question."""
    holder, now = request.holder, timezone.now()
    found = task_of(holder, task)
    acting_in(holder, open_task(holder, task, now), now)
    words = request.GET.get("cari", "").strip()
    there = colleagues(
        holder.agency,
        words,
        timezone.localdate(now),
        unit=found.position.unit_id,
        besides=holder.person,
    )
    form = QuestionForm(there, request.POST if request.method == "POST" else None)
    refusal = None
    if request.method == "POST" and form.is_valid():
        position, _dash, person = form.cleaned_data["whom"].partition("-")
        try:
            consult(
                holder,
                task=task,
                position=int(position),
                person=int(person),
                question=form.cleaned_data["question"],
                key=key_in(request),
                now=now,
            )
        except (NotFound, NotYours):
            raise
        except TatalaksanaError as refused:
            refusal = refused
        else:
            name = next(one.name for value, one in form.found if value == form.chosen)
            messages.success(request, told_of_question(name))
            return redirect(reverse("task", args=[task]) + "#pendapat")
    values = {
        "task": found,
        "case": found.case,
        "form": form,
        "words": words,
        "most": SHOWN,
        "refusal": refusal,
        "key": new_key(),
    }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cases/ask.html", values, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def give(request: StaffRequest, consultation: int) -> HttpResponse:
    """Give the opinion that was asked for, on the page of its task."""
    holder, now = request.holder, timezone.now()
    asked = question_of(holder, consultation)
    task = asked.task_id
    case = task_of(holder, task).case
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    form = OpinionForm(request.POST, request.FILES)
    if not form.is_valid():
        page = task_page_of(holder, task, now, opinion=form)
        return show(request, page, kept(request, task), invalid=True)
    upload = form.cleaned_data["paper"]
    try:
        give_opinion(
            holder,
            consultation=consultation,
            text=form.cleaned_data["text"],
            key=key_in(request),
            now=now,
            paper=paper_of(upload),
        )
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        page = task_page_of(holder, task, now, opinion=form)
        return show(request, page, kept(request, task), refused)
    told = _("Pendapat Anda tersimpan; tugas tetap pada %(who)s.") % {"who": asked.asker.name}
    messages.success(request, f"{told} {case.title}")
    return redirect("inbox")


def paper_of(upload: UploadedFile[Any] | None) -> Paper | None:
    """The chosen file; None when there is none."""
    return Paper(upload.name or "", upload.chunks()) if upload else None


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def withdraw(request: StaffRequest, consultation: int) -> HttpResponse:
    """Withdraw a question that is not answered yet."""
    holder, now = request.holder, timezone.now()
    asked = question_of(holder, consultation)
    task = task_of(holder, asked.task_id)
    if request.method != "POST":
        return redirect("task", task.pk)
    try:
        call_off(holder, consultation=consultation, key=key_in(request), now=now)
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        page = task_page_of(holder, task.pk, now)
        return show(request, page, kept(request, task.pk), refused)
    messages.success(
        request, _("Permintaan pendapat kepada %(who)s ditarik.") % {"who": asked.person.name}
    )
    return redirect("task", task.pk)
