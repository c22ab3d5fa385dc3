"""Django's entry to the room."""

from django.apps import AppConfig


class SchedulesConfig(AppConfig):
    """Procedures that open their cases by themselves."""

    name = "tatalaksana.apps.schedules"
    label = "schedules"
