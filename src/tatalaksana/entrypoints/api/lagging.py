"""Lists for programs that may be read from a replica, never behind the caller's own deeds."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, TypeVar

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from ninja.decorators import decorate_view

from tatalaksana.apps.access.once import acted_since
from tatalaksana.apps.shared import replica

F = TypeVar("F", bound=Callable[..., Any])


def may_lag(operation: F) -> F:
    """A list: what others have just done may be missing for some seconds. Below `@router.get`.

    Where the caller keeps cookies, the replica must have replayed her last deed; a program that
    keeps none reads the primary for a while after a deed of its person through this door.
    Source: docs/decisions/0050.
    """
    marked: F = decorate_view(lagging)(operation)
    return marked


def lagging(run: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """An operation that reads from the replica, and again from the primary when that fails."""

    @wraps(run)
    def answer(request: HttpRequest, **values: Any) -> HttpResponse:
        holder = getattr(request, "holder", None)
        if holder is None or not replica.has_replica():
            return run(request, **values)
        after = request.COOKIES.get(replica.COOKIE, "")
        if not after and acted_since(holder, timezone.now() - remembered()):
            return run(request, **values)
        try:
            with replica.may_lag(holder.agency, after):
                return run(request, **values)
        except replica.ReplicaFailed:
            return run(request, **values)

    return answer


def remembered() -> timedelta:
    """How long a deed is known after which the primary is read: a replica may lag no longer."""
    return timedelta(seconds=max(replica.KEPT, 2 * settings.REPLICA_LAG_SECONDS))
