"""The inbox, the tasks, and what is done with them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tatalaksana.apps.cases.actions.attach_document import attach_document
from tatalaksana.apps.cases.actions.finish_step import finish_step
from tatalaksana.apps.cases.consulting import questions_for
from tatalaksana.apps.cases.inbox import MORE, PAGE, Sieve, read_inbox
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.outside import outside_since
from tatalaksana.apps.cases.own_drafts import drafts_for
from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.state import AlreadyDone, ReasonMissing
from tatalaksana.entrypoints.web.cases import typed as fields
from tatalaksana.entrypoints.web.cases.handing import handed_rows
from tatalaksana.entrypoints.web.cases.task_page import TaskPage, task_page_of
from tatalaksana.entrypoints.web.cases.told import told_of
from tatalaksana.entrypoints.web.security import StaffRequest, staff

CONFLICT, UNPROCESSABLE = 409, 422  #: HTTP: somebody was faster; the form is not acceptable


@require_safe
@staff
def inbox_page(request: StaffRequest) -> HttpResponse:
    """Kotak Tugas; `?saring=` chooses what is shown."""
    now = timezone.now()
    chosen = request.GET.get("saring", "")
    sieve = Sieve(chosen) if chosen in Sieve.__members__.values() else Sieve.ALL
    found = read_inbox(request.holder, now, sieve)
    counts = found.counters
    shown = {
        Sieve.ALL: (_("Semua"), counted(counts.all)),
        Sieve.LATE: (_("Terlambat"), counted(counts.late)),
        Sieve.RETURNED: (_("Dikembalikan"), counted(counts.returned)),
        Sieve.TAKING_PART: (_("Turut serta"), counted(counts.taking_part)),
    }
    away = [row.case for row in found.rows if row.outside]
    return render(
        request,
        "cases/inbox.html",
        {
            "rows": found.rows,
            "outside": outside_since(request.holder.agency, away) if away else {},
            "handed": handed_rows(request.holder) if sieve is Sieve.ALL else (),
            "drafts": drafts_to_judge(request.holder, now) if sieve is Sieve.ALL else (),
            "questions": questions_for(request.holder, now) if sieve is Sieve.ALL else (),
            "sieve": sieve,
            "sieves": shown,
            "waiting": shown[Sieve.ALL][1],
            "more": shown[sieve][1] == counted(MORE),
            "page_size": PAGE,
        },
    )


def counted(tasks: int) -> str:
    """How many tasks, as it is shown: nobody is helped by the number of a pile, "50+" says it."""
    return f"{PAGE}+" if tasks >= MORE else str(tasks) if tasks else ""


def drafts_to_judge(holder: Holder, now: datetime) -> tuple[tuple[Any, str], ...]:
    """The tasks that come to her because the holder below made the draft, with their words."""
    return tuple(
        (task, kept_content(holder.agency, task.case.version_id).step(task.row).text)
        for task in drafts_for(holder, now)
    )


@require_safe
@staff
def task_page(request: StaffRequest, task: int) -> HttpResponse:
    """One task: what to do, with what, to whom it goes."""
    page = task_page_of(request.holder, task, timezone.now())
    return show(request, page, fields.kept(request, task))


def show(
    request: StaffRequest,
    page: TaskPage,
    typed: fields.Typed,
    refusal: TatalaksanaError | None = None,
    file_errors: Mapping[str, TatalaksanaError] | None = None,
    *,
    invalid: bool = False,
    reasoned: str = "reason_error",
) -> HttpResponse:
    """The task page with what was typed, and what was refused beside its field.

    `invalid`: a form of a related case carries its own errors. `reasoned`: which field a missing
    reason belongs to: reason_error, outside_error, sharing_error, waiting_error or
    part_error.
    """
    values: dict[str, Any] = {
        "page": page,
        "case": page.case,
        "typed": typed,
        "key": fields.new_key(),
        "outside_key": fields.new_key(),
        "sharing_key": fields.new_key(),
        "handing_key": fields.new_key(),
        "waiting_key": fields.new_key(),
        "opinion_key": fields.new_key(),
        "part_key": fields.new_key(),
        "aside_key": fields.new_key(),
        "file_errors": file_errors or {},
    }
    if isinstance(refusal, ReasonMissing):
        values[reasoned] = refusal
    else:
        values["refusal"] = refusal
    status = 200
    if refusal or file_errors or invalid:
        status = CONFLICT if isinstance(refusal, AlreadyDone) else UNPROCESSABLE
    return render(request, "cases/task.html", values, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def attach(request: StaffRequest, task: int) -> HttpResponse:
    """Attach the chosen files and come back with everything that was typed."""
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    page = task_page_of(request.holder, task, timezone.now())
    typed = fields.typed_in(request)
    wrong, attached = attach_files(request, page, typed)
    if not wrong and not attached:
        nothing = Invalid(_("Belum ada berkas yang dipilih."), hint=_("Pilih berkasnya dahulu."))
        return show(request, page, typed, nothing)
    if attached:
        messages.success(request, _("Terlampir: %(names)s.") % {"names": ", ".join(attached)})
    kept = replace(typed, other=typed.other if fields.OTHER in wrong else "")
    fields.keep(request, task, kept)
    if wrong:
        fresh = task_page_of(request.holder, task, timezone.now())
        return show(request, fresh, kept, file_errors=wrong)
    return redirect(reverse("task", args=[task]) + "#dokumen")


def attach_files(
    request: StaffRequest, page: TaskPage, typed: fields.Typed
) -> tuple[dict[str, TatalaksanaError], list[str]]:
    """Attach every chosen file: what was refused by input name, and the labels attached."""
    wrong: dict[str, TatalaksanaError] = {}
    attached = []
    for name, label, upload in fields.files_in(request, page.step, typed):
        try:
            attach_document(
                request.holder,
                task=page.task.pk,
                label=label,
                file_name=upload.name or label,
                chunks=upload.chunks(),
                now=timezone.now(),
            )
        except (NotFound, NotYours):
            raise
        except TatalaksanaError as refused:
            wrong[name] = refused
        else:
            attached.append(label)
    return wrong, attached


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def finish(request: StaffRequest, task: int) -> HttpResponse:
    """Finish the task; files chosen but not yet sent are attached first."""
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("task", task)
    holder, typed = request.holder, fields.typed_in(request)
    refused = send_files(request, task, typed) if request.FILES else None
    if refused is not None:
        return refused
    try:
        answer = fields.answer_in(request)
        finished = finish_step(
            holder,
            task=task,
            answer=answer,
            key=fields.key_in(request),
            now=timezone.now(),
            reason=typed.reason if answer == "return" else "",
            straight_back=typed.straight_back and answer == "return",
            without_opinion="tanpa_pendapat" in request.POST,
            checked=words_of_checked(holder, task, typed),
        )
    except TatalaksanaError as wrong:
        # The page first: whoever may not read the case is not told that the task exists.
        page = task_page_of(holder, task, timezone.now())
        if isinstance(wrong, (NotFound, NotYours)):
            raise
        return show(request, page, typed, wrong)
    fields.forget(request, task)
    messages.success(request, told_of(holder, task, answer, finished, timezone.now()))
    return redirect("inbox")


def send_files(request: StaffRequest, task: int, typed: fields.Typed) -> HttpResponse | None:
    """Attach the chosen files before the step is finished; the page where one was refused."""
    page = task_page_of(request.holder, task, timezone.now())
    if page.reader.refused:
        raise page.reader.refused
    if page.task.done_at is not None:
        return None
    if page.reader.kept:
        raise page.reader.kept
    wrong, _attached = attach_files(request, page, typed)
    if not wrong:
        return None
    fresh = task_page_of(request.holder, task, timezone.now())
    return show(request, fresh, typed, file_errors=wrong)


def words_of_checked(holder: Holder, task: int, typed: fields.Typed) -> list[str]:
    """The Kelengkapan that were ticked, in the words of the step; none of a step that is done."""
    if not typed.checked:
        return []
    found = open_task(holder, task, timezone.now())
    if found.done_at is not None:
        return []
    inputs = kept_content(holder.agency, found.version).step(found.row).inputs
    return [text for place, text in enumerate(inputs) if place in typed.checked]
