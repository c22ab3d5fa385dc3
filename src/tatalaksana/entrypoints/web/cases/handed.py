"""Handing one task to a colleague who does not hold its position."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tatalaksana.apps.cases.actions.address_task import acting_position
from tatalaksana.apps.cases.actions.hand_over import hand_over, receivers_of, require_may_give
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.queries import task_of
from tatalaksana.apps.library.queries import kept_content
from tatalaksana.apps.office.colleagues import Colleague
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.state import AlreadyDone
from tatalaksana.entrypoints.web.cases.recipients import case_words
from tatalaksana.entrypoints.web.cases.typed import LONGEST_REASON, key_in, new_key
from tatalaksana.entrypoints.web.cases.views import CONFLICT, UNPROCESSABLE
from tatalaksana.entrypoints.web.security import StaffRequest, staff


class HandForm(forms.Form):
    """To whom the task goes, and why."""

    to = forms.ChoiceField(
        label=gettext_lazy("Diserahkan kepada"),
        error_messages={
            "required": gettext_lazy("Rekan yang menerima belum dipilih."),
            "invalid_choice": gettext_lazy("Pilih salah satu nama pada daftar."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("Alasan (wajib diisi)"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Terbaca oleh penerima dan tercatat dalam riwayat berkas."),
        error_messages={"required": gettext_lazy("Alasannya belum diisi.")},
    )

    def __init__(self, offered: tuple[Colleague, ...], data: Any = None) -> None:
        super().__init__(data, auto_id="serah_%s", label_suffix="")
        self.fields["to"].choices = [("", _("Pilih rekan"))] + [  # type: ignore[attr-defined]
            (f"{one.person}-{one.position}", f"{one.name} – {one.title} ({one.unit})")
            for one in offered
        ]

    @property
    def chosen(self) -> tuple[int, int]:
        """The person and the position that were chosen."""
        person, _dash, position = self.cleaned_data["to"].partition("-")
        return int(person), int(position)


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def hand(request: StaffRequest, task: int) -> HttpResponse:
    """Choose a colleague and say why; then the task is hers, for this step."""
    holder, now = request.holder, timezone.now()
    case = task_of(holder, task).case
    found = open_task(holder, task, now)
    acting = acting_position(holder, found)
    if found.done_at is not None:
        return redirect("task", task)
    require_may_give(holder, found, acting, now)
    offered = receivers_of(holder, found, acting, now)
    form = HandForm(offered, request.POST if request.method == "POST" else None)
    refusal: TatalaksanaError | None = None
    if request.method == "POST" and form.is_valid():
        to, position = form.chosen
        try:
            hand_over(
                holder,
                task=task,
                to=to,
                position=position,
                reason=form.cleaned_data["reason"],
                key=key_in(request),
                now=now,
            )
        except (NotFound, NotYours):
            raise
        except TatalaksanaError as refused:
            refusal = refused
        else:
            name = next(one.name for one in offered if one.person == to)
            told = _("Tugas berkas %(case)s diserahkan kepada %(who)s untuk langkah ini.")
            messages.success(request, told % {"case": case_words(holder, case), "who": name})
            return redirect("task", task)
    values = {
        "case": case,
        "task": found,
        "step": kept_content(holder.agency, found.version).step(found.row),
        "form": form,
        "offered": offered,
        "key": new_key(),
        "refusal": refusal,
    }
    status = 200
    if refusal or form.errors:
        status = CONFLICT if isinstance(refusal, AlreadyDone) else UNPROCESSABLE
    return render(request, "cases/hand_over.html", values, status=status)
