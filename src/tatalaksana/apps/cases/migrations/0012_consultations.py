"""A colleague is asked for an opinion; the task stays with whoever asks."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import by_key_first, policy
from tatalaksana.apps.shared.keys import keyed_by_agency

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")


def to(model: str, **more: object) -> models.ForeignKey:
    """A key to `model` of the same agency that keeps what it points at."""
    return models.ForeignKey(
        model,
        django.db.models.deletion.PROTECT,
        db_index=False,
        db_constraint=model == "office.agency",
        **more,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_inbox"),
        ("office", "0006_logo_by_digest"),
        ("shared", "0003_keys_of_agency"),
    ]
    operations = [
        migrations.AddField("task", "asked", models.PositiveSmallIntegerField(db_default=0)),
        migrations.CreateModel(
            "Consultation",
            [
                ("id", KEY),
                ("seq", models.PositiveIntegerField()),
                ("question", models.TextField()),
                ("asked_at", models.DateTimeField()),
                ("closed_at", models.DateTimeField(null=True)),
                ("agency", to("office.agency")),
                ("answered_by", to("office.person", null=True, related_name="+")),
                ("asker", to("office.person", related_name="+")),
                ("case", to("cases.case")),
                ("person", to("office.person", related_name="+")),
                ("position", to("office.position")),
                ("task", to("cases.task")),
            ],
        ),
        migrations.AddConstraint(
            "consultation",
            models.UniqueConstraint(fields=["agency", "case", "seq"], name="consultation_seq"),
        ),
        migrations.AddIndex(
            "consultation",
            models.Index(
                fields=["agency", "position"],
                condition=models.Q(closed_at__isnull=True),
                name="consultation_open",
            ),
        ),
        migrations.AddIndex(
            "consultation",
            models.Index(fields=["agency", "asked_at"], name="consultation_asked"),
        ),
        keyed_by_agency("Consultation"),
        policy("cases_consultation"),
        by_key_first("cases_consultation"),
    ]
