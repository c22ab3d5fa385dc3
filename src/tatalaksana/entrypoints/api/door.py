"""The door for programs: every room's addresses, who may enter, how errors are told."""

from __future__ import annotations

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, JsonResponse
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.api import (
    absences,
    attaching,
    calendar,
    calls,
    cases,
    consultations,
    importing,
    late,
    library,
    moving,
    notices,
    office,
    schedules,
    staffing,
    steering,
    tasks,
    teams,
)
from tatalaksana.entrypoints.api.caller import BySession, ByToken, Unknown
from tatalaksana.entrypoints.api.openapi import described
from tatalaksana.entrypoints.api.problems import (
    on_http_error,
    on_refusal,
    on_too_large,
    on_wrong_fields,
)

ROOT = "/api/v1/"
ROOMS = (
    office,
    staffing,
    absences,
    cases,
    tasks,
    attaching,
    steering,
    moving,
    late,
    consultations,
    calls,
    teams,
    library,
    importing,
    schedules,
    calendar,
    notices,
)


class Door(NinjaAPI):
    """The API, with short operation ids."""

    def get_openapi_operation_id(self, operation: Any) -> str:
        """The name of the endpoint: each is there once."""
        name: str = operation.view_func.__name__
        return name

    def get_root_path(self, path_params: Any) -> str:  # noqa: ARG002 - there is one root
        """Where it lies."""
        return ROOT


api = Door(
    title="Tatalaksana",
    version="1",
    description="Kotak tugas, berkas, prosedur, jadwal, kalender, pemberitahuan, perwakilan.",
    openapi_url=None,
    docs_url=None,
    auth=[ByToken(), BySession(), Unknown()],
    urls_namespace="api",
)
api.add_exception_handler(TatalaksanaError, on_refusal)
api.add_exception_handler(ValidationError, on_wrong_fields)
api.add_exception_handler(HttpError, on_http_error)
api.add_exception_handler(RequestDataTooBig, on_too_large)
for router in dict.fromkeys(room.router for room in ROOMS):  # two rooms may share addresses
    api.add_router("", router)


@api.get("/openapi.json", include_in_schema=False)
def openapi(request: HttpRequest) -> JsonResponse:  # noqa: ARG001 - ninja names it
    """The OpenAPI 3.1 document of this API, for whoever may use it."""
    return JsonResponse(described(api.get_openapi_schema()))
