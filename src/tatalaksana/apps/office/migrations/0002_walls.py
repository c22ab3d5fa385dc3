"""The agency wall."""

from django.db import migrations

from tatalaksana.apps.shared.agency import policy


class Migration(migrations.Migration):
    dependencies = [("office", "0001_initial")]
    operations = [
        policy("office_person", "office_unit", "office_position", "office_holding"),
    ]
