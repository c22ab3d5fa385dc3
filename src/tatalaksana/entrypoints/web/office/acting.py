"""Bertindak untuk: who acts for whom, by the giver herself or by the keeper of the office."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tatalaksana.apps.office.actions.delegate import delegate
from tatalaksana.apps.office.actions.end_delegation import end_delegation
from tatalaksana.apps.office.delegations import delegations_of, seats_to_give, takers_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.people import holding_of
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.entrypoints.web.clock import day_words
from tatalaksana.entrypoints.web.office.deeds import done
from tatalaksana.entrypoints.web.office.forms import DATE, DayInput, PlainForm
from tatalaksana.entrypoints.web.office.sentences import in_words
from tatalaksana.entrypoints.web.security import StaffRequest, staff

if TYPE_CHECKING:
    from datetime import date

KINDS = (
    ("semua", gettext_lazy("Semua selain tanda tangan")),
    ("tanpa_keputusan", gettext_lazy("Hanya yang tanpa keputusan")),
)
Choices = list[tuple[int, str]]


class ActingForm(PlainForm):
    """Who acts in which position for whom, and how long."""

    seat = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Jabatan yang diwakili"),
        error_messages={"required": gettext_lazy("Pilih jabatannya.")},
    )
    taker = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Siapa yang bertindak"),
        error_messages={"required": gettext_lazy("Pilih orangnya.")},
    )
    kind = forms.ChoiceField(
        choices=KINDS,
        label=gettext_lazy("Tugas yang boleh dikerjakan"),
        help_text=gettext_lazy(
            "Tanpa keputusan: langkah yang menyetujui, menetapkan, atau memilih jalan berkas "
            "menunggu pejabatnya."
        ),
        error_messages={"required": gettext_lazy("Pilih salah satu.")},
    )
    since = forms.DateField(label=gettext_lazy("Mulai"), widget=DayInput(), error_messages=DATE)
    until = forms.DateField(
        label=gettext_lazy("Hari terakhir"),
        widget=DayInput(),
        help_text=gettext_lazy("Wajib diisi, paling lama satu tahun. Dapat diakhiri lebih awal."),
        error_messages=DATE,
    )

    def __init__(self, seats: Choices, takers: Choices, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("seat", seats, _("– pilih jabatan –"))
        self.choose("taker", takers, _("– pilih orang –"))
        if len(seats) == 1:
            self.initial.setdefault("seat", seats[0][0])


def form_for(request: StaffRequest, today: date) -> ActingForm | None:
    """The form, with one's own positions first; None for somebody who has none to give."""
    holder = request.holder
    seats = list(
        seats_to_give(holder.agency, today, None if holder.keeps_office else holder.person)
    )
    if not seats:
        return None
    seats.sort(key=lambda one: one.person_id != holder.person)
    people = takers_of(holder.agency)
    if not holder.keeps_office:
        people = people.exclude(pk=holder.person)
    return ActingForm(
        [(seat.pk, seat_words(seat, holder)) for seat in seats],
        list(people.values_list("pk", "name")),
        request.POST or None,
        initial={"since": today},
    )


def seat_words(seat: Any, holder: Holder) -> str:
    """`Kepala Bagian Organisasi`; for keepers with whose it is."""
    sign = f"{seat.get_kind_display()} " if seat.kind in ("plt", "plh") else ""
    whose = sign + seat.position.name
    if seat.person_id != holder.person:
        return f"{seat.person.name} – {whose}"
    own = _("jabatan saya")
    return f"{whose} ({own})" if holder.keeps_office else whose


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def acting(request: StaffRequest) -> HttpResponse:
    """Who acts for me, for whom I act, and for keepers everybody else; and the form to give."""
    form = form_for(request, timezone.localdate())
    if request.method == "POST" and form is not None and form.is_valid():
        made: list[Any] = []
        values = dict(form.cleaned_data)
        seat = holding_of(request.holder.agency, values.pop("seat"))
        values |= {"position": seat.position_id, "giver": seat.person_id}
        now = timezone.now()
        if done(form, lambda: made.append(delegate(request.holder, **values, now=now)), "taker"):
            messages.success(request, told_of_giving(made[0]))
            return redirect("acting")
    return acting_page(request, form)


@require_POST
@staff
def end_acting(request: StaffRequest, delegation: int) -> HttpResponse:
    """End a delegation now."""
    try:
        ended = end_delegation(request.holder, delegation=delegation, now=timezone.now())
    except Invalid as refused:
        return acting_page(request, form_for(request, timezone.localdate()), refused)
    messages.success(
        request,
        _(
            "%(taker)s tidak lagi bertindak untuk %(giver)s sebagai %(position)s. Yang sudah "
            "dikerjakan tetap sah. Bila keliru, tunjuk lagi lewat formulir di halaman ini."
        )
        % names_in(ended),
    )
    return redirect("acting")


def told_of_giving(given: Any) -> str:
    """What was given, and how to undo it."""
    return _(
        "%(taker)s bertindak untuk %(giver)s sebagai %(position)s dari %(since)s sampai %(until)s: "
        "%(kind)s. Bila keliru atau selesai lebih awal, pilih Akhiri di bawah namanya."
    ) % {
        **names_in(given),
        "since": day_words(given.since),
        "until": day_words(given.until),
        "kind": in_words("kind", given.kind),
    }


def names_in(given: Any) -> dict[str, str]:
    """Taker, giver and position by name."""
    return {
        "taker": given.taker.name,
        "giver": given.giver.name,
        "position": given.position.name,
    }


def acting_page(
    request: StaffRequest, form: ActingForm | None, refused: Invalid | None = None
) -> HttpResponse:
    """The page, with why a deed was refused."""
    holder, today = request.holder, timezone.localdate()
    mine = list(delegations_of(holder.agency, today, holder.person))
    others: Iterable[Any] = ()
    if holder.keeps_office:
        shown = {one.pk for one in mine}
        others = [one for one in delegations_of(holder.agency, today) if one.pk not in shown]
    return render(
        request,
        "office/acting.html",
        {
            "form": form,
            "given": [one for one in mine if one.giver_id == holder.person],
            "taken": [one for one in mine if one.taker_id == holder.person],
            "others": others,
            "today": today,
            "refused": refused,
        },
        status=422 if refused or (form is not None and form.errors) else 200,
    )
