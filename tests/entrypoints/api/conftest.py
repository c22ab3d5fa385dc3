"""Programs of the cast before the door, each with a token of its own."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from tatalaksana.apps.access.actions.make_token import make_token
from tatalaksana.apps.access.models import Pace
from tatalaksana.apps.office.queries import holder_by_username
from tatalaksana.apps.shared.agency import acting_for
from tests.entrypoints.web.conftest import Letter, at_desk, letter
from tests.running import run

__all__ = ["Letter", "at_desk", "letter", "run"]


@dataclass
class Program:
    """What calls the API with one token."""

    secret: str
    token: int

    def call(self, method: str, path: str, body: Any = None, **headers: str) -> Any:
        """Ask; the answer of Django's client."""
        given = {"Authorization": f"Bearer {self.secret}"} | headers
        return Client().generic(
            method,
            f"/api/v1{path}",
            b"" if body is None else json.dumps(body),
            "application/json",
            headers=given,
        )

    def get(self, path: str, **headers: str) -> Any:
        return self.call("GET", path, **headers)

    def post(self, path: str, body: Any = None, key: object = None, **headers: str) -> Any:
        headers = {"Idempotency-Key": str(key or uuid4())} | headers
        return self.call("POST", path, body, **headers)


@pytest.fixture
def program(cast, db) -> Iterator[Callable[..., Program]]:
    """`program("umum.lumajang", "baca")`: a program with a token of hers."""

    def make(username: str, scope: str = "bertindak", days: int = 30) -> Program:
        holder = holder_by_username(username, timezone.localdate())
        assert holder is not None, username
        now = timezone.now()
        with acting_for(holder.agency):
            until = timezone.localdate() + timedelta(days=days)
            made = make_token(holder, name="Uji", scope=scope, until=until, now=now)
        return Program(made.secret, made.token.pk)

    yield make
    Pace.objects.all().delete()
