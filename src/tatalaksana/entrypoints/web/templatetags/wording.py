"""Filters and tags that put values into formal Bahasa Indonesia; built into every template."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, datetime, time
from typing import Any

from django import template
from django.template.context import Context
from django.template.defaultfilters import truncatewords
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, gettext

from tatalaksana.apps.cases.history import Moment
from tatalaksana.apps.hooks.queries import switched_off
from tatalaksana.apps.notices.queries import COUNTED, count_unread
from tatalaksana.apps.office.calendar import alarm_for, calendar_for, ramadan_alarm_for
from tatalaksana.apps.shared.refusals import hint_for, sentence_for
from tatalaksana.core.base.errors import TatalaksanaError
from tatalaksana.core.procedure.model import Step
from tatalaksana.entrypoints.web import clock
from tatalaksana.entrypoints.web.signs import path_of

register = template.Library()

CONDITION = re.compile(r"[\s,;.]+(?:jika|apabila|bila|kalau)\s", re.IGNORECASE)
FEWEST_WORDS = 2  #: below that the gist says nothing
LIST_WORDS = 24

#: the first part of an address -> the place of the navigation it belongs to
PLACES = {
    "": "tasks",
    "tugas": "tasks",
    "berkas": "cases",
    "sop": "procedures",
    "jadwal": "procedures",
    "kantor": "office",
    "pemberitahuan": "notices",
    "terlambat": "notices",
    "lainnya": "more",
    "sandi": "more",
    "token": "more",
    "api": "more",
}


@register.filter
def day(value: date | None) -> str:
    """`21 November 2026`; a dash where there is none."""
    return clock.day_words(value) if value else "–"


@register.filter
def moment(value: datetime | None) -> str:
    """`21 November 2026 pukul 15.00 WIB`; a dash where there is none."""
    return clock.moment_words(timezone.localtime(value)) if value else "–"


@register.filter
def hour(value: time) -> str:
    """`07.30`, or `07:30` in English."""
    return clock.hour_words(value)


@register.filter
def since(value: datetime) -> str:
    """`hari ini pukul 09.00`, `kemarin pukul 15.00`, or the date."""
    return clock.since_words(timezone.localtime(value), timezone.localtime())


@register.filter
def work_time(minutes: int | None) -> str:
    """Working minutes in words; a dash where there are none."""
    return "–" if minutes is None else clock.work_words(minutes)


@register.filter
def doer(done: Moment) -> str:
    """Who did it, and for whom: `Budi untuk Siti`."""
    if not done.for_name:
        return done.actor
    return gettext("%(actor)s untuk %(giver)s") % {"actor": done.actor, "giver": done.for_name}


@register.filter
def file_size(size: int) -> str:
    """A size in bytes as people read it, with a decimal comma where the language has one."""
    if size < 1024 * 1024:
        return f"{max(1, round(size / 1024))} kB"
    text = f"{size / 1024 / 1024:.1f} MB"
    return text if get_language() == "en" else text.replace(".", ",")


@register.filter
def gist(step: Step | str) -> str:
    """What a step does, without its conditions ("…, jika tidak setuju …"): for lists."""
    if isinstance(step, Step):
        step = "; ".join(text.strip(" .;") for text in step.activities)
    first = CONDITION.split(step, maxsplit=1)[0].rstrip(" ,;.")
    return truncatewords(first if len(first.split()) >= FEWEST_WORDS else step, LIST_WORDS)


@register.simple_tag
def sign(name: str) -> SafeString:
    """The drawn sign beside a word; says nothing to a screen reader, the word does."""
    return format_html(
        '<svg class="sign" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"'
        ' stroke-linecap="round" stroke-linejoin="round" aria-hidden="true" focusable="false">'
        '<path d="{}"/></svg>',
        path_of(name),
    )


@register.simple_tag
def badge(state: str, words: str) -> SafeString:
    """A state as a sign and a word, never as a colour alone."""
    return format_html('<span class="badge badge-{}">{} {}</span>', state, sign(state), words)


@register.simple_tag(takes_context=True)
def due_badge(context: Context, due: datetime | None) -> SafeString:
    """When an open task is due, as a badge, in the working time of the agency."""
    calendar = calendar_for(context["holder"])
    found = clock.due_of(due, timezone.now(), calendar)
    mark = "late" if found.state == "late" else "soon"
    return format_html(
        '<span class="badge badge-{}">{} {}</span>', found.state, sign(mark), found.words
    )


@register.simple_tag(takes_context=True)
def calendar_alarm(context: Context) -> tuple[int, ...]:
    """The years whose holidays the reader, a keeper of the office, should have entered by now."""
    holder = context.get("holder")
    return alarm_for(holder, timezone.now()) if holder else ()


@register.simple_tag(takes_context=True)
def ramadan_alarm(context: Context) -> tuple[int, ...]:
    """The years whose Ramadan the reader, a keeper of the office, should have entered by now."""
    holder = context.get("holder")
    return ramadan_alarm_for(holder, timezone.now()) if holder else ()


@register.simple_tag(takes_context=True)
def hooks_off(context: Context) -> tuple[Any, ...]:
    """The webhooks that were switched off, for a reader who keeps the office."""
    holder = context.get("holder")
    return switched_off(holder.agency) if holder and holder.keeps_office else ()


@register.simple_tag(takes_context=True)
def unread_notices(context: Context) -> str:
    """How many notices of open tasks the reader has not read: "" for none, "99+" for many."""
    count = count_unread(context["holder"])
    return f"{COUNTED}+" if count > COUNTED else str(count or "")


@register.simple_tag(takes_context=True)
def years_without_holidays(context: Context, due: datetime | None) -> tuple[int, ...]:
    """The years up to `due` whose holidays are not entered: it may still move."""
    if due is None:
        return ()
    return calendar_for(context["holder"]).years_not_entered(timezone.now(), due)


@register.simple_tag(takes_context=True)
def current_place(context: Context) -> str:
    """The place of the navigation that the page belongs to; "" for none."""
    request = context.get("request")
    return PLACES.get(request.path.split("/")[1], "") if request else ""


@register.simple_tag(takes_context=True)
def address_with(context: Context, **changes: Any) -> str:
    """The present address with some of its filters changed; None takes one away."""
    query = context["request"].GET.copy()
    for name, value in changes.items():
        if value is None:
            query.pop(name, None)
        else:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.simple_tag
def sentence_of(refusal: TatalaksanaError) -> str:
    """What was refused, in the reader's language."""
    return sentence_for(refusal)


@register.simple_tag
def hint_of(refusal: TatalaksanaError) -> str:
    """How to mend it, in the reader's language."""
    return hint_for(refusal)


@register.simple_tag(takes_context=True)
def case_number(context: Context, number: int, year: int) -> str:
    """The number of a case as it is written: `0012/LUMAJANG/2026`."""
    return f"{number:04d}/{context['holder'].agency_code}/{year}"


@register.simple_tag
def lookup(values: Mapping[str, Any], name: str) -> Any:
    """The value under a name that is itself a value; None when there is none."""
    return values.get(name)


@register.filter
def may_open(file_name: str) -> bool:
    """Whether a browser shows such files itself; the server looks at the content again."""
    return file_name.lower().endswith((".pdf", ".png", ".jpg", ".jpeg"))
