"""The page on which the look of the office's documents is chosen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tatalaksana.apps.library.queries import approvers_of
from tatalaksana.apps.office.actions.choose_look import checked, choose_look
from tatalaksana.apps.office.actions.reset_look import reset_look
from tatalaksana.apps.office.look import DEFAULT, Look, kept_look, look_in, stamp_of
from tatalaksana.apps.office.policy import require_look_keeper
from tatalaksana.apps.shared.refusals import hint_for, sentence_for
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.drawing.logos import logo_of
from tatalaksana.entrypoints.web.office.deeds import done
from tatalaksana.entrypoints.web.office.look_forms import LookForm, initial_of
from tatalaksana.entrypoints.web.office.look_sample import (
    Sheet,
    pictures_of,
    sample_content,
    sheets_of,
)
from tatalaksana.entrypoints.web.security import StaffRequest, staff

if TYPE_CHECKING:
    from tatalaksana.apps.office.models import DocumentLook

WAITS = 422


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def look(request: StaffRequest) -> HttpResponse:
    """Show the look with a sample; choose it. `deed` "show" draws the sample of what is typed."""
    require_look_keeper(request.holder)
    kept = kept_look(request.holder.agency)
    now = look_in(kept) if kept else DEFAULT
    form = form_of(request, kept, now)
    if request.method != "POST":
        return page(request, kept, form, now)
    if not form.is_valid():
        return page(request, kept, form, now)
    if request.POST.get("deed") == "show":
        return page(request, kept, form, now, typed=True)
    if done(form, lambda: chosen_by(request, form, now), "seen"):
        return redirect("look")
    return page(request, kept, form, now)


def form_of(request: StaffRequest, kept: DocumentLook | None, now: Look) -> LookForm:
    """The form as it was sent, or with what is chosen now."""
    approvers = approvers_of(request.holder.agency)
    if request.method == "POST":
        return LookForm(approvers, request.POST, request.FILES)
    return LookForm(approvers, initial=initial_of(now, approvers, stamp_of(kept)))


def chosen_by(request: StaffRequest, form: LookForm, now: Look) -> None:
    """Do what the form says. Errors: those of the action."""
    after = choose_look(
        request.holder,
        chosen=form.look(now),
        logo=form.sent_logo(),
        without_logo=form.cleaned_data["without_logo"],
        seen=form.cleaned_data["seen"],
        now=timezone.now(),
    )
    if after == now:
        messages.info(request, _("Tidak ada yang berubah."))
    else:
        messages.success(request, _("Tersimpan. Semua gambar SOP sekarang tampil seperti contoh."))


@require_POST
@staff
def look_reset(request: StaffRequest) -> HttpResponse:
    """Go back to the default."""
    require_look_keeper(request.holder)
    try:
        reset_look(request.holder, seen=request.POST.get("seen", ""), now=timezone.now())
    except TatalaksanaError as refused:
        messages.error(request, told(refused))
    else:
        messages.success(request, _("Tampilan dokumen kembali ke bawaan."))
    return redirect("look")


@require_POST
@staff
def look_sample(request: StaffRequest) -> HttpResponse:
    """The sample of the form as it is typed now; nothing is saved.

    422 with one sentence while something typed cannot be drawn: the page keeps the last sample.
    """
    require_look_keeper(request.holder)
    kept = kept_look(request.holder.agency)
    now = look_in(kept) if kept else DEFAULT
    form = form_of(request, kept, now)
    if not form.is_valid():
        first = next(iter(form.errors.values()))
        return HttpResponse(first[0], status=WAITS, content_type="text/plain; charset=utf-8")
    try:
        sheets = sheets_in(request, form, now)
    except TatalaksanaError as refused:
        return HttpResponse(told(refused), status=WAITS, content_type="text/plain; charset=utf-8")
    return render(request, "office/look_sheets.html", {"sheets": sheets})


def sheets_in(request: StaffRequest, form: LookForm | None, now: Look) -> list[Sheet]:
    """The pages of the sample as the form has it, or (None) as it is chosen now.

    Errors: Invalid TL603, DrawingError TL400, FileMissing TL703 for what cannot be drawn.
    """
    content = sample_content(request.holder.agency)
    if content is None:
        return []
    sent = form.sent_logo() if form else None
    shown = checked(form.look(now)) if form else now
    pictures = pictures_of(content, shown, logo_of(sent) if sent is not None else None)
    return sheets_of(pictures, content.title)


def page(
    request: StaffRequest,
    kept: DocumentLook | None,
    form: LookForm,
    now: Look,
    *,
    typed: bool = False,
) -> HttpResponse:
    """The page; the sample is of what is `typed`, else of what is chosen now."""
    wrong, sheets = "", list[Sheet]()
    try:
        sheets = sheets_in(request, form if typed else None, now)
    except TatalaksanaError as refused:
        wrong = told(refused)
    return render(
        request,
        "office/look.html",
        {"form": form, "kept": kept, "look": now, "sheets": sheets, "wrong": wrong, "typed": typed},
        status=WAITS if form.errors else 200,
    )


def told(refused: TatalaksanaError) -> str:
    """A refusal in one line."""
    return f"{sentence_for(refused)} {hint_for(refused)}".strip()
