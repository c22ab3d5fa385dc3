"""Addresses of the office room."""

from django.urls import path

from tatalaksana.entrypoints.web.office import accounts, acting, calendar, deeds, hooks, look, views

urlpatterns = [
    path("", views.office, name="office"),
    path("unit/tambah/", deeds.unit_add, name="unit_add"),
    path("jabatan/tambah/", deeds.position_add, name="position_add"),
    path("jabatan/<int:position>/", views.position, name="position"),
    path("jabatan/<int:position>/tempatkan/", deeds.appoint, name="appoint"),
    path("jabatan/<int:position>/wewenang/", deeds.duties, name="duties"),
    path("pejabat/<int:holding>/akhiri/", deeds.end_holding, name="end_holding"),
    path("orang/", views.people, name="people"),
    path("orang/tambah/", deeds.person_add, name="person_add"),
    path("orang/<int:person>/", accounts.person, name="person"),
    path("orang/<int:person>/sandi/", accounts.reset, name="reset_password"),
    path("orang/<int:person>/tutup/", accounts.close, name="close_account"),
    path("orang/<int:person>/buka/", accounts.reopen, name="open_account"),
    path("kalender/", calendar.calendar, name="calendar"),
    path("kalender/tambah/", calendar.day_add, name="day_add"),
    path("kalender/tambah-banyak/", calendar.days_add, name="days_add"),
    path("kalender/hitung-ulang/", calendar.recompute, name="recompute"),
    path("kalender/<int:number>/hapus/", calendar.day_remove, name="day_remove"),
    path("kalender/tahun/<int:year>/lengkap/", calendar.year_enter, name="year_enter"),
    path("kalender/tahun/<int:year>/buka/", calendar.year_reopen, name="year_reopen"),
    path("kalender/perubahan/<int:trace>/", calendar.calendar_change, name="calendar_change"),
    path("bertindak-untuk/", acting.acting, name="acting"),
    path("bertindak-untuk/<int:delegation>/akhiri/", acting.end_acting, name="end_acting"),
    path("tampilan-dokumen/", look.look, name="look"),
    path("tampilan-dokumen/contoh/", look.look_sample, name="look_sample"),
    path("tampilan-dokumen/bawaan/", look.look_reset, name="look_reset"),
    path("webhook/", hooks.hooks, name="hooks"),
    path("webhook/<int:hook>/", hooks.hook, name="hook"),
    path("webhook/<int:hook>/jeda/", hooks.hook_pause, name="hook_pause"),
    path("webhook/<int:hook>/lanjut/", hooks.hook_resume, name="hook_resume"),
    path("webhook/<int:hook>/akhiri/", hooks.hook_end, name="hook_end"),
    path("webhook/<int:hook>/uji/", hooks.hook_try, name="hook_try"),
    path("webhook/<int:hook>/ulang/<int:delivery>/", hooks.delivery_resend, name="delivery_resend"),
    path("jejak/", views.trail, name="trail"),
]
