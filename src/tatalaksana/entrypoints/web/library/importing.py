"""Importing a document, and the documents imported before."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from tatalaksana.apps.library.actions.import_document import import_document
from tatalaksana.apps.library.errors import ImportedBefore
from tatalaksana.apps.library.queries import source_of, sources_of, versions_from
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import units_of
from tatalaksana.apps.shared import files
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.apps.shared.refusals import hint_for, sentence_for
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.reading.scan.needs import lacking
from tatalaksana.entrypoints.web.clock import day_words
from tatalaksana.entrypoints.web.library.forms import ImportForm
from tatalaksana.entrypoints.web.library.remarks import reason_said
from tatalaksana.entrypoints.web.security import StaffRequest, staff

A_PAGE = 20  #: imports on one page


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def import_page(request: StaffRequest) -> HttpResponse:
    """Upload a document; what went wrong stands beside its field."""
    require_procedure_keeper(request.holder)
    units = units_of(request.holder.agency, timezone.localdate())
    choices = sorted(((unit.pk, unit.name) for unit in units), key=lambda pair: pair[1])
    form = ImportForm(choices, request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        source = imported_from(request, form)
        if source is not None:
            return redirect("imported", source)
    earlier = Paginator(sources_of(request.holder.agency), A_PAGE)
    return render(
        request,
        "library/import.html",
        {
            "form": form,
            "units": choices,
            "repeated": "again" in form.fields and bool(form.errors.get("again")),
            "scan_missing": reason_said(lacking()),
            "page": earlier.get_page(request.GET.get("page")),
        },
        status=422 if form.errors else 200,
    )


def imported_from(request: StaffRequest, form: ImportForm) -> int | None:
    """Import what the form holds; None when it was refused and the form says why."""
    try:
        versions = import_document(
            request.holder,
            unit=form.cleaned_data["unit"],
            name=form.cleaned_data["document"].name,
            data=form.content(),
            again=form.cleaned_data["again"],
            now=timezone.now(),
        )
    except (NotFound, NotYours):
        raise
    except ImportedBefore as known:
        form.add_error("again", told_before(known.data["source"]))
        return None
    except TatalaksanaError as refused:
        form.add_error("document", f"{sentence_for(refused)} {hint_for(refused)}".strip())
        return None
    count = len(versions)
    messages.success(
        request,
        ngettext(
            "%(n)s SOP dibaca dan disimpan sebagai draf. Belum ada yang berlaku.",
            "%(n)s SOP dibaca dan disimpan sebagai draf. Belum ada yang berlaku.",
            count,
        )
        % {"n": count},
    )
    return versions[0].source_id


def told_before(before: Any) -> str:
    """When the same document was imported, and what importing it again does."""
    return _(
        "Dokumen yang sama sudah diimpor pada %(day)s (“%(name)s”). Bila diimpor lagi, "
        "setiap SOP di dalamnya mendapat satu draf baru. Pilih lagi berkasnya dan centang "
        "kotak ini bila memang itu yang Anda kehendaki."
    ) % {"day": day_words(timezone.localdate(before.uploaded_at)), "name": before.name}


@require_safe
@staff
def imported(request: StaffRequest, source: int) -> HttpResponse:
    """What a document gave, the heaviest doubts first."""
    found = source_of(request.holder.agency, source)
    versions = versions_from(found)
    rows = [
        (version, len(version.content["steps"]), sum(d["weight"] > 2 for d in version.doubts))
        for version in versions
    ]
    return render(request, "library/imported.html", {"source": found, "rows": rows})


@require_safe
@staff
def source(request: StaffRequest, source: int) -> HttpResponse:
    """The document as it was uploaded, always as a file: a browser must not run it."""
    found = source_of(request.holder.agency, source)
    return HttpResponse(
        files.content_of(found.sha256),
        content_type="application/octet-stream",
        headers={
            "Content-Disposition": content_disposition_header(True, found.name) or "attachment",
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private",
        },
    )
