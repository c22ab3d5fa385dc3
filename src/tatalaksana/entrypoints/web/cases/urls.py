"""Addresses of the cases room."""

from django.urls import path

from tatalaksana.entrypoints.web.cases import (
    browse,
    calling,
    calls,
    corrected,
    deeds,
    files,
    moves,
    older,
    outside,
    steered,
    views,
)

urlpatterns = [
    path("", views.inbox_page, name="inbox"),
    path("tugas/<int:task>/", views.task_page, name="task"),
    path("tugas/<int:task>/selesai/", views.finish, name="finish"),
    path("tugas/<int:task>/lampirkan/", views.attach, name="attach"),
    path("tugas/<int:task>/di-luar/", outside.hold, name="hold"),
    path("tugas/<int:task>/sudah-kembali/", outside.release, name="release"),
    path("tugas/<int:task>/kembalikan/", deeds.send_back_page, name="send_back"),
    path("tugas/<int:task>/terkait/<int:version>/", deeds.start_related, name="start_related"),
    path("tugas/<int:task>/tanpa-menunggu/", deeds.go_on, name="stop_waiting"),
    path("tugas/<int:task>/kepada/", deeds.address, name="address_task"),
    path("tugas/<int:task>/koreksi/", corrected.correct, name="correct_deed"),
    path("tugas/<int:task>/hentikan/", steered.suspend, name="suspend_case"),
    path("tugas/<int:task>/lanjutkan/", steered.resume, name="resume_case"),
    path("tugas/<int:task>/batalkan/", steered.cancel, name="cancel_case"),
    path("permintaan/", calls.call_list, name="calls"),
    path("permintaan/baru/", calling.new_call, name="new_call"),
    path("permintaan/<int:call>/", calls.call_page, name="call"),
    path("permintaan/<int:call>/ingatkan/", calls.remind, name="remind_units"),
    path("permintaan/<int:call>/tabel/", calls.call_table, name="call_table"),
    path("berkas/", browse.case_list, name="case_list"),
    path("berkas/mulai/", browse.start_list, name="start_list"),
    path("berkas/mulai/<int:version>/", browse.start, name="start_case"),
    path("berkas/dokumen/<int:version>/", files.file, name="file"),
    path("berkas/versi-lama/<int:procedure>/", older.older_cases, name="older_cases"),
    path("berkas/versi-lama/<int:procedure>/hasil/", older.older_moved, name="older_moved"),
    path("berkas/<int:year>/<int:number>/pindah/", moves.move, name="move_case"),
    path("berkas/<int:year>/<int:number>/", browse.case_page, name="case"),
]
