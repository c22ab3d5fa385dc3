"""What the pages show that move cases to the version in force."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy

from tatalaksana.apps.cases.history import timeline_of
from tatalaksana.apps.cases.mapping import Effects, StepMap, effects_of
from tatalaksana.apps.cases.outside import Outside, outside_of
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import cases_for
from tatalaksana.apps.library.queries import kept_content, kept_plan, version_of
from tatalaksana.apps.office.holder import Holder
from tatalaksana.core.procedure.model import Step
from tatalaksana.core.procedure.titles import readable
from tatalaksana.entrypoints.web.cases.map_form import MapTable, table_of, written
from tatalaksana.entrypoints.web.cases.recipients import Desk, desks_of
from tatalaksana.entrypoints.web.cases.typed import LONGEST_REASON


class ReasonForm(forms.Form):
    """Why cases are moved."""

    reason = forms.CharField(
        label=gettext_lazy("Alasan pemindahan (wajib diisi)"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy(
            "Misalnya: Versi 2 menambah paraf koordinasi. Terbaca di riwayat dan oleh penerima."
        ),
        error_messages={"required": gettext_lazy("Alasan pemindahan belum diisi.")},
    )

    def __init__(self, data: Any = None) -> None:
        super().__init__(data, auto_id="pindah_%s", label_suffix="")


class MoveForm(ReasonForm):
    """At which step of the new version the case goes on, and why."""

    to_row = forms.TypedChoiceField(
        label=gettext_lazy("Lanjutkan pada langkah"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Langkah tempat berkas dilanjutkan belum dipilih."),
            "invalid_choice": gettext_lazy("Pilih salah satu langkah versi yang berlaku."),
        },
    )
    field_order = ("to_row", "reason")

    def __init__(self, choices: Sequence[Choice], data: Any = None) -> None:
        super().__init__(data)
        self.fields["to_row"].choices = [  # type: ignore[attr-defined]
            (choice.step.row, choice.step.text) for choice in choices
        ]
        self.initial["to_row"] = next((one.step.row for one in choices if one.same), None)

    @property
    def chosen(self) -> str:
        """The row that is chosen, as it stands in the form."""
        return str(self["to_row"].value() or "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """A step of the new version where the case may go on."""

    step: Step
    desk: Desk
    due: datetime | None
    same: bool  #: whether it is the same work as the open step
    voided: tuple[int, ...]  #: the old rows whose approval is asked again


@dataclass(frozen=True, slots=True, kw_only=True)
class MovePage:
    """Everything on the page that moves one case."""

    case: Any
    readable: bool  #: whether what the case is about is the reader's to know
    procedure: str
    old: Any  #: the version the case runs by
    new: Any  #: the version in force
    task: Any
    step: Step
    map: MapTable
    seen: str  #: the map whose effects are shown
    effects: Effects  #: as far as they depend on the map alone
    choices: tuple[Choice, ...]
    outside: Outside | None

    @property
    def same(self) -> Choice | None:
        """Where the open step goes on; None where nothing is the same work."""
        return next((choice for choice in self.choices if choice.same), None)

    @property
    def others(self) -> tuple[Choice, ...]:
        """Every other step."""
        return tuple(choice for choice in self.choices if not choice.same)


@dataclass(frozen=True, slots=True, kw_only=True)
class OlderRow:
    """One case of the list: where it is, and where it would go on."""

    task: Any
    readable: bool
    step: Step
    to: Step | None  #: None: a person must choose
    desk: Desk | None
    effects: Effects | None


def move_page_of(
    holder: Holder, case: Any, task: Any, newer: int, chosen: StepMap, *, now: datetime
) -> MovePage:
    """Gather the page of the open `task` of `case`, which is moved by the map `chosen`."""
    agency, old = holder.agency, case.version_id
    content = kept_content(agency, old)
    steps = kept_content(agency, newer).steps
    effects = effects_of(holder, [(task, chosen, step.row) for step in steps], newer, now)
    return MovePage(
        case=case,
        readable=may_read(holder, case),
        procedure=readable(content.title),
        old=case.version,
        new=version_of(agency, newer),
        task=task,
        step=content.step(task.row),
        map=table_of(agency, (old, case.version.number), newer, chosen, here=task.row),
        seen=written(chosen),
        effects=effects[0],
        choices=choices_of(holder, case, newer, chosen.to_row(task.row), effects),
        outside=outside_of(task),
    )


def choices_of(
    holder: Holder, case: Any, newer: int, same: int | None, effects: Sequence[Effects]
) -> tuple[Choice, ...]:
    """The steps of the version `newer`: who gets the file there, until when, and what it costs."""
    plan, today = kept_plan(holder.agency, newer), timezone.localdate()
    desks = desks_of(holder, newer, plan.roles, today, timeline_of(holder, case), case=case)
    return tuple(
        Choice(
            step=step,
            desk=desks[plan.step(step.row).responsible],
            due=told.due,
            same=step.row == same,
            voided=tuple(event.row for event in told.voided),
        )
        for step, told in zip(kept_content(holder.agency, newer).steps, effects, strict=True)
    )


def older_rows(
    holder: Holder, tasks: Sequence[Any], newer: int, maps: Mapping[int, StepMap], now: datetime
) -> tuple[OlderRow, ...]:
    """The cases of `tasks`, on older versions, and where each would go on by `maps`."""
    agency, plan = holder.agency, kept_plan(holder.agency, newer)
    there = {task.pk: maps[task.case.version_id].to_row(task.row) for task in tasks}
    moves = [(task, maps[task.case.version_id], row) for task in tasks if (row := there[task.pk])]
    told = effects_of(holder, moves, newer, now)
    effects = {task.pk: one for (task, _map, _row), one in zip(moves, told, strict=True)}
    mine = set(
        cases_for(holder).filter(pk__in=[t.case_id for t in tasks]).values_list("pk", flat=True)
    )
    desks = desks_of(holder, newer, plan.roles, timezone.localdate())
    rows = []
    for task in tasks:
        old = task.case.version_id
        to_row = there[task.pk]
        rows.append(
            OlderRow(
                task=task,
                readable=task.case_id in mine,
                step=kept_content(agency, old).step(task.row),
                to=kept_content(agency, newer).step(to_row) if to_row else None,
                desk=desks[plan.step(to_row).responsible] if to_row else None,
                effects=effects.get(task.pk),
            )
        )
    return tuple(rows)
