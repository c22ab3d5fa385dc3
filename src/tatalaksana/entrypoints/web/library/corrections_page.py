"""The page of the office's corrections: look at them, add one, switch one off, remove one."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from tatalaksana.apps.library.actions.remember_correction import remember_correction
from tatalaksana.apps.library.actions.remove_correction import remove_correction
from tatalaksana.apps.library.actions.switch_correction import switch_correction
from tatalaksana.apps.library.corrections import corrections_of, term_of, unknown_words
from tatalaksana.apps.office.policy import require_procedure_keeper
from tatalaksana.apps.shared.errors import Invalid
from tatalaksana.apps.shared.refusals import hint_for, sentence_for
from tatalaksana.core.reading.understand.office_vocabulary import HEADER_WORDS, LONGEST, TermKind
from tatalaksana.entrypoints.web.security import StaffRequest, staff

A_PAGE = 50
NEEDED = gettext_lazy("Isi keduanya.")


class RoleForm(forms.Form):
    """A performer's name: what documents print, and what the office calls it."""

    prefix = "role"
    read = forms.CharField(
        max_length=LONGEST,
        label=gettext_lazy("Tertulis di dokumen"),
        error_messages={"required": NEEDED},
    )
    means = forms.CharField(
        max_length=LONGEST,
        label=gettext_lazy("Nama pelaksana di kantor ini"),
        error_messages={"required": NEEDED},
    )


class HeaderForm(forms.Form):
    """A word in the header of a table, and the column it heads."""

    prefix = "header"
    read = forms.CharField(
        max_length=LONGEST,
        label=gettext_lazy("Tertulis di kepala tabel"),
        error_messages={"required": NEEDED},
    )
    means = forms.ChoiceField(
        label=gettext_lazy("Kolom yang dimaksud"),
        error_messages={"required": NEEDED, "invalid_choice": gettext_lazy("Pilih dari daftar.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        columns = [("", _("– pilih kolom –")), *HEADER_WORDS.items()]
        self.fields["means"].choices = columns  # type: ignore[attr-defined]


FORMS: dict[str, tuple[TermKind, type[forms.Form]]] = {
    "role": (TermKind.ROLE, RoleForm),
    "header": (TermKind.HEADER, HeaderForm),
}


@require_http_methods(["GET", "HEAD", "POST"])
@staff
def corrections(request: StaffRequest) -> HttpResponse:
    """Every correction of the office, and the forms to add one."""
    require_procedure_keeper(request.holder)
    made = {name: form(label_suffix="") for name, (_kind, form) in FORMS.items()}
    name = request.POST.get("kind", "")
    if request.method == "POST" and name in FORMS:
        kind, form = FORMS[name]
        made[name] = form(request.POST, label_suffix="")
        if added(request, kind, made[name]):
            return redirect("corrections")
    else:
        word = request.GET.get("kata", "")[:LONGEST]
        made["header"].initial = {"read": word}
    found = Paginator(corrections_of(request.holder.agency), A_PAGE)
    page = found.get_page(request.GET.get("page"))
    return render(
        request,
        "library/corrections.html",
        {
            "page": page,
            "rows": [
                (one, term_of(one).meaning, one.replaced_by and term_of(one.replaced_by).meaning)
                for one in page
            ],
            "forms": made,
            "unknown": unknown_words(request.holder.agency),
        },
        status=422 if any(form.errors for form in made.values()) else 200,
    )


def added(request: StaffRequest, kind: TermKind, form: forms.Form) -> bool:
    """Whether the correction was kept; otherwise the form says why not."""
    if not form.is_valid():
        return False
    try:
        remember_correction(
            request.holder,
            kind=kind,
            read=form.cleaned_data["read"],
            means=form.cleaned_data["means"],
            now=timezone.now(),
        )
    except Invalid as refused:
        form.add_error("read", f"{sentence_for(refused)} {hint_for(refused)}".strip())
        return False
    messages.success(request, _("Koreksi dicatat. Dokumen berikutnya dibaca dengannya."))
    return True


@require_POST
@staff
def correction_deed(request: StaffRequest, correction: int) -> HttpResponse:
    """Switch one off or on, or remove it."""
    deed, now = request.POST.get("deed"), timezone.now()
    if deed == "remove":
        remove_correction(request.holder, correction=correction, now=now)
        messages.success(request, _("Koreksi dihapus. Yang sudah dibaca tidak berubah."))
    elif deed in ("on", "off"):
        switch_correction(request.holder, correction=correction, active=deed == "on", now=now)
        said = _("Koreksi dipakai lagi.") if deed == "on" else _("Koreksi tidak dipakai lagi.")
        messages.success(request, said)
    return redirect("corrections")
