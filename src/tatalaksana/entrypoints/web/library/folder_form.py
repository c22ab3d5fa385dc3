"""What is sent for a folder: the unit, the files, and their places in the folder."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.apps.library.receiving import parts_of

LONGEST_NAME = 200
SHOWN = 60  #: letters of a file's name in the name of a folder without one


class FolderForm(forms.Form):
    """The unit whose SOPs the folder holds, and where each file stood in it.

    The script fills in `paths`; without it the browser sends the names alone.
    """

    unit = forms.TypedChoiceField(
        coerce=int,
        label=gettext_lazy("Unit pemilik SOP"),
        error_messages={
            "required": gettext_lazy("Pilih unit pemilik SOP."),
            "invalid_choice": gettext_lazy("Pilih unit dari daftar."),
        },
    )
    paths = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, units: Iterable[tuple[int, str]], sent: list[UploadedFile[bytes]], *args: Any
    ) -> None:
        super().__init__(*args)
        self.label_suffix = ""
        self.sent = sent
        self.fields["unit"].choices = [("", _("– pilih unit –")), *units]  # type: ignore[attr-defined]

    def clean_paths(self) -> list[str]:
        """The place of each file; [] unless there is exactly one for every file."""
        try:
            found = json.loads(self.cleaned_data["paths"] or "[]")
        except ValueError:
            return []
        right = isinstance(found, list) and len(found) == len(self.sent)
        return [str(one) for one in found] if right else []

    def clean(self) -> dict[str, Any]:
        """Refuse a form without files."""
        if not self.sent:
            raise forms.ValidationError(_("Pilih foldernya, berkasnya, atau arsip .zip."))
        return super().clean() or self.cleaned_data

    def documents(self) -> list[tuple[str, UploadedFile[bytes]]]:
        """Every file with its place in the folder."""
        names = self.cleaned_data["paths"] or [str(one.name) for one in self.sent]
        return list(zip(names, self.sent, strict=True))

    def name(self) -> str:
        """What the folder is called: its own name, the archive's, or the first file's and more."""
        paths = [parts_of(one) for one in self.cleaned_data["paths"]]
        tops = {parts[0] for parts in paths if len(parts) > 1}
        if len(tops) == 1 and all(len(parts) > 1 for parts in paths):
            return tops.pop()[:LONGEST_NAME]
        first = str(self.sent[0].name)
        if len(self.sent) == 1:
            return first[:LONGEST_NAME]
        more = {"first": first[:SHOWN], "n": len(self.sent) - 1}
        return _("%(first)s dan %(n)s berkas lain") % more
