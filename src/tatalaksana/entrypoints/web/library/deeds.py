"""Deeds of a keeper on a version: bind roles, put in force, revise, withdraw."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from tatalaksana.apps.library.actions.ask_all import ask_all
from tatalaksana.apps.library.actions.bind_roles import bind_roles
from tatalaksana.apps.library.actions.put_in_force import put_in_force as put_in_force_
from tatalaksana.apps.library.actions.revise import revise as revise_
from tatalaksana.apps.library.actions.withdraw import withdraw as withdraw_
from tatalaksana.apps.library.drafts import fingerprint_in_force
from tatalaksana.apps.library.joint_rows import joint_rows_of, shared_rows_of
from tatalaksana.apps.library.queries import bindings_of, content_of, missing_in, version_of
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.office.queries import holders_by_position, positions_of
from tatalaksana.apps.shared.errors import MovedOn, NotFound, NotYours
from tatalaksana.apps.shared.refusals import hint_for, sentence_for
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.entrypoints.web.library.saved import who_saved
from tatalaksana.entrypoints.web.security import StaffRequest, staff


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleRow:
    """One role with the position chosen for it."""

    number: int
    role: str
    steps: tuple[int, ...]  #: the rows it takes part in
    position: int | None
    per_cent: int  #: how sure the suggestion is
    confirmed: bool
    holders: tuple[str, ...]


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def bind(request: StaffRequest, version: int) -> HttpResponse:
    """Which position does the work of which role; all confirmed at once."""
    require_procedure_keeper(request.holder)
    refusal = None
    if request.method == "POST":
        chosen = chosen_positions(request)
        try:
            bind_roles(request.holder, version=version, positions=chosen, now=timezone.now())
        except (NotFound, NotYours):
            raise
        except TatalaksanaError as refused:
            refusal = refused
        else:
            messages.success(
                request,
                ngettext(
                    "%(n)s pelaksana sudah mempunyai jabatan.",
                    "%(n)s pelaksana sudah mempunyai jabatan.",
                    len(chosen),
                )
                % {"n": len(chosen)},
            )
            return redirect("bind", version)
    return bind_page(request, version, refusal)


def bind_page(
    request: StaffRequest, version: int, refusal: TatalaksanaError | None, who: str = ""
) -> HttpResponse:
    """The page of roles and positions; `who` has changed something since the person looked."""
    found = version_of(request.holder.agency, version)
    return render(
        request,
        "library/bind.html",
        {
            "version": found,
            "procedure": found.procedure,
            "rows": role_rows(request, version),
            "shared": shared_rows_of(found).items(),
            "joint": joint_rows_of(found),
            "groups": [
                (name, list(seats))
                for name, seats in groupby(
                    positions_of(request.holder.agency).order_by("unit__name", "name"),
                    lambda seat: seat.unit.name,
                )
            ],
            "missing": missing_in(found) if found.status == "draf" else (),
            "seen": fingerprint_in_force(found),
            "refusal": refusal,
            "who": who,
        },
        status=409 if isinstance(refusal, MovedOn) else 422 if refusal else 200,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def ask_everybody(request: StaffRequest, version: int) -> HttpResponse:
    """At which rows every performer must say that her part is done."""
    require_procedure_keeper(request.holder)
    if request.method != "POST":  # a reload, or the way back from the sign-in page
        return redirect("bind", version)
    rows = [int(text) for text in request.POST.getlist("langkah") if text.isdecimal()]
    try:
        ask_all(request.holder, version=version, rows=rows, now=timezone.now())
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return bind_page(request, version, refused)
    messages.success(request, _("Pilihan disimpan; berlaku untuk tugas yang terbuka sesudah ini."))
    return redirect("bind", version)


def chosen_positions(request: StaffRequest) -> dict[str, int]:
    """Role -> position, as sent; a role without a choice is left out."""
    chosen = {}
    for name, value in request.POST.items():
        if name.startswith("role-") and value:
            position = request.POST.get(f"position-{name.removeprefix('role-')}", "")
            if position.isascii() and position.isdecimal():
                chosen[str(value)] = int(position)
    return chosen


def role_rows(request: StaffRequest, version: int) -> list[RoleRow]:
    """The roles of a version, those of the table's columns in their order."""
    found = version_of(request.holder.agency, version)
    content = content_of(found)
    bound = {one.role: one for one in bindings_of(found)}
    holders = holders_by_position(
        request.holder.agency,
        [one.position_id for one in bound.values()],
        timezone.localdate(),
    )
    rows = []
    for number, role in enumerate(dict.fromkeys(content.performers), start=1):
        one = bound.get(role)
        rows.append(
            RoleRow(
                number=number,
                role=role,
                steps=tuple(step.row for step in content.steps if role in step.performers),
                position=one.position_id if one else None,
                per_cent=round(100 * one.sure) if one else 0,
                confirmed=bool(one and one.confirmed_at),
                holders=holders.get(one.position_id, ()) if one else (),
            )
        )
    return rows


@require_POST
@staff
def put_in_force(request: StaffRequest, version: int) -> HttpResponse:
    """Put a draft in force."""
    try:
        seen = request.POST.get("seen") or "?"
        done = put_in_force_(request.holder, version=version, seen=seen, now=timezone.now())
    except (NotFound, NotYours):
        raise
    except MovedOn as refused:
        return bind_page(request, version, refused, who=who_saved(request, version))
    except TatalaksanaError as refused:
        return bind_page(request, version, refused)
    said = _("SOP %(title)s versi %(number)s berlaku mulai sekarang.")
    if done.number > 1:
        said += " " + _(
            "Berkas yang sudah berjalan tetap memakai versi lamanya sampai Anda pindahkan."
        )
    messages.success(request, said % {"title": done.procedure.title, "number": done.number})
    return redirect("procedure", done.procedure_id)


@require_POST
@staff
def revise(request: StaffRequest, version: int) -> HttpResponse:
    """Make a new draft of a version, and go to its review."""
    try:
        draft = revise_(request.holder, version=version, now=timezone.now())
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return refused_at(request, version, refused)
    messages.success(
        request,
        _(
            "Versi %(number)s dibuat sebagai draf, dengan isi yang sama. Ubah di bawah ini; "
            "versi yang berlaku tidak berubah sampai draf ini diberlakukan."
        )
        % {"number": draft.number},
    )
    return redirect("review", draft.pk)


@require_POST
@staff
def withdraw(request: StaffRequest, version: int) -> HttpResponse:
    """Withdraw the version in force."""
    try:
        done = withdraw_(request.holder, version=version, now=timezone.now())
    except (NotFound, NotYours):
        raise
    except TatalaksanaError as refused:
        return refused_at(request, version, refused)
    messages.success(
        request,
        _(
            "SOP %(title)s versi %(number)s dicabut. Berkas yang sudah berjalan diteruskan sampai "
            "selesai; berkas baru tidak dapat dimulai."
        )
        % {"title": done.procedure.title, "number": done.number},
    )
    return redirect("procedure", done.procedure_id)


def refused_at(request: StaffRequest, version: int, refused: TatalaksanaError) -> HttpResponse:
    """Back to the version, with what was refused and how to mend it."""
    messages.error(request, f"{sentence_for(refused)} {hint_for(refused)}".strip())
    return redirect("version", version)
