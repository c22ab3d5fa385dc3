"""Addresses of the library room."""

from django.urls import path

from tatalaksana.entrypoints.web.library import (
    books,
    deeds,
    documents,
    importing,
    live_chart,
    review,
    views,
)

urlpatterns = [
    path("", views.library, name="library"),
    path("impor/", importing.import_page, name="import"),
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
    path("versi/<int:version>/jabatan/", deeds.bind, name="bind"),
    path("versi/<int:version>/berlakukan/", deeds.put_in_force, name="put_in_force"),
    path("versi/<int:version>/versi-baru/", deeds.revise, name="revise"),
    path("versi/<int:version>/cabut/", deeds.withdraw, name="withdraw"),
]
