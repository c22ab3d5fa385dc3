"""Every address of the application."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("tatalaksana.entrypoints.api.urls")),
    path("sop/", include("tatalaksana.entrypoints.web.library.urls")),
    path("jadwal/", include("tatalaksana.entrypoints.web.schedules.urls")),
    path("kantor/", include("tatalaksana.entrypoints.web.office.urls")),
    path("", include("tatalaksana.entrypoints.web.account.urls")),
    path("", include("tatalaksana.entrypoints.web.notices.urls")),
    path("", include("tatalaksana.entrypoints.web.cases.urls")),
]
