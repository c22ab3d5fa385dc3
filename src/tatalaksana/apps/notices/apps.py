"""Django's entry to the room."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """What is told to whom, by which channel."""

    name = "tatalaksana.apps.notices"
    label = "notices"
