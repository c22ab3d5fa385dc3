"""What stands before the door for programs: whose token it is, how often it asks, its language."""

from __future__ import annotations

from collections.abc import Callable

from axes.helpers import get_client_ip_address
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils import timezone, translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from tatalaksana.apps.access.bounds import bounds
from tatalaksana.apps.access.pace import keep_pace
from tatalaksana.apps.access.tokens import Shown, recognise
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.api.problems import PROBLEM, of_refusal, of_status

Page = Callable[[HttpRequest], HttpResponse]
FIRST_ERROR = 400


class Problems:
    """Every error below the API's prefix is a problem, whoever has told it. Outermost."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer; what is no problem yet becomes one."""
        if not below(request):
            return self.page(request)
        response = self.page(request)
        kind = response.headers.get("Content-Type", "")
        if response.status_code >= FIRST_ERROR and not kind.startswith(PROBLEM):
            with translation.override(language_of(request)):
                response = of_status(response.status_code, dict(response.headers))
        response.headers["Cache-Control"] = "no-store"
        return response


class TokenSignIn:
    """Know the account behind a token. Stands before the agency wall, which asks for the account.

    A request with a token is nobody's session: a wrong token is refused, not passed over.
    """

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the language the program asks for, not too often."""
        if not below(request):
            return self.page(request)
        language = language_of(request)
        with translation.override(language):
            try:
                shown = shown_by(request)
            except TatalaksanaError as refused:
                return of_refusal(refused)
            request.token = shown  # type: ignore[attr-defined]
            response = self.page(request)
        response.headers["Content-Language"] = language
        patch_vary_headers(response, ("Accept-Language", "Authorization"))
        return response


def below(request: HttpRequest) -> bool:
    """Whether the request goes to the door for programs."""
    return request.path_info.startswith(settings.API_PREFIX)


def shown_by(request: HttpRequest) -> Shown | None:
    """The token of the request, whose account is its user from then on.

    Errors: TooOften TL614.
    """
    now, address = timezone.now(), get_client_ip_address(request)
    allowed = {f"a:{address}": bounds().pace_address}
    shown = None
    if "Authorization" in request.headers:
        kind, _, secret = request.headers["Authorization"].partition(" ")
        shown = recognise(secret.strip(), now) if kind.lower() == "bearer" else None
        request.user = shown.account if shown else AnonymousUser()
        subject = f"t:{shown.token}" if shown else f"w:{address}"
        allowed[subject] = bounds().pace_token if shown else bounds().pace_refused
    elif request.user.pk is not None:
        allowed[f"p:{request.user.pk}"] = bounds().pace_token
    keep_pace(allowed, now)
    return shown


def language_of(request: HttpRequest) -> str:
    """The first language of the request that we speak; Bahasa Indonesia when it names none."""
    known = dict(settings.LANGUAGES)
    for asked, _ in parse_accept_lang_header(request.headers.get("Accept-Language", "")):
        if asked.partition("-")[0] in known:
            return asked.partition("-")[0]
    return settings.LANGUAGE_CODE
