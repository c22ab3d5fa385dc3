"""Addresses of the schedules."""

from django.urls import path

from tatalaksana.entrypoints.web.schedules import views

urlpatterns = [
    path("", views.schedules, name="schedules"),
    path("tambah/", views.add, name="schedule_add"),
    path("<int:schedule>/", views.schedule, name="schedule"),
    path("<int:schedule>/jeda/", views.pause, name="schedule_pause"),
    path("<int:schedule>/lanjutkan/", views.resume, name="schedule_resume"),
    path("<int:schedule>/akhiri/", views.end, name="schedule_end"),
]
