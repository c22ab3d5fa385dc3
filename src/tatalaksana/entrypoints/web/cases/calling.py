"""Asking many units: choosing the procedure, the form, checking it, and sending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from tatalaksana.apps.cases.actions.call_units import Asked, call_units
from tatalaksana.apps.cases.queries import task_of
from tatalaksana.apps.library.queries import procedures_of, version_of, version_to_start
from tatalaksana.apps.office.queries import positions_of
from tatalaksana.apps.office.unit_desks import UnitDesk, unit_desks
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.cases.browse import IN_FORCE, UNPROCESSABLE
from tatalaksana.entrypoints.web.cases.call_form import CallForm, choices_for
from tatalaksana.entrypoints.web.cases.related import may_not_start
from tatalaksana.entrypoints.web.cases.typed import key_in, new_key, number_in, numbers_in
from tatalaksana.entrypoints.web.security import StaffRequest, staff

CHECK, SEND, TURN = "periksa", "kirim", "halaman:"  #: what the button of the form wants
PAGE = 100  #: units on one page of checking


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def new_call(request: StaffRequest) -> HttpResponse:
    """Ask many units: `?sop=` names the version, `?tugas=` the step it is asked from."""
    fields = request.POST if request.method == "POST" else request.GET
    version, task = number_in(fields, "sop"), number_in(fields, "tugas")
    there: dict[str, Any] = {"task": task_of(request.holder, task) if task else None}
    if version is None:
        return choose_procedure(request, there)
    there["version"] = version_of(request.holder.agency, version)
    refused = may_not_start(request.holder, version)
    if refused is not None:
        raise refused
    desks = desks_for(request, version)
    if request.method != "POST":
        form = CallForm(desks, from_task=bool(task))
        return render(request, "cases/call_new.html", there | {"form": form})
    form = CallForm(desks, request.POST, from_task=bool(task))
    if not form.is_valid():
        values = there | {"form": form}
        return render(request, "cases/call_new.html", values, status=UNPROCESSABLE)
    if request.POST.get("langkah") != SEND:
        return show_check(request, there, form)
    return send(request, there, form)


def choose_procedure(request: StaffRequest, there: dict[str, Any]) -> HttpResponse:
    """The procedures in force that she may start."""
    words = request.GET.get("cari", "").strip()
    rows = [
        (procedure, version)
        for procedure in procedures_of(request.holder.agency, words)
        for version in procedure.versions  # type: ignore[attr-defined]
        if version.status == IN_FORCE and may_not_start(request.holder, version.pk) is None
    ]
    return render(request, "cases/call_procedure.html", there | {"rows": rows, "words": words})


def desks_for(request: StaffRequest, version: int) -> tuple[UnitDesk, ...]:
    """The units, with the position that is like the first performer of `version`."""
    plan, bound = version_to_start(request.holder.agency, version)
    role = plan.steps[0].responsible
    seats = positions_of(request.holder.agency).filter(pk=bound.get(role, 0))
    alike = [role, *seats.values_list("name", flat=True)]
    return unit_desks(request.holder.agency, alike, timezone.localdate())


def show_check(
    request: StaffRequest,
    there: dict[str, Any],
    form: CallForm,
    refusal: TatalaksanaError | None = None,
) -> HttpResponse:
    """The units that would be asked, each with the position that answers."""
    step = request.POST.get("langkah", "")
    turned = step.startswith(TURN)
    taken = set(positions_in(request)) if refusal or turned else None
    rows = choices_for(form.chosen(), taken)
    page = Paginator(rows, PAGE).get_page(step.removeprefix(TURN) if turned else 1)
    shown = {one.desk.unit.pk for one in page}
    asked = [one for one in rows if one.chosen is not None]
    kept = [str(one.chosen) for one in asked if one.desk.unit.pk not in shown]
    values = there | {
        "form": form,
        "page": page,
        "kept": ",".join(kept),
        "asked": len(asked),
        "unasked": len(rows) - len(asked),
        "key": new_key(),
        "refusal": refusal,
    }
    status = UNPROCESSABLE if refusal else 200
    return render(request, "cases/call_check.html", values, status=status)


def positions_in(request: HttpRequest) -> list[int]:
    """The positions chosen on the page of checking, and on the pages that are not shown."""
    chosen = [*request.POST.getlist("jabatan"), *request.POST.get("jabatan_lain", "").split(",")]
    return numbers_in(chosen)


def send(request: StaffRequest, there: dict[str, Any], form: CallForm) -> HttpResponse:
    """Open the cases, and show how complete they are."""
    task = there["task"]
    asked = Asked(
        version=there["version"].pk,
        title=form.cleaned_data["title"],
        due_on=form.cleaned_data["due_on"],
        waits=form.cleaned_data.get("waits", False),
    )
    try:
        made = call_units(
            request.holder,
            asked=asked,
            positions=positions_in(request),
            key=key_in(request),
            now=timezone.now(),
            task=task.pk if task else None,
        )
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return show_check(request, there, form, refused)
    count = made.calledunit_set.count()
    told = ngettext("%(n)s berkas dibuka.", "%(n)s berkas dibuka.", count) % {"n": count}
    messages.success(request, told)
    return redirect("call", made.pk)
