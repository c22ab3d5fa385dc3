"""Django's entry to the room."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    """Procedures and their versions."""

    name = "tatalaksana.apps.library"
    label = "library"
