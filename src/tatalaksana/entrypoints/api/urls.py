"""Addresses of the door for programs."""

from django.urls import URLPattern, URLResolver

from tatalaksana.entrypoints.api.door import api

urlpatterns: list[URLPattern | URLResolver] = [*api.urls[0]]
