"""Jadwal: the list with its suggestions, one schedule, and what a keeper does with it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.library.queries import in_force, kept_content, procedure_of
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.schedules.actions.add_schedule import add_schedule
from tatalaksana.apps.schedules.actions.end_schedule import end_schedule
from tatalaksana.apps.schedules.actions.pause_schedule import pause_schedule
from tatalaksana.apps.schedules.actions.resume_schedule import resume_schedule
from tatalaksana.apps.schedules.queries import (
    ahead_of,
    occurrences_of,
    procedures_in_force,
    schedule_of,
    schedules_of,
    starters_of,
    suggestions_of,
)
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.core.engine.recurrence import Recurrence, Rhythm
from tatalaksana.core.engine.recurring import suggested
from tatalaksana.core.procedure.titles import readable
from tatalaksana.entrypoints.web.office.deeds import done
from tatalaksana.entrypoints.web.schedules.forms import ScheduleForm
from tatalaksana.entrypoints.web.schedules.words import ENDINGS, rhythm_words
from tatalaksana.entrypoints.web.security import StaffRequest, staff

if TYPE_CHECKING:
    from tatalaksana.apps.library.models import Procedure, Version

PAGE = 30
SHOWN_AHEAD = 5
UNPROCESSABLE = 422
LONGEST_NAME = 150  #: of a procedure in a proposed title


@require_safe
@staff
def schedules(request: StaffRequest) -> HttpResponse:
    """The schedules, what the SOPs suggest, and where to make another."""
    require_procedure_keeper(request.holder)
    agency, calendar = request.holder.agency, calendar_for(request.holder)
    rows = [
        (one, rhythm_words(one), next(iter(ahead_of(one, calendar, 1)), None))
        for one in schedules_of(agency)
    ]
    suggestions = [
        (procedure, says, rhythm_words(says.recurrence))
        for procedure, says in suggestions_of(agency)
    ]
    procedures = [procedure for procedure, _version in procedures_in_force(agency)]
    values = {"rows": rows, "suggestions": suggestions, "procedures": procedures}
    return render(request, "schedules/list.html", values)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def add(request: StaffRequest) -> HttpResponse:
    """Make a schedule of the procedure `?sop=`."""
    holder = request.holder
    require_procedure_keeper(holder)
    asked = request.GET.get("sop", "")
    if not asked.isdecimal() or len(asked) > 18:
        return redirect("schedules")
    procedure = procedure_of(holder.agency, int(asked))
    version = in_force(holder.agency, procedure.pk)
    if version is None:
        messages.error(request, _("Prosedur itu tidak sedang berlaku."))
        return redirect("schedules")
    form = form_for(request, procedure, version)
    if request.method == "POST" and form.is_valid():
        made: list[Any] = []
        values = form.cleaned_data | {"procedure": procedure.pk, "now": timezone.now()}
        if done(form, lambda: made.append(add_schedule(holder, **values)), "title"):
            messages.success(request, _("Jadwal dibuat. Berkas pertamanya tertulis di bawah ini."))
            return redirect("schedule", made[0].pk)
    says = suggested(kept_content(holder.agency, version.pk))
    return render(
        request,
        "schedules/add.html",
        {"form": form, "procedure": procedure, "says": says},
        status=UNPROCESSABLE if form.errors else 200,
    )


def form_for(request: StaffRequest, procedure: Procedure, version: Version) -> ScheduleForm:
    """The form, filled in with what the document suggests."""
    agency = request.holder.agency
    says = suggested(kept_content(agency, version.pk))
    rhythm = says.recurrence if says else Recurrence(rhythm=Rhythm.MONTHLY, day=1)
    seats = [
        (seat.pk, f"{seat.name} – {seat.unit.name}") for seat in starters_of(agency, version.pk)
    ]
    initial = {
        "title": f"{readable(procedure.title)[:LONGEST_NAME]} {ENDINGS[rhythm.rhythm]}",
        "rhythm": rhythm.rhythm.value,
        "weekday": rhythm.weekday or 0,
        "day": rhythm.day or 1,
        "month": rhythm.month or 1,
        "since": timezone.localdate(),
        "missed": "terakhir" if rhythm.rhythm is Rhythm.DAILY else "semua",
    }
    return ScheduleForm(seats, request.POST or None, initial=initial)


@require_safe
@staff
def schedule(request: StaffRequest, schedule: int) -> HttpResponse:
    """One schedule: what it is going to open, and what it has opened."""
    require_procedure_keeper(request.holder)
    return page_of(request, schedule)


def page_of(request: StaffRequest, schedule: int, refusal: Invalid | None = None) -> HttpResponse:
    """The page of one schedule, with what was refused."""
    holder = request.holder
    found = schedule_of(holder.agency, schedule)
    page = Paginator(occurrences_of(found), PAGE).get_page(request.GET.get("page"))
    opened = [one.case_id for one in page if one.case_id]
    values = {
        "schedule": found,
        "rhythm": rhythm_words(found),
        "ahead": ahead_of(found, calendar_for(holder), SHOWN_AHEAD) if found.running else (),
        "page": page,
        "readable": set(cases_for(holder).filter(pk__in=opened).values_list("pk", flat=True)),
        "refusal": refusal,
    }
    return render(
        request, "schedules/schedule.html", values, status=UNPROCESSABLE if refusal else 200
    )


@require_POST
@staff
def pause(request: StaffRequest, schedule: int) -> HttpResponse:
    """Let it rest."""
    told = _("Jadwal dijeda: tidak ada berkas yang dibuka sampai Anda melanjutkannya.")
    return steer(request, schedule, pause_schedule, told)


@require_POST
@staff
def resume(request: StaffRequest, schedule: int) -> HttpResponse:
    """Let it go on."""
    told = _("Jadwal dilanjutkan. Yang terlewat selama jeda tidak dibuka.")
    return steer(request, schedule, resume_schedule, told)


@require_POST
@staff
def end(request: StaffRequest, schedule: int) -> HttpResponse:
    """End it for good."""
    return steer(request, schedule, end_schedule, _("Jadwal diakhiri. Berkasnya diteruskan."))


def steer(
    request: StaffRequest, schedule: int, deed: Callable[..., object], told: str
) -> HttpResponse:
    """Do `deed` and come back to the schedule with what was `told`."""
    try:
        deed(request.holder, schedule=schedule, now=timezone.now())
    except Invalid as refused:
        return page_of(request, schedule, refused)
    messages.success(request, told)
    return redirect("schedule", schedule)
