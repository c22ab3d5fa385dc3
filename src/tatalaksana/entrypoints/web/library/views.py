"""Reading the library: the list, a procedure, its versions, its drawing."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from tatalaksana.apps.cases.older_versions import older_counts
from tatalaksana.apps.library.queries import (
    bindings_of,
    content_of,
    findings_of,
    missing_in,
    procedure_of,
    version_of,
    versions_of,
)
from tatalaksana.apps.library.shelf import STATUSES, shelf_of
from tatalaksana.apps.office.look import look_of
from tatalaksana.apps.office.queries import holders_by_position
from tatalaksana.core.checks.finding import Finding, Weight
from tatalaksana.core.drawing.paper import papers
from tatalaksana.core.procedure.model import Step
from tatalaksana.core.procedure.titles import readable
from tatalaksana.entrypoints.web.lagging import may_lag
from tatalaksana.entrypoints.web.library.comparing import differences, length_words, marks_of
from tatalaksana.entrypoints.web.library.documents import formats
from tatalaksana.entrypoints.web.library.forms import FilterForm
from tatalaksana.entrypoints.web.library.live_chart import chart_of
from tatalaksana.entrypoints.web.library.remarks import ShownFinding, shown
from tatalaksana.entrypoints.web.library.reviewing import LABELS
from tatalaksana.entrypoints.web.security import StaffRequest, staff

WEIGHTS = (Weight.ERROR, Weight.WARNING, Weight.NOTE)
IDENTITY_LISTS = (
    "legal_basis", "related", "warning", "qualifications", "equipment", "records",
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A performer of a version with the position that does its work."""

    role: str
    position: int | None
    name: str
    unit: str
    confirmed: bool
    holders: tuple[str, ...]  #: today's; empty = vacant


@dataclass(frozen=True, slots=True)
class Row:
    """One step as the page shows it."""

    step: Step
    time: str


@require_safe
@staff
@may_lag
def library(request: StaffRequest) -> HttpResponse:
    """Every procedure of the agency, by unit."""
    sent = FilterForm(request.GET)
    sieve = sent.cleaned_data if sent.is_valid() else {}
    words, unit, status = sieve.get("cari", ""), sieve.get("unit"), sieve.get("status", "")
    whole = shelf_of(request.holder.agency)
    rows = shelf_of(request.holder.agency, words=words, unit=unit, status=status)
    counts = {
        name: sum(row.status == name or (name == "draf" and row.draft is not None) for row in whole)
        for name in STATUSES
    }
    return render(
        request,
        "library/list.html",
        {
            "groups": [(name, list(group)) for name, group in groupby(rows, lambda r: r.unit_name)],
            "shown": len(rows),
            "all": len(whole),
            "counts": counts,
            "with_book": {row.unit for row in whole if row.status == "berlaku"},
            "units": list(dict.fromkeys((row.unit, row.unit_name) for row in whole)),
            "words": words,
            "unit": unit,
            "status": status,
            "sieved": bool(words or unit or status),
        },
    )


@require_safe
@staff
def procedure(request: StaffRequest, procedure: int) -> HttpResponse:
    """A procedure by the version that counts: in force, else the draft, else the last one."""
    found = procedure_of(request.holder.agency, procedure)
    versions = list(versions_of(request.holder.agency, found.pk))
    by_status = {version.status: version for version in reversed(versions)}
    chosen = next(by_status[status] for status in STATUSES if status in by_status)
    return version_page(request, chosen.pk)


@require_safe
@staff
def version(request: StaffRequest, version: int) -> HttpResponse:
    """One version of a procedure."""
    return version_page(request, version)


def version_page(request: StaffRequest, number: int) -> HttpResponse:
    """The page of a version."""
    agency = request.holder.agency
    found = version_of(agency, number)
    content = content_of(found)
    findings = findings_of(found)
    versions = list(versions_of(agency, found.procedure_id))
    return render(
        request,
        "library/version.html",
        {
            "version": found,
            "procedure": found.procedure,
            "content": content,
            "heading": readable(content.title) or found.procedure.title,
            "rows": [
                Row(step, step.duration_text or length_words(step.duration))
                for step in content.steps
            ],
            "lists": [(LABELS[name], getattr(content, name)) for name in IDENTITY_LISTS],
            "seats": seats_of(request, number),
            "findings": grouped(findings),
            "finding_count": len(findings),
            "versions": versions,
            "draft": next((one for one in versions if one.status == "draf"), None),
            "in_force": next((one for one in versions if one.status == "berlaku"), None),
            "formats": formats(paged=True),
            "models": formats(paged=False),
            "papers": [page.name for page in papers()],
            "look": look_of(agency),
            "missing": missing_in(found) if found.status == "draf" else (),
            "older": older_counts(request.holder, found.procedure_id),
        },
    )


def seats_of(request: StaffRequest, version: int) -> list[Seat]:
    """The performers of a version with their positions and who holds these today."""
    found = version_of(request.holder.agency, version)
    bound = {one.role: one for one in bindings_of(found)}
    holders = holders_by_position(
        request.holder.agency,
        [one.position_id for one in bound.values()],
        timezone.localdate(),
    )
    seats = []
    for role in dict.fromkeys(content_of(found).performers):
        one = bound.get(role)
        seats.append(
            Seat(
                role=role,
                position=one.position_id if one else None,
                name=one.position.name if one else "",
                unit=one.position.unit.name if one else "",
                confirmed=bool(one and one.confirmed_at),
                holders=holders.get(one.position_id, ()) if one else (),
            )
        )
    return seats


def grouped(findings: tuple[Finding, ...]) -> list[tuple[str, list[ShownFinding]]]:
    """The findings by weight, the heaviest first; weights without any are left out."""
    groups = [
        (weight.value, [shown(one) for one in findings if one.weight is weight])
        for weight in WEIGHTS
    ]
    return [(weight, found) for weight, found in groups if found]


@require_safe
@staff
@may_lag
def compare(request: StaffRequest, procedure: int) -> HttpResponse:
    """Two versions of a procedure, changed values side by side."""
    found = procedure_of(request.holder.agency, procedure)
    versions = list(versions_of(request.holder.agency, found.pk))
    by_number = {str(one.number): one for one in versions}
    older = by_number.get(request.GET.get("lama", ""))
    newer = by_number.get(request.GET.get("baru", ""))
    context: dict[str, object] = {
        "procedure": found,
        "versions": versions,
        "older": older,
        "newer": newer,
    }
    if older and newer:
        before, after = content_of(older), content_of(newer)
        marks, style = marks_of(before, after), look_of(request.holder.agency).style()
        context["differences"] = differences(before, after)
        context["charts"] = [
            (older, chart_of(before, style, marks[0], "lama")),
            (newer, chart_of(after, style, marks[1], "baru")),
        ]
    return render(request, "library/compare.html", context)
