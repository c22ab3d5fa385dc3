"""Addresses of the office room."""

from django.urls import path

from tatalaksana.entrypoints.web.office import deeds, views

urlpatterns = [
    path("", views.office, name="office"),
    path("unit/tambah/", deeds.unit_add, name="unit_add"),
    path("jabatan/tambah/", deeds.position_add, name="position_add"),
    path("jabatan/<int:position>/", views.position, name="position"),
    path("jabatan/<int:position>/tempatkan/", deeds.appoint, name="appoint"),
    path("pejabat/<int:holding>/akhiri/", deeds.end_holding, name="end_holding"),
    path("orang/", views.people, name="people"),
    path("orang/tambah/", deeds.person_add, name="person_add"),
    path("jejak/", views.trail, name="trail"),
]
