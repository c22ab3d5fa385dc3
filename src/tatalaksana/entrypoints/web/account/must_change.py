"""A one-time password opens one page only: the one where its owner chooses her own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

#: what stays open: the password, the language, the way in and out, whether the server is well
OPEN = frozenset({"change_password", "set_language", "sign_in", "sign_out", "healthz"})


class MustChangePassword:
    """Lead whoever signed in with a one-time password to the password page until it is changed."""

    def __init__(self, page: Callable[[HttpRequest], HttpResponse]) -> None:
        self.page = page

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; `process_view` may have answered it already."""
        return self.page(request)

    def process_view(
        self, request: HttpRequest, _view: object, _args: object, _kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """The way to the password page, or None where the request may go on."""
        if request.path_info.startswith(settings.API_PREFIX):
            return None  # a program finds no way to a page; that door refuses by itself
        asked = request.resolver_match.url_name if request.resolver_match else None
        if getattr(request.user, "must_change_password", False) and asked not in OPEN:
            return redirect("change_password")
        return None


class OtherThanBefore:
    """A password validator: the one-time password, which others have seen, is not kept on."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        """Errors: ValidationError for the password the account has already."""
        if user is not None and user.check_password(password):
            raise ValidationError(_("Sandi baru harus lain dari sandi lama."), code="unchanged")

    def get_help_text(self) -> str:
        """What is asked, for a form that shows the rules."""
        return _("Sandi baru harus lain dari sandi lama.")
