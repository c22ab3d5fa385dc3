"""How the documents of an agency look."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import policy


class Migration(migrations.Migration):
    dependencies = [("office", "0004_delegation")]
    operations = [
        migrations.CreateModel(
            name="DocumentLook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("logo", models.CharField(blank=True, max_length=64)),
                ("header_fill", models.CharField(blank=True, max_length=7)),
                ("numbering_row", models.BooleanField()),
                ("family", models.CharField(max_length=40)),
                ("size", models.DecimalField(decimal_places=1, max_digits=3)),
                ("margin", models.DecimalField(decimal_places=1, max_digits=4)),
                ("paper", models.CharField(max_length=20)),
                ("upright", models.BooleanField()),
                ("form", models.CharField(blank=True, max_length=20)),
                (
                    "signing",
                    models.CharField(
                        choices=[
                            ("basah", "Tanda tangan basah"),
                            ("tte", "Tanda tangan elektronik"),
                        ],
                        max_length=10,
                    ),
                ),
                ("verify", models.CharField(blank=True, max_length=300)),
                ("ranks", models.JSONField(default=dict)),
                ("changed_at", models.DateTimeField()),
                (
                    "agency",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT, to="office.agency"
                    ),
                ),
                (
                    "changed_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.person",
                    ),
                ),
            ],
        ),
        policy("office_documentlook"),
    ]
