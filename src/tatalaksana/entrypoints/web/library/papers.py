"""The paper a reader chooses in the address: `?kertas=F4&arah=tegak`; else that of the office."""

from __future__ import annotations

from django.http import Http404, HttpRequest

from tatalaksana.apps.office.look import Look
from tatalaksana.core.base.errors import DrawingError
from tatalaksana.core.drawing.paper import PageFormat, paper

UPRIGHT, LEVEL = "tegak", "mendatar"
WAYS = {"": None, UPRIGHT: True, LEVEL: False}


def asked_paper(request: HttpRequest, look: Look) -> PageFormat:
    """The chosen paper with the margin and the letters of the office.

    Errors: Http404 for an unknown one; DrawingError TL400 when it is too narrow for the margin.
    """
    name, way = request.GET.get("kertas", ""), request.GET.get("arah", "")
    if way not in WAYS:
        raise Http404(f"Tidak ada arah kertas “{way}”.")
    try:
        paper(name or look.paper)
    except DrawingError as wrong:
        raise Http404(str(wrong)) from wrong
    return look.page(name, upright=WAYS[way])
