"""The chart of what is typed into the review form, drawn anew while somebody types."""

from __future__ import annotations

from django.http import HttpResponse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from tatalaksana.apps.library.queries import content_of, version_of
from tatalaksana.apps.office.look import look_of
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.arrange import arrange
from tatalaksana.core.drawing.live import Mark, svg_of_case
from tatalaksana.core.drawing.paper import SCREEN
from tatalaksana.core.drawing.style import HouseStyle
from tatalaksana.core.procedure.model import Procedure
from tatalaksana.entrypoints.web.library.parsed import parsed
from tatalaksana.entrypoints.web.library.typed import typed_of
from tatalaksana.entrypoints.web.security import StaffRequest, staff

WAITS = 422


@require_POST
@staff
def live_chart(request: StaffRequest, version: int) -> HttpResponse:
    """The chart of the form as it is typed now; nothing is saved.

    422 with one sentence while something typed cannot be drawn: the page keeps the last chart.
    """
    require_procedure_keeper(request.holder)
    result = parsed(typed_of(request.POST), content_of(version_of(request.holder.agency, version)))
    if result.procedure is None:
        count = len(result.errors)
        return said(
            ngettext(
                "Bagan menunggu: %(n)s isian perlu dibetulkan.",
                "Bagan menunggu: %(n)s isian perlu dibetulkan.",
                count,
            )
            % {"n": count}
        )
    try:
        drawing = arrange(result.procedure, SCREEN, look_of(request.holder.agency).style())
    except DrawingError as wrong:
        return said(str(wrong))
    return HttpResponse(svg_of_case(drawing, {}, prefix="bagan"))


def said(sentence: str) -> HttpResponse:
    """Why there is no new chart."""
    return HttpResponse(sentence, status=WAITS, content_type="text/plain; charset=utf-8")


def chart_of(
    procedure: Procedure,
    style: HouseStyle,
    marks: dict[int, Mark] | None = None,
    prefix: str = "bagan",
) -> SafeString:
    """The chart of a procedure for a page; empty when it cannot be drawn."""
    try:
        drawing = arrange(procedure, SCREEN, style)
    except DrawingError:
        return SafeString()
    return mark_safe(svg_of_case(drawing, marks or {}, prefix))  # noqa: S308 - the pen escapes
