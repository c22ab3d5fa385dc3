"""Berkas terkait: the cases opened from a step, because the step names another SOP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from tatalaksana.apps.cases.actions.start_case import TITLE_LENGTH, starting_position
from tatalaksana.apps.cases.policy import may_read
from tatalaksana.apps.cases.queries import content_of_case, parent_of, subcases_of
from tatalaksana.apps.library.queries import named_in_force, version_to_start
from tatalaksana.apps.office.holder import Holder
from tatalaksana.apps.shared.errors import NotYours
from tatalaksana.core.procedure.model import Step

BETWEEN = ";"  #: between the names of several SOPs in one step


class RelatedForm(forms.Form):
    """What the related case is about, and whether this step waits for its end."""

    title = forms.CharField(
        label=gettext_lazy("Perihal"),
        max_length=TITLE_LENGTH,
        error_messages={
            "required": gettext_lazy("Perihal belum diisi. Tulis tentang apa berkas ini."),
        },
    )
    waits = forms.BooleanField(
        required=False, label=gettext_lazy("Tunggu sampai berkas itu selesai")
    )

    def __init__(self, version: int, title: str, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(
            data, auto_id=f"terkait_{version}_%s", label_suffix="", initial={"title": title}
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """Another SOP that a step names."""

    name: str  #: as printed, with its leading "SOP"
    version: Any | None  #: the version in force; None = the office has none
    refused: NotYours | None  #: why the reader may not start it
    form: RelatedForm | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Kin:
    """A case opened from this one, or the one this was opened from."""

    case: Any
    row: int  #: the step of the parent
    waits: bool
    readable: bool  #: by the person before the page
    at: Step | None  #: its open step; None = ended


def names_in(step: Step) -> tuple[str, ...]:
    """The SOPs a step names, each once and with a leading "SOP"."""
    names = (name.strip(" .") for name in (step.related_procedure or "").split(BETWEEN))
    return tuple(
        dict.fromkeys(
            name if name.lower().startswith("sop") else f"SOP {name}" for name in names if name
        )
    )


def related_of(
    holder: Holder, step: Step, title: str, wrong: RelatedForm | None = None
) -> tuple[Related, ...]:
    """The SOPs a step names; `wrong` is the form that was refused, to be shown again."""
    found = {}
    for name in names_in(step):
        version = named_in_force(holder.agency, name)
        if version is None:
            found[name] = Related(name=name, version=None, refused=None, form=None)
            continue
        form = RelatedForm(version.pk, title)
        if wrong is not None and wrong.auto_id == form.auto_id:
            form = wrong
        refused = may_not_start(holder, version.pk)
        found[str(version.pk)] = Related(name=name, version=version, refused=refused, form=form)
    return tuple(found.values())


def may_not_start(holder: Holder, version: int) -> NotYours | None:
    """Why the reader may not start a case of `version`; None when she may."""
    try:
        starting_position(holder, *version_to_start(holder.agency, version))
    except NotYours as refused:
        return refused
    return None


def children_of(holder: Holder, case: Any) -> tuple[Kin, ...]:
    """The cases opened from `case`, the first one first."""
    return tuple(kin(holder, link, link.child) for link in subcases_of(case))


def parent_kin(holder: Holder, case: Any) -> Kin | None:
    """The case from which `case` was opened."""
    link = parent_of(case)
    return kin(holder, link, link.parent) if link else None


def kin(holder: Holder, link: Any, case: Any) -> Kin:
    """One end of the link, as `holder` may see it."""
    return Kin(
        case=case,
        row=link.row,
        waits=link.waits,
        readable=may_read(holder, case),
        at=content_of_case(case).step(case.row) if case.row else None,
    )


def told_of_related(number: str, *, waits: bool) -> str:
    """What happened when a related case was opened."""
    values = {"number": number}
    if waits:
        return _("Berkas %(number)s dimulai; langkah ini menunggu berkas itu selesai.") % values
    return _("Berkas %(number)s dimulai.") % values
