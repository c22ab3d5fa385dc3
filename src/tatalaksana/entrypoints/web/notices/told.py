"""Notices in the words of the pages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext, gettext_noop

from tatalaksana.apps.cases.watching import ToldTask, told_tasks
from tatalaksana.core.engine.reminders import OF_GONE, Rung

if TYPE_CHECKING:
    from tatalaksana.apps.notices.models import Notice

#: rung -> the badge it is shown with, and what it says
WORDS = {
    Rung.ASSIGNED: ("open", gettext_noop("Tugas baru untuk Anda")),
    Rung.HANDED: ("open", gettext_noop("%(who)s menyerahkan tugas ini kepada Anda")),
    Rung.REMINDED: ("late", gettext_noop("%(who)s mengingatkan: tugas ini terlambat")),
    Rung.VACANT: ("soon", gettext_noop("Tugas pada jabatan lowong di bawah Anda")),
    Rung.ABSENT: (
        "soon",
        gettext_noop("Pejabatnya berhalangan tanpa pengganti; tugasnya sampai pada Anda"),
    ),
    Rung.NO_STAND_IN: (
        "late",
        gettext_noop("Pejabatnya berhalangan tanpa pengganti dan tanpa atasan; tunjuk Plh."),
    ),
    Rung.INHERITED: (
        "open",
        gettext_noop("Anda kini memegang jabatan ini; tugas yang terbuka padanya menunggu Anda"),
    ),
    Rung.WARNING: ("soon", gettext_noop("Waktunya hampir habis")),
    Rung.DUE: ("late", gettext_noop("Batas waktunya sudah lewat")),
    Rung.SUPERIOR: ("late", gettext_noop("Terlambat pada bawahan Anda")),
    Rung.WITHDRAWN: (
        "void",
        gettext_noop("%(who)s menarik kembali tugas ini: klik sebelumnya keliru"),
    ),
    Rung.ASKED: ("open", gettext_noop("%(who)s meminta pendapat Anda")),
    Rung.ANSWERED: ("done", gettext_noop("%(who)s memberi pendapat yang Anda minta")),
    Rung.CALLED_OFF: ("void", gettext_noop("%(who)s menarik permintaan pendapatnya")),
    Rung.PART: ("open", gettext_noop("Langkah ini menunggu bagian Anda")),
    Rung.PROPOSED: ("open", gettext_noop("%(who)s mengusulkan tim; putuskan di halaman Tim")),
    Rung.REOPENED: ("open", gettext_noop("%(who)s mengoreksi klik Anda; tugas ini terbuka lagi")),
    Rung.CASE_LATE: ("late", gettext_noop("Seluruh berkas melewati batas waktunya")),
    Rung.KEEPER: ("late", gettext_noop("Masih terlambat, atasannya sudah diberi tahu")),
}
#: what is told to somebody else than who has the task: she is shown where it lies
OF_OTHERS = frozenset(
    {
        Rung.VACANT,
        Rung.ABSENT,
        Rung.NO_STAND_IN,
        Rung.INHERITED,
        Rung.SUPERIOR,
        Rung.KEEPER,
        Rung.CASE_LATE,
    }
)

#: what is told to somebody who may not know what the case is about
UNSEEN = frozenset({Rung.KEEPER, Rung.NO_STAND_IN, Rung.PROPOSED, Rung.CASE_LATE})


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One notice as the list shows it."""

    notice: Notice
    task: ToldTask
    state: str  #: a badge
    words: str
    about: str  #: what the case is about; "" where that is not hers to know
    place: str  #: the position it lies with; "" = her own

    @property
    def new(self) -> bool:
        """Whether it is unread, and news still."""
        return self.notice.read_at is None and (self.task.open or self.notice.kind in OF_GONE)


def told_of(agency: int, notices: Iterable[Notice]) -> list[Told]:
    """Some notices in words."""
    rows = list(notices)
    tasks = told_tasks(agency, {row.task_id for row in rows})
    return [told(row, tasks[row.task_id]) for row in rows if row.task_id in tasks]


def told(notice: Notice, task: ToldTask) -> Told:
    """One notice in words; a keeper is not told what a case is about."""
    rung = Rung(notice.kind)
    state, words = WORDS[rung]
    return Told(
        notice=notice,
        task=task,
        state=state,
        words=gettext(words) % {"who": notice.by.name if notice.by else ""},
        about="" if rung in UNSEEN else task.title,
        place=task.seat if rung in OF_OTHERS else "",
    )
