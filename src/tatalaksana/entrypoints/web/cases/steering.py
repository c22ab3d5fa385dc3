"""The form by which a case is suspended or cancelled from above."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.steering import steering_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.entrypoints.web.cases.typed import LONGEST_REASON


class SteeringForm(forms.Form):
    """Why the case is stopped or cancelled."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan (wajib diisi)"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Tercatat dalam riwayat berkas dan terbaca oleh pelaksananya."),
        error_messages={"required": gettext_lazy("Alasannya belum diisi.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="kendali_%s", label_suffix="")


def steering_form(holder: Holder, task: Any, now: datetime) -> SteeringForm | None:
    """The form for the case of the open `task`; None when it is not hers to steer."""
    if task is None:
        return None
    try:
        steering_of(holder, open_task(holder, task.pk, now), now)
    except NotYours:
        return None
    return SteeringForm()
