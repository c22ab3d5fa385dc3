"""Django's entry to the room."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Documents and their files."""

    name = "tatalaksana.apps.archive"
    label = "archive"
