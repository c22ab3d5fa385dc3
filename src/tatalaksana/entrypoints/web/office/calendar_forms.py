"""Forms of the working calendar."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from tatalaksana.entrypoints.web.office.days_typed import MOST_LINES, TypedDays, days_in
from tatalaksana.entrypoints.web.office.forms import DATE, REQUIRED, DayInput, PlainForm

KINDS = (
    ("libur", gettext_lazy("Libur (kantor tutup)")),
    ("masuk", gettext_lazy("Masuk kerja (libur dibatalkan)")),
)


class DayForm(PlainForm):
    """One day on which the office differs from the national calendar."""

    day = forms.DateField(label=gettext_lazy("Tanggal"), widget=DayInput(), error_messages=DATE)
    kind = forms.ChoiceField(
        choices=KINDS,
        label=gettext_lazy("Hari itu"),
        help_text=gettext_lazy(
            "“Masuk kerja” untuk libur nasional atau cuti bersama yang dibatalkan."
        ),
        error_messages={"required": gettext_lazy("Pilih salah satu.")},
    )
    name = forms.CharField(
        max_length=160,
        label=gettext_lazy("Keterangan dan dasarnya"),
        help_text=gettext_lazy("Contoh: Pemilihan Bupati (Keppres 25/2026)."),
        error_messages=REQUIRED,
    )


class ManyDaysForm(PlainForm):
    """Many days off, one a line."""

    lines = forms.CharField(
        max_length=12_000,
        label=gettext_lazy("Hari libur, satu baris satu hari"),
        help_text=gettext_lazy(
            "Tanggal lalu keterangannya: “27 Januari 2028 Isra Mikraj” atau “27-1-2028 Isra "
            "Mikraj”. Hari Sabtu dan Minggu boleh ikut disalin; keduanya dilewati."
        ),
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        error_messages=REQUIRED,
    )

    def clean_lines(self) -> TypedDays:
        """The days that were typed. Errors: a validation error naming the unreadable lines."""
        typed = days_in(self.cleaned_data["lines"])
        if typed.unreadable:
            lines = ", ".join(map(str, typed.unreadable))
            raise forms.ValidationError(
                ngettext(
                    "Baris %(lines)s tidak terbaca. Tulis tanggal, bulan, tahun, lalu "
                    "keterangannya, paling banyak %(most)s baris.",
                    "Baris %(lines)s tidak terbaca. Tulis tanggal, bulan, tahun, lalu "
                    "keterangannya, paling banyak %(most)s baris.",
                    len(typed.unreadable),
                )
                % {"lines": lines, "most": MOST_LINES}
            )
        if not typed.days:
            raise forms.ValidationError(_("Tidak ada hari kerja di antara hari yang ditulis."))
        return typed


class YearForm(PlainForm):
    """The mark that a year is entered."""

    source = forms.CharField(
        max_length=200,
        label=gettext_lazy("Disalin dari keputusan"),
        help_text=gettext_lazy("Contoh: SKB 3 Menteri Nomor 1205, 3, 2 Tahun 2026."),
        error_messages=REQUIRED,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, prefix="tahun", **kwargs)
