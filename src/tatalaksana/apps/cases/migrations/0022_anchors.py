"""Anchors of the chains of events, outside the rows they prove."""

import django.db.models.deletion
from django.db import migrations, models

from tatalaksana.apps.shared.agency import policy
from tatalaksana.apps.shared.append_only import append_only
from tatalaksana.apps.shared.keys import keyed_by_agency

KEY = models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")
AGENCY = models.ForeignKey("office.agency", django.db.models.deletion.PROTECT, db_index=False)


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_still_held"), ("shared", "0003_keys_of_agency")]
    operations = [
        migrations.CreateModel(
            "ChainAnchor",
            [
                ("id", KEY),
                ("number", models.PositiveIntegerField()),
                ("at", models.DateTimeField()),
                ("upto", models.BigIntegerField()),
                ("counters", models.JSONField()),
                ("before", models.CharField(blank=True, max_length=64)),
                ("digest", models.CharField(max_length=64)),
                ("agency", AGENCY),
            ],
        ),
        migrations.AddConstraint(
            "chainanchor",
            models.UniqueConstraint(fields=["agency", "number"], name="chainanchor_number"),
        ),
        keyed_by_agency("ChainAnchor"),
        policy("cases_chainanchor"),
        append_only("cases_chainanchor"),
    ]
