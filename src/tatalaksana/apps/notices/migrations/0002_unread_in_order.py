"""The unread notices of a person in order, so that the counter reads no more than it counts."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_step_3"),
        ("notices", "0001_initial"),
        ("office", "0006_logo_by_digest"),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name="notice",
            name="notice_unread",
        ),
        migrations.AddIndex(
            model_name="notice",
            index=models.Index(
                condition=models.Q(("read_at__isnull", True)),
                fields=["agency", "person", "-made_at"],
                name="notice_unread",
            ),
        ),
    ]
