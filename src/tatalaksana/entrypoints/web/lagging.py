"""Pages that may be read from a replica, and the cookie that tells what their reader wrote last."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

from tatalaksana.apps.shared import replica
from tatalaksana.entrypoints.web.security import StaffRequest

P = ParamSpec("P")
R = TypeVar("R", bound=HttpResponseBase)
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
REDIRECTS = range(300, 400)


def may_lag(
    page: Callable[Concatenate[StaffRequest, P], R],
) -> Callable[Concatenate[StaffRequest, P], R]:
    """A list or a figure: what others have just done may be missing for some seconds.

    Inside `staff`. Such a page changes nothing: when the replica fails in the middle, it is made
    again from the primary.
    """

    @wraps(page)
    def lagging(request: StaffRequest, *args: P.args, **kwargs: P.kwargs) -> R:
        after = request.COOKIES.get(replica.COOKIE, "")
        try:
            with replica.may_lag(request.holder.agency, after):
                return page(request, *args, **kwargs)
        except replica.ReplicaFailed:
            return page(request, *args, **kwargs)

    return cast(Callable[Concatenate[StaffRequest, P], R], lagging)


class OwnDeeds:
    """Remember in the browser up to where the database holds what its reader has done."""

    def __init__(self, page: Callable[[HttpRequest], HttpResponse]) -> None:
        self.page = page

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; a deed, or a page that leads on, may have written something."""
        response = self.page(request)
        wrote = request.method not in SAFE or response.status_code in REDIRECTS
        if wrote and replica.has_replica():
            response.set_cookie(
                replica.COOKIE,
                replica.written_until(),
                max_age=max(replica.KEPT, 2 * settings.REPLICA_LAG_SECONDS),
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response
