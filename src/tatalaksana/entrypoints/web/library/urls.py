"""Addresses of the library room."""

from django.urls import path

from tatalaksana.entrypoints.web.library import (
    books,
    corrections_page,
    deeds,
    documents,
    folder_pages,
    importing,
    live_chart,
    review,
    sheets,
    views,
)

urlpatterns = [
    path("", views.library, name="library"),
    path("impor/", importing.import_page, name="import"),
    path("impor/folder/", folder_pages.import_folder, name="import_folder"),
    path("impor/folder/<int:folder>/", folder_pages.folder, name="folder"),
    path("impor/folder/<int:folder>/keadaan/", folder_pages.folder_state, name="folder_state"),
    path("impor/folder/<int:folder>/batalkan/", folder_pages.folder_cancel, name="folder_cancel"),
    path("koreksi/", corrections_page.corrections, name="corrections"),
    path("koreksi/<int:correction>/", corrections_page.correction_deed, name="correction_deed"),
    path("impor/<int:source>/", importing.imported, name="imported"),
    path("impor/<int:source>/dokumen/", importing.source, name="source"),
    path("buku/<int:unit>.pdf", books.unit_book, name="unit_book"),
    path("<int:procedure>/", views.procedure, name="procedure"),
    path("<int:procedure>/banding/", views.compare, name="compare"),
    path("versi/<int:version>/", views.version, name="version"),
    path("versi/<int:version>/bagan.<slug:ending>", documents.drawing, name="drawing"),
    path("versi/<int:version>/tinjau/", review.review, name="review"),
    path("versi/<int:version>/tinjau/simpan/", review.review_save, name="review_save"),
    path("versi/<int:version>/tinjau/bagan/", live_chart.live_chart, name="live_chart"),
    path("versi/<int:version>/halaman/<int:page>/", sheets.sheet_picture, name="sheet_picture"),
    path("versi/<int:version>/halaman/<int:page>/tanda/", sheets.sheet_marks, name="sheet_marks"),
    path("versi/<int:version>/jabatan/", deeds.bind, name="bind"),
    path("versi/<int:version>/jabatan/semua/", deeds.ask_everybody, name="ask_all"),
    path("versi/<int:version>/berlakukan/", deeds.put_in_force, name="put_in_force"),
    path("versi/<int:version>/versi-baru/", deeds.revise, name="revise"),
    path("versi/<int:version>/cabut/", deeds.withdraw, name="withdraw"),
]
