"""Addresses of the account room."""

from django.contrib.auth.views import LogoutView
from django.urls import path
from django.views.i18n import set_language

from tatalaksana.entrypoints.web.account import tokens, views

urlpatterns = [
    path("masuk/", views.SignIn.as_view(), name="sign_in"),
    path("keluar/", LogoutView.as_view(), name="sign_out"),
    path("sandi/", views.ChangePassword.as_view(), name="change_password"),
    path("lainnya/", views.more, name="more"),
    path("token/", tokens.tokens, name="tokens"),
    path("token/semua/", tokens.office_tokens, name="office_tokens"),
    path("token/<int:token>/cabut/", tokens.token_revoke, name="token_revoke"),
    path("bahasa/", set_language, name="set_language"),
    path("healthz", views.healthz, name="healthz"),
]
