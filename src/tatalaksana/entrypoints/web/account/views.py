"""Sign-in, sign-out, the password, the profile, and whether the server is well."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.views import LoginView, PasswordChangeView
from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse_lazy
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tatalaksana.entrypoints.web.account.forms import ChangePasswordForm, SignInForm
from tatalaksana.entrypoints.web.security import StaffRequest, staff


class SignIn(LoginView):
    """The sign-in page."""

    template_name = "account/sign_in.html"
    form_class = SignInForm
    redirect_authenticated_user = True


class ChangePassword(PasswordChangeView):
    """A new password."""

    template_name = "account/change_password.html"
    form_class = ChangePasswordForm
    success_url = reverse_lazy("more")

    def form_valid(self, form: Any) -> HttpResponse:
        """Keep it and say so."""
        messages.success(self.request, _("Kata sandi Anda sudah diganti."))
        return super().form_valid(form)


@require_safe
@staff
def more(request: StaffRequest) -> HttpResponse:
    """Lainnya: who I am, the language, the password, the way out."""
    return render(request, "account/more.html")


@require_safe
def healthz(_request: HttpRequest) -> HttpResponse:
    """Whether the server and its database answer: 200, or 503 with one word."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return HttpResponse("database", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")
