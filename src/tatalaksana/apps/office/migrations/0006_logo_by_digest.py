"""The column of the logo by the name under which a backup looks for files."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("office", "0005_document_look")]
    operations = [
        migrations.AlterField(
            model_name="documentlook",
            name="logo",
            field=models.CharField(blank=True, db_column="sha256", max_length=64),
        ),
    ]
