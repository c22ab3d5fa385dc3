"""Pendapat: what was asked about a task, who waits for whom, and the forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.apps.cases.consulting import Waiting, consultations_of, questions_for
from tatalaksana.apps.cases.history import Moment
from tatalaksana.apps.office.colleagues import Colleague
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.engine.events import Kind
from tatalaksana.entrypoints.web.cases.typed import LONGEST_REASON


class QuestionForm(forms.Form):
    """Whom to ask, and what."""

    whom = forms.ChoiceField(
        label=gettext_lazy("Kepada"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Rekan yang ditanya belum dipilih."),
            "invalid_choice": gettext_lazy("Pilih salah satu nama pada daftar."),
        },
    )
    question = forms.CharField(
        label=gettext_lazy("Pertanyaan (wajib diisi)"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Rekan itu boleh membaca berkas ini sampai pendapatnya diberikan."),
        error_messages={"required": gettext_lazy("Pertanyaannya belum diisi.")},
    )

    def __init__(self, found: Sequence[Colleague], data: Any = None) -> None:
        super().__init__(data, auto_id="tanya_%s", label_suffix="")
        self.found = tuple((f"{one.position}-{one.person}", one) for one in found)
        self.fields["whom"].choices = [  # type: ignore[attr-defined]
            (value, one.name) for value, one in self.found
        ]

    @property
    def chosen(self) -> str:
        """Who was chosen before, as it stands in the form."""
        return str(self["whom"].value() or "")


class OpinionForm(forms.Form):
    """The answer, and a document beside it."""

    text = forms.CharField(
        label=gettext_lazy("Pendapat Anda (wajib diisi)"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Pendapatnya belum diisi.")},
    )
    paper = forms.FileField(
        required=False,
        label=gettext_lazy("Dokumen (bila ada)"),
        help_text=gettext_lazy("Paling besar 20 MB; tersimpan dalam berkas."),
    )

    def __init__(self, data: Any = None, files: Any = None) -> None:
        super().__init__(data, files, auto_id="pendapat_%s", label_suffix="")


@dataclass(frozen=True, slots=True)
class Asked:
    """One question of the task, with what came of it."""

    row: Any  #: a Consultation
    answer: Moment | None

    @property
    def open(self) -> bool:
        """Whether the answer is awaited still."""
        return self.row.closed_at is None and self.row.task.done_at is None


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinions:
    """What the page of a task shows of questions and answers."""

    asked: tuple[Asked, ...]  #: of the whole case, the latest first
    mine: Waiting | None  #: what waits for the reader's opinion
    form: OpinionForm | None  #: for her answer

    @property
    def awaited(self) -> tuple[Asked, ...]:
        """The questions that wait."""
        return tuple(one for one in self.asked if one.open)


NO_OPINIONS = Opinions(asked=(), mine=None, form=None)


def opinions_of(
    holder: Holder,
    case: Any,
    timeline: Sequence[Moment],
    now: datetime,
    wrong: OpinionForm | None = None,
) -> Opinions:
    """Questions and answers of a case, and the reader's own; `wrong` is a refused form."""
    given = {moment.question: moment for moment in timeline if moment.event.kind == Kind.OPINION}
    mine = questions_for(holder, now, case.pk)
    return Opinions(
        asked=tuple(Asked(row, given.get(row.seq)) for row in consultations_of(case)),
        mine=mine[0] if mine else None,
        form=(wrong or OpinionForm()) if mine else None,
    )


def told_of_question(name: str) -> str:
    """What happened when a colleague was asked."""
    return _(
        "Pendapat %(who)s diminta. Tugas tetap pada Anda dan jamnya berjalan terus; jawabannya"
        " muncul di halaman ini."
    ) % {"who": name}
