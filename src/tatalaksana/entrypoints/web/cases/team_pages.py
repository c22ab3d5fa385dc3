"""Teams: asked for from a case, decided by a keeper of the office."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tatalaksana.apps.cases.actions.ask_team import ask_team
from tatalaksana.apps.cases.actions.decide_team import approve_team, refuse_team
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import documents_of
from tatalaksana.apps.cases.teams import composed, decrees_of, names_in, teams_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import people_of
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.engine.teams import Composition
from tatalaksana.entrypoints.web.cases.task_page import task_page_of
from tatalaksana.entrypoints.web.cases.team_form import TeamForm
from tatalaksana.entrypoints.web.cases.typed import LONGEST_REASON, key_in, new_key
from tatalaksana.entrypoints.web.security import StaffRequest, staff

UNPROCESSABLE = 422
PAGE = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """What a decree says, as a keeper reads it."""

    decree: Any
    composition: Composition
    chair: str
    secretary: str
    members: tuple[str, ...]
    readable: bool  #: the case, by the person before the page


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def ask_for_team(request: StaffRequest, task: int) -> HttpResponse:
    """The form of a team, before whoever has the task."""
    holder, now = request.holder, timezone.now()
    page = task_page_of(holder, task, now)
    if page.reader.refused:
        raise page.reader.refused
    people = people_of(holder.agency).filter(account__is_active=True)
    form = TeamForm(
        people.values_list("pk", "name"),
        [(one.document_id, one.label) for one in documents_of(page.case)],
        teams_of(holder.agency).values_list("pk", "name"),
        request.POST if request.method == "POST" else None,
    )
    values: dict[str, Any] = {"page": page, "form": form, "key": new_key()}
    if request.method != "POST":
        return render(request, "cases/team_ask.html", values)
    if not form.is_valid():
        return render(request, "cases/team_ask.html", values, status=UNPROCESSABLE)
    try:
        ask_team(
            holder,
            task=task,
            composition=form.composition(),
            document=form.cleaned_data["document"],
            team=form.cleaned_data["team"],
            key=key_in(request),
            now=now,
        )
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        values["refusal"] = refused
        return render(request, "cases/team_ask.html", values, status=UNPROCESSABLE)
    messages.success(request, _("Usulan tim dikirim kepada pengelola kantor."))
    return redirect("task", task)


@require_safe
@staff
def teams(request: StaffRequest) -> HttpResponse:
    """What decrees say of teams, before a keeper of the office."""
    return show_teams(request)


def show_teams(request: StaffRequest, refusal: TatalaksanaError | None = None) -> HttpResponse:
    """The page, with what was refused."""
    require_office_keeper(request.holder)
    found = decrees_of(request.holder.agency)
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    lines = [line_of(request.holder, one) for one in page]
    values = {"page": page, "lines": lines, "key": new_key(), "refusal": refusal}
    return render(request, "cases/teams.html", values, status=UNPROCESSABLE if refusal else 200)


def line_of(holder: Holder, decree: Any) -> Line:
    """One decree with the names of its people."""
    wanted = composed(decree)
    names = names_in(holder.agency, wanted)
    return Line(
        decree=decree,
        composition=wanted,
        chair=names[wanted.chair],
        secretary=names[wanted.secretary] if wanted.secretary else "",
        members=tuple(names[one] for one in wanted.members),
        readable=may_read(holder, decree.case),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def decide(request: StaffRequest, decree: int) -> HttpResponse:
    """A keeper approves, or refuses with a reason."""
    require_office_keeper(request.holder)
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("teams")
    holder, now = request.holder, timezone.now()
    try:
        if request.POST.get("putusan") == "setuju":
            made = approve_team(holder, decree=decree, key=key_in(request), now=now)
            told = _("%(name)s dibentuk; jabatannya dapat dipasangkan dengan pelaksana SOP.")
            messages.success(request, told % {"name": made.name})
        else:
            why = request.POST.get("alasan", "")[:LONGEST_REASON]
            refuse_team(holder, decree=decree, reason=why, now=now)
            messages.success(request, _("Usulan tim ditolak; alasannya terbaca oleh pengusul."))
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return show_teams(request, refused)
    return redirect("teams")
