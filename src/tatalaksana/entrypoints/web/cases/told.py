"""What a finished deed says: what happened, to whom it went, until when, how to undo it."""

from __future__ import annotations

from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tatalaksana.apps.cases.own_drafts import OtherEyes
from tatalaksana.apps.cases.queries import done_task, open_task_in
from tatalaksana.apps.cases.writing import Finished
from tatalaksana.apps.library.queries import kept_plan
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.office.queries import holders_by_position
from tatalaksana.core.engine.plan import END, Answer
from tatalaksana.entrypoints.web.cases.recipients import Desk, case_words, held_by, stays_at


def told_of(
    holder: Holder, task: int, answer: Answer, finished: Finished, now: datetime
) -> SafeString:
    """The message after finishing a task, with the ways to the case and to undoing it.

    It asks for what it says and no more: the page of the task would cost more than the step.
    """
    done = done_task(holder.agency, task)
    case, step = done.case, kept_plan(holder.agency, done.case.version_id).step(done.row)
    words = step.words.refuse if answer is Answer.RETURN else step.words.accept
    values = {"row": done.row, "words": words, "case": case_words(holder, case)}
    if answer is Answer.RETURN:
        what = _("Langkah %(row)s dijawab “%(words)s”: berkas %(case)s dikembalikan.") % values
    elif answer is Answer.APPROVE:
        what = _("Langkah %(row)s dijawab “%(words)s” untuk berkas %(case)s.") % values
    else:
        what = _("Langkah %(row)s berkas %(case)s selesai.") % values
    return format_html(
        '{}\n{} <a href="{}">{}</a> · <a href="{}">{}</a>',
        what,
        where_to(finished, holder, now),
        reverse("case", args=[case.year, case.number]),
        _("Lihat berkas"),
        reverse("task", args=[task]) + "#koreksi",
        _("Salah klik? Tarik kembali"),
    )


def where_to(finished: Finished, holder: Holder, now: datetime) -> str:
    """Where the file lies now."""
    waiting = None if finished.to_row == END else open_task_in(holder.agency, finished.case)
    if waiting is None:
        return _("Seluruh langkah prosedur sudah selesai; berkas ditutup.")
    people = holders_by_position(holder.agency, [waiting.position_id], timezone.localdate(now)).get(
        waiting.position_id, ()
    )
    desk = Desk(role="", position=waiting.position.name, holders=held_by(waiting, people))
    above = waiting.other_eyes == OtherEyes.ABOVE
    return stays_at(desk, waiting.row, waiting.due_at, holder, now, above=above)
