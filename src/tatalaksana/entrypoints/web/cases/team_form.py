"""The form by which a team is asked for, from the case that issues its decree."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.apps.cases.actions.ask_team import NAME_LENGTH
from tatalaksana.core.engine.teams import Composition
from tatalaksana.entrypoints.web.office.forms import DATE, REQUIRED, DayInput, PlainForm

CHOOSE = {"required": gettext_lazy("Pilih salah satu.")}
Choices = Iterable[tuple[int, str]]


def number_or_none(text: str) -> int | None:
    """The number of a choice; None for no choice."""
    return int(text) if text else None


class TeamForm(PlainForm):
    """Who is in the team, from when to when, by which document."""

    team = forms.TypedChoiceField(
        coerce=number_or_none,
        empty_value=None,
        required=False,
        label=gettext_lazy("Tim"),
        help_text=gettext_lazy("Pilih tim yang sudah ada bila SK ini mengubah susunannya."),
    )
    name = forms.CharField(
        max_length=NAME_LENGTH,
        label=gettext_lazy("Nama tim"),
        help_text=gettext_lazy("Seperti dalam SK, misalnya Tim Survei Kepuasan Masyarakat 2027."),
        error_messages=REQUIRED,
    )
    document = forms.TypedChoiceField(
        coerce=int, label=gettext_lazy("SK-nya dalam berkas ini"), error_messages=CHOOSE
    )
    chair = forms.TypedChoiceField(coerce=int, label=gettext_lazy("Ketua"), error_messages=CHOOSE)
    secretary = forms.TypedChoiceField(
        coerce=number_or_none,
        empty_value=None,
        required=False,
        label=gettext_lazy("Sekretaris"),
    )
    members = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        label=gettext_lazy("Anggota"),
        widget=forms.CheckboxSelectMultiple(),
    )
    since = forms.DateField(label=gettext_lazy("Mulai"), widget=DayInput(), error_messages=DATE)
    until = forms.DateField(
        label=gettext_lazy("Hari terakhir"), widget=DayInput(), error_messages=DATE
    )

    def __init__(
        self, people: Choices, papers: Choices, teams: Choices, *args: Any, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        everybody = list(people)
        self.choose("team", teams, _("– tim baru –"))
        self.choose("document", papers, _("– pilih dokumen –"))
        self.choose("chair", everybody, _("– pilih orang –"))
        self.choose("secretary", everybody, _("– tanpa sekretaris –"))
        self.fields["members"].choices = everybody  # type: ignore[attr-defined]

    def composition(self) -> Composition:
        """What was filled in. Errors: TeamRefused TL314."""
        told = self.cleaned_data
        return Composition(
            name=told["name"],
            chair=told["chair"],
            secretary=told["secretary"],
            members=tuple(told["members"]),
            since=told["since"],
            until=told["until"],
        )
