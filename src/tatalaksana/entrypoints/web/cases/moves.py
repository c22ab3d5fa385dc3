"""A keeper of procedures moves one running case to the version in force."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tatalaksana.apps.cases.actions.move_case import move_case
from tatalaksana.apps.cases.mapping import StepMap, proposed, require_map
from tatalaksana.apps.cases.older_versions import case_to_move, newer_than
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import open_task_of
from tatalaksana.apps.cases.writing import Finished
from tatalaksana.apps.shared.errors import MovedOn, NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.state import AlreadyDone
from tatalaksana.entrypoints.web.cases.map_form import LOOK, SEEN, map_in, require_seen
from tatalaksana.entrypoints.web.cases.moving import MoveForm, MovePage, move_page_of
from tatalaksana.entrypoints.web.cases.recipients import case_words, lies_at
from tatalaksana.entrypoints.web.cases.typed import key_in, new_key, number_in
from tatalaksana.entrypoints.web.cases.views import CONFLICT, UNPROCESSABLE
from tatalaksana.entrypoints.web.security import StaffRequest, staff

if TYPE_CHECKING:
    from tatalaksana.apps.cases.models import Case

CHANGED = (AlreadyDone, MovedOn)  #: somebody was faster


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def move(request: StaffRequest, year: int, number: int) -> HttpResponse:
    """Move one case: both versions beside each other, and where it goes on."""
    case = case_to_move(request.holder, year, number)
    if request.method == "POST":
        return moved(request, case)
    task, newer = open_task_of(case), newer_than(case)
    if task is None or newer is None:
        return nothing_to_move(request, case)
    chosen = proposed(request.holder.agency, case.version_id, newer)
    page = move_page_of(request.holder, case, task, newer, chosen, now=timezone.now())
    return show_move(request, page, MoveForm(page.choices))


def moved(request: StaffRequest, case: Case) -> HttpResponse:
    """Do what the form says, or show it again with what was refused beside its field."""
    holder, now = request.holder, timezone.now()
    task, newer = open_task_of(case), newer_than(case)
    if task is None or newer is None:
        return moved_before(request, case)
    chosen = map_in(request, holder.agency, case.version_id, newer)
    page = move_page_of(holder, case, task, newer, chosen, now=now)
    if (task.pk, newer) != (number_in(request.POST, "task"), number_in(request.POST, "version")):
        changed = MovedOn(
            _("Berkas atau versinya berubah sejak halaman ini dibuka; belum dipindahkan."),
            hint=_("Periksa keadaannya sekarang, lalu pindahkan bila sudah benar."),
        )
        return show_move(request, page, MoveForm(page.choices), changed)
    if LOOK in request.POST:
        return looked_at(request, page, chosen)
    form = MoveForm(page.choices, request.POST)
    if not form.is_valid():
        return show_move(request, page, form)
    try:
        require_map(holder.agency, case.version_id, newer, chosen)
        require_seen(request.POST, chosen)
        done = move_case(
            holder,
            task=task.pk,
            version=newer,
            rows=chosen.rows,
            **form.cleaned_data,
            key=key_in(request),
            now=now,
        )
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return show_move(request, page, form, refused)
    messages.success(request, told_of_move(request, page, done))
    return redirect(after(request, case))


def looked_at(request: StaffRequest, page: MovePage, chosen: StepMap) -> HttpResponse:
    """The page with what comes of the map that was typed; nothing is moved."""
    form, refusal = MoveForm(page.choices), None
    form.initial["reason"] = request.POST.get("reason", "")
    if request.POST.get(SEEN) == page.seen:
        form.initial["to_row"] = request.POST.get("to_row", "")
    try:
        require_map(request.holder.agency, page.old.pk, page.new.pk, chosen)
    except TatalaksanaError as refused:
        refusal = refused
    return show_move(request, page, form, refusal)


def moved_before(request: StaffRequest, case: Case) -> HttpResponse:
    """There is nothing to move: by the same click sent again, which is no refusal, or otherwise."""
    try:
        move_case(
            request.holder,
            task=number_in(request.POST, "task") or 0,
            version=number_in(request.POST, "version") or 0,
            to_row=number_in(request.POST, "to_row") or 0,
            reason="",
            key=key_in(request),
            now=timezone.now(),
        )
    except TatalaksanaError as refused:
        return nothing_to_move(request, case, refused)
    return redirect(after(request, case))


def told_of_move(request: StaffRequest, page: MovePage, done: Finished) -> str:
    """What happened, to whom the file went, and the way to it for those who may read it."""
    holder, case = request.holder, page.case
    desk = next(one.desk for one in page.choices if one.step.row == done.to_row)
    what = _("Berkas %(case)s dipindahkan ke versi %(n)s, dilanjutkan pada langkah %(row)s.") % {
        "case": case_words(holder, case),
        "n": page.new.number,
        "row": done.to_row,
    }
    there = lies_at(desk, done, holder, timezone.now())
    if not may_read(holder, case):
        return f"{what}\n{there}"
    address = reverse("case", args=[case.year, case.number])
    return format_html(
        '{}\n{} <a href="{}#riwayat">{}</a>', what, there, address, _("Lihat riwayat berkas")
    )


def after(request: StaffRequest, case: Case) -> str:
    """Where to go after a move: to the case, or where what it is about is not hers to read, to
    the cases that are left."""
    if may_read(request.holder, case):
        return reverse("case", args=[case.year, case.number])
    return reverse("older_cases", args=[case.version.procedure_id])


def nothing_to_move(
    request: StaffRequest, case: Case, refusal: TatalaksanaError | None = None
) -> HttpResponse:
    """The page of a case that has ended, or runs by the version in force."""
    values = {"case": case, "readable": may_read(request.holder, case), "refusal": refusal}
    return render(request, "cases/move_none.html", values, status=status_of(refusal))


def show_move(
    request: StaffRequest, page: MovePage, form: MoveForm, refusal: TatalaksanaError | None = None
) -> HttpResponse:
    """The page of one case to be moved."""
    values = {"page": page, "case": page.case, "form": form, "key": new_key(), "refusal": refusal}
    status = status_of(refusal) if refusal or not form.errors else UNPROCESSABLE
    return render(request, "cases/move.html", values, status=status)


def status_of(refusal: TatalaksanaError | None) -> int:
    """The HTTP status of a page that may show a refusal."""
    if refusal is None:
        return 200
    return CONFLICT if isinstance(refusal, CHANGED) else UNPROCESSABLE
