"""The next delivery is found in the order of sending, however many wait."""

from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("hooks", "0001_initial")]
    operations = [
        AddIndexConcurrently(
            "delivery",
            models.Index(
                "agency",
                models.F("event").asc(nulls_first=True),
                "id",
                condition=models.Q(sent_at__isnull=True),
                name="delivery_due",
            ),
        ),
    ]
