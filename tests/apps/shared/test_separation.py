"""The wall between agencies stands in the database itself."""

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction

from tatalaksana.apps.cases.models import Case, Event
from tatalaksana.apps.library.models import Procedure, Version
from tatalaksana.apps.office.models import Person
from tatalaksana.apps.shared.agency import separate
from tests.cast import CAST


def test_nothing_is_shown_until_an_agency_is_known(cast, db):
    separate(None)
    assert not Person.objects.exists()
    assert not Version.objects.exists()


def test_a_query_without_any_filter_shows_one_agency_only(office):
    office("KALBAR")
    assert set(Procedure.objects.values_list("agency", flat=True)) == {CAST["KALBAR"].agency}


def test_a_row_of_another_agency_cannot_be_written(office):
    office("KALBAR")
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        Person.objects.create(agency_id=CAST["LUMAJANG"].agency, name="Penyusup")


def test_the_application_is_no_superuser(db):
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)


def test_every_table_with_an_agency_is_behind_the_wall(db):
    walled = {"office_account"}  # it signs in before an agency is known, and names nobody
    with connection.cursor() as cursor:
        cursor.execute(
            "select c.relname, c.relrowsecurity and c.relforcerowsecurity "
            "from pg_class c join pg_attribute a on a.attrelid = c.oid "
            "where a.attname = 'agency_id' and c.relkind = 'r'"
        )
        open_tables = {name for name, closed in cursor.fetchall() if not closed}
    assert open_tables == walled


def test_foreign_keys_point_down_the_house():
    order = [
        "contenttypes", "shared", "office", "library", "archive", "cases", "notices", "schedules",
        "access", "hooks",
    ]  # fmt: skip
    for model in apps.get_models():
        if model._meta.app_label not in order:
            continue
        for field in model._meta.get_fields():
            if field.is_relation and field.concrete:
                there = order.index(field.related_model._meta.app_label)
                assert there <= order.index(model._meta.app_label), field


def test_events_cannot_be_changed_or_removed(run):
    case = run("LUMAJANG", "Surat Masuk")
    case.forward()
    for statement in ("update cases_event set reason = 'lain'", "delete from cases_event"):
        with (
            pytest.raises(DatabaseError, match="never changed"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(statement)
    assert Event.objects.filter(case=case.case).count() == 2


def test_a_version_in_force_cannot_be_edited(office):
    kalbar = office("KALBAR")
    version = Version.objects.filter(agency=kalbar.agency, status="berlaku").first()
    version.content = {**version.content, "title": "Lain"}
    with pytest.raises(DatabaseError, match="never edited"), transaction.atomic():
        version.save()


def test_the_case_of_one_agency_is_nothing_to_another(run, person):
    case = run("KALBAR", "Fasilitasi Inovasi Pelayanan Publik")
    separate(CAST["LUMAJANG"].agency)
    assert not Case.objects.filter(pk=case.started.case).exists()
