"""Forms of the office room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

KINDS = (
    ("definitif", gettext_lazy("Definitif – pejabat tetap")),
    ("plt", gettext_lazy("Plt. – pelaksana tugas")),
    ("plh", gettext_lazy("Plh. – pelaksana harian")),
    ("anggota", gettext_lazy("Anggota tim")),
)
REQUIRED = {"required": gettext_lazy("Isian ini wajib diisi.")}
DATE = {
    "required": gettext_lazy("Pilih tanggalnya."),
    "invalid": gettext_lazy("Tulis tanggal sebagai tahun-bulan-hari: 2026-11-21."),
}


class DayInput(forms.DateInput):
    """A date field of the browser."""

    input_type = "date"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%d")


class PlainForm(forms.Form):
    """A form whose labels end without a colon."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def choose(self, field: str, choices: Iterable[tuple[int, str]], none: str) -> None:
        """Offer `choices` in a field, with `none` for no choice."""
        self.fields[field].choices = [("", none), *choices]  # type: ignore[attr-defined]


def number_or_none(text: str) -> int | None:
    """The number of a choice; None for no choice."""
    return int(text) if text else None


class UnitForm(PlainForm):
    """A new unit."""

    name = forms.CharField(max_length=160, label=gettext_lazy("Nama unit"), error_messages=REQUIRED)
    parent = forms.TypedChoiceField(
        coerce=number_or_none, empty_value=None, required=False, label=gettext_lazy("Di bawah")
    )

    def __init__(self, units: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("parent", units, _("– unit teratas –"))


class PositionForm(PlainForm):
    """A new position."""

    name = forms.CharField(
        max_length=160,
        label=gettext_lazy("Nama jabatan"),
        help_text=gettext_lazy("Tulis lengkap, tanpa singkatan: Kepala Bagian Organisasi."),
        error_messages=REQUIRED,
    )
    unit = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Unit"),
        error_messages={"required": gettext_lazy("Pilih unitnya.")},
    )
    superior = forms.TypedChoiceField(
        coerce=number_or_none,
        empty_value=None,
        required=False,
        label=gettext_lazy("Atasan langsung"),
    )
    many = forms.BooleanField(
        required=False,
        label=gettext_lazy("Dipegang banyak orang sekaligus"),
        help_text=gettext_lazy(
            "Misalnya “PNS” atau “Pegawai”: setiap orang hanya melihat berkasnya sendiri."
        ),
    )

    def __init__(
        self,
        units: Iterable[tuple[int, str]],
        positions: Iterable[tuple[int, str]],
        *args: Any,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.choose("unit", units, _("– pilih unit –"))
        self.choose("superior", positions, _("– tidak ada –"))


class PersonForm(PlainForm):
    """A new person; what is allowed is judged by the action."""

    name = forms.CharField(
        max_length=120,
        label=gettext_lazy("Nama lengkap"),
        help_text=gettext_lazy("Dengan gelar, seperti tercetak di surat."),
        error_messages=REQUIRED,
    )
    nip = forms.CharField(
        max_length=30,
        required=False,
        label=gettext_lazy("NIP"),
        help_text=gettext_lazy("18 angka, boleh dengan spasi. Kosongkan bila tidak ber-NIP."),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
    )
    email = forms.CharField(
        max_length=254,
        required=False,
        label=gettext_lazy("Surel dinas"),
        help_text=gettext_lazy("Boleh kosong."),
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
    )
    username = forms.CharField(
        max_length=60,
        label=gettext_lazy("Nama pengguna"),
        help_text=gettext_lazy("Untuk masuk: huruf kecil, angka, dan titik, misalnya siti.rahmah."),
        error_messages=REQUIRED,
        widget=forms.TextInput(attrs={"autocapitalize": "none", "autocomplete": "off"}),
    )
    key = forms.CharField(required=False, initial=uuid4, widget=forms.HiddenInput())

    def clean_key(self) -> UUID:
        """What tells a form sent twice from two forms; a spoilt one counts as a new form."""
        try:
            return UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid4()


class DutiesForm(PlainForm):
    """What a position may do besides its tasks."""

    keeps_procedures = forms.BooleanField(
        required=False,
        label=gettext_lazy("Pengelola SOP"),
        help_text=gettext_lazy("Boleh mengimpor, membetulkan, dan memberlakukan SOP."),
    )
    keeps_office = forms.BooleanField(
        required=False,
        label=gettext_lazy("Pengelola kantor"),
        help_text=gettext_lazy("Boleh mengubah unit, jabatan, pejabat, dan akun."),
    )
    many = forms.BooleanField(
        required=False,
        label=gettext_lazy("Dipegang banyak orang sekaligus"),
        help_text=gettext_lazy(
            "Misalnya “PNS” atau “Pegawai”: setiap orang hanya melihat berkasnya sendiri."
        ),
    )


class AppointForm(PlainForm):
    """Somebody who is to hold a position."""

    person = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Siapa"),
        error_messages={"required": gettext_lazy("Pilih orangnya.")},
    )
    kind = forms.ChoiceField(
        choices=KINDS,
        label=gettext_lazy("Sebagai"),
        error_messages={"required": gettext_lazy("Pilih salah satu.")},
    )
    since = forms.DateField(label=gettext_lazy("Mulai"), widget=DayInput(), error_messages=DATE)
    until = forms.DateField(
        label=gettext_lazy("Hari terakhir"),
        required=False,
        widget=DayInput(),
        help_text=gettext_lazy("Kosongkan bila belum diketahui."),
        error_messages=DATE,
    )

    def __init__(self, people: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.choose("person", people, _("– pilih orang –"))


class EndForm(PlainForm):
    """The last day of a holding."""

    last_day = forms.DateField(
        label=gettext_lazy("Hari terakhir memegang jabatan"),
        widget=DayInput(),
        error_messages=DATE,
    )
