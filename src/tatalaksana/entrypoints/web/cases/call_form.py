"""The form by which many units are asked, and the page on which it is checked before it is sent."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.apps.cases.actions.start_case import TITLE_LENGTH
from tatalaksana.apps.office.unit_desks import UnitDesk, kinds_of
from tatalaksana.entrypoints.web.office.forms import DATE, DayInput, PlainForm

ALL, KIND, UNIT = "semua", "jenis:", "unit:"
UNFOLDED = 40  #: units that are listed at once; more are folded away below the kinds
ROOM = 120  #: letters of the title that the name of a unit may need behind it


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One box to tick; a widget of its own for each of 540 units would take seconds."""

    number: int
    value: str
    words: str
    ticked: bool


class CallForm(PlainForm):
    """What is asked, until when, and of whom."""

    title = forms.CharField(
        label=gettext_lazy("Perihal"),
        max_length=TITLE_LENGTH - ROOM,
        help_text=gettext_lazy("Nama unit ditambahkan di belakangnya pada setiap berkas."),
        error_messages={
            "required": gettext_lazy("Perihal belum diisi. Tulis apa yang diminta."),
        },
    )
    due_on = forms.DateField(
        label=gettext_lazy("Paling lambat"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("Kosongkan bila hanya waktu menurut SOP yang berlaku."),
        error_messages=DATE,
    )
    waits = forms.BooleanField(
        required=False,
        label=gettext_lazy("Langkah ini menunggu sampai semua unit selesai"),
    )
    to = forms.MultipleChoiceField(
        label=gettext_lazy("Kepada"),
        widget=forms.CheckboxSelectMultiple(),
        error_messages={"required": gettext_lazy("Pilih sedikitnya satu unit.")},
    )

    def __init__(self, desks: Sequence[UnitDesk], *args: Any, from_task: bool, **more: Any) -> None:
        super().__init__(*args, **more)
        self.desks = [desk for desk in desks if desk.positions]
        if not from_task:
            del self.fields["waits"]
        self.fields["to"].choices = [  # type: ignore[attr-defined]
            (ALL, _("Semua unit (%(count)s)") % {"count": len(self.desks)}),
            *(
                (KIND + kind, _("Semua %(kind)s (%(count)s)") % {"kind": kind, "count": count})
                for kind, count in kinds_of(self.desks).items()
            ),
            *((f"{UNIT}{desk.unit.pk}", desk.unit.name) for desk in self.desks),
        ]

        ticked = set(cast(QueryDict, self.data).getlist("to")) if self.is_bound else set()
        self.ticks_units = any(value.startswith(UNIT) for value in ticked)
        self.offers = [
            Offer(number=number, value=value, words=words, ticked=value in ticked)
            for number, (value, words) in enumerate(self.fields["to"].choices)  # type: ignore[attr-defined]
        ]

    @property
    def whole(self) -> list[Offer]:
        """All units together, and all of one kind."""
        return [one for one in self.offers if not one.value.startswith(UNIT)]

    @property
    def units(self) -> list[Offer]:
        """Each unit by itself."""
        return [one for one in self.offers if one.value.startswith(UNIT)]

    @property
    def folded(self) -> bool:
        """Whether the units are too many to be listed unasked."""
        return len(self.units) > UNFOLDED

    def chosen(self) -> tuple[UnitDesk, ...]:
        """The units that are meant, each once."""
        return meant(self.desks, self.cleaned_data["to"])


def meant(desks: Sequence[UnitDesk], ticked: Collection[str]) -> tuple[UnitDesk, ...]:
    """Those of `desks` that were ticked: all, by their kind, or by themselves."""
    return tuple(
        desk for desk in desks if {ALL, KIND + desk.kind, f"{UNIT}{desk.unit.pk}"} & set(ticked)
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """Which position answers for a unit, to be checked."""

    desk: UnitDesk
    options: tuple[tuple[int, str], ...]  #: positions with today's holders
    chosen: int | None  #: None = the unit is not asked


def choices_for(desks: Sequence[UnitDesk], taken: Collection[int] | None) -> tuple[Choice, ...]:
    """What the page of checking offers; `taken` is what was chosen there before."""
    return tuple(
        Choice(
            desk=desk,
            options=tuple((seat.pk, option_words(desk, seat)) for seat in desk.positions),
            chosen=desk.suggested
            if taken is None
            else next((seat.pk for seat in desk.positions if seat.pk in taken), None),
        )
        for desk in desks
    )


def option_words(desk: UnitDesk, seat: Any) -> str:
    """`Camat (Budi Santoso)`."""
    return f"{seat.name} ({', '.join(desk.holders[seat.pk]) or _('belum ada pejabatnya')})"
