"""The agency wall and the refusal to change what has happened."""

from django.db import migrations

from tatalaksana.apps.shared.agency import policy
from tatalaksana.apps.shared.append_only import REFUSE, append_only


class Migration(migrations.Migration):
    dependencies = [("shared", "0001_initial")]
    operations = [
        REFUSE,
        policy("shared_trace"),
        append_only("shared_trace"),
    ]
