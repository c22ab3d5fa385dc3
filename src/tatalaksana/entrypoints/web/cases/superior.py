"""The deed of a superior: sending the open file back to a step that was done before."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.apps.cases.history import Moment, RowState
from tatalaksana.apps.cases.open_task import OpenTask
from tatalaksana.apps.cases.policy import superior_position
from tatalaksana.apps.cases.writing import Finished
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.engine.events import STRAIGHT_BACK
from tatalaksana.core.engine.plan import Plan
from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.entrypoints.web.cases.recipients import Desk, case_words, lies_at
from tatalaksana.entrypoints.web.cases.typed import LONGEST_REASON


@dataclass(frozen=True, slots=True)
class Target:
    """A step the file may be sent back to, and who will have it."""

    step: Step
    desk: Desk


class SendBackForm(forms.Form):
    """Where to, why, and how the file comes back."""

    to_row = forms.TypedChoiceField(
        label=gettext_lazy("Kembalikan ke langkah"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Langkah tujuannya belum dipilih."),
            "invalid_choice": gettext_lazy("Pilih salah satu langkah yang sudah dikerjakan."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan pengembalian (wajib diisi)"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Apa yang harus diperbaiki? Penerima membaca kalimat ini."),
        error_messages={"required": gettext_lazy("Alasan pengembalian belum diisi.")},
    )
    straight_back = forms.BooleanField(required=False)

    def __init__(self, targets: Sequence[Target], *, straight_to: int, data: Any = None) -> None:
        super().__init__(data, auto_id="atasan_%s", label_suffix="")
        self.targets = targets
        self.fields["to_row"].choices = [  # type: ignore[attr-defined]
            (target.step.row, target.step.text) for target in targets
        ]
        self.fields["straight_back"].label = _(
            "Setelah diperbaiki, langsung kembali ke langkah %(row)s"
        ) % {"row": straight_to}

    @property
    def chosen(self) -> str:
        """The row that was chosen before, as it stands in the form."""
        return str(self["to_row"].value() or "")


def targets_of(
    content: Procedure, plan: Plan, states: Sequence[RowState], row: int, desks: Mapping[str, Desk]
) -> tuple[Target, ...]:
    """The steps before `row` that were done, the latest first."""
    done = [state.row for state in states if state.state == "done" and state.row < row]
    return tuple(
        Target(content.step(row), desks[plan.step(row).responsible]) for row in reversed(done)
    )


def is_superior(holder: Holder, task: OpenTask) -> bool:
    """Whether the reader holds a position above the one that has the open task."""
    if task.done_at is not None:
        return False
    try:
        superior_position(holder, task)
    except NotYours:
        return False
    return True


def went_straight(moment: Moment) -> bool:
    """Whether a return asked for the mended file without the steps between."""
    return bool(json.loads(moment.event.data).get(STRAIGHT_BACK, False))


def told_of_superior(
    holder: Holder, case: Any, target: Target, finished: Finished, now: datetime
) -> SafeString:
    """What a superior's return says: what happened, and who has the file now."""
    what = _("Berkas %(case)s Anda kembalikan ke langkah %(row)s sebagai atasan.") % {
        "case": case_words(holder, case),
        "row": finished.to_row,
    }
    address = reverse("case", args=[case.year, case.number])
    there = lies_at(target.desk, finished, holder, now)
    return format_html(
        '{}\n{} <a href="{}#riwayat">{}</a>', what, there, address, _("Lihat riwayat berkas")
    )
