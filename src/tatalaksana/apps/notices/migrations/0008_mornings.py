"""The e-mail of a morning: one for each person and day."""

from django.db import migrations, models

# one that was not built to its end goes
DROP = "drop index concurrently if exists mail_morning"
INDEX = """
create unique index concurrently mail_morning on notices_mail (agency_id, day, person_id)
where day is not null
"""


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("notices", "0007_absence_told")]
    operations = [
        migrations.AddField("mail", "day", models.DateField(null=True)),
        migrations.RunSQL(
            [DROP, INDEX],
            DROP,
            state_operations=[
                migrations.AddConstraint(
                    "mail",
                    models.UniqueConstraint(
                        fields=["agency", "day", "person"],
                        condition=models.Q(day__isnull=False),
                        name="mail_morning",
                    ),
                )
            ],
        ),
    ]
