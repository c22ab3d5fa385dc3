"""The paper a reader chooses in the address: `?kertas=F4&arah=tegak`."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.paper import PageFormat, paper

UPRIGHT, LEVEL = "tegak", "mendatar"


def asked_paper(request: HttpRequest) -> PageFormat:
    """The chosen paper, A4 and landscape unless said. Errors: Http404 for an unknown one."""
    way = request.GET.get("arah", LEVEL)
    try:
        page = paper(request.GET.get("kertas", "A4"))
    except DrawingError as wrong:
        raise Http404(str(wrong)) from wrong
    if way not in (UPRIGHT, LEVEL):
        raise Http404(f"Tidak ada arah kertas “{way}”.")
    return page.portrait() if way == UPRIGHT else page
