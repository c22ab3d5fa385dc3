"""An action: one verb, called by every door; all of it happens or nothing."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

P = ParamSpec("P")
R = TypeVar("R")

#: every action of the house by its name; a test asks of each what it leaves behind
ACTIONS: dict[str, Callable[..., object]] = {}


def action(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the action `name` and run it in one transaction."""

    def register(deed: Callable[P, R]) -> Callable[P, R]:
        @wraps(deed)
        def whole(*args: P.args, **kwargs: P.kwargs) -> R:
            with transaction.atomic():
                return deed(*args, **kwargs)

        ACTIONS[name] = whole
        return whole

    return register
