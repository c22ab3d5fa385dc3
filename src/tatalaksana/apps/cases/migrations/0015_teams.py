"""A case forms a team by the decree it issues, once a keeper of the office approves."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import policy
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
    dependencies = [("archive", "0002_walls"), ("cases", "0014_own_drafts")]
    operations = [
        migrations.CreateModel(
            "Team",
            [
                ("id", KEY),
                ("name", models.CharField(max_length=120)),
                ("agency", to("office.agency")),
                ("chair_seat", to("office.position", related_name="+")),
                ("seat", to("office.position", related_name="+")),
                ("secretary_seat", to("office.position", null=True, related_name="+")),
            ],
        ),
        migrations.CreateModel(
            "TeamDecree",
            [
                ("id", KEY),
                ("seq", models.PositiveIntegerField()),
                ("composition", models.JSONField()),
                ("asked_at", models.DateTimeField()),
                ("decided_at", models.DateTimeField(null=True)),
                ("refusal", models.TextField(blank=True)),
                ("agency", to("office.agency")),
                ("asked_by", to("office.person", related_name="+")),
                ("case", to("cases.case")),
                ("document", to("archive.document")),
                ("position", to("office.position")),
                ("team", to("cases.team", null=True)),
            ],
        ),
        migrations.AddConstraint(
            "team", models.UniqueConstraint(fields=["agency", "seat"], name="team_seat")
        ),
        migrations.AddConstraint(
            "teamdecree",
            models.UniqueConstraint(fields=["agency", "case", "seq"], name="teamdecree_seq"),
        ),
        migrations.AddIndex(
            "teamdecree", models.Index(fields=["agency", "-asked_at"], name="teamdecree_latest")
        ),
        keyed_by_agency("Team", "TeamDecree"),
        policy("cases_team", "cases_teamdecree"),
    ]
