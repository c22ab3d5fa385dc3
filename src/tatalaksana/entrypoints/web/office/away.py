"""Who is away: entered by herself or a keeper, with who stands in for each of her positions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tatalaksana.apps.cases.lying import open_counts
from tatalaksana.apps.office.absences import (
    Cover,
    absence_of,
    absences_of,
    covers_of,
    past_absences,
    rules,
    working_days,
)
from tatalaksana.apps.office.actions.end_absence import end_absence
from tatalaksana.apps.office.actions.enter_absence import Chosen, enter_absence
from tatalaksana.apps.office.calendar import calendar_for
from tatalaksana.apps.office.delegations import takers_of
from tatalaksana.apps.office.policy import require_absence_of
from tatalaksana.apps.office.queries import people_of
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.entrypoints.web.clock import day_words
from tatalaksana.entrypoints.web.office.deeds import done
from tatalaksana.entrypoints.web.office.forms import DATE, DayInput, PlainForm
from tatalaksana.entrypoints.web.security import StaffRequest, staff

KINDS = (
    ("cuti", gettext_lazy("Cuti")),
    ("dinas_luar", gettext_lazy("Dinas luar")),
    ("diklat", gettext_lazy("Pendidikan dan pelatihan")),
    ("sakit", gettext_lazy("Sakit")),
)
PLH = ("plh", gettext_lazy("Plh.: semua tugas, juga menandatangani"))
RIGHTS = (
    ("semua", gettext_lazy("Bertindak untuk: semua selain tanda tangan")),
    ("tanpa_keputusan", gettext_lazy("Bertindak untuk: hanya yang tanpa keputusan")),
)
NOBODY = 0  #: the choice of having no substitute
ENTER = "catat"  #: the button that enters; the other one only shows who stands in


class AbsenceForm(PlainForm):
    """Who is away, why, from when to when."""

    person = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Siapa"),
        error_messages={"required": gettext_lazy("Pilih orangnya.")},
    )
    kind = forms.ChoiceField(choices=KINDS, label=gettext_lazy("Sebab"))
    since = forms.DateField(label=gettext_lazy("Mulai"), widget=DayInput(), error_messages=DATE)
    until = forms.DateField(
        label=gettext_lazy("Hari terakhir"), widget=DayInput(), error_messages=DATE
    )
    note = forms.CharField(
        max_length=300,
        required=False,
        label=gettext_lazy("Catatan"),
        help_text=gettext_lazy("Boleh kosong. Hanya Anda dan pengelola kantor yang membacanya."),
    )

    def __init__(self, people: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("person", people, _("– pilih orang –"))
        self.covers: list[tuple[Cover, int]] = []

    def ask_stand_ins(
        self, covers: Iterable[tuple[Cover, int]], takers: list[tuple[int, str]], *, keeper: bool
    ) -> None:
        """Ask for each position on which somebody is missing who stands in, and in which right."""
        self.covers = list(covers)
        for cover, _open in self.covers:
            if not cover.needed or not (keeper or cover.may_delegate):
                continue
            rights = RIGHTS if cover.may_delegate else ()
            taker = forms.TypedChoiceField(
                coerce=int,
                label=_("Pengganti"),
                choices=[
                    ("", _("– pilih –")),
                    (NOBODY, _("Tanpa pengganti")),
                    *takers,
                ],
                error_messages={"required": _("Pilih pengganti, atau “Tanpa pengganti”.")},
            )
            right = forms.ChoiceField(
                label=_("Sebagai"), choices=[PLH, *rights] if keeper else rights
            )
            self.fields[f"taker_{cover.position}"] = taker
            self.fields[f"right_{cover.position}"] = right

    def asked(self) -> list[tuple[Cover, int, Any, Any]]:
        """Each position with its open tasks, and the two fields where they are asked."""

        def field(name: str) -> Any:
            return self[name] if name in self.fields else None

        return [
            (cover, waiting, field(f"taker_{cover.position}"), field(f"right_{cover.position}"))
            for cover, waiting in self.covers
        ]

    def chosen(self) -> list[Chosen]:
        """Who is to stand in where."""
        found = []
        for cover, _open in self.covers:
            taker = self.cleaned_data.get(f"taker_{cover.position}", NOBODY)
            if taker != NOBODY:
                right = self.cleaned_data[f"right_{cover.position}"]
                found.append(Chosen(position=cover.position, taker=taker, right=right))
        return found


@require_safe
@staff
def absences(request: StaffRequest) -> HttpResponse:
    """My absences; for keepers of the office everybody's."""
    holder, today = request.holder, timezone.localdate()
    mine = list(absences_of(holder.agency, today, holder.person))
    shown = {one.pk for one in mine}
    others: Iterable[Any] = ()
    if holder.keeps_office:
        others = [one for one in absences_of(holder.agency, today) if one.pk not in shown]
    return render(
        request,
        "office/absences.html",
        {
            "mine": mine,
            "others": others,
            "before": past_absences(holder.agency, today, holder.person)[:10],
            "today": today,
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def absence_add(request: StaffRequest) -> HttpResponse:
    """Enter an absence: first the days, then who stands in."""
    holder, today = request.holder, timezone.localdate()
    people = [(holder.person, holder.name)]
    if holder.keeps_office:
        rows = people_of(holder.agency).exclude(pk=holder.person)
        people += list(rows.values_list("pk", "name"))
    initial = {"person": holder.person, "since": today, "until": today}
    form = AbsenceForm(people, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid() and add_stand_ins(request, form):
        entered = request.POST.get("langkah") == ENTER
        form.full_clean()
        if entered and form.is_valid():
            made: list[Any] = []
            values = {name: form.cleaned_data[name] for name in AbsenceForm.base_fields}
            now = timezone.now()
            if done(
                form,
                lambda: made.append(
                    enter_absence(holder, **values, stand_ins=form.chosen(), now=now)
                ),
                "since",
            ):
                messages.success(request, told_of_entering(made[0]))
                return redirect("absence", made[0].pk)
        elif not entered:
            form.errors.clear()  # who stands in was not asked before
    return render(
        request,
        "office/absence_add.html",
        {"form": form, "asked": form.asked(), "own": list(AbsenceForm.base_fields)},
        status=422 if form.is_bound and form.errors else 200,
    )


def add_stand_ins(request: StaffRequest, form: AbsenceForm) -> bool:
    """Let the form ask who stands in; False where the days are turned round, which it says."""
    holder, values = request.holder, form.cleaned_data
    person, since, until = values["person"], values["since"], values["until"]
    if until < since:
        form.add_error("until", _("Hari terakhir mendahului hari mulai."))
        return False
    covers = covers_of(holder.agency, person, since, until)
    takers = takers_of(holder.agency).exclude(pk=person)
    form.ask_stand_ins(
        with_open(holder.agency, covers),
        list(takers.values_list("pk", "name")),
        keeper=holder.keeps_office,
    )
    return True


def with_open(agency: int, covers: Iterable[Cover]) -> list[tuple[Cover, int]]:
    """Each position with how many tasks are open there."""
    found = list(covers)
    counts = open_counts(agency, {cover.position for cover in found if not cover.many})
    return [(cover, counts.get(cover.position, 0)) for cover in found]


def told_of_entering(absence: Any) -> str:
    """What was entered, and how to undo it."""
    return _(
        "%(who)s tercatat tidak hadir dari %(since)s sampai %(until)s. Bila keliru atau kembali "
        "lebih awal, pilih Akhiri di halaman ini."
    ) % {
        "who": absence.person.name,
        "since": day_words(absence.since),
        "until": day_words(absence.until),
    }


@require_safe
@staff
def absence(request: StaffRequest, absence: int) -> HttpResponse:
    """One absence: each position, who stands in, and how many tasks are open."""
    return absence_page(request, absence)


@require_POST
@staff
def absence_end(request: StaffRequest, absence: int) -> HttpResponse:
    """She is here again from now on."""
    try:
        ended = end_absence(request.holder, absence=absence, now=timezone.now())
    except Invalid as refused:
        return absence_page(request, absence, refused)
    messages.success(
        request,
        _("Ketidakhadiran %(who)s diakhiri. Tugasnya kembali kepadanya seketika.")
        % {"who": ended.person.name},
    )
    return redirect("absence", absence)


def absence_page(
    request: StaffRequest, number: int, refused: Invalid | None = None
) -> HttpResponse:
    """The page of one absence, with why its end was refused."""
    holder, today = request.holder, timezone.localdate()
    found = absence_of(holder.agency, number)
    require_absence_of(holder, found.person_id)
    covers = covers_of(holder.agency, found.person_id, found.since, found.until)
    return render(
        request,
        "office/absence.html",
        {
            "absence": found,
            "covers": with_open(holder.agency, covers),
            "today": today,
            "over": found.ended_at is not None or found.until < today,
            "plh": wants_plh(request, found),
            "rules": rules(),
            "refused": refused,
        },
        status=422 if refused else 200,
    )


def wants_plh(request: StaffRequest, found: Any) -> bool:
    """Whether it lasts so long that a Plh. is to be appointed."""
    return working_days(found, calendar_for(request.holder)) >= rules().plh_from
