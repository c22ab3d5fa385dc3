"""Every operation of the door succeeds at least once, with one of each thing that it knows."""

from __future__ import annotations

from dataclasses import replace

import pytest
import schemathesis
from schemathesis.checks import load_all_checks
from schemathesis.config import SchemathesisConfig

from tatalaksana.apps.access.bounds import bounds
from tatalaksana.entrypoints.api import entry
from tests.entrypoints.api.one_of_each import KEEPER, Each, one_of_each
from tests.entrypoints.api.test_schemathesis import application

__all__ = ["application"]


@pytest.fixture
def each(program, office, application, monkeypatch) -> Each:
    """The office, and the document as it serves it to a keeper."""
    wide = replace(bounds(), pace_token=10**9, pace_address=10**9, pace_refused=10**9)
    monkeypatch.setattr(entry, "bounds", lambda: wide)
    load_all_checks()
    secret = program(KEEPER).secret
    schema = schemathesis.openapi.from_wsgi(
        "/api/v1/openapi.json",
        application,
        config=SchemathesisConfig.from_dict({"seed": 17}),
        headers={"Authorization": f"Bearer {secret}"},
    )
    return Each(schema, office("KALBAR"), lambda user: program(user).secret)


def test_every_operation_does_what_it_promises_with_one_of_each_thing(each):
    one_of_each(each)
    labels = {found.ok().label for found in each.schema.get_all_operations()}
    assert labels - each.good == set(), "no request makes these succeed"
