"""The form by which a wrong click is taken back, on the page of the task it ended."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.apps.cases.correcting import Correctable
from tatalaksana.entrypoints.web.cases.typed import LONGEST_REASON


class CorrectionForm(forms.Form):
    """Why the click was wrong."""

    reason = forms.CharField(
        label=gettext_lazy("Mengapa klik ini keliru? (wajib diisi)"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Pelaksana yang tugasnya ditarik membaca kalimat ini."),
        error_messages={"required": gettext_lazy("Alasan koreksi belum diisi.")},
    )

    def __init__(self, data: Any = None, *, own: bool = False) -> None:
        initial = {"reason": _("Salah menekan tombol.")} if own else {}
        super().__init__(data, auto_id="koreksi_%s", label_suffix="", initial=initial)


def correction_form(found: Correctable | None, task: int) -> CorrectionForm | None:
    """The form on the page of `task`; None unless the click that ended it may be taken back."""
    return CorrectionForm(own=found.own) if found and found.task == task else None
