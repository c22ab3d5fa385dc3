"""Django's entry to the room."""

from django.apps import AppConfig


class HooksConfig(AppConfig):
    """Addresses that are told of events, and what was sent to them."""

    name = "tatalaksana.apps.hooks"
    label = "hooks"
