"""Addresses of the notices."""

from django.urls import path

from tatalaksana.entrypoints.web.notices import views

urlpatterns = [
    path("pemberitahuan/", views.notices, name="notices"),
    path("pemberitahuan/dibaca/", views.all_read, name="all_read"),
    path("pemberitahuan/surel/", views.by_mail, name="by_mail"),
    path("pemberitahuan/<int:notice>/", views.notice, name="notice"),
    path("terlambat/", views.late, name="late"),
]
