"""A keeper of procedures looks at all cases on older versions, and moves those that correspond."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from tatalaksana.apps.cases.actions.move_cases import Outcome, move_cases
from tatalaksana.apps.cases.mapping import StepMap, require_map
from tatalaksana.apps.cases.older_versions import (
    AT_ONCE,
    cases_by_key,
    older_counts,
    tasks_at,
    tasks_on_older,
)
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import open_task_in
from tatalaksana.apps.library.queries import in_force, procedure_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.errors import Invalid, MovedOn, NotFound, NotYours
from tatalaksana.apps.shared.refusals import sentence_for
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.cases.map_form import (
    LOOK,
    SEEN,
    field,
    map_in,
    require_seen,
    table_of,
    written,
)
from tatalaksana.entrypoints.web.cases.moves import status_of
from tatalaksana.entrypoints.web.cases.moving import ReasonForm, older_rows
from tatalaksana.entrypoints.web.cases.typed import (
    key_in,
    new_key,
    number_in,
    numbers_in,
)
from tatalaksana.entrypoints.web.cases.views import UNPROCESSABLE
from tatalaksana.entrypoints.web.security import StaffRequest, staff

if TYPE_CHECKING:
    from tatalaksana.apps.cases.models import Case, Task
    from tatalaksana.apps.library.models import Procedure


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def older_cases(request: StaffRequest, procedure: int) -> HttpResponse:
    """The cases of a procedure that run by versions no longer in force, and moving them."""
    require_procedure_keeper(request.holder)
    found = procedure_of(request.holder.agency, procedure)
    if request.method == "POST" and LOOK in request.POST:
        form = ReasonForm()
        form.initial["reason"] = request.POST.get("reason", "")
        return show_older(request, found, form)
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if request.method != "POST" or not form.is_valid():
        return show_older(request, found, form)
    try:
        moved_by_click(request, procedure, form.cleaned_data["reason"])
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return show_older(request, found, form, refused)
    return redirect("older_moved", procedure)


def moved_by_click(request: StaffRequest, procedure: int, reason: str) -> None:
    """Move what the form lists, and keep what came of it for the page of the result.

    Errors: MovedOn TL604 when another version is in force than the form showed; Invalid TL603.
    """
    newest = in_force(request.holder.agency, procedure)
    if newest is None or newest.pk != number_in(request.POST, "version"):
        raise MovedOn(
            _("Versi yang berlaku berganti sejak halaman ini dibuka; belum ada yang dipindahkan."),
            hint=_("Periksa daftarnya sekarang, lalu pindahkan bila sudah benar."),
        )
    tasks = numbers_in(request.POST.getlist("task"))
    if not tasks:
        raise Invalid(_("Tidak ada berkas yang dapat dipindahkan sekaligus."))
    key, now = key_in(request), timezone.now()
    maps = maps_in(request, versions_of(tasks_at(request.holder.agency, tasks)), newest.pk)
    for version, chosen in maps.items():
        require_map(request.holder.agency, version, newest.pk, chosen)
        require_seen(request.POST, chosen, field(version, 0, SEEN))
    outcomes = move_cases(
        request.holder, tasks=tasks, version=newest.pk, reason=reason, key=key, now=now, maps=maps
    )
    keep_outcomes(request, procedure, key, outcomes)


def versions_of(tasks: Iterable[Task]) -> dict[int, int]:
    """The versions by which the cases of `tasks` run: key and number."""
    return {task.case.version_id: task.case.version.number for task in tasks}


def maps_in(request: StaffRequest, versions: Iterable[int], newer: int) -> dict[int, StepMap]:
    """The map of each version, as it was typed or as it is proposed."""
    agency = request.holder.agency
    return {
        version: map_in(request, agency, version, newer) for version in versions if version != newer
    }


def tables_of(
    holder: Holder, tasks: Collection[Task], maps: Mapping[int, StepMap], newer: int
) -> list[dict[str, Any]]:
    """The form of each map, with what the page shows of it."""
    tables = []
    for version, number in versions_of(tasks).items():
        opens = {task.row for task in tasks if task.case.version_id == version}
        table = table_of(holder.agency, (version, number), newer, maps[version], opens=opens)
        seen = {"name": field(version, 0, SEEN), "value": written(maps[version])}
        tables.append({"table": table, "seen": seen})
    return tables


def show_older(
    request: StaffRequest,
    found: Procedure,
    form: ReasonForm,
    refusal: TatalaksanaError | None = None,
) -> HttpResponse:
    """The list, with where each case would go on."""
    holder, newest = request.holder, in_force(request.holder.agency, found.pk)
    tasks = list(tasks_on_older(holder.agency, found.pk)[:AT_ONCE])
    maps = maps_in(request, versions_of(tasks), newest.pk) if newest else {}
    rows = older_rows(holder, tasks, newest.pk, maps, timezone.now()) if newest else ()
    try:
        for version, chosen in maps.items():
            require_map(holder.agency, version, newest.pk if newest else 0, chosen)
    except TatalaksanaError as refused:
        refusal = refusal or refused
    values = {
        "tables": tables_of(holder, tasks, maps, newest.pk) if newest else (),
        "procedure": found,
        "newest": newest,
        "rows": rows,
        "counts": older_counts(holder, found.pk),
        "total": tasks_on_older(holder.agency, found.pk).count(),
        "ready": [row for row in rows if row.to],
        "form": form,
        "key": new_key(),
        "refusal": refusal,
    }
    status = status_of(refusal) if refusal or not form.errors else UNPROCESSABLE
    return render(request, "cases/older.html", values, status=status)


@dataclass(frozen=True, slots=True)
class Line:
    """One case of the result: what moved and where it is now, or why it did not."""

    case: Case
    readable: bool
    row: int  #: 0 = not moved
    position: str
    why: str


def keep_outcomes(
    request: HttpRequest, procedure: int, key: UUID, outcomes: tuple[Outcome, ...]
) -> None:
    """Keep what came of the click for the page it leads to; the same click again adds nothing."""
    before = request.session.get(f"pindah-{procedure}", {})
    if before.get("key") == str(key):
        return
    request.session[f"pindah-{procedure}"] = {
        "key": str(key),
        "cases": [
            [
                one.case,
                one.done.to_row if one.done else 0,
                one.refused and sentence_for(one.refused),
            ]
            for one in outcomes
        ],
    }


@require_safe
@staff
def older_moved(request: StaffRequest, procedure: int) -> HttpResponse:
    """What the last click moved, what it did not, and why."""
    require_procedure_keeper(request.holder)
    found = procedure_of(request.holder.agency, procedure)
    kept = request.session.get(f"pindah-{procedure}")
    if not kept:
        return redirect("older_cases", procedure)
    lines = lines_of(request, kept["cases"])
    values = {
        "procedure": found,
        "lines": sorted(lines, key=lambda line: line.row > 0),
        "done": sum(line.row > 0 for line in lines),
        "left": sum(line.row == 0 for line in lines),
        "newest": in_force(request.holder.agency, procedure),
        "still": sum(one.count for one in older_counts(request.holder, procedure)),
    }
    return render(request, "cases/older_moved.html", values)


def lines_of(request: StaffRequest, kept: list[Any]) -> list[Line]:
    """The cases of the result, as the reader may see them."""
    holder, lines = request.holder, []
    cases = cases_by_key(holder.agency, [case for case, _row, _why in kept])
    for key, row, why in kept:
        task = open_task_in(holder.agency, key)
        lines.append(
            Line(
                case=cases[key],
                readable=may_read(holder, cases[key]),
                row=row,
                position=task.position.name if task else "",
                why=why or "",
            )
        )
    return lines
