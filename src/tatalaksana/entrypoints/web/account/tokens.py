"""Token akses: by which a program acts as its owner."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tatalaksana.apps.access.actions.make_token import LONGEST_NAME, NewToken, make_token
from tatalaksana.apps.access.actions.revoke_token import revoke_token
from tatalaksana.apps.access.tokens import all_tokens, last_day, tokens_of
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.entrypoints.web.office.deeds import done
from tatalaksana.entrypoints.web.office.forms import DATE, REQUIRED, DayInput, PlainForm
from tatalaksana.entrypoints.web.security import StaffRequest, staff

SCOPES = (
    ("baca", gettext_lazy("Hanya membaca")),
    ("bertindak", gettext_lazy("Membaca dan bertindak atas nama saya")),
)
USUAL = timedelta(days=90)
UNPROCESSABLE = 422


class TokenForm(PlainForm):
    """A new token."""

    name = forms.CharField(
        max_length=LONGEST_NAME,
        label=gettext_lazy("Untuk program apa"),
        help_text=gettext_lazy("Contoh: Sinkronisasi SRIKANDI."),
        error_messages=REQUIRED,
    )
    scope = forms.ChoiceField(
        choices=SCOPES,
        label=gettext_lazy("Yang boleh dilakukan"),
        help_text=gettext_lazy(
            "Langkah yang menandatangani tidak pernah diselesaikan lewat token."
        ),
        error_messages={"required": gettext_lazy("Pilih salah satu.")},
    )
    until = forms.DateField(
        label=gettext_lazy("Hari terakhir"),
        widget=DayInput(),
        help_text=gettext_lazy("Paling lama satu tahun."),
        error_messages=DATE,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def tokens(request: StaffRequest) -> HttpResponse:
    """My tokens, and the form for a new one."""
    today = timezone.localdate()
    form = TokenForm(request.POST or None, initial={"until": today + USUAL, "scope": "baca"})
    if request.method == "POST" and form.is_valid():
        made: list[NewToken] = []
        now, values = timezone.now(), form.cleaned_data
        if done(form, lambda: made.append(make_token(request.holder, **values, now=now)), "name"):
            return new_token_page(request, made[0])
    return render(
        request,
        "account/tokens.html",
        {
            "form": form,
            "tokens": tokens_of(request.holder),
            "today": today,
            "last": last_day(request.holder.agency, timezone.now()),
        },
        status=UNPROCESSABLE if form.errors else 200,
    )


def new_token_page(request: StaffRequest, made: NewToken) -> HttpResponse:
    """The only page that shows a token; no browser keeps it."""
    response = render(request, "account/new_token.html", {"made": made})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@staff
def office_tokens(request: StaffRequest) -> HttpResponse:
    """Everybody's tokens, for keepers of the office."""
    require_office_keeper(request.holder)
    values: dict[str, Any] = {
        "tokens": all_tokens(request.holder.agency),
        "today": timezone.localdate(),
    }
    return render(request, "account/office_tokens.html", values)


@require_POST
@staff
def token_revoke(request: StaffRequest, token: int) -> HttpResponse:
    """Revoke one; a keeper comes back to everybody's."""
    revoked = revoke_token(request.holder, token=token, now=timezone.now())
    messages.success(
        request,
        _("Token “%(name)s” dicabut dan tidak berlaku lagi. Bila keliru, buat token baru.")
        % {"name": revoked.name},
    )
    mine = revoked.account_id == request.user.pk
    return redirect("tokens" if mine else "office_tokens")
