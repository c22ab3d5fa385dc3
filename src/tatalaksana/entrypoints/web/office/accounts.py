"""A person's page for keepers of the office: her account, and what is done to it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from tatalaksana.apps.office.accounts import NewPassword
from tatalaksana.apps.office.actions.close_account import close_account
from tatalaksana.apps.office.actions.open_account import open_account
from tatalaksana.apps.office.actions.reset_password import reset_password
from tatalaksana.apps.office.people import person_of
from tatalaksana.apps.office.policy import require_office_keeper
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.entrypoints.web.security import StaffRequest, staff


@require_safe
@staff
def person(request: StaffRequest, person: int) -> HttpResponse:
    """Who it is, what she holds, and the state of her account."""
    return person_page(request, person)


@require_POST
@staff
def reset(request: StaffRequest, person: int) -> HttpResponse:
    """A new one-time password, shown on the answer itself."""
    try:
        new = reset_password(request.holder, person=person, now=timezone.now())
    except Invalid as refused:
        return person_page(request, person, refused)
    title = _("Kata sandi baru untuk %(name)s") % {"name": new.person.name}
    return password_page(request, new, title)


@require_POST
@staff
def close(request: StaffRequest, person: int) -> HttpResponse:
    """Close the account."""
    try:
        closed = close_account(request.holder, person=person, now=timezone.now())
    except Invalid as refused:
        return person_page(request, person, refused)
    messages.success(
        request,
        _(
            "Akun %(name)s ditutup. Yang sedang masuk dengan akun itu langsung keluar. "
            "Jabatannya tidak berubah; akhiri jabatannya bila ia tidak bertugas lagi."
        )
        % {"name": closed.name},
    )
    return redirect("person", person)


@require_POST
@staff
def reopen(request: StaffRequest, person: int) -> HttpResponse:
    """Open the account again, with a one-time password."""
    try:
        new = open_account(request.holder, person=person, now=timezone.now())
    except Invalid as refused:
        return person_page(request, person, refused)
    return password_page(
        request, new, _("Akun %(name)s dibuka kembali") % {"name": new.person.name}
    )


def person_page(request: StaffRequest, number: int, refused: Invalid | None = None) -> HttpResponse:
    """The page of a person, with why a deed was refused. Errors: NotYours TL601; NotFound TL602."""
    require_office_keeper(request.holder)
    return render(
        request,
        "office/person.html",
        {
            "person": person_of(request.holder.agency, number, timezone.localdate()),
            "mine": number == request.holder.person,
            "refused": refused,
        },
        status=422 if refused else 200,
    )


def password_page(
    request: StaffRequest, new: NewPassword, title: str, *, added: bool = False
) -> HttpResponse:
    """The only page that shows a one-time password; no browser keeps it."""
    response = render(request, "office/password.html", {"new": new, "title": title, "added": added})
    response.headers["Cache-Control"] = "no-store"
    return response
