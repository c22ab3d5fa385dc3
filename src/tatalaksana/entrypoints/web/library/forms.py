"""Forms of the library room."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.core.reading.scan.needs import lacking

MEGABYTE = 1024 * 1024


class ImportForm(forms.Form):
    """A document and the unit whose procedures it holds."""

    unit = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Unit pemilik SOP"),
        error_messages={
            "required": gettext_lazy("Pilih unit pemilik SOP."),
            "invalid_choice": gettext_lazy("Pilih unit dari daftar."),
        },
    )
    document = forms.FileField(
        label=gettext_lazy("Dokumen SOP"),
        error_messages={
            "required": gettext_lazy("Pilih berkas dokumennya."),
            "empty": gettext_lazy("Berkas ini kosong. Pilih berkas yang ada isinya."),
        },
    )
    again = forms.BooleanField(required=False, label=gettext_lazy("Ya, impor sekali lagi"))

    def __init__(self, units: Iterable[tuple[int, str]], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        self.units = [("", _("– pilih unit –")), *units]
        self.fields["unit"].choices = self.units  # type: ignore[attr-defined]
        self.fields["document"].help_text = _(
            "PDF, Word (.docx), Excel (.xlsx), HTML, BPMN 2.0, atau teks, "
            "paling besar %(limit)d MB. Satu dokumen boleh memuat banyak SOP."
        ) % {"limit": settings.UPLOAD_LIMIT // MEGABYTE}
        if not lacking():
            self.fields["document"].help_text += " " + _(
                "Hasil pindai dan foto (PDF, PNG, JPEG, TIFF) dibaca juga, paling baik 300 dpi."
            )

    def clean_document(self) -> UploadedFile[bytes]:
        """The file, unless it is too large to be read."""
        file: UploadedFile[bytes] = self.cleaned_data["document"]
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(
                _(
                    "Berkas ini %(size)d MB; paling besar %(limit)d MB. "
                    "Bagi menjadi beberapa berkas."
                )
                % {
                    "size": -(-(file.size or 0) // MEGABYTE),
                    "limit": settings.UPLOAD_LIMIT // MEGABYTE,
                }
            )
        return file

    def content(self) -> bytes:
        """The bytes of the document."""
        file: UploadedFile[bytes] = self.cleaned_data["document"]
        file.seek(0)
        data: bytes = file.read()
        return data


class FilterForm(forms.Form):
    """What the list shows."""

    cari = forms.CharField(required=False, max_length=100)
    unit = forms.IntegerField(required=False, min_value=1)
    status = forms.CharField(required=False, max_length=10)
