"""Cursors: where a portion of a list ended, signed, good for that list alone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any, TypeVar

from django.core import signing
from django.db.models import Model, QuerySet

from tatalaksana.apps.shared import paging
from tatalaksana.apps.shared.errors import NotFound

T = TypeVar("T")
M = TypeVar("M", bound=Model)


def cursor_for(name: str, key: Sequence[Any] | None) -> str | None:
    """The cursor behind the row with `key` of the list `name`; None behind the last."""
    if key is None:
        return None
    return signing.Signer(salt=f"cursor.{name}").sign_object([plain(one) for one in key])


def key_in(name: str, cursor: str | None) -> tuple[Any, ...] | None:
    """The key a cursor of the list `name` stands for. Errors: NotFound TL602 for any other text."""
    if cursor is None:
        return None
    try:
        values = signing.Signer(salt=f"cursor.{name}").unsign_object(cursor)
    except (signing.BadSignature, ValueError) as damaged:
        raise NotFound(
            "Cursor ini bukan dari daftar ini.", hint="Mulai lagi tanpa cursor."
        ) from damaged
    return tuple(typed(one) for one in values)


def plain(value: Any) -> Any:
    """A value as JSON knows it; moments and days keep what they are."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    return {"day": value.isoformat()} if isinstance(value, date) else value


def typed(value: Any) -> Any:
    """The value again."""
    if not isinstance(value, dict):
        return value
    if "moment" in value:
        return datetime.fromisoformat(value["moment"])
    return date.fromisoformat(value["day"])


def told(name: str, found: paging.Portion[T], show: Callable[[T], Any]) -> dict[str, Any]:
    """A portion as it is answered."""
    return {"items": [show(row) for row in found.rows], "next": cursor_for(name, found.last)}


def listed(
    name: str,
    rows: QuerySet[M],
    order: Sequence[str],
    asked: tuple[str | None, int],
    show: Callable[[M], Any],
) -> dict[str, Any]:
    """The portion of the list `name` that is asked for by cursor and limit, as it is answered.

    For `order` see paging.portion. Errors: NotFound TL602 for a cursor of another list.
    """
    cursor, limit = asked
    return told(name, paging.portion(rows, order, key_in(name, cursor), limit), show)
