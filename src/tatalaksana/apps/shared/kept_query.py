"""Query sets that every page asks: compiled once per process, planned once per connection.

Django compiles a query set anew each time, binds on the client and lets PostgreSQL parse and plan
it anew: for a task with its case that costs ten times what reading it costs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

from django.db import models
from django.db.models.expressions import Expression, Func
from django.db.models.query import get_related_populators
from psycopg.types.numeric import Int8

from tatalaksana.apps.shared.prepared import preparing
from tatalaksana.apps.shared.replica import reading

M = TypeVar("M", bound=models.Model)
KINDS: dict[str, type[models.Field[Any, Any]]] = {
    "bigint": models.BigIntegerField,
    "bigint[]": models.BigIntegerField,
    "date": models.DateField,
    "text": models.TextField,
    "timestamptz": models.DateTimeField,
}


class Slot(Expression):
    """A place in a kept query that gets its value when it is asked; `kind` is PostgreSQL's type."""

    def __init__(self, name: str, kind: str = "bigint") -> None:
        super().__init__(output_field=KINDS[kind]())
        self.name, self.kind = name, kind

    def as_sql(self, *_args: Any, **_kwargs: Any) -> tuple[str, list[Any]]:  # type: ignore[override]
        """The place in the statement; the value is known later."""
        return f"%s::{self.kind}", [self]

    def filled(self, value: Any) -> Any:
        """`value` as it is sent: always of one type, so that there is one statement of it."""
        return Int8(value) if self.kind == "bigint" and value is not None else value


def among(name: str, field: str) -> Func:
    """The condition that `field` is one of the numbers of the slot `name`."""
    return Func(
        models.F(field),
        Slot(name, "bigint[]"),
        template="%(expressions)s)",
        arg_joiner=" = any (",
        output_field=models.BooleanField(),
    )


@dataclass(frozen=True, slots=True)
class Compiled:
    """A query set as PostgreSQL is asked, and how its rows become models."""

    statement: str
    values: tuple[Any, ...]  #: constants and slots in the order of the statement
    model: type[models.Model]
    names: list[str]  #: of the model's own columns, which come first
    related: Sequence[Any]  #: Django's populators of what is selected along
    converters: Sequence[tuple[int, Sequence[Any], Any]]
    added: Sequence[tuple[str, int]]  #: annotations


class KeptQuery(Generic[M]):
    """A query set with slots, which `build` makes; without prefetched sets."""

    def __init__(self, build: Callable[[], models.QuerySet[M, Any]]) -> None:
        self.build = build

    def __call__(self, **values: Any) -> list[M]:
        """The models; `values` fill the slots. Errors: Django's database errors."""
        connection = reading()
        known = self.compiled
        filled = [
            one.filled(values[one.name]) if isinstance(one, Slot) else one for one in known.values
        ]
        with preparing(connection) as cursor:
            # As text: Django's converters want what its own cursors give.
            rows = cursor.execute(known.statement, filled, prepare=True).fetchall()
        return [self.model_of(list(row), connection) for row in rows]

    def first(self, **values: Any) -> M | None:
        """The first one; None for none."""
        return next(iter(self(**values)), None)

    def model_of(self, row: list[Any], connection: Any) -> M:
        """One row as Django makes it, with what was selected along."""
        known = self.compiled
        for place, converters, expression in known.converters:
            for convert in converters:
                row[place] = convert(row[place], expression, connection)
        found = known.model.from_db(connection.alias, known.names, row[: len(known.names)])
        for populator in known.related:
            populator.populate(row, found)
        for name, place in known.added:
            setattr(found, name, row[place])
        return found  # type: ignore[return-value]

    @cached_property
    def compiled(self) -> Compiled:
        """Compiled at the first asking; two threads that come at once make the same twice."""
        query, connection = self.build(), reading()
        compiler = query.query.get_compiler(connection=connection)
        statement, values = compiler.as_sql()
        select, info = compiler.select, compiler.klass_info
        assert select is not None and info is not None  # noqa: S101, PT018 - it selects a model
        own = info["select_fields"]
        assert own == list(range(len(own)))  # noqa: S101 - Django puts them first
        return Compiled(
            statement=statement,
            values=tuple(values),
            model=info["model"],
            names=[select[place][0].target.attname for place in own],
            related=get_related_populators(info, select, connection.alias),  # type: ignore[call-arg]
            converters=[
                (place, *found)
                for place, found in compiler.get_converters([one[0] for one in select]).items()
            ],
            added=list((compiler.annotation_col_map or {}).items()),
        )
