"""What stands before every page: the agency wall, the content policy, who is acting."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers

from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holder_at
from tatalaksana.apps.shared.agency import separate
from tatalaksana.apps.shared.errors import NotFound, NotYours
from tatalaksana.apps.shared.refusals import sentence_for

P = ParamSpec("P")
FILES_AT_ONCE = 10  #: files of one form
TOO_LARGE = 413
TOLD_TOO_LARGE = (
    "Kiriman ini terlalu besar. Kembali ke halaman sebelumnya lalu kirim berkasnya satu per satu."
)
R = TypeVar("R", bound=HttpResponseBase)
Page = Callable[[HttpRequest], HttpResponse]
POLICY = (
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; "
    "form-action 'self'; frame-ancestors 'none'"
)


class StaffRequest(HttpRequest):
    """A request of somebody who is signed in and works in an agency."""

    holder: Holder  #: the person, with the positions held today


class ContentSecurityPolicy:
    """Send the content policy with every page: nothing inline, nothing from elsewhere."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request with the policy on top."""
        response = self.page(request)
        response.headers.setdefault("Content-Security-Policy", POLICY)
        return response


class ChosenLanguage:
    """Bahasa Indonesia unless the reader chose another language.

    What the browser asks for does not count: many office machines came with an English one.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request in the chosen language."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.page(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Cookie",))
        return response


class AgencySeparation:
    """Tell the database whose rows this request may see, and nobody's when it ends."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request behind the wall of the signed-in account's agency."""
        agency = getattr(request.user, "agency_id", None)
        if too_large(request, signed_in=agency is not None):
            return HttpResponse(TOLD_TOO_LARGE, "text/plain; charset=utf-8", TOO_LARGE)
        separate(agency)
        zone = None
        account = request.user.pk
        if agency is not None and account is not None:
            holder = holder_at(account, agency, timezone.now())
            request.holder = holder  # type: ignore[attr-defined]
            zone = ZoneInfo(holder.zone) if holder else None
        try:
            with timezone.override(zone):
                return self.page(request)
        finally:
            if agency is not None:
                separate(None)


def staff(
    page: Callable[Concatenate[StaffRequest, P], R],
) -> Callable[Concatenate[HttpRequest, P], R]:
    """A page for people of an agency: sign-in first, and an account without a person is refused.

    A refusal the page does not show itself becomes the 404 or the 403 page.
    """

    @login_required
    @wraps(page)
    def guarded(request: HttpRequest, *args: P.args, **kwargs: P.kwargs) -> R:
        if getattr(request, "holder", None) is None:
            raise PermissionDenied
        try:
            return page(cast(StaffRequest, request), *args, **kwargs)
        except NotFound as refused:
            raise Http404(sentence_for(refused)) from refused
        except NotYours as refused:
            raise PermissionDenied(sentence_for(refused)) from refused

    return cast(Callable[Concatenate[HttpRequest, P], R], guarded)


def too_large(request: HttpRequest, *, signed_in: bool) -> bool:
    """Whether the body should not even be read: a stranger's upload, or more than the files allow.

    Judged before anything reads the body, so that nobody fills the disk from outside.
    """
    size = int(request.META.get("CONTENT_LENGTH") or 0)
    if not signed_in:
        return size > settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    folder = request.path_info == reverse("import_folder")
    return size > (settings.FOLDER_LIMIT if folder else settings.UPLOAD_LIMIT * FILES_AT_ONCE)


def client_address(request: HttpRequest) -> str:
    """From where the request comes, for the lock-out after wrong passwords.

    Behind the office's HTTPS proxy it is the last address the proxy wrote; what stands before it a
    client could have made up.
    """
    told = request.META.get("HTTP_X_FORWARDED_FOR", "") if settings.HTTPS else ""
    return told.rpartition(",")[2].strip() or request.META.get("REMOTE_ADDR", "")


def holder_of_request(request: HttpRequest) -> dict[str, Holder | None]:
    """`holder` for every template."""
    return {"holder": getattr(request, "holder", None)}
