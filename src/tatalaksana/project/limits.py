"""How long a web request may keep the database: no page waits for ever, none holds others up.

Only the web server keeps them. Migrations, the worker and the commands take the time they need.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

SET = "select set_config(name, value, false) from unnest(%s::text[], %s::text[]) w (name, value)"


def keep_limits(limits: Mapping[str, int]) -> None:
    """Give every connection that this process makes from now on its `limits`.

    `limits`: name of PostgreSQL's setting -> milliseconds. Set after connecting and not in the
    address, since a pooler such as PgBouncer refuses settings there.
    """
    names, values = list(limits), [str(value) for value in limits.values()]

    def limit(connection: BaseDatabaseWrapper, **_kwargs: Any) -> None:
        with connection.cursor() as cursor:
            cursor.execute(SET, [names, values])

    connection_created.connect(limit, weak=False, dispatch_uid=__name__)
