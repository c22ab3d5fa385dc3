"""Importing a folder of documents: handing it in, how far it is, what became of each document."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tatalaksana.apps.library.actions.cancel_folder import cancel_folder
from tatalaksana.apps.library.actions.receive_folder import receive_folder
from tatalaksana.apps.library.folders import (
    DocumentRow,
    Progress,
    folder_of,
    folders_of,
    progress_of,
    room_of,
    rows_of,
)
from tatalaksana.apps.library.receiving import Intake, bounds
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import units_of
from tatalaksana.apps.shared.errors import Invalid, NotFound, NotYours
from tatalaksana.apps.shared.refusals import hint_for, sentence_of
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.reading.scan.needs import lacking
from tatalaksana.entrypoints.web.library.folder_form import FolderForm
from tatalaksana.entrypoints.web.library.remarks import reason_said
from tatalaksana.entrypoints.web.security import StaffRequest, staff

if TYPE_CHECKING:
    from tatalaksana.apps.library.models import Folder

A_PAGE, EARLIER = 100, 20  #: documents and folders on one page
MINUTE = 60


@dataclass(frozen=True, slots=True)
class ShownRow:
    """One document with where it leads and, if refused, why."""

    row: DocumentRow
    address: str
    reason: str
    hint: str


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def import_folder(request: StaffRequest) -> HttpResponse:
    """Hand in a folder; what was wrong stands beside its field."""
    require_procedure_keeper(request.holder)
    units = units_of(request.holder.agency, timezone.localdate())
    choices = sorted(((unit.pk, unit.name) for unit in units), key=lambda pair: pair[1])
    sent = [one for one in request.FILES.getlist("documents") if one.name]
    form = FolderForm(choices, sent, *((request.POST,) if request.method == "POST" else ()))
    if request.method == "POST" and form.is_valid():
        folder = received(request, form)
        if folder is not None:
            return redirect("folder", folder.pk)
    earlier = Paginator(folders_of(request.holder.agency), EARLIER)
    return render(
        request,
        "library/import_folder.html",
        {
            "form": form,
            "units": choices,
            "bounds": bounds(),
            "loose": settings.DATA_UPLOAD_MAX_NUMBER_FILES,
            "most_bytes": settings.FOLDER_LIMIT,
            "scan_missing": reason_said(lacking()),
            "page": earlier.get_page(request.GET.get("page")),
        },
        status=422 if form.errors else 200,
    )


def received(request: StaffRequest, form: FolderForm) -> Folder | None:
    """The folder, taken in; None when it was refused and the form says why."""
    now = timezone.now()
    try:
        intake = Intake(room_of(request.holder.agency, now))
        return receive_folder(
            request.holder,
            unit=form.cleaned_data["unit"],
            name=form.name(),
            documents=list(intake.folder(form.documents())),
            now=now,
        )
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        told = sentence_of(refused.code, refused.message)
        form.add_error(None, f"{told} {hint_for(refused)}".strip())
        return None


@require_safe
@staff
def folder(request: StaffRequest, folder: int) -> HttpResponse:
    """How far the folder is, and every document that has ended: the heaviest doubts first."""
    require_procedure_keeper(request.holder)
    found = folder_of(request.holder.agency, folder)
    page = Paginator([shown(row) for row in rows_of(found)], A_PAGE).get_page(
        request.GET.get("page")
    )
    return render(request, "library/folder.html", {"page": page, **state_of(found)})


@require_safe
@staff
def folder_state(request: StaffRequest, folder: int) -> HttpResponse:
    """How far the folder is, as the piece of the page that the script renews."""
    require_procedure_keeper(request.holder)
    found = folder_of(request.holder.agency, folder)
    answer = render(request, "library/folder_state.html", state_of(found))
    answer["Cache-Control"] = "no-store"
    return answer


def state_of(found: Folder) -> dict[str, object]:
    """What the page says of the folder as a whole."""
    progress = progress_of(found)
    return {"folder": found, "progress": progress, "left": left_words(progress)}


def left_words(progress: Progress) -> str:
    """How long it still takes, roughly; "" when nothing can be said."""
    if progress.seconds_left is None:
        return ""
    minutes = round(progress.seconds_left / MINUTE)
    if not minutes:
        return _("kurang dari satu menit lagi")
    return ngettext("kira-kira %(n)s menit lagi", "kira-kira %(n)s menit lagi", minutes) % {
        "n": minutes
    }


@require_POST
@staff
def folder_cancel(request: StaffRequest, folder: int) -> HttpResponse:
    """Cancel what still waits."""
    try:
        cancel_folder(request.holder, folder=folder, now=timezone.now())
    except Invalid as refused:
        messages.info(request, sentence_of(refused.code, refused.message))
    else:
        messages.success(request, _("Sisanya dibatalkan. Yang sudah diimpor tetap tersimpan."))
    return redirect("folder", folder)


def shown(row: DocumentRow) -> ShownRow:
    """The row with its address: the one draft's review, or the list of what the document gave."""
    document, address = row.document, ""
    if len(row.versions) == 1:
        (version,) = row.versions
        address = reverse("review" if version.status == "draf" else "version", args=[version.pk])
    elif document.source_id:
        address = reverse("imported", args=[document.source_id])
    reason = sentence_of(document.code, document.reason) if document.code else ""
    return ShownRow(row, address, reason, document.hint)
