"""Django's entry to the room."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Running procedures."""

    name = "tatalaksana.apps.cases"
    label = "cases"
