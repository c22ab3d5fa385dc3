"""Reading the office: units, positions, people, the audit trail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from tatalaksana.apps.office.absences import away_at, away_on
from tatalaksana.apps.office.delegations import acting_today
from tatalaksana.apps.office.people import people_with_positions
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.office.queries import (
    history_of,
    position_of,
    positions_of,
    units_of,
)
from tatalaksana.apps.office.reach import unattended_among
from tatalaksana.apps.shared.audit import SENTENCES, sentence_of, traces_of
from tatalaksana.entrypoints.web.lagging import may_lag
from tatalaksana.entrypoints.web.office.forms import AppointForm, DutiesForm
from tatalaksana.entrypoints.web.office.sentences import readable
from tatalaksana.entrypoints.web.security import StaffRequest, staff

if TYPE_CHECKING:
    from collections.abc import Iterable

A_PAGE = 50  #: deeds or people on one page
DUTIES = ("keeps_procedures", "keeps_office", "many")  #: what the form of duties sets


@dataclass(frozen=True, slots=True)
class Branch:
    """A unit in the tree: `depth` 0 is the top."""

    unit: Any
    depth: int
    vacant: int  #: positions nobody holds today


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the trail."""

    trace: Any
    who: str
    what: str


@require_safe
@staff
def office(request: StaffRequest) -> HttpResponse:
    """The units as a tree, with positions and today's holders."""
    agency, today = request.holder.agency, timezone.localdate()
    branches = tree(units_of(agency, today))
    seats = [seat.pk for branch in branches for seat in branch.unit.positions]
    away = away_on(agency, today)
    return render(
        request,
        "office/office.html",
        {
            "branches": branches,
            "vacant": sum(branch.vacant for branch in branches),
            "away": away,
            "unattended": unattended_among(agency, seats, today) if away else frozenset(),
        },
    )


def tree(units: Iterable[Any]) -> list[Branch]:
    """The units in the order of a tree, each below its parent."""
    below: dict[int | None, list[Any]] = {}
    for unit in units:
        below.setdefault(unit.parent_id, []).append(unit)

    def walk(parent: int | None, depth: int) -> Iterable[Branch]:
        for unit in below.get(parent, ()):
            yield Branch(unit, depth, sum(not seat.holdings for seat in unit.positions))
            yield from walk(unit.pk, depth + 1)

    return list(walk(None, 0))


@require_safe
@staff
def position(request: StaffRequest, position: int) -> HttpResponse:
    """A position: who holds it today, who held it before."""
    return position_page(request, position)


def position_page(
    request: StaffRequest,
    number: int,
    form: AppointForm | None = None,
    duties: DutiesForm | None = None,
) -> HttpResponse:
    """The page of a position, with the forms to appoint and to give duties for office keepers."""
    today = timezone.localdate()
    found = position_of(request.holder.agency, number)
    history = list(history_of(request.holder.agency, number))
    now = [one for one in history if one.since <= today and (not one.until or one.until >= today)]
    if request.holder.keeps_office:
        form = form or AppointForm(people_choices(request), initial={"since": today})
        duties = duties or DutiesForm(initial={name: getattr(found, name) for name in DUTIES})
    return render(
        request,
        "office/position.html",
        {
            "position": found,
            "now": now,
            "ahead": [one for one in history if one.since > today],
            "away": away_at(request.holder.agency, number, today),
            "acting": acting_today(request.holder.agency, number, today),
            "before": [one for one in history if one.until and one.until < today],
            "below": positions_of(request.holder.agency).filter(superior=found.pk),
            "form": form,
            "duties": duties,
        },
        status=422 if any(one is not None and one.errors for one in (form, duties)) else 200,
    )


def people_choices(request: StaffRequest) -> list[tuple[int, str]]:
    """Everybody of the agency, as choices."""
    people = people_with_positions(request.holder.agency, timezone.localdate())
    return [(one.pk, f"{one.name} ({one.nip})" if one.nip else one.name) for one in people]


@require_safe
@staff
@may_lag
def people(request: StaffRequest) -> HttpResponse:
    """Everybody of the agency with what they hold today."""
    words = request.GET.get("cari", "")[:100]
    found = people_with_positions(request.holder.agency, timezone.localdate(), words)
    page = Paginator(found, A_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/people.html", {"page": page, "words": words})


@require_safe
@staff
@may_lag
def trail(request: StaffRequest) -> HttpResponse:
    """The audit trail of the agency."""
    require_office_keeper(request.holder)
    page = Paginator(traces_of(request.holder.agency), A_PAGE).get_page(request.GET.get("page"))
    actors = {trace.actor_id for trace in page}
    names = dict(
        people_with_positions(request.holder.agency, timezone.localdate())
        .filter(pk__in=[actor for actor in actors if actor])
        .values_list("pk", "name")
    )
    deeds = []
    for trace in page:
        trace.data = readable(trace.data)
        what = sentence_of(trace, gettext(SENTENCES.get(trace.action, trace.action)))
        deeds.append(Deed(trace, names.get(trace.actor_id or 0, gettext("Sistem")), what))
    return render(request, "office/trail.html", {"page": page, "deeds": deeds})
