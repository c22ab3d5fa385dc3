"""Django's entry to the timed work."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Periodic jobs, run by the worker."""

    name = "tatalaksana.entrypoints.jobs"
    label = "jobs"
