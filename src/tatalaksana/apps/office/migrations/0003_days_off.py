"""The office's own days off, the years it has entered, and a stamp of their changes."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import policy


class Migration(migrations.Migration):
    dependencies = [
        ("office", "0002_walls"),
    ]

    operations = [
        migrations.AddField(
            model_name="agency",
            name="calendar_version",
            field=models.BigIntegerField(default=0),
        ),
        migrations.CreateModel(
            name="CalendarYear",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("year", models.PositiveSmallIntegerField()),
                ("source", models.CharField(max_length=200)),
                ("created_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.agency",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "year"), name="calendar_year")
                ],
            },
        ),
        migrations.CreateModel(
            name="DayOff",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("day", models.DateField()),
                (
                    "kind",
                    models.CharField(
                        choices=[("libur", "Libur"), ("masuk", "Masuk kerja")], max_length=10
                    ),
                ),
                ("name", models.CharField(max_length=160)),
                ("created_at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.agency",
                    ),
                ),
                (
                    "created_by",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.person",
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "day"), name="dayoff_day"),
                    models.CheckConstraint(
                        condition=models.Q(("day__iso_week_day__lt", 6)), name="dayoff_week"
                    ),
                ],
            },
        ),
        migrations.RunSQL(
            "create sequence office_calendar_version", "drop sequence office_calendar_version"
        ),
        policy("office_dayoff", "office_calendaryear"),
    ]
