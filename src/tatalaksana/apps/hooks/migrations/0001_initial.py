"""Webhooks and what was sent to them; the agency wall."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import by_key_first, policy
from tatalaksana.apps.shared.keys import keyed_by_agency


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("shared", "0003_keys_of_agency"),
        ("cases", "0008_event_of_agency"),
        ("office", "0006_logo_by_digest"),
    ]

    operations = [
        migrations.CreateModel(
            name="Hook",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("url", models.CharField(max_length=500)),
                ("kinds", models.JSONField()),
                ("salt", models.CharField(max_length=64)),
                ("made_at", models.DateTimeField()),
                ("settled", models.BigIntegerField()),
                ("ahead", models.BigIntegerField(null=True)),
                ("ahead_xid", models.BigIntegerField(null=True)),
                ("paused_at", models.DateTimeField(null=True)),
                ("off_at", models.DateTimeField(null=True)),
                ("ended_at", models.DateTimeField(null=True)),
                ("trouble", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.agency",
                    ),
                ),
                (
                    "made_by",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.person",
                    ),
                ),
            ],
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("case", models.BigIntegerField(null=True)),
                ("kind", models.CharField(max_length=12)),
                ("key", models.UUIDField()),
                ("made_at", models.DateTimeField()),
                ("next_at", models.DateTimeField(null=True)),
                ("tries", models.PositiveSmallIntegerField(default=0)),
                ("sent_at", models.DateTimeField(null=True)),
                ("status", models.PositiveSmallIntegerField(null=True)),
                ("trouble", models.TextField(blank=True)),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.agency",
                    ),
                ),
                (
                    "event",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="cases.event",
                    ),
                ),
                (
                    "hook",
                    models.ForeignKey(
                        db_constraint=False,
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="hooks.hook",
                    ),
                ),
            ],
        ),
        migrations.AddIndex(
            model_name="hook",
            index=models.Index(
                condition=models.Q(("ended_at__isnull", True)),
                fields=["agency"],
                name="hook_living",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(
                condition=models.Q(("sent_at__isnull", True)),
                fields=["agency", "hook", "case", "event"],
                name="delivery_waiting",
            ),
        ),
        migrations.AddIndex(
            model_name="delivery",
            index=models.Index(fields=["agency", "hook", "-made_at"], name="delivery_latest"),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(
                fields=("agency", "hook", "event"), name="delivery_event"
            ),
        ),
        migrations.AddConstraint(
            model_name="delivery",
            constraint=models.UniqueConstraint(fields=("agency", "key"), name="delivery_key"),
        ),
        keyed_by_agency("Hook", "Delivery", loose=("event",)),
        policy("hooks_hook", "hooks_delivery"),
        by_key_first("hooks_hook", "hooks_delivery"),
    ]
