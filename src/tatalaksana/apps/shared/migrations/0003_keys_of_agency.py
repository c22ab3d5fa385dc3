"""The keys of every table there is hold its agency; later tables are made so, see shared.keys."""

from django.db import migrations

from tatalaksana.apps.shared.rekeying import rekey


class Migration(migrations.Migration):
    atomic = False  # indexes are built beside the work that goes on

    dependencies = [
        ("shared", "0002_walls"),
        # Every table that refers to others by their id alone is made before.
        ("archive", "0002_walls"),
        ("cases", "0006_step_3"),
        ("library", "0006_source_bytes"),
        ("notices", "0003_count_unread"),
        ("office", "0006_logo_by_digest"),
        ("schedules", "0001_initial"),
    ]
    operations = [migrations.RunPython(rekey, migrations.RunPython.noop)]
