"""Tokens, answers that count once, the pace of asking; the agency wall."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from tatalaksana.apps.shared.agency import by_key_first, policy
from tatalaksana.apps.shared.keys import keyed_by_agency


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ("office", "0006_logo_by_digest"),
        ("shared", "0003_keys_of_agency"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Pace",
            fields=[
                ("subject", models.CharField(max_length=80, primary_key=True, serialize=False)),
                ("minute", models.DateTimeField()),
                ("count", models.PositiveIntegerField()),
            ],
        ),
        migrations.CreateModel(
            name="Reply",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField()),
                ("request", models.CharField(max_length=64)),
                ("answer", models.JSONField(null=True)),
                ("at", models.DateTimeField()),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.agency",
                    ),
                ),
                (
                    "person",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        db_constraint=False,
                        to="office.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "at"], name="reply_at")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "person", "key"), name="reply_key")
                ],
            },
        ),
        migrations.CreateModel(
            name="Token",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=80)),
                ("digest", models.CharField(max_length=64)),
                (
                    "scope",
                    models.CharField(
                        choices=[("baca", "Hanya membaca"), ("bertindak", "Membaca dan bertindak")],
                        max_length=10,
                    ),
                ),
                ("made_at", models.DateTimeField()),
                ("until", models.DateField()),
                ("used_at", models.DateTimeField(null=True)),
                ("revoked_at", models.DateTimeField(null=True)),
                (
                    "account",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "agency",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        to="office.agency",
                    ),
                ),
                (
                    "revoked_by",
                    models.ForeignKey(
                        db_index=False,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        db_constraint=False,
                        to="office.person",
                    ),
                ),
            ],
            options={
                "indexes": [models.Index(fields=["agency", "account"], name="token_account")],
                "constraints": [
                    models.UniqueConstraint(fields=("agency", "digest"), name="token_digest")
                ],
            },
        ),
        keyed_by_agency("Token", "Reply"),
        policy("access_token", "access_reply"),
        by_key_first("access_token", "access_reply"),
        migrations.RunSQL(
            "alter table access_pace set unlogged", "alter table access_pace set logged"
        ),
    ]
