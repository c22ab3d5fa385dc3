"""A plain page of every address, for people: no script, nothing from elsewhere."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import translation
from django.views.decorators.http import require_safe

from tatalaksana.entrypoints.api.door import api
from tatalaksana.entrypoints.api.openapi import described


@require_safe
@login_required
def index(request: HttpRequest) -> HttpResponse:
    """Every address by its room, in the language chosen on the pages."""
    chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
    language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
    with translation.override(language):
        return render(request, "api/index.html", {"rooms": rooms()})


def rooms() -> dict[str, list[dict[str, Any]]]:
    """The operations of each room, in the order of the document."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, operations in described(api.get_openapi_schema())["paths"].items():
        for method, operation in operations.items():
            line = {"method": method.upper(), "path": path, "told": operation["description"]}
            found.setdefault(operation["tags"][0], []).append(line)
    return found
