"""The book of a unit: all its SOPs in force as one document with a table of contents."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from tatalaksana.apps.library.drafts import fingerprint
from tatalaksana.apps.library.queries import content_of, in_force_of_unit
from tatalaksana.apps.office.look import Look, look_of
from tatalaksana.apps.shared.files import FileMissing
from tatalaksana.apps.shared.refusals import hint_for, sentence_for
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.book import Chapter, book
from tatalaksana.core.drawing.paper import PageFormat
from tatalaksana.core.drawing.pens.pdf import PEN as PDF
from tatalaksana.core.drawing.style import Additions
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.entrypoints.web.lagging import may_lag
from tatalaksana.entrypoints.web.library.papers import asked_paper
from tatalaksana.entrypoints.web.security import StaffRequest, staff


@require_safe
@staff
@may_lag
def unit_book(request: StaffRequest, unit: int) -> HttpResponseBase:
    """The book as PDF; `?kertas=F4&arah=tegak` chooses the paper.

    It never says that an SOP was signed electronically: a bound copy carries no such signature.
    """
    versions = list(in_force_of_unit(request.holder.agency, unit))
    if not versions:
        raise Http404("Unit ini belum punya SOP yang berlaku.")
    look, name = look_of(request.holder.agency), versions[0].procedure.unit.name
    try:
        page = asked_paper(request, look)
        mark = f'"{mark_of([look.print, *map(fingerprint, versions)], page)}"'
        if request.headers.get("If-None-Match") == mark:
            return HttpResponse(status=304)
        contents = map(content_of, versions)
        chapters = [chapter_of(content, look) for content in contents]
        drawing = book(chapters, name, page, look.whole_style())
    except (DrawingError, FileMissing) as wrong:
        place = f"{wrong.place}: " if wrong.place else ""
        messages.error(request, f"{place}{sentence_for(wrong)} {hint_for(wrong)}".strip())
        return redirect("library")
    return HttpResponse(
        PDF.draw(drawing)[0][1],
        content_type="application/pdf",
        headers={
            "Content-Disposition": content_disposition_header(False, f"Buku SOP {name[:80]}.pdf")
            or "",
            "Cache-Control": "private, no-cache",
            "ETag": mark,
        },
    )


def chapter_of(content: Procedure, look: Look) -> Chapter:
    """One SOP of the book, with the rank of whoever approved it."""
    return Chapter(content, Additions(signing=look.signing_of(content, electronic=False)))


def mark_of(prints: Sequence[str], page: PageFormat) -> str:
    """Equal as long as the book is: the prints of the look and of its versions, and the paper."""
    return hashlib.sha256("\n".join([page.told, *prints]).encode()).hexdigest()[:20]
