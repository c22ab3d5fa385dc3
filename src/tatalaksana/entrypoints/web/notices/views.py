"""Pemberitahuan: what was told to me; Terlambat: what is late below me."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe

from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import case_of_task, task_of
from tatalaksana.apps.cases.steering import unled
from tatalaksana.apps.notices.actions.choose_mail import choose_mail
from tatalaksana.apps.notices.late import PAGE as LATE_PAGE
from tatalaksana.apps.notices.late import late_below, late_for_keeper
from tatalaksana.apps.notices.queries import (
    mail_address,
    mail_choice,
    notices_of,
    read_all,
    read_notice,
)
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import Invalid, NotFound
from tatalaksana.core.engine.reminders import Rung, reminders
from tatalaksana.entrypoints.web.lagging import may_lag
from tatalaksana.entrypoints.web.notices.told import told_of
from tatalaksana.entrypoints.web.security import StaffRequest, staff

OF_THE_ASKED = (Rung.ASKED, Rung.CALLED_OFF)
PAGE = 30  #: notices on one page
CHOICES = (
    ("semua", gettext_lazy("Semua pemberitahuan")),
    ("penting", gettext_lazy("Hanya yang tentang batas waktu")),
    ("tidak", gettext_lazy("Tidak ada; saya membacanya di sini")),
)


class MailForm(forms.Form):
    """What comes by e-mail too."""

    mail = forms.ChoiceField(choices=CHOICES, label=gettext_lazy("Lewat surel juga"))


@require_safe
@staff
def notices(request: StaffRequest) -> HttpResponse:
    """What was told to me, the latest on top."""
    holder = request.holder
    page = Paginator(notices_of(holder), PAGE).get_page(request.GET.get("page"))
    rows = told_of(holder.agency, page)
    values = {
        "page": page,
        "rows": rows,
        "newest": max((row.notice.pk for row in rows), default=0),
        "unread": any(row.notice.read_at is None for row in rows),
        "address": mail_address(holder),
        "form": MailForm(initial={"mail": mail_choice(holder)}, label_suffix=""),
    }
    return render(request, "notices/list.html", values)


@require_safe
@staff
def notice(request: StaffRequest, notice: int) -> HttpResponse:
    """Open what a notice is about; it counts as read from then on."""
    found = read_notice(request.holder, notice, timezone.now())
    if found.kind == Rung.KEEPER:
        return redirect("late")
    if found.kind == Rung.CASE_LATE:
        return to_the_case(request.holder, found.task_id)
    if found.kind == Rung.NO_STAND_IN:
        return redirect("absences")
    if found.kind == Rung.PROPOSED:
        return redirect("teams")
    if found.kind in OF_THE_ASKED and not may_open(request.holder, found.task_id):
        return redirect("inbox")  # the question is answered, or withdrawn
    return redirect("task", found.task_id)


def to_the_case(holder: Holder, task: int) -> HttpResponse:
    """To the case of `task` where it is hers to read, else to the list of what is late."""
    case = case_of_task(holder.agency, task)
    if not may_read(holder, case):
        return redirect("late")
    return redirect("case", case.year, case.number)


def may_open(holder: Holder, task: int) -> bool:
    """Whether the task is hers to look at, now."""
    try:
        task_of(holder, task)
    except NotFound:
        return False
    return True


@require_POST
@staff
def all_read(request: StaffRequest) -> HttpResponse:
    """Mark everything the list showed as read, and what is older."""
    newest = request.POST.get("sampai", "")
    count = read_all(request.holder, int(newest), timezone.now()) if newest.isdecimal() else 0
    if count:
        messages.success(request, _("Semua pemberitahuan ditandai sudah dibaca."))
    return redirect("notices")


@require_POST
@staff
def by_mail(request: StaffRequest) -> HttpResponse:
    """Choose what comes by e-mail too."""
    try:
        choose_mail(request.holder, mail=request.POST.get("mail", ""), now=timezone.now())
    except Invalid:  # no form of ours sends another word
        return redirect("notices")
    messages.success(request, _("Pilihan surel disimpan."))
    return redirect("notices")


@require_safe
@staff
@may_lag
def late(request: StaffRequest) -> HttpResponse:
    """What is late below me; `?cabang=` shows one branch."""
    asked = request.GET.get("cabang", "")
    branch = int(asked) if asked.isdecimal() and len(asked) < 19 else None
    now = timezone.now()
    kept = late_for_keeper(request.holder, now)
    values = {
        "below": late_below(request.holder, now, branch),
        "branch": branch,
        "kept": kept,
        "unled": unled(
            request.holder.agency,
            [row.task.position for row in kept],
            timezone.localdate(now),
        ),
        "page_size": LATE_PAGE,
        "superior_after": reminders().superior_after.value,
        "keeper_after": reminders().keeper_after.value,
    }
    return render(request, "notices/late.html", values)
