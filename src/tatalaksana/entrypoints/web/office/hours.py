"""The office's own working hours and days of Ramadan: shown to everybody, kept by its keeper."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tatalaksana.apps.cases.actions.change_calendar import Changed
from tatalaksana.apps.cases.actions.change_hours import change_hours
from tatalaksana.apps.office.own_hours import LONGEST_SOURCE, Period, own_hours, period_of
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.core.base.worktime import national_calendar
from tatalaksana.entrypoints.web.office.calendar_page import spans_words
from tatalaksana.entrypoints.web.office.deeds import done
from tatalaksana.entrypoints.web.office.forms import DATE, REQUIRED, DayInput, PlainForm
from tatalaksana.entrypoints.web.security import StaffRequest, staff

RAMADAN = "ramadan"
KINDS = (
    ("biasa", gettext_lazy("Jam kerja biasa")),
    (RAMADAN, gettext_lazy("Jam kerja bulan Ramadan")),
)


def fasting() -> dict[str, object]:
    """The hours of Ramadan by Perpres 21/2023, for a form that is to be filled with its days."""
    row = [row for row in national_calendar().hours if row.ramadan][-1]
    names = ("start", "rest", "back", "end")
    usual = zip(names, (hour for span in row.monday_to_thursday for hour in span), strict=True)
    friday = zip(names, (hour for span in row.friday for hour in span), strict=True)
    return {"kind": RAMADAN, **dict(usual), **{f"friday_{name}": hour for name, hour in friday}}


class HourInput(forms.TimeInput):
    """A field of the browser for an hour."""

    input_type = "time"

    def __init__(self) -> None:
        super().__init__(format="%H:%M")


def hour(label: Any, initial: str) -> forms.TimeField:
    """A field for one hour of a day."""
    return forms.TimeField(
        label=label,
        initial=initial,
        widget=HourInput(),
        error_messages={
            "required": gettext_lazy("Isi jamnya."),
            "invalid": gettext_lazy("Tulis jam sebagai 07:30."),
        },
    )


class HoursForm(PlainForm):
    """A period of working hours."""

    kind = forms.ChoiceField(choices=KINDS, label=gettext_lazy("Jenis"), error_messages=REQUIRED)
    since = forms.DateField(
        label=gettext_lazy("Hari pertama"), widget=DayInput(), error_messages=DATE
    )
    until = forms.DateField(
        required=False,
        label=gettext_lazy("Hari terakhir"),
        widget=DayInput(),
        error_messages=DATE,
        help_text=gettext_lazy("Kosongkan bila jam kerja biasa berlaku seterusnya."),
    )
    start = hour(gettext_lazy("Senin–Kamis: masuk"), "07:30")
    rest = hour(gettext_lazy("Senin–Kamis: mulai istirahat"), "12:00")
    back = hour(gettext_lazy("Senin–Kamis: selesai istirahat"), "13:00")
    end = hour(gettext_lazy("Senin–Kamis: pulang"), "16:00")
    friday_start = hour(gettext_lazy("Jumat: masuk"), "07:30")
    friday_rest = hour(gettext_lazy("Jumat: mulai istirahat"), "11:30")
    friday_back = hour(gettext_lazy("Jumat: selesai istirahat"), "13:00")
    friday_end = hour(gettext_lazy("Jumat: pulang"), "16:30")
    source = forms.CharField(
        max_length=LONGEST_SOURCE,
        label=gettext_lazy("Dasarnya"),
        help_text=gettext_lazy("Contoh: Peraturan Bupati Nomor 12 Tahun 2026."),
        error_messages=REQUIRED,
    )

    def period(self) -> Period:
        """What was typed."""
        typed = self.cleaned_data
        return Period(
            ramadan=typed["kind"] == RAMADAN,
            since=typed["since"],
            until=typed["until"],
            monday_to_thursday=(
                (typed["start"], typed["rest"]),
                (typed["back"], typed["end"]),
            ),
            friday=(
                (typed["friday_start"], typed["friday_rest"]),
                (typed["friday_back"], typed["friday_end"]),
            ),
            source=typed["source"],
        )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def hours(request: StaffRequest) -> HttpResponse:
    """The periods of the office, and the form for one more."""
    asked = request.GET.get("jenis") == RAMADAN
    form = HoursForm(request.POST or None, initial=fasting() if asked else None)
    if request.method == "POST":
        require_office_keeper(request.holder)
        made: list[Changed] = []
        now = timezone.now()
        if form.is_valid() and done(
            form,
            lambda: made.append(change_hours(request.holder, add=form.period(), now=now)),
            "since",
        ):
            return told_and_back(request, made[0], _("Jam kerja kantor ditambahkan."))
    rows = [
        (row, spans_words(period_of(row).monday_to_thursday), spans_words(period_of(row).friday))
        for row in own_hours(request.holder.agency)
    ]
    status = 422 if form.errors else 200
    return render(request, "office/hours.html", {"rows": rows, "form": form}, status=status)


@require_POST
@staff
def hours_remove(request: StaffRequest, number: int) -> HttpResponse:
    """Remove a period and recompute the open deadlines."""
    changed = change_hours(request.holder, remove=number, now=timezone.now())
    return told_and_back(request, changed, _("Jam kerja kantor dihapus."))


def told_and_back(request: StaffRequest, changed: Changed, told: str) -> HttpResponse:
    """Say what came of it: to the list of moved deadlines, or back when none moved."""
    if changed.trace is None:
        messages.success(request, told + " " + _("Tidak ada batas waktu yang berubah."))
        return redirect("hours")
    messages.success(request, told)
    return redirect(reverse("calendar_change", args=[changed.trace]) + "#isi")
