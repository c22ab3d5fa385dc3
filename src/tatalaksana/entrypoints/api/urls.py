"""Addresses of the door for programs."""

from django.urls import URLPattern, URLResolver, path

from tatalaksana.entrypoints.api.door import api
from tatalaksana.entrypoints.api.index import index

urlpatterns: list[URLPattern | URLResolver] = [
    path("", index, name="api_index"),
    *[one for one in api.urls[0] if getattr(one, "name", None) != "api-root"],
]
