"""A query set that is kept answers as the query set does, and is parsed and planned once."""

import pytest
from django.db import connection
from django.db.models import Count

from tatalaksana.apps.office.models import Holding, Position
from tatalaksana.apps.shared.agency import separate
from tatalaksana.apps.shared.kept_query import KeptQuery, Slot, among

KEPT = "select generic_plans from pg_prepared_statements where statement like %s"


@pytest.fixture
def agency(office):
    return office("LUMAJANG").agency


@pytest.fixture
def wanted(agency):
    return list(Position.objects.filter(agency=agency).order_by("pk"))[:3]


def test_a_kept_query_gives_the_models_of_its_query_set(agency, wanted):
    kept = KeptQuery(
        lambda: (
            Position.objects.filter(among("positions", "pk"), agency=Slot("agency"))
            .select_related("unit", "superior")
            .annotate(held=Count("holding"))
            .order_by("pk")
        )
    )
    found = kept(agency=agency, positions=[one.pk for one in wanted])
    assert found == wanted
    units = [one.unit.name for one in wanted]
    with connection.execute_wrapper(refused):
        assert [one.unit.name for one in found] == units
        assert [one.superior and one.superior.pk for one in found] == [
            one.superior_id for one in wanted
        ]
    assert all(one.held for one in found)
    assert kept(agency=agency, positions=[]) == []


def refused(*_args):
    pytest.fail("what was selected along is asked for again")


def test_a_kept_query_is_planned_once_whatever_its_values_are(agency, wanted):
    kept = KeptQuery(lambda: Holding.objects.filter(position=Slot("there")).only("pk", "kind"))
    for one in wanted:
        assert [held.kind for held in kept(there=one.pk)]
    assert kept.first(there=0) is None
    assert kept(there=2**40) == []
    with connection.cursor() as cursor:
        cursor.execute(KEPT, ['%"office_holding"."position_id" = ($1::bigint)%'])
        assert cursor.fetchall() == [(len(wanted) + 2,)]


def test_a_kept_query_stands_behind_the_wall_of_whoever_asks(agency, wanted):
    kept = KeptQuery(lambda: Position.objects.filter(agency=Slot("agency")))
    assert kept(agency=agency) == list(Position.objects.filter(agency=agency))
    separate(None)
    assert kept(agency=agency) == []
