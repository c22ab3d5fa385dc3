"""The form of a new schedule."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import time
from typing import Any

from django import forms
from django.utils.dates import MONTHS, WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.entrypoints.web.office.forms import DATE, REQUIRED, DayInput, PlainForm
from tatalaksana.entrypoints.web.schedules.words import MISSED, RHYTHMS

WORKING_WEEK = 5
MORNING = time(7, 30)
CHOOSE = {"required": gettext_lazy("Pilih salah satu.")}


def number_or_none(text: str) -> int | None:
    """The number of a choice; None for no choice."""
    return int(text) if text else None


class ScheduleForm(PlainForm):
    """When a procedure opens a case, under which title, started by whom."""

    title = forms.CharField(
        max_length=200,
        label=gettext_lazy("Perihal setiap berkas"),
        help_text=gettext_lazy(
            "Yang di antara kurung kurawal diisi dari hari jadwalnya: {hari}, {tanggal}, {bulan}, "
            "{tahun}, {triwulan}, {semester}, {bulan_lalu}, {triwulan_lalu}, {semester_lalu}, "
            "{tahun_lalu}."
        ),
        error_messages=REQUIRED,
    )
    position = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Jabatan yang memulai"),
        help_text=gettext_lazy("Berkas dimulai atas nama pemegangnya pada hari itu."),
        error_messages=CHOOSE,
    )
    rhythm = forms.ChoiceField(
        choices=RHYTHMS,
        label=gettext_lazy("Seberapa sering"),
        error_messages=CHOOSE,
    )
    weekday = forms.TypedChoiceField(
        coerce=number_or_none,
        empty_value=None,
        required=False,
        choices=[(str(n), WEEKDAYS[n]) for n in range(WORKING_WEEK)],
        label=gettext_lazy("Hari, untuk setiap minggu"),
    )
    day = forms.IntegerField(
        min_value=1,
        max_value=31,
        required=False,
        label=gettext_lazy("Tanggal, untuk setiap bulan atau yang lebih jarang"),
        help_text=gettext_lazy("31 berarti hari terakhir bulan itu."),
        error_messages={
            "invalid": gettext_lazy("Tulis angka 1 sampai 31."),
            "min_value": gettext_lazy("Tulis angka 1 sampai 31."),
            "max_value": gettext_lazy("Tulis angka 1 sampai 31."),
        },
    )
    month = forms.TypedChoiceField(
        coerce=number_or_none,
        empty_value=None,
        required=False,
        choices=[(str(n), MONTHS[n]) for n in range(1, 13)],
        label=gettext_lazy("Bulan, untuk setiap triwulan, semester, atau tahun"),
        help_text=gettext_lazy(
            "Triwulan dan semester terbuka pada bulan itu, lalu setiap tiga atau enam bulan."
        ),
    )
    at = forms.TimeField(
        label=gettext_lazy("Pukul"),
        initial=MORNING,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={
            "required": gettext_lazy("Tulis jamnya."),
            "invalid": gettext_lazy("Tulis jamnya sebagai jam dan menit: 07:30."),
        },
    )
    since = forms.DateField(label=gettext_lazy("Mulai"), widget=DayInput(), error_messages=DATE)
    until = forms.DateField(
        label=gettext_lazy("Hari terakhir"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("Kosongkan bila seterusnya."),
        error_messages=DATE,
    )
    missed = forms.ChoiceField(
        choices=MISSED,
        label=gettext_lazy("Bila beberapa hari terlewat"),
        help_text=gettext_lazy("Misalnya karena server mati. Yang mana yang tetap dibuka?"),
        error_messages=CHOOSE,
    )

    def __init__(self, positions: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("position", positions, _("– pilih jabatan –"))
