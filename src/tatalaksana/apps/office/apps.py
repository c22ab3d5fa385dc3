"""Django's entry to the room."""

from django.apps import AppConfig


class OfficeConfig(AppConfig):
    """Agencies, units, positions and people."""

    name = "tatalaksana.apps.office"
    label = "office"
