"""Every error as a problem (RFC 9457): what is wrong, where, how to mend it; never a traceback."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from tatalaksana.apps.access.errors import KeyTaken, NotSignedIn, OnlyReads, TooOften
from tatalaksana.apps.shared.errors import Busy, NotFound, NotYours
from tatalaksana.apps.shared.files import FileMissing, FileTooLarge
from tatalaksana.apps.shared.refusals import hint_for, sentence_for
from tatalaksana.core.base.errors import TatalaksanaError

PROBLEM = "application/problem+json"
#: what a refusal is in HTTP; any other is a conflict with how the office stands now. What does not
#: fit the schema is told before a room is asked, as 422
STATUSES: Mapping[type[TatalaksanaError], HTTPStatus] = {
    NotSignedIn: HTTPStatus.UNAUTHORIZED,
    OnlyReads: HTTPStatus.FORBIDDEN,
    NotYours: HTTPStatus.FORBIDDEN,
    NotFound: HTTPStatus.NOT_FOUND,
    KeyTaken: HTTPStatus.CONFLICT,
    FileTooLarge: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    TooOften: HTTPStatus.TOO_MANY_REQUESTS,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    FileMissing: HTTPStatus.SERVICE_UNAVAILABLE,
}
#: what is told where no room has refused anything, by status
PLAIN = {
    400: gettext_noop("Permintaan ini tidak dapat dibaca."),
    401: gettext_noop("Sertakan token yang berlaku, atau masuk lebih dahulu."),
    403: gettext_noop("Permintaan ini ditolak."),
    404: gettext_noop("Alamat ini tidak ada."),
    405: gettext_noop("Alamat ini tidak mengenal metode itu."),
    413: gettext_noop("Kiriman ini terlalu besar."),
    415: gettext_noop("Jenis isi ini tidak dikenal di sini."),
    422: gettext_noop("Isi permintaan tidak sesuai dengan yang diminta."),
    500: gettext_noop("Ada gangguan di server. Yang sudah tersimpan tidak berubah."),
    503: gettext_noop("Server sedang sibuk. Ulangi sebentar lagi."),
}
RETRY_AFTER = 2  #: seconds, when the database is busy


def of_refusal(refusal: TatalaksanaError) -> HttpResponse:
    """A refusal of a room, with its code."""
    status = next((code for kind, code in STATUSES.items() if isinstance(refusal, kind)), None)
    status = status or HTTPStatus.CONFLICT
    told: dict[str, Any] = {
        "type": f"docs/errors#{refusal.code}",
        "code": refusal.code,
        "detail": sentence_for(refusal),
    }
    if refusal.hint:
        told["hint"] = hint_for(refusal)
    if refusal.place:
        told["place"] = refusal.place
    if "field" in refusal.data:
        told["field"] = str(refusal.data["field"])
    response = problem(status, told)
    if status == HTTPStatus.UNAUTHORIZED:
        response.headers["WWW-Authenticate"] = 'Bearer realm="tatalaksana"'
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        response.headers["Retry-After"] = str(refusal.data["seconds"])
    if status == HTTPStatus.SERVICE_UNAVAILABLE:
        response.headers["Retry-After"] = str(RETRY_AFTER)
    return response


def of_status(status: int, headers: Mapping[str, str] | None = None) -> HttpResponse:
    """An error without a code of its own; `headers` of the answer it stands for are kept."""
    response = problem(status, {"type": "about:blank", "detail": _(PLAIN.get(status, PLAIN[400]))})
    for name, text in (headers or {}).items():
        if name.lower() not in ("content-type", "content-length"):
            response.headers[name] = text
    return response


def of_wrong_fields(errors: Sequence[Mapping[str, Any]]) -> HttpResponse:
    """What does not fit the schema, each with its place."""
    wrong = [{"place": place_of(one["loc"]), "detail": str(one["msg"])} for one in errors]
    told = {"type": "docs/errors#TL603", "code": "TL603", "detail": _(PLAIN[422]), "errors": wrong}
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, told)


def place_of(parts: Sequence[Any]) -> str:
    """Where in the request: "body/title", "path/task"; the name of our parameter is nobody's."""
    return "/".join(str(part) for part in parts if part != "sent")


def problem(status: int, told: Mapping[str, Any]) -> HttpResponse:
    """The answer itself."""
    body = {"title": HTTPStatus(status).phrase, "status": int(status), **told}
    return HttpResponse(json.dumps(body, ensure_ascii=False), PROBLEM, status)


def on_refusal(_request: HttpRequest, refusal: Any) -> HttpResponse:
    """For the door: a refusal of a room."""
    return of_refusal(refusal)


def on_wrong_fields(_request: HttpRequest, wrong: Any) -> HttpResponse:
    """For the door: a request that does not fit the schema."""
    return of_wrong_fields(wrong.errors)


def on_http_error(_request: HttpRequest, wrong: Any) -> HttpResponse:
    """For the door: what cannot be read at all."""
    return of_status(wrong.status_code)


def on_too_large(_request: HttpRequest, _wrong: Any) -> HttpResponse:
    """For the door: a body that is not even read."""
    return of_status(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
