"""Django's entry to the pages."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Templates, static files and views."""

    name = "tatalaksana.entrypoints.web"
    label = "web"
