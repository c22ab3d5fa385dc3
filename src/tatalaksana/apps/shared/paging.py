"""Lists in portions by their keys: no offsets, no counts; what comes meanwhile moves nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

M = TypeVar("M", bound=Model)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Portion(Generic[T]):
    """Some rows of a list, and the key of the last one when there are more."""

    rows: Sequence[T]
    last: tuple[Any, ...] | None


def portion(
    rows: QuerySet[M], order: Sequence[str], after: Sequence[Any] | None, size: int
) -> Portion[M]:
    """The next `size` of `rows` in `order` behind the key `after`; None begins.

    `order` names fields that are never null, the last one unique, "-" before a falling one. The
    first field alone stands in the condition that an index serves.
    """
    names = [name.lstrip("-").replace("pk", "id") for name in order]
    if after is not None:
        rows = rows.filter(behind(order, names, after))
    found = list(rows.order_by(*order)[: size + 1])
    if len(found) <= size:
        return Portion(found, None)
    last = found[size - 1]
    return Portion(found[:size], tuple(value_of(last, name) for name in names))


def behind(order: Sequence[str], names: Sequence[str], after: Sequence[Any]) -> Q:
    """The rows whose key comes behind `after`."""
    found = Q()
    same = Q()
    for sign, name, value in zip(order, names, after, strict=True):
        over = "lt" if sign.startswith("-") else "gt"
        found |= same & Q(**{f"{name}__{over}": value})
        same &= Q(**{name: value})
    first = "lte" if order[0].startswith("-") else "gte"
    return found & Q(**{f"{names[0]}__{first}": after[0]})


def value_of(row: Model, name: str) -> Any:
    """The value of a field, also of a row it refers to ("unit__name")."""
    value: Any = row
    for part in name.split("__"):
        value = getattr(value, part)
    return value
