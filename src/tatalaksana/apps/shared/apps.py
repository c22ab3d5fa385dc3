"""Django's entry to the room."""

from django.apps import AppConfig

from tatalaksana.apps.shared.prepared_rows import plan_once_on_every_connection


class SharedConfig(AppConfig):
    """The audit trail and agency separation."""

    name = "tatalaksana.apps.shared"
    label = "shared"

    def ready(self) -> None:
        """Say how prepared statements are planned."""
        plan_once_on_every_connection()
