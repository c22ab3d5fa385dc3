"""The review of a draft: what was read beside its source, every value to be corrected."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tatalaksana.apps.library.actions.correct import correct
from tatalaksana.apps.library.drafts import fingerprint
from tatalaksana.apps.library.queries import content_of, version_of
from tatalaksana.apps.library.sheets import sheets_of
from tatalaksana.apps.library.source_text import SourceLine, has_no_picture, source_text_of
from tatalaksana.apps.office.look import look_of
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.errors import MovedOn, NotFound, NotYours
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.core.reading.explain.sheet import Sheet
from tatalaksana.entrypoints.web.library.comparing import Difference, differences
from tatalaksana.entrypoints.web.library.live_chart import chart_of
from tatalaksana.entrypoints.web.library.origins import lines_shown
from tatalaksana.entrypoints.web.library.parsed import parsed
from tatalaksana.entrypoints.web.library.remembered import tell_remembered
from tatalaksana.entrypoints.web.library.reviewing import UNITS, review_page
from tatalaksana.entrypoints.web.library.saved import who_saved
from tatalaksana.entrypoints.web.library.typed import Typed, changed, typed_from, typed_of, whole
from tatalaksana.entrypoints.web.security import StaffRequest, staff

if TYPE_CHECKING:
    from tatalaksana.apps.library.models import Version

SAVE, SAVE_OVER = "save", "save-over"


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """What a colleague saved while somebody was typing."""

    who: str
    differences: tuple[Difference, ...]  #: stored now -> typed here
    now: str  #: the fingerprint of the stored state


@require_safe
@staff
def review(request: StaffRequest, version: int) -> HttpResponse:
    """The draft as it is stored."""
    require_procedure_keeper(request.holder)
    found = version_of(request.holder.agency, version)
    if found.status != "draf":
        messages.info(
            request,
            _("Versi ini bukan draf, jadi tidak dapat diubah. Buat versi baru untuk mengubahnya."),
        )
        return redirect("version", version)
    return page(request, version, typed_from(content_of(found)))


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def review_save(request: StaffRequest, version: int) -> HttpResponse:
    """Save what was typed, or show the form again after a row button or with what is wrong."""
    require_procedure_keeper(request.holder)
    if request.method != "POST":
        return redirect("review", version)
    found = version_of(request.holder.agency, version)
    typed, deed = typed_of(request.POST), request.POST.get("deed", SAVE)
    if deed not in (SAVE, SAVE_OVER):
        return page(request, version, changed(typed, deed), unsaved=True)
    before = content_of(found)
    result = parsed(typed, before)
    if result.procedure is None:
        return page(request, version, typed, errors=result.errors)
    seen = request.POST.get("now" if deed == SAVE_OVER else "seen", "") or "?"
    now = timezone.now()
    ticked = ticked_in(request)
    try:
        saved = correct(
            request.holder,
            version=version,
            content=result.procedure,
            settled=ticked,
            rows=result.rows,
            renamed=result.renamed,
            seen=seen,
            now=now,
        )
    except (NotFound, NotYours):
        raise
    except MovedOn as refused:
        conflict = conflict_of(request, version, result.procedure)
        return page(request, version, typed, refusal=refused, conflict=conflict)
    except TatalaksanaError as refused:
        field = refused.data.get("field")
        errors = {str(field): str(refused)} if field else {}
        return page(request, version, typed, errors=errors, refusal=None if field else refused)
    left = len(saved.doubts)
    said = _("Tersimpan.") + " "
    said += (
        ngettext("Masih %(n)s keraguan.", "Masih %(n)s keraguan.", left) % {"n": left}
        if left
        else _("Tidak ada keraguan lagi. Langkah berikutnya: tetapkan jabatan lalu berlakukan.")
    )
    messages.success(request, said)
    gone = {*before.performers} - {*result.procedure.performers} - result.renamed.keys()
    tell_remembered(request, saved, now, sorted(gone))
    return redirect("review", version)


def ticked_in(request: StaffRequest) -> frozenset[int]:
    """The doubts that somebody says to have looked at."""
    numbers = (whole(number) for number in request.POST.getlist("settled"))
    return frozenset(number for number in numbers if number is not None)


def conflict_of(request: StaffRequest, version: int, typed: Procedure) -> Conflict:
    """Who saved in between, and what is different now."""
    found = version_of(request.holder.agency, version)
    return Conflict(
        who=who_saved(request, version),
        differences=differences(content_of(found), typed),
        now=fingerprint(found),
    )


def page(
    request: StaffRequest,
    version: int,
    typed: Typed,
    *,
    errors: dict[str, str] | None = None,
    refusal: TatalaksanaError | None = None,
    conflict: Conflict | None = None,
    unsaved: bool = False,
) -> HttpResponse:
    """The review page with what was typed."""
    found = version_of(request.holder.agency, version)
    sheets, lines, failed = document_of(found)
    form = review_page(typed, found, errors or {}, sheets)
    return render(
        request,
        "library/review.html",
        {
            "version": found,
            "procedure": found.procedure,
            "form": form,
            "units": UNITS,
            "source": lines_shown(lines, form.places),
            "failed": failed,
            "unpictured": bool(lines) and has_no_picture(found),
            "seen": request.POST.get("seen") or fingerprint(found),
            "ticked": frozenset() if conflict else ticked_in(request),
            "refusal": refusal,
            "conflict": conflict,
            "unsaved": unsaved,
            "chart": chart_of(
                parsed(typed, content_of(found)).procedure or content_of(found),
                look_of(request.holder.agency).style(),
            ),
        },
        status=422 if errors or refusal else 200,
    )


def document_of(
    version: Version,
) -> tuple[tuple[Sheet, ...], tuple[SourceLine, ...], TatalaksanaError | None]:
    """The document of a version: its pages, else its lines, and what did not work."""
    failed = None
    try:
        if sheets := sheets_of(version):
            return sheets, (), None
    except TatalaksanaError as undrawn:
        failed = undrawn
    try:
        return (), source_text_of(version), failed
    except TatalaksanaError as gone:
        return (), (), gone
