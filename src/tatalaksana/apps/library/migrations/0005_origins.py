"""Where each value of a version stands in its source; unknown for what was imported before."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0004_folders_and_corrections")]
    operations = [
        migrations.AddField("version", "origins", models.JSONField(default=list)),
    ]
