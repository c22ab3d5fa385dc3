"""Reading the library: the list, a procedure, its versions, its drawing."""

from __future__ import annotations

import hashlib
import mimetypes
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tatalaksana.apps.cases.older_versions import older_counts
from tatalaksana.apps.library.drafts import fingerprint
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
from tatalaksana.apps.office.queries import holders_by_position
from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.checks.finding import Finding, Weight
from tatalaksana.core.drawing import pens
from tatalaksana.core.drawing.arrange import arrange, outlined
from tatalaksana.core.drawing.paper import SCREEN, PageFormat, papers
from tatalaksana.core.drawing.pen import Pen
from tatalaksana.core.drawing.style import NOTHING, Additions
from tatalaksana.core.procedure.model import Procedure, Step
from tatalaksana.core.procedure.titles import readable
from tatalaksana.entrypoints.web.library.additions import asked_additions
from tatalaksana.entrypoints.web.library.comparing import differences, length_words, marks_of
from tatalaksana.entrypoints.web.library.forms import FilterForm
from tatalaksana.entrypoints.web.library.live_chart import chart_of
from tatalaksana.entrypoints.web.library.papers import asked_paper
from tatalaksana.entrypoints.web.library.remarks import ShownFinding, shown
from tatalaksana.entrypoints.web.library.reviewing import LABELS
from tatalaksana.entrypoints.web.refusals import hint_for, sentence_for
from tatalaksana.entrypoints.web.security import StaffRequest, staff

WEIGHTS = (Weight.ERROR, Weight.WARNING, Weight.NOTE)
IDENTITY_LISTS = (
    "legal_basis", "related", "warning", "qualifications", "equipment", "records",
)  # fmt: skip
CHART = "svg"  #: the pen of the chart on the page
SHOWN = (CHART, "pdf")  #: what a browser shows; the others it keeps as files


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
        marks = marks_of(before, after)
        context["differences"] = differences(before, after)
        context["charts"] = [
            (older, chart_of(before, marks[0], "lama")),
            (newer, chart_of(after, marks[1], "baru")),
        ]
    return render(request, "library/compare.html", context)


@require_safe
@staff
def drawing(request: StaffRequest, version: int, ending: str) -> HttpResponseBase:
    """The flow chart for the screen ("svg"), or the official document by another pen.

    `?kertas=F4&arah=tegak` chooses the paper of the document, `&riwayat=1&temuan=1` what is added
    to it. Where the performers do not fit on it, the reader is told so on the page of the version.
    """
    found = version_of(request.holder.agency, version)
    pen, page = pen_for(ending), asked_paper(request)
    added = asked_additions(request, found)
    mark = f'"{fingerprint(found)}-{slugify(page.told)}-{print_of(added)}"'
    if request.headers.get("If-None-Match") == mark:
        return HttpResponse(status=304)
    try:
        data = drawn(content_of(found), pen, page, added)
    except DrawingError as wrong:
        messages.error(request, f"{sentence_for(wrong)} {hint_for(wrong)}".strip())
        return redirect("version", found.pk)
    name = f"SOP {found.procedure.title[:80]} versi {found.number}.{ending}"
    return HttpResponse(
        data,
        content_type=mimetypes.guess_type(name)[0] or "application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(ending not in SHOWN, name) or "",
            "Cache-Control": "private, no-cache",
            "ETag": mark,
        },
    )


def formats(*, paged: bool) -> tuple[Pen, ...]:
    """The file formats of the official document, or of the procedure without a paper."""
    known = discover(pens, "PEN", Pen)
    return tuple(pen for pen in known if pen.single and pen.paged is paged)


def pen_for(ending: str) -> Pen:
    """The pen of an ending that makes one file. Errors: Http404."""
    for pen in discover(pens, "PEN", Pen):
        if pen.name == ending and (pen.single or ending == CHART):
            return pen
    raise Http404(f"Tidak ada dokumen berakhiran “{ending}”.")


@lru_cache(maxsize=64)
def drawn(content: Procedure, pen: Pen, page: PageFormat, added: Additions = NOTHING) -> bytes:
    """What the pen draws; the chart alone, for the screen, with "svg".

    Errors: DrawingError TL400 for more performers than fit.
    """
    if not pen.paged:
        return pen.draw(outlined(content))[0][1]
    if pen.name == CHART:
        return pen.draw(arrange(content, SCREEN))[0][1]
    return pen.draw(arrange(content, page, additions=added))[0][1]


def print_of(added: Additions) -> str:
    """Equal as long as what is added is."""
    return hashlib.sha256(repr(added).encode()).hexdigest()[:8]
