"""DATABASE_URL as Django's settings want it."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from tatalaksana.core.base.errors import SettingError


def database_from(url: str) -> dict[str, Any]:
    """Return Django's DATABASES entry for `url`: postgresql://user:password@host:port/name.

    A socket folder may stand in the query (`?host=/folder`), as libpq has it.
    Errors: SettingError TL900 when the address is no PostgreSQL address.
    """
    parts = urlsplit(url)
    if parts.scheme not in ("postgresql", "postgres") or not parts.path.strip("/"):
        raise SettingError(
            "DATABASE_URL bukan alamat PostgreSQL.",
            hint="Contoh: postgresql://tatalaksana:sandi@localhost:5432/tatalaksana",
        )
    query = {key: values[0] for key, values in parse_qs(parts.query).items()}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.strip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": {key: value for key, value in query.items() if key == "sslmode"},
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }
