"""Django's entry to the room."""

from django.apps import AppConfig


class AccessConfig(AppConfig):
    """Tokens, answers that are given again, and the pace of asking."""

    name = "tatalaksana.apps.access"
    label = "access"
