"""Django's entry to the room."""

from django.apps import AppConfig


class SharedConfig(AppConfig):
    """The audit trail and agency separation."""

    name = "tatalaksana.apps.shared"
    label = "shared"
