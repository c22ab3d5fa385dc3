"""What a keeper of procedures sees of a case that she may stop but not read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from tatalaksana.apps.cases.older_versions import case_to_move
from tatalaksana.apps.cases.open_task import open_task
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import content_of_case, open_task_of
from tatalaksana.apps.cases.steering import AT_ONCE, steering_of, stuck_cases
from tatalaksana.apps.cases.suspended import Stop, stop_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holders_by_position
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.procedure.model import Step
from tatalaksana.core.procedure.titles import readable
from tatalaksana.entrypoints.web.cases.steering import SteeringForm
from tatalaksana.entrypoints.web.cases.typed import new_key
from tatalaksana.entrypoints.web.cases.views import CONFLICT, UNPROCESSABLE
from tatalaksana.entrypoints.web.security import StaffRequest, staff


class NumberForm(forms.Form):
    """The number of a case, as the official who asks tells it."""

    nomor = forms.IntegerField(label=gettext_lazy("Nomor berkas"), min_value=1, max_value=2**31 - 1)
    tahun = forms.IntegerField(label=gettext_lazy("Tahun"), min_value=2000, max_value=9999)


@dataclass(frozen=True, slots=True, kw_only=True)
class UnseenPage:
    """The case without its papers: where it lies, since when, by which SOP."""

    case: Any
    procedure: str
    task: Any | None  #: None: the case has ended
    step: Step | None
    holders: tuple[str, ...]
    stop: Stop | None
    own_words: bool  #: the reason of the stop is the reader's own
    form: SteeringForm


@require_safe
@staff
def steer_list(request: StaffRequest) -> HttpResponse:
    """The cases that stand still where nobody above is in office; `?nomor=&tahun=` opens one."""
    now = timezone.now()
    asked = "nomor" in request.GET
    form = NumberForm(
        request.GET if asked else None,
        initial={"tahun": timezone.localdate(now).year},
        auto_id="cari_%s",
        label_suffix="",
    )
    rows = stuck_cases(request.holder, now)
    if asked and form.is_valid():
        return redirect("steer_case", form.cleaned_data["tahun"], form.cleaned_data["nomor"])
    values = {"rows": rows, "form": form, "limit": AT_ONCE}
    status = UNPROCESSABLE if asked else 200
    return render(request, "cases/unseen_list.html", values, status=status)


@require_safe
@staff
def steer_case(request: StaffRequest, year: int, number: int) -> HttpResponse:
    """One case that she may stop without reading it; one that she may read opens as usual."""
    case = case_to_move(request.holder, year, number)
    if may_read(request.holder, case):
        return redirect("case", year, number)
    return show_unseen(request, case)


def show_unseen(
    request: StaffRequest,
    case: Any,
    refusal: TatalaksanaError | None = None,
    form: SteeringForm | None = None,
) -> HttpResponse:
    """The page of a case, with a `form` that was refused. Errors: NotYours TL601."""
    page = unseen_page_of(request.holder, case, form, timezone.now())
    values = {"page": page, "case": case, "key": new_key(), "refusal": refusal}
    status = 200 if refusal is None else CONFLICT
    if refusal is None and page.form.errors:
        status = UNPROCESSABLE
    return render(request, "cases/unseen.html", values, status=status)


def unseen_page_of(
    holder: Holder, case: Any, form: SteeringForm | None, now: datetime
) -> UnseenPage:
    """Gather the page. Errors: NotYours TL601 where somebody above is in office."""
    task, content, stop = open_task_of(case), content_of_case(case), stop_of(case)
    held: dict[int, tuple[str, ...]] = {}
    if task is not None:
        steering_of(holder, open_task(holder, task.pk, now), now)
        held = holders_by_position(holder.agency, [task.position_id], timezone.localdate(now))
    return UnseenPage(
        case=case,
        procedure=readable(content.title),
        task=task,
        step=content.step(task.row) if task else None,
        holders=held.get(task.position_id, ()) if task else (),
        stop=stop,
        own_words=stop is not None and stop.person == holder.person,
        form=form or SteeringForm(),
    )
