"""A document of the case file answers a whole Output, not its first 300 characters."""

import django.db.models.functions.text
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_clocks")]
    operations = [
        migrations.RemoveConstraint("casedocument", "case_document"),
        migrations.AlterField("casedocument", "label", models.TextField()),
        migrations.AddConstraint(
            "casedocument",
            models.UniqueConstraint(
                "agency",
                "case",
                django.db.models.functions.text.MD5("label"),
                name="case_document",
            ),
        ),
    ]
