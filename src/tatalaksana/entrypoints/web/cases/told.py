"""What a finished deed says: what happened, to whom it went, until when, how to undo it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tatalaksana.apps.cases.writing import Finished
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.engine.plan import END, Answer
from tatalaksana.entrypoints.web.cases.recipients import Way, case_words, lies_at
from tatalaksana.entrypoints.web.cases.task_page import TaskPage


def told_of(
    holder: Holder, page: TaskPage, answer: Answer, finished: Finished, now: datetime
) -> SafeString:
    """The message after finishing a task, with the ways to the case and to undoing it."""
    way = next(way for way in page.ways if way.answer is answer)
    values = {"row": page.step.row, "words": way.words, "case": case_words(holder, page.case)}
    if answer is Answer.RETURN:
        what = _("Langkah %(row)s dijawab “%(words)s”: berkas %(case)s dikembalikan.") % values
    elif answer is Answer.APPROVE:
        what = _("Langkah %(row)s dijawab “%(words)s” untuk berkas %(case)s.") % values
    else:
        what = _("Langkah %(row)s berkas %(case)s selesai.") % values
    address = reverse("case", args=[page.case.year, page.case.number])
    there = where_to(way, finished, holder, now)
    undo = reverse("task", args=[page.task.pk]) + "#koreksi"
    return format_html(
        '{}\n{} <a href="{}">{}</a> · <a href="{}">{}</a>',
        what,
        there,
        address,
        _("Lihat berkas"),
        undo,
        _("Salah klik? Tarik kembali"),
    )


def where_to(way: Way, finished: Finished, holder: Holder, now: datetime) -> str:
    """Where the file lies now."""
    if finished.to_row == END or way.desk is None:
        return _("Seluruh langkah prosedur sudah selesai; berkas ditutup.")
    return lies_at(way.desk, finished, holder, now)
