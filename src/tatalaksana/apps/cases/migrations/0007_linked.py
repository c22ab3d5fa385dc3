"""A link to a sub-case names the event of its parent that made it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_step_3")]
    operations = [
        migrations.AddField("subcase", "seq", models.PositiveIntegerField(db_default=0)),
    ]
