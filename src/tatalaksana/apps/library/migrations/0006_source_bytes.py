"""What was imported before is found by its bytes, a whole folder in one question."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("library", "0005_origins")]
    operations = [
        migrations.AddIndex(
            "source", models.Index(fields=["agency", "sha256"], name="source_bytes")
        ),
    ]
