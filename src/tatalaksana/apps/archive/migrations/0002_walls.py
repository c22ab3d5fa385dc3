"""The agency wall, and file versions that are never changed."""

from django.db import migrations

from tatalaksana.apps.shared.agency import policy
from tatalaksana.apps.shared.append_only import append_only


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_initial"), ("shared", "0002_walls")]
    operations = [
        policy("archive_document", "archive_documentversion"),
        append_only("archive_documentversion"),
    ]
