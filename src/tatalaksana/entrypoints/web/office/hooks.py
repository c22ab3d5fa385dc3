"""Webhook: which systems are told of events, and what became of it; for keepers of the office."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from tatalaksana.apps.hooks.actions.add_hook import NewHook, add_hook
from tatalaksana.apps.hooks.actions.end_hook import end_hook
from tatalaksana.apps.hooks.actions.pause_hook import pause_hook
from tatalaksana.apps.hooks.actions.resend_delivery import resend_delivery
from tatalaksana.apps.hooks.actions.resume_hook import resume_hook
from tatalaksana.apps.hooks.actions.try_hook import try_hook
from tatalaksana.apps.hooks.addresses import LONGEST
from tatalaksana.apps.hooks.queries import deliveries_of, hook_of, hooks_of
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.core.engine.events import Kind
from tatalaksana.entrypoints.web.office.deeds import done
from tatalaksana.entrypoints.web.office.forms import REQUIRED, PlainForm
from tatalaksana.entrypoints.web.security import StaffRequest, staff

UNPROCESSABLE = 422
KINDS = {
    Kind.OPENED: gettext_lazy("Berkas dibuka"),
    Kind.FINISHED: gettext_lazy("Langkah selesai"),
    Kind.APPROVED: gettext_lazy("Langkah disetujui"),
    Kind.RETURNED: gettext_lazy("Berkas dikembalikan"),
    Kind.SENT_BACK: gettext_lazy("Berkas dikembalikan atasan"),
    Kind.HELD: gettext_lazy("Berkas ke luar kantor"),
    Kind.RELEASED: gettext_lazy("Berkas kembali dari luar"),
    Kind.RESCHEDULED: gettext_lazy("Batas waktu dihitung ulang"),
    Kind.MOVED: gettext_lazy("Berkas pindah versi SOP"),
    Kind.ADDRESSED: gettext_lazy("Tugas diambil atau dialihkan"),
    Kind.SUSPENDED: gettext_lazy("Berkas dihentikan"),
    Kind.RESUMED: gettext_lazy("Berkas dilanjutkan"),
    Kind.LINKED: gettext_lazy("Berkas terkait dibuka"),
    Kind.UNAWAITED: gettext_lazy("Langkah tidak lagi menunggu"),
    Kind.CORRECTED: gettext_lazy("Klik keliru dikoreksi"),
    Kind.TOOK_PART: gettext_lazy("Bagian seorang pelaksana selesai"),
    Kind.SET_ASIDE: gettext_lazy("Bagian seorang pelaksana tidak ditunggu"),
    Kind.CONSULTED: gettext_lazy("Pendapat diminta"),
    Kind.OPINION: gettext_lazy("Pendapat diberikan"),
    Kind.CALLED_OFF: gettext_lazy("Permintaan pendapat ditarik"),
    Kind.TEAM_ASKED: gettext_lazy("Pembentukan tim diusulkan"),
    Kind.TEAM_FORMED: gettext_lazy("Tim dibentuk"),
    Kind.ATTACHED: gettext_lazy("Dokumen dilampirkan"),
    Kind.CANCELLED: gettext_lazy("Berkas dibatalkan"),
}
Steered = Callable[..., Any]


class HookForm(PlainForm):
    """A new webhook."""

    url = forms.CharField(
        max_length=LONGEST,
        label=gettext_lazy("Alamat penerima"),
        help_text=gettext_lazy("Alamat https sistem yang menerima kabar."),
        error_messages=REQUIRED,
        widget=forms.URLInput(attrs={"autocomplete": "off"}),
    )
    kinds = forms.MultipleChoiceField(
        choices=[(kind.value, KINDS.get(kind, kind.value)) for kind in Kind],
        label=gettext_lazy("Peristiwa yang dikabarkan"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Pilih paling sedikit satu.")},
    )


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def hooks(request: StaffRequest) -> HttpResponse:
    """The webhooks of the agency, and the form for a new one."""
    there = hooks_of(request.holder)
    form = HookForm(request.POST or None, initial={"kinds": [kind.value for kind in Kind]})
    if request.method == "POST" and form.is_valid():
        made: list[NewHook] = []
        now, values = timezone.now(), form.cleaned_data
        if done(form, lambda: made.append(add_hook(request.holder, **values, now=now)), "url"):
            return secret_page(request, made[0])
    return render(
        request,
        "office/hooks.html",
        {"form": form, "hooks": there},
        status=UNPROCESSABLE if form.errors else 200,
    )


def secret_page(request: StaffRequest, made: NewHook) -> HttpResponse:
    """The only page that shows the secret; no browser keeps it."""
    response = render(request, "office/new_hook.html", {"made": made})
    response.headers["Cache-Control"] = "no-store"
    return response


@require_safe
@staff
def hook(request: StaffRequest, hook: int) -> HttpResponse:
    """One webhook with what was sent last."""
    return hook_page(request, hook)


def hook_page(request: StaffRequest, number: int, refused: Invalid | None = None) -> HttpResponse:
    """The page of a webhook, with why a deed was refused."""
    found = hook_of(request.holder, number)
    return render(
        request,
        "office/hook.html",
        {
            "hook": found,
            "kinds": [KINDS.get(Kind(kind), kind) for kind in found.kinds],
            "deliveries": [(one, words_of(one.kind)) for one in deliveries_of(found)],
            "refused": refused,
        },
        status=UNPROCESSABLE if refused else 200,
    )


def words_of(kind: str) -> str:
    """The kind of a delivery in words."""
    return str(KINDS[Kind(kind)]) if kind in KINDS else _("Kiriman uji")


def steered(
    request: StaffRequest, hook: int, deed: Steered, told: str, back: str = "hook", **more: int
) -> HttpResponse:
    """Do a deed to one webhook and say so."""
    try:
        deed(request.holder, hook=hook, now=timezone.now(), **more)
    except Invalid as refused:
        return hook_page(request, hook, refused)
    messages.success(request, told)
    return redirect(back, hook) if back == "hook" else redirect(back)


@require_POST
@staff
def hook_pause(request: StaffRequest, hook: int) -> HttpResponse:
    """Let it rest."""
    told = _("Webhook dijeda. Peristiwa sejak sekarang dikirim menyusul bila dilanjutkan.")
    return steered(request, hook, pause_hook, told)


@require_POST
@staff
def hook_resume(request: StaffRequest, hook: int) -> HttpResponse:
    """Let it go on."""
    told = _("Webhook dilanjutkan; yang tertunda dikirim menyusul menurut urutannya.")
    return steered(request, hook, resume_hook, told)


@require_POST
@staff
def hook_end(request: StaffRequest, hook: int) -> HttpResponse:
    """End it for good."""
    told = _("Webhook diakhiri; tidak ada lagi yang dikirim ke sana.")
    return steered(request, hook, end_hook, told, back="hooks")


@require_POST
@staff
def hook_try(request: StaffRequest, hook: int) -> HttpResponse:
    """Send a test."""
    told = _("Kiriman uji sedang dikirim. Muat ulang halaman ini untuk melihat jawabannya.")
    return steered(request, hook, try_hook, told)


@require_POST
@staff
def delivery_resend(request: StaffRequest, hook: int, delivery: int) -> HttpResponse:
    """Send one again."""
    told = _("Kiriman itu sedang dikirim ulang dengan nomor yang sama.")
    return steered(request, hook, resend_delivery, told, delivery=delivery)
