"""The list of cases, one case, and starting one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from tatalaksana.apps.cases.actions.start_case import TITLE_LENGTH, start_case, starting_position
from tatalaksana.apps.cases.outside import outside_since
from tatalaksana.apps.cases.queries import cases_for, content_of_case
from tatalaksana.apps.library.queries import (
    kept_content,
    kept_plan,
    positions_by_role,
    procedures_of,
    version_of,
)
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.cases.case_page import case_page_of
from tatalaksana.entrypoints.web.cases.recipients import case_words, desks_of
from tatalaksana.entrypoints.web.cases.typed import key_in, new_key
from tatalaksana.entrypoints.web.lagging import may_lag
from tatalaksana.entrypoints.web.security import StaffRequest, staff

PAGE = 25  #: cases on one page of the list
RUNNING = {"berjalan": True, "selesai": False}
LATE, BY_DUE = "terlambat", "batas"
IN_FORCE = "berlaku"
UNPROCESSABLE = 422


class StartForm(forms.Form):
    """What the new case is about."""

    title = forms.CharField(
        label=gettext_lazy("Perihal"),
        max_length=TITLE_LENGTH,
        strip=True,
        help_text=gettext_lazy(
            "Singkat dan jelas: tentang apa atau untuk siapa berkas ini. Terbaca di setiap daftar."
        ),
        error_messages={
            "required": gettext_lazy("Perihal belum diisi. Tulis tentang apa berkas ini."),
        },
    )


@require_safe
@staff
@may_lag
def case_list(request: StaffRequest) -> HttpResponse:
    """Berkas: what this person may read; `?cari=` and `?keadaan=` filter, `?urut=batas` sorts."""
    words = request.GET.get("cari", "").strip()
    state = request.GET.get("keadaan", "")
    late, order = state == LATE, request.GET.get("urut", "")
    found = cases_for(
        request.holder,
        words,
        RUNNING.get(state),
        late_at=timezone.now() if late else None,
        by_due=late or order == BY_DUE,
    )
    page = Paginator(found, PAGE).get_page(request.GET.get("page"))
    rows = [(case, step_of(case)) for case in page]
    outside = outside_since(request.holder.agency, [case.pk for case in page])
    values = {"page": page, "rows": rows, "words": words, "state": state, "outside": outside}
    values |= {"order": order}
    return render(request, "cases/list.html", values)


def step_of(case: Any) -> tuple[Any, int] | None:
    """The open step and how many there are; None when the case has ended."""
    content = content_of_case(case)
    return (content.step(case.row), len(content.steps)) if case.row else None


@require_safe
@staff
def case_page(request: StaffRequest, year: int, number: int) -> HttpResponse:
    """One case: chart, steps, time line, documents."""
    page = case_page_of(request.holder, year, number, timezone.now())
    return render(request, "cases/case.html", {"page": page, "case": page.case, "key": new_key()})


@require_safe
@staff
def start_list(request: StaffRequest) -> HttpResponse:
    """The procedures in force, to choose which one to start."""
    words = request.GET.get("cari", "").strip()
    rows = [
        (procedure, version)
        for procedure in procedures_of(request.holder.agency, words)
        for version in procedure.versions  # type: ignore[attr-defined]
        if version.status == IN_FORCE
    ]
    return render(request, "cases/start_list.html", {"rows": rows, "words": words})


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def start(request: StaffRequest, version: int) -> HttpResponse:
    """Start a case of a procedure in force."""
    form = StartForm(request.POST or None, label_suffix="")
    if request.method != "POST" or not form.is_valid():
        return show_start(request, version, form)
    try:
        started = start_case(
            request.holder,
            version=version,
            title=form.cleaned_data["title"],
            key=key_in(request),
            now=timezone.now(),
        )
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return show_start(request, version, form, refused)
    number = case_words(request.holder, started)
    messages.success(request, _("Berkas %(number)s dimulai.") % {"number": number})
    return redirect("case", started.year, started.number)


def show_start(
    request: StaffRequest, version: int, form: StartForm, refusal: TatalaksanaError | None = None
) -> HttpResponse:
    """The page of a procedure about to be started: what it is, who comes first."""
    found = version_of(request.holder.agency, version)
    values: dict[str, Any] = {"version": found, "form": form, "key": new_key()}
    if found.status != IN_FORCE:
        refusal = Invalid("Prosedur ini tidak sedang berlaku.", hint="Pilih versi yang berlaku.")
    else:
        content = kept_content(request.holder.agency, version)
        plan = kept_plan(request.holder.agency, version)
        positions = positions_by_role(request.holder.agency, version)
        desks = desks_of(request.holder, version, plan.roles, timezone.localdate())
        try:
            starting_position(request.holder, plan, positions)
        except NotYours as refused:
            refusal = refused
        values |= {
            "content": content,
            "first": content.steps[0],
            "desk": desks[plan.steps[0].responsible],
            "desks": desks.values(),
        }
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "cases/start.html", values | {"refusal": refusal}, status=status)
