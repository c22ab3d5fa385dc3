"""DATABASE_URL as Django's settings want it."""

from __future__ import annotations

import re
from typing import Any

from psycopg import ProgrammingError
from psycopg.conninfo import conninfo_to_dict

from tatalaksana.core.base.errors import SettingError

UNKNOWN = re.compile(r'invalid URI query parameter: "(\w+)"')  #: as libpq says it


def database_from(url: str, name: str = "DATABASE_URL") -> dict[str, Any]:
    """Return Django's DATABASES entry for `url`: postgresql://user:password@host:port/name.

    `name` is the setting it stands in.
    It is read as libpq reads it, so that several hosts, a socket folder (`?host=/folder`) and every
    extra (`sslmode`, `sslrootcert`, `connect_timeout` …) mean what PostgreSQL's manual says.
    Errors: SettingError TL900 when the address is no PostgreSQL address; its password is not told.
    """
    hint = "Contoh: postgresql://tatalaksana:sandi@localhost:5432/tatalaksana"
    known: dict[str, Any] = {}
    if url.startswith(("postgresql://", "postgres://")):
        try:
            known = conninfo_to_dict(url)
        except ProgrammingError as wrong:
            unknown = UNKNOWN.search(str(wrong))
            what = f" tidak mengenal “{unknown[1]}”" if unknown else " tidak dapat dibaca"
            raise SettingError(f"{name}{what}.", hint=hint) from None
    if not known.get("dbname"):
        raise SettingError(f"{name} bukan alamat PostgreSQL.", hint=hint)
    return {
        "ENGINE": "tatalaksana.project.django_postgresql",
        "NAME": known.pop("dbname"),
        "USER": known.pop("user", ""),
        "PASSWORD": known.pop("password", ""),
        "HOST": known.pop("host", ""),
        "PORT": str(known.pop("port", "")),
        "OPTIONS": known,
        "CONN_MAX_AGE": None,
        "CONN_HEALTH_CHECKS": True,
        "DISABLE_SERVER_SIDE_CURSORS": True,
    }


def replica_from(url: str) -> dict[str, Any]:
    """Return the DATABASES entry of a replica; nobody waits long for one that is away.

    Errors: SettingError TL900 when the address is no PostgreSQL address.
    """
    found = database_from(url, "REPLICA_URL")
    found["OPTIONS"] = {"connect_timeout": "2"} | found["OPTIONS"]
    return found | {"TEST": {"MIRROR": "default"}}


def seconds(text: str, name: str) -> int:
    """A length of time in a setting, in milliseconds as PostgreSQL takes it; 0 = without end.

    Errors: SettingError TL900 when `text` is no number of seconds from 0 to a day.
    """
    longest = 24 * 3600
    if not re.fullmatch(r"[0-9]{1,5}", text) or int(text) > longest:
        raise SettingError(
            f"{name} bukan jumlah detik: “{text}”.",
            hint=f"Isi bilangan bulat dari 0 (tanpa batas) sampai {longest}.",
        )
    return 1000 * int(text)
