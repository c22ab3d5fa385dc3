"""Notices: what was told to me, and what comes by e-mail."""

from __future__ import annotations

from datetime import datetime
from typing import Any, Literal

from ninja import Router

from tatalaksana.apps.cases.watching import told_tasks
from tatalaksana.apps.notices.actions.choose_mail import choose_mail
from tatalaksana.apps.notices.queries import (
    count_unread,
    mail_address,
    mail_choice,
    notices_of,
    read_all,
    read_notice,
)
from tatalaksana.apps.shared.paging import portion
from tatalaksana.entrypoints.api.caller import Call
from tatalaksana.entrypoints.api.cursors import key_in, told
from tatalaksana.entrypoints.api.deeds import done
from tatalaksana.entrypoints.api.typed import (
    USUAL,
    CaseKey,
    Cursor,
    Id,
    Key,
    Limit,
    Number,
    Portion,
    Sent,
    Shown,
)

router = Router(tags=["notices"])


class NoticeShown(Shown):
    """Something told of a task."""

    notice: int
    kind: str
    task: int
    case: CaseKey
    made_at: datetime
    read_at: datetime | None


class UnreadShown(Shown):
    """How many unread notices of open tasks there are; 100 stands for more than 99."""

    unread: int


class ReadShown(Shown):
    """How many notices are read now that were not."""

    read: int


class MailShown(Shown):
    """What comes by e-mail, and where to; "" = no address."""

    mail: str
    address: str


class UntilSent(Sent):
    """The last notice that was seen."""

    until: Id


class MailSent(Sent):
    """What is to come by e-mail."""

    mail: Literal["semua", "penting", "tidak"]


@router.get("/notices", response=Portion[NoticeShown])
def notices(request: Call, cursor: Cursor | None = None, limit: Limit = USUAL) -> Any:
    """What was told to me, the latest first."""
    after = key_in("notices", cursor)
    found = portion(notices_of(request.auth), ("-made_at", "-pk"), after, limit)
    tasks = told_tasks(request.auth.agency, [one.task_id for one in found.rows])

    def show(one: Any) -> dict[str, Any]:
        return told_notice(one, tasks[one.task_id])

    return told("notices", found, show)


def told_notice(notice: Any, task: Any) -> dict[str, Any]:
    """A notice with its case."""
    return {
        "notice": notice.pk,
        "kind": notice.kind,
        "task": notice.task_id,
        "case": {"year": task.year, "number": task.number},
        "made_at": notice.made_at,
        "read_at": notice.read_at,
    }


@router.get("/notices/unread", response=UnreadShown)
def notices_unread(request: Call) -> Any:
    """How many I have not read."""
    return {"unread": count_unread(request.auth)}


@router.post("/notices/{notice}/read", response=ReadShown)
def notice_read(request: Call, notice: Number, key: Key) -> Any:
    """Mark one as read."""

    def deed(now: datetime) -> Any:
        found = read_notice(request.auth, notice, now)
        return {"read": int(found.read_at is None)}

    return done(request, key, None, ReadShown, deed)


@router.post("/notices/read", response=ReadShown)
def notices_read(request: Call, key: Key, sent: UntilSent) -> Any:
    """Mark all up to one as read."""
    return done(
        request,
        key,
        sent,
        ReadShown,
        lambda now: {"read": read_all(request.auth, sent.until, now)},
    )


@router.get("/notices/mail", response=MailShown)
def notices_mail(request: Call) -> Any:
    """What comes to me by e-mail."""
    return {"mail": mail_choice(request.auth), "address": mail_address(request.auth)}


@router.post("/notices/mail", response=MailShown)
def notices_mail_choose(request: Call, key: Key, sent: MailSent) -> Any:
    """Choose what comes to me by e-mail."""

    def deed(now: datetime) -> Any:
        choose_mail(request.auth, mail=sent.mail, now=now)
        return {"mail": sent.mail, "address": mail_address(request.auth)}

    return done(request, key, sent, MailShown, deed)
