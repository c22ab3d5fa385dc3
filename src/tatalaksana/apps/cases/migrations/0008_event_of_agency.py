"""The number of an event is unique within agency and case, as shared 0003 left it."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0007_linked"), ("shared", "0003_keys_of_agency")]
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveConstraint(model_name="event", name="event_seq"),
                migrations.AddConstraint(
                    model_name="event",
                    constraint=models.UniqueConstraint(
                        fields=("case", "seq", "agency"), name="event_seq"
                    ),
                ),
            ]
        )
    ]
