"""An action: one verb, called by every door; all of it happens or nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import wraps
from typing import ParamSpec, TypeVar

from django.db import transaction

from tatalaksana.apps.shared.retrying import tried_again

P = ParamSpec("P")
R = TypeVar("R")

#: every action of the house by its name; a test asks of each what it leaves behind
ACTIONS: dict[str, Callable[..., object]] = {}


def action(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Register a function as the action `name` and run it in one transaction.

    When the database gave the transaction up for another's sake it is run again, unless an argument
    can be read only once (an upload under way).
    """

    def register(deed: Callable[P, R]) -> Callable[P, R]:
        @wraps(deed)
        def whole(*args: P.args, **kwargs: P.kwargs) -> R:
            def once() -> R:
                with transaction.atomic():
                    return deed(*args, **kwargs)

            if any(isinstance(one, Iterator) for one in (*args, *kwargs.values())):
                return once()
            return tried_again(once)

        ACTIONS[name] = whole
        return whole

    return register
