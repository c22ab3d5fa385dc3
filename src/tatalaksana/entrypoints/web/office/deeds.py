"""Deeds of a keeper of the office: units, positions, people, who holds what."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tatalaksana.apps.office.actions.add_person import add_person
from tatalaksana.apps.office.actions.add_position import add_position
from tatalaksana.apps.office.actions.add_unit import add_unit
from tatalaksana.apps.office.actions.appoint import appoint as appoint_
from tatalaksana.apps.office.actions.end_holding import end_holding as end_holding_
from tatalaksana.apps.office.actions.give_duties import give_duties
from tatalaksana.apps.office.people import holding_of
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import positions_of, units_of
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.apps.shared.refusals import hint_for, sentence_for
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.clock import day_words
from tatalaksana.entrypoints.web.office.accounts import password_page
from tatalaksana.entrypoints.web.office.forms import (
    AppointForm,
    DutiesForm,
    EndForm,
    PersonForm,
    PositionForm,
    UnitForm,
)
from tatalaksana.entrypoints.web.office.views import people_choices, position_page
from tatalaksana.entrypoints.web.security import StaffRequest, staff


def done(form: forms.Form, deed: Callable[[], object], field: str) -> bool:
    """Whether the deed could be done; if not, the form says why, beside `field` by default."""
    try:
        deed()
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        named = str(refused.data.get("field", field))
        if named not in form.fields:
            named = field
        form.add_error(named, f"{sentence_for(refused)} {hint_for(refused)}".strip())
        return False
    return True


def unit_choices(request: StaffRequest) -> list[tuple[int, str]]:
    """Every unit of the agency, as choices."""
    units = units_of(request.holder.agency, timezone.localdate())
    return sorted(((unit.pk, unit.name) for unit in units), key=lambda pair: pair[1])


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def unit_add(request: StaffRequest) -> HttpResponse:
    """Add a unit."""
    require_office_keeper(request.holder)
    form = UnitForm(unit_choices(request), request.POST or None, initial=request.GET.dict())
    if request.method == "POST" and form.is_valid():
        name, parent = form.cleaned_data["name"], form.cleaned_data["parent"]
        now = timezone.now()
        if done(form, lambda: add_unit(request.holder, name=name, parent=parent, now=now), "name"):
            messages.success(request, _("Unit %(name)s ditambahkan.") % {"name": name})
            return redirect("office")
    return form_page(request, form, _("Tambah unit"), _("Tambah unit"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def position_add(request: StaffRequest) -> HttpResponse:
    """Add a position."""
    require_office_keeper(request.holder)
    seats = [
        (seat.pk, f"{seat.name} – {seat.unit.name}") for seat in positions_of(request.holder.agency)
    ]
    form = PositionForm(
        unit_choices(request), seats, request.POST or None, initial=request.GET.dict()
    )
    if request.method == "POST" and form.is_valid():
        made = []
        now = timezone.now()
        if done(
            form,
            lambda: made.append(add_position(request.holder, **form.cleaned_data, now=now)),
            "name",
        ):
            messages.success(
                request,
                _("Jabatan %(name)s ditambahkan. Sekarang tempatkan pejabatnya.")
                % {"name": made[0].name},
            )
            return redirect("position", made[0].pk)
    return form_page(request, form, _("Tambah jabatan"), _("Tambah jabatan"))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def person_add(request: StaffRequest) -> HttpResponse:
    """Add a person with an account; the password is shown once, on the answer itself."""
    require_office_keeper(request.holder)
    form = PersonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = []
        now = timezone.now()
        if done(
            form,
            lambda: made.append(add_person(request.holder, **form.cleaned_data, now=now)),
            "name",
        ):
            title = _("Akun %(name)s dibuat") % {"name": made[0].person.name}
            return password_page(request, made[0], title, added=True)
    return form_page(request, form, _("Tambah orang"), _("Buat akun"))


@require_POST
@staff
def appoint(request: StaffRequest, position: int) -> HttpResponse:
    """Let somebody hold a position."""
    require_office_keeper(request.holder)
    form = AppointForm(people_choices(request), request.POST)
    if form.is_valid():
        made = []
        now = timezone.now()
        if done(
            form,
            lambda: made.append(
                appoint_(request.holder, position=position, **form.cleaned_data, now=now)
            ),
            "person",
        ):
            messages.success(
                request,
                _("%(person)s ditempatkan sebagai %(position)s mulai %(day)s.")
                % {
                    "person": made[0].person.name,
                    "position": made[0].position.name,
                    "day": day_words(made[0].since),
                },
            )
            return redirect("position", position)
    return position_page(request, position, form)


@require_POST
@staff
def duties(request: StaffRequest, position: int) -> HttpResponse:
    """Set what a position may do besides its tasks."""
    require_office_keeper(request.holder)
    form = DutiesForm(request.POST)
    form.full_clean()  # three boxes: nothing in them can be wrong
    made = []
    now = timezone.now()
    if done(
        form,
        lambda: made.append(
            give_duties(request.holder, position=position, **form.cleaned_data, now=now)
        ),
        "many",
    ):
        messages.success(request, duty_words(made[0]))
        return redirect("position", position)
    return position_page(request, position, duties=form)


def duty_words(seat: Any) -> str:
    """What a position may do from now on, for whoever has just set it."""
    duties = {
        (True, True): _("Mulai sekarang pemegang %(name)s mengelola SOP dan kantor."),
        (True, False): _("Mulai sekarang pemegang %(name)s mengelola SOP, tidak mengelola kantor."),
        (False, True): _("Mulai sekarang pemegang %(name)s mengelola kantor, tidak mengelola SOP."),
        (False, False): _("Mulai sekarang pemegang %(name)s tidak mengelola SOP maupun kantor."),
    }[seat.keeps_procedures, seat.keeps_office] % {"name": seat.name}
    if seat.many:
        return duties + " " + _("Jabatan ini dipegang banyak orang sekaligus.")
    return duties + " " + _("Jabatan ini dipegang satu pejabat definitif.")


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def end_holding(request: StaffRequest, holding: int) -> HttpResponse:
    """End a holding on a day."""
    require_office_keeper(request.holder)
    found = holding_of(request.holder.agency, holding)
    form = EndForm(request.POST or None, initial={"last_day": timezone.localdate()})
    if request.method == "POST" and form.is_valid():
        day, now = form.cleaned_data["last_day"], timezone.now()
        if done(
            form,
            lambda: end_holding_(request.holder, holding=holding, last_day=day, now=now),
            "last_day",
        ):
            messages.success(
                request,
                _("%(person)s memegang jabatan %(position)s sampai %(day)s.")
                % {
                    "person": found.person.name,
                    "position": found.position.name,
                    "day": day_words(day),
                },
            )
            return redirect("position", found.position_id)
    return render(
        request,
        "office/end_holding.html",
        {"form": form, "holding": found},
        status=422 if form.errors else 200,
    )


def form_page(request: StaffRequest, form: forms.Form, title: str, button: str) -> HttpResponse:
    """A page with one form."""
    return render(
        request,
        "office/form.html",
        {"form": form, "title": title, "button": button},
        status=422 if form.errors else 200,
    )
