"""The working calendar: read by everybody, changed by the keeper of the office."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from tatalaksana.apps.cases.actions.change_calendar import Changed, change_calendar
from tatalaksana.apps.cases.actions.recompute_deadlines import recompute_deadlines
from tatalaksana.apps.cases.rescheduled import Change, change_of, moved_cases
from tatalaksana.apps.office.actions.enter_year import enter_year
from tatalaksana.apps.office.actions.reopen_year import reopen_year
from tatalaksana.apps.office.days_off import AHEAD, OwnDay
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.entrypoints.web.clock import day_words
from tatalaksana.entrypoints.web.office.calendar_forms import DayForm, ManyDaysForm, YearForm
from tatalaksana.entrypoints.web.office.calendar_page import year_page
from tatalaksana.entrypoints.web.office.deeds import done
from tatalaksana.entrypoints.web.office.views import A_PAGE
from tatalaksana.entrypoints.web.security import StaffRequest, staff

FIRST_YEAR = 2024  #: the first whole year of the office hours in our data


@require_safe
@staff
def calendar(request: StaffRequest) -> HttpResponse:
    """A year at a glance; `?tahun=` chooses it."""
    return calendar_page(request, chosen_year(request))


@require_POST
@staff
def day_add(request: StaffRequest) -> HttpResponse:
    """Add one day and recompute the open deadlines."""
    require_office_keeper(request.holder)
    form = DayForm(request.POST)
    if form.is_valid():
        day = OwnDay(**form.cleaned_data)
        return change(request, form, "day", [day]) or calendar_page(
            request, chosen_year(request), day_form=form
        )
    return calendar_page(request, chosen_year(request), day_form=form)


@require_POST
@staff
def days_add(request: StaffRequest) -> HttpResponse:
    """Add many days at once and recompute the open deadlines."""
    require_office_keeper(request.holder)
    form = ManyDaysForm(request.POST)
    if form.is_valid():
        typed = form.cleaned_data["lines"]
        changed = change(request, form, "lines", typed.days, weekend=typed.weekend)
        if changed:
            return changed
    return calendar_page(request, chosen_year(request), many_form=form)


@require_POST
@staff
def day_remove(request: StaffRequest, number: int) -> HttpResponse:
    """Remove one of the office's own days and recompute the open deadlines."""
    try:
        changed = change_calendar(request.holder, remove=number, now=timezone.now())
    except Invalid as refused:
        return calendar_page(request, chosen_year(request), refused=refused)
    (day,) = changed.days
    told = _("%(day)s dihapus dari kalender kantor: %(name)s.")
    return told_and_back(
        request, changed, told % {"day": day_words(day.day), "name": day.name}, day.day.year
    )


@require_POST
@staff
def year_enter(request: StaffRequest, year: int) -> HttpResponse:
    """Mark a year as entered."""
    require_office_keeper(request.holder)
    form = YearForm(request.POST)
    if form.is_valid():
        source, now = form.cleaned_data["source"], timezone.now()
        if done(
            form,
            lambda: enter_year(request.holder, year=year, source=source, now=now),
            "source",
        ):
            messages.success(request, _("Hari libur %(year)s ditandai lengkap.") % {"year": year})
            return redirect(address_of(year))
    return calendar_page(request, year, year_form=form)


@require_POST
@staff
def year_reopen(request: StaffRequest, year: int) -> HttpResponse:
    """Take the mark back."""
    reopen_year(request.holder, year=year, now=timezone.now())
    messages.success(
        request,
        _("Tanda lengkap hari libur %(year)s dibatalkan; hari-harinya tetap.") % {"year": year},
    )
    return redirect(address_of(year))


@require_POST
@staff
def recompute(request: StaffRequest) -> HttpResponse:
    """Compute every open deadline anew."""
    changed = recompute_deadlines(request.holder, now=timezone.now())
    told = _("Semua batas waktu yang terbuka telah diperiksa.")
    return told_and_back(request, changed, told, timezone.localdate().year)


@require_safe
@staff
def calendar_change(request: StaffRequest, trace: int) -> HttpResponse:
    """The cases whose deadline a change of the calendar moved."""
    require_office_keeper(request.holder)
    found = change_of(request.holder, trace)
    page = Paginator(found.cases, A_PAGE).get_page(request.GET.get("page"))
    rows = moved_cases(request.holder, found, list(page))
    return render(
        request,
        "office/calendar_change.html",
        {
            "change": found,
            "page": page,
            "rows": rows,
            "sentence": counted(found),
        },
    )


def change(
    request: StaffRequest,
    form: forms.Form,
    field: str,
    days: Sequence[OwnDay],
    *,
    weekend: int = 0,
) -> HttpResponse | None:
    """Add `days`; None when the form says why they could not be added."""
    made: list[Changed] = []
    now = timezone.now()
    deed: Callable[[], object] = lambda: made.append(  # noqa: E731 - typed for `done`
        change_calendar(request.holder, add=days, now=now)
    )
    if not done(form, deed, field):
        return None
    if len(days) == 1 and field == "day":
        told = _("%(day)s ditambahkan ke kalender kantor: %(name)s.") % {
            "day": day_words(days[0].day),
            "name": days[0].name,
        }
    else:
        told = added_words(len(days), weekend)
    return told_and_back(request, made[0], told, days[0].day.year)


def added_words(count: int, weekend: int) -> str:
    """How many days were added, and how many needed no entry."""
    told = ngettext("%(n)s hari ditambahkan.", "%(n)s hari ditambahkan.", count) % {"n": count}
    if weekend:
        told += " " + ngettext(
            "%(n)s hari jatuh pada Sabtu atau Minggu dan tidak perlu dicatat.",
            "%(n)s hari jatuh pada Sabtu atau Minggu dan tidak perlu dicatat.",
            weekend,
        ) % {"n": weekend}
    return told


def told_and_back(request: StaffRequest, changed: Changed, told: str, year: int) -> HttpResponse:
    """Say what came of it: to the list of moved deadlines, or back when none moved."""
    if changed.trace is None:
        messages.success(request, told + " " + _("Tidak ada batas waktu yang berubah."))
        return redirect(address_of(year))
    messages.success(request, told)
    return redirect(reverse("calendar_change", args=[changed.trace]) + "#isi")


def counted(change: Change) -> str:
    """`12 batas waktu dihitung ulang; 3 di antaranya maju.`, and the clocks that stand."""
    told = [moved_words(change.count, change.earlier)] if change.count else []
    if change.recounted:
        told.append(
            ngettext(
                "Sisa waktu %(n)s berkas yang jamnya berhenti dihitung ulang.",
                "Sisa waktu %(n)s berkas yang jamnya berhenti dihitung ulang.",
                change.recounted,
            )
            % {"n": change.recounted}
        )
    return " ".join(told)


def moved_words(count: int, earlier: int) -> str:
    """How many deadlines moved, and how many of them came nearer."""
    told = ngettext(
        "%(n)s batas waktu dihitung ulang", "%(n)s batas waktu dihitung ulang", count
    ) % {"n": count}
    if not earlier:
        return told + "; " + _("semuanya mundur.")
    if earlier == count:
        return told + "; " + _("semuanya maju.")
    return told + "; " + _("%(n)s di antaranya maju.") % {"n": earlier}


def calendar_page(
    request: StaffRequest,
    year: int,
    *,
    day_form: DayForm | None = None,
    many_form: ManyDaysForm | None = None,
    year_form: YearForm | None = None,
    refused: Invalid | None = None,
) -> HttpResponse:
    """The page of a year, with the forms for the keeper of the office."""
    today = timezone.localdate()
    sent = {"tambah": (day_form,), "isi-tahun": (many_form, year_form)}
    wrong = [
        part
        for part, forms_ in sent.items()
        if any(one is not None and one.errors for one in forms_)
    ]
    return render(
        request,
        "office/calendar.html",
        {
            "page": year_page(request.holder, year, today),
            "today": today,
            "day_form": day_form or DayForm(),
            "many_form": many_form or ManyDaysForm(),
            "year_form": year_form or YearForm(),
            "refusal": refused,
            "wrong": wrong[0] if wrong else "",  # the part of the page to look at
        },
        status=422 if wrong or refused else 200,
    )


def chosen_year(request: StaffRequest) -> int:
    """The year that the address asks for, this one by default. Errors: Http404 for one far off."""
    this_year = timezone.localdate().year
    text = request.GET.get("tahun", "")
    year = int(text) if text.isdecimal() and text.isascii() and len(text) < 5 else this_year
    if not FIRST_YEAR <= year <= this_year + AHEAD:
        raise Http404(_("Kalender tahun itu tidak ada."))
    return year


def address_of(year: int) -> str:
    """The address of the page of a year, at its top: a form's own fragment would go along."""
    return f"{reverse('calendar')}?tahun={year}#isi"
