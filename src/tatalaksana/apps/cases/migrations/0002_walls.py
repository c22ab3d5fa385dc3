"""The agency wall, and events that are never changed."""

from django.db import migrations

from tatalaksana.apps.shared.agency import policy
from tatalaksana.apps.shared.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("shared", "0002_walls")]
    operations = [
        policy(
            "cases_counter",
            "cases_case",
            "cases_task",
            "cases_participation",
            "cases_event",
            "cases_casedocument",
            "cases_subcase",
        ),
        append_only("cases_event"),
    ]
