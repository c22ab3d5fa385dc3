"""Schemathesis asks every endpoint everything its document allows, and what it forbids.

`CI=1` derives the same requests each time; `EXAMPLES=thorough` asks for long, see how-to/api.md.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from uuid import uuid4

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.core.result import Err
from schemathesis.pytest.lazy import get_all_tests

from tatalaksana.apps.access.bounds import bounds
from tatalaksana.apps.cases.actions.start_case import start_case
from tatalaksana.apps.cases.models import Task
from tatalaksana.apps.library.models import Procedure, Version
from tatalaksana.apps.office.models import Person, Position
from tatalaksana.entrypoints.api import entry

KEEPER = "analis.kalbar"  #: keeps the procedures and the office
EXAMPLES = {"ci": 3, "dev": 3, "thorough": 300}
CHOSEN = os.environ.get("EXAMPLES", "ci" if os.environ.get("CI") else "dev")
SETTINGS = settings(
    max_examples=EXAMPLES[CHOSEN],
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
    phases=[Phase.explicit, Phase.generate],
)


@pytest.fixture
def ids(office, person, now) -> dict[str, list[int]]:
    """What there is in the office, by the names of the parameters."""
    there = office("KALBAR")
    version = Version.objects.filter(agency=there.agency, status="berlaku").first()
    for number in range(6):
        start_case(person(KEEPER), version=version.pk, title=f"Uji {number}", key=uuid4(), now=now)

    def of(model: type) -> list[int]:
        return list(model.objects.filter(agency=there.agency).values_list("pk", flat=True)[:6])

    return {
        "task": of(Task),
        "version": of(Version),
        "procedure": of(Procedure),
        "position": of(Position),
        "person": of(Person),
        "year": [now.year],
        "number": [1, 2, 3],
    }


@pytest.fixture
def application(db) -> Iterator[object]:
    """The application as a web server calls it, inside the transaction of the test."""
    signals = (request_started, request_finished)
    for one in signals:
        one.disconnect(close_old_connections)
    yield get_wsgi_application()
    for one in signals:
        one.connect(close_old_connections)


@pytest.fixture
def described(program, ids, application, monkeypatch):
    """The document as the office serves it to a keeper."""
    wide = replace(bounds(), pace_token=10**9, pace_address=10**9, pace_refused=10**9)
    monkeypatch.setattr(entry, "bounds", lambda: wide)
    secret = program(KEEPER).secret
    config = SchemathesisConfig.from_dict({"seed": 17})
    found = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json",
        application,
        config=config,
        headers={"Authorization": f"Bearer {secret}"},
    )
    return found, {"Authorization": f"Bearer {secret}"}


def test_schemathesis_finds_nothing(described, ids):
    schema, headers = described

    def ask(case):
        put_real_ids(case, ids)
        response = case.call(headers=headers)
        try:
            case.validate_response(response, headers=headers)
        except (FailureGroup, Failure):
            said[case.operation.label] = (
                f"{case.path_parameters} {case.query} {case.headers} {case.body!r}\n"
                f"{response.status_code} {response.text[:600]}"
            )
            raise

    load_all_checks()
    found, said = {}, {}
    for one in get_all_tests(schema=schema, test_func=ask, settings=SETTINGS, given_kwargs={}):
        if isinstance(one, Err):
            raise one.err()
        operation, test = one.ok()
        try:
            test()
        except (FailureGroup, Failure) as wrong:
            found[operation.label] = wrong
    assert not found, "\n\n".join(
        f"{label}\n{said.get(label)}\n{told(wrong)}" for label, wrong in found.items()
    )


def told(wrong: BaseException) -> str:
    """What was found, one sentence each."""
    return "\n".join(str(one) for one in getattr(wrong, "exceptions", (wrong,)))


def put_real_ids(case, ids: dict[str, list[int]]) -> None:
    """Half of the valid requests are about something that is there."""
    if case.meta is None or not case.meta.generation.mode.is_positive:
        return
    for name, value in dict(case.path_parameters or {}).items():
        if name in ids and isinstance(value, int) and value % 2:
            case.path_parameters[name] = ids[name][value % len(ids[name])]
