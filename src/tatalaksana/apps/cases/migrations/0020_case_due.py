"""A case has a time of its own: see whole_time. Those that are open get theirs when it is recomputed."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False  # an index is made beside the work of the office
    dependencies = [("cases", "0018_inbox_told")]
    operations = [
        migrations.AddField("Case", "due_at", models.DateTimeField(null=True)),
        AddIndexConcurrently(
            "Case",
            models.Index(
                fields=["agency", "due_at"],
                condition=models.Q(("closed_at__isnull", True), ("due_at__isnull", False)),
                name="case_due",
            ),
        ),
    ]
