"""The official document of a version by every pen, as the office wants it to look."""

from __future__ import annotations

import hashlib
import mimetypes
from functools import lru_cache
from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.http import content_disposition_header
from django.utils.text import slugify
from django.views.decorators.http import require_safe

from tatalaksana.apps.library.drafts import fingerprint
from tatalaksana.apps.library.queries import content_of, version_of
from tatalaksana.apps.office.look import Look, look_of
from tatalaksana.apps.shared.files import FileMissing
from tatalaksana.apps.shared.refusals import hint_for, sentence_for
from tatalaksana.core.base.discover import discover
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing import pens
from tatalaksana.core.drawing.arrange import arrange, outlined
from tatalaksana.core.drawing.paper import SCREEN, PageFormat
from tatalaksana.core.drawing.pen import Pen
from tatalaksana.core.drawing.style import NOTHING, Additions, HouseStyle
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.entrypoints.web.library.additions import asked_additions
from tatalaksana.entrypoints.web.library.papers import asked_paper
from tatalaksana.entrypoints.web.security import StaffRequest, staff

if TYPE_CHECKING:
    from tatalaksana.apps.library.models import Version

CHART = "svg"  #: the pen of the chart on the page
SHOWN = (CHART, "pdf")  #: what a browser shows; the others it keeps as files


@require_safe
@staff
def drawing(request: StaffRequest, version: int, ending: str) -> HttpResponseBase:
    """The flow chart for the screen ("svg"), or the official document by another pen.

    `?kertas=F4&arah=tegak` chooses the paper of the document, `&riwayat=1&temuan=1&ttd=tte` what
    is added to it. Where it cannot be drawn so, the reader is told on the page of the version.
    """
    found = version_of(request.holder.agency, version)
    pen, look = pen_for(ending), look_of(request.holder.agency)
    try:
        page = asked_paper(request, look)
        added = asked_additions(request, found, look) if on_paper(pen) else NOTHING
        mark = f'"{fingerprint(found)}-{slugify(page.told)}-{look.print}-{print_of(added)}"'
        if request.headers.get("If-None-Match") == mark:
            return HttpResponse(status=304)
        data = drawn(content_of(found), pen, page, style_for(pen, look), added)
    except (DrawingError, FileMissing) as wrong:
        messages.error(request, f"{sentence_for(wrong)} {hint_for(wrong)}".strip())
        return redirect("version", found.pk)
    return answer(found, ending, data, mark)


def answer(version: Version, ending: str, data: bytes, mark: str) -> HttpResponse:
    """The file under the name of the SOP."""
    name = f"SOP {version.procedure.title[:80]} versi {version.number}.{ending}"
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


def on_paper(pen: Pen) -> bool:
    """Whether it makes the whole document, not the chart or the flow alone."""
    return pen.paged and pen.name != CHART


def style_for(pen: Pen, look: Look) -> HouseStyle:
    """The look of what the pen makes. Errors: DrawingError TL400; FileMissing TL703."""
    return look.whole_style() if on_paper(pen) else look.style()


@lru_cache(maxsize=64)
def drawn(
    content: Procedure, pen: Pen, page: PageFormat, style: HouseStyle, added: Additions
) -> bytes:
    """What the pen draws; the chart alone, for the screen, with "svg".

    Errors: DrawingError TL400 for more performers than fit.
    """
    if not pen.paged:
        return pen.draw(outlined(content))[0][1]
    if pen.name == CHART:
        return pen.draw(arrange(content, SCREEN, style))[0][1]
    return pen.draw(arrange(content, page, style, added))[0][1]


def print_of(added: Additions) -> str:
    """Equal as long as what is added is."""
    return hashlib.sha256(repr(added).encode()).hexdigest()[:8]
