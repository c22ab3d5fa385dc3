"""Who calls: by a token, or by the session of the pages; deny first."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie, HttpBearer
from ninja.utils import check_csrf

from tatalaksana.apps.access.errors import NotSignedIn, OnlyReads
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotYours

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


class Call(HttpRequest):
    """A request of somebody known."""

    auth: Holder  #: the person, with the positions held today


class ByToken(HttpBearer):
    """A personal token in the header Authorization."""

    def authenticate(self, request: HttpRequest, _token: str) -> Holder | None:
        """The person; None when the token is not known. Errors: OnlyReads TL612, NotYours TL601."""
        shown = getattr(request, "token", None)
        if shown is None:
            return None
        holder = holder_of_request(request)
        if request.method not in SAFE and not shown.acts:
            raise OnlyReads(
                "Token ini hanya untuk membaca.", hint="Buat token yang boleh bertindak."
            )
        return replace(holder, in_person=False)


class BySession(APIKeyCookie):
    """The session of the pages; what changes something carries X-CSRFToken."""

    param_name = settings.SESSION_COOKIE_NAME

    def __call__(self, request: HttpRequest) -> Any:
        """The person; None without a session, or beside a token. Errors: NotYours TL601."""
        if "Authorization" in request.headers or request.user.pk is None:
            return None
        holder = holder_of_request(request)
        if check_csrf(request) is not None:
            raise NotYours(
                "Permintaan ini tidak menyertakan tanda CSRF dari halaman.",
                hint="Kirim isi cookie csrftoken dalam X-CSRFToken, atau pakai token akses.",
            )
        return holder

    def authenticate(self, _request: HttpRequest, _key: str | None) -> None:
        """Not asked; see __call__."""


class Unknown(HttpBearer):
    """The last of all: nobody. It is in no document."""

    def __call__(self, _request: HttpRequest) -> None:
        """Errors: NotSignedIn TL611."""
        raise NotSignedIn(
            "Tidak ada token yang berlaku, dan tidak ada yang masuk.",
            hint="Kirim Authorization: Bearer dengan token dari halaman Token akses.",
        )

    def authenticate(self, _request: HttpRequest, _token: str) -> None:
        """Not asked; see __call__."""


def holder_of_request(request: HttpRequest) -> Holder:
    """Who acts, as the agency wall has found her.

    Errors: NotYours TL601 for an account without a person, or with a one-time password.
    """
    if getattr(request.user, "must_change_password", False):
        raise NotYours(
            "Kata sandi sekali pakai harus diganti dahulu.",
            hint="Masuk lewat halaman lalu buat kata sandi sendiri.",
        )
    holder: Holder | None = getattr(request, "holder", None)
    if holder is None:
        raise NotYours("Akun ini tidak dipakai siapa pun di instansi ini.")
    return holder
