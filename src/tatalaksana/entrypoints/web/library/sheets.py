"""The pictures of the pages of a version's document, for the review beside them."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from tatalaksana.apps.library.queries import version_of
from tatalaksana.apps.library.sheets import marks_in, picture_in
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.apps.shared.refusals import sentence_for
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.reading.explain.sheet import SVG
from tatalaksana.entrypoints.web.security import StaffRequest, staff

#: a picture is only looked at: opened by itself it may run nothing and fetch nothing
POLICY = "default-src 'none'; sandbox"
KEPT = "private, max-age=86400"  #: the pages of a version's document never change


@require_safe
@staff
def sheet_picture(request: StaffRequest, version: int, page: int) -> HttpResponse:
    """One page as it looks, or drawn anew where its format does not tell."""
    found = version_of(request.holder.agency, version)
    try:
        kind, data = picture_in(found, page)
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        raise Http404(sentence_for(refused)) from refused
    return pictured(kind, data)


@require_safe
@staff
def sheet_marks(request: StaffRequest, version: int, page: int) -> HttpResponse:
    """What was recognised on a page, to be laid over its picture."""
    found = version_of(request.holder.agency, version)
    try:
        return pictured(SVG, marks_in(found, page))
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        raise Http404(sentence_for(refused)) from refused


def pictured(kind: str, data: bytes) -> HttpResponse:
    """A picture that a browser shows and does not run."""
    headers = {
        "Content-Security-Policy": POLICY,
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": KEPT,
    }
    return HttpResponse(data, content_type=kind, headers=headers)
